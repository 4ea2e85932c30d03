"""Tables: a cell is a record with its row's heading as indicator and what its column's heading says."""

import csv
from pathlib import Path

import pytest
from raw_corpus import RAW, REASON

from shenhe_cli.lexicon.regions import COLUMNS
from shenhe_cli.lexicon.table_headings import load_headings
from shenhe_cli.lexicon.tables import FOLDER, read_table
from shenhe_cli.model import Document
from shenhe_cli.pipeline import Extractor
from shenhe_cli.read.documents import READERS
from shenhe_cli.tables.rules import RULES

CASES = Path(__file__).parent / "corpus" / "tables"


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


def rows_of(records):
    """Of every record what a table can say of it."""
    return [
        (r.indicator, r.measure, r.direction, str(r.norm_value), r.norm_unit, r.period, r.status)
        for r in records
        if r.rule.startswith("tables/")
    ]


def extract_text(extractor, text, year=2023):
    records = extractor.extract(Document(text), year=year)
    assert all(text[r.start_char : r.end_char] == r.quantity for r in records)
    assert all(text[r.sentence_start : r.sentence_end] == r.sentence for r in records)
    return records


def read_html(body):
    filler = "<p>全区工作稳步推进，各项事业协调发展，人民生活不断改善。</p>"
    page = f"<html><body>{filler}{body}{filler}</body></html>"
    return READERS.load("html").read(page.encode(), "page.html", None)


def test_units_of_headings_columns_and_captions(extractor):
    products = "表1 主要产品\n指标\t单位\t2022年\t比上年增长（%）\n水泥\t万吨\t38.4\t-2.5\n轿车\t辆\t1,200\t0\n"
    text = f"{products}表2 人口\n单位：万人、%\n指标\t年末数\t比重\n城镇人口\t30.5\t61\n"
    assert rows_of(extract_text(extractor, text)) == [
        ("水泥", "level", None, "384000", "t", "2022", "actual"),
        ("水泥", "change_rate", "down", "-2.5", "%", "2022", "actual"),
        ("轿车", "level", None, "1200", "辆", "2022", "actual"),
        ("轿车", "change_rate", "flat", "0", "%", "2022", "actual"),
        ("城镇人口", "level", None, "305000", "人", "2022", "actual"),
        ("城镇人口", "share", None, "61", "%", "2022", "actual"),
    ]


def test_every_record_of_a_table_says_where_it_stands(extractor):
    document = read_html(
        "<table><tr><td>指标</td><td>绝对数（亿元）</td></tr><tr><td>总产值</td><td>12.5</td></tr><tr><td>增加值</td><td>3</td></tr></table>"
    )
    records = [r for r in extractor.extract(document) if r.rule.startswith("tables/")]
    assert [(r.locator, r.quantity, r.unit, r.sentence) for r in records] == [
        ("t1r2c2", "12.5", "亿元", "总产值\t12.5"),
        ("t1r3c2", "3", "亿元", "增加值\t3"),
    ]


def test_merged_cells_and_several_rows_of_headings(extractor):
    document = read_html(
        "<p>表3 2021年分地区财政收支</p><table>"
        "<tr><th rowspan=2>地区</th><th colspan=2>财政收入</th><th colspan=2>财政支出</th></tr>"
        "<tr><th>绝对数（亿元）</th><th>增长（%）</th><th>绝对数（亿元）</th><th>增长（%）</th></tr>"
        "<tr><td>东区</td><td>10</td><td>5.5</td><td>20</td><td>-1</td></tr>"
        "<tr><td>西区</td><td>11</td><td>6.5</td><td>21</td><td>2</td></tr></table>"
    )
    assert rows_of(extractor.extract(document))[:5] == [
        ("东区财政收入", "level", None, "1000000000", "CNY", "2021", "actual"),
        ("东区财政收入", "change_rate", "up", "5.5", "%", "2021", "actual"),
        ("东区财政支出", "level", None, "2000000000", "CNY", "2021", "actual"),
        ("东区财政支出", "change_rate", "down", "-1", "%", "2021", "actual"),
        ("西区财政收入", "level", None, "1100000000", "CNY", "2021", "actual"),
    ]


def test_a_name_merged_downwards_is_what_its_rows_are_part_of(extractor):
    document = read_html(
        "<table><tr><td>类别</td><td>指标</td><td>数量（个）</td></tr>"
        "<tr><td rowspan=2>学校</td><td>小学</td><td>12</td></tr><tr><td>初中</td><td>5</td></tr></table>"
    )
    records = [r for r in extractor.extract(document, year=2023) if r.rule.startswith("tables/")]
    assert [(r.indicator, r.parent, r.norm_value) for r in records] == [("小学", "学校", 12), ("初中", "学校", 5)]


def test_captions_of_pages_and_tables_of_markdown(extractor):
    cells = "<tr><td>指标</td><td>2022年</td></tr><tr><td>城镇人口</td><td>3</td></tr><tr><td>乡村人口</td><td>2</td></tr>"
    document = read_html(f"<table><caption>表1 人口<br>单位：万人</caption>{cells}</table>")
    marked = Document("单位：万人\n\n| 指标 | 2022年 |\n|:---|---:|\n| 城镇人口 | 3 |\n| 乡村人口 | 2 |\n")
    for records in (extractor.extract(document), extractor.extract(marked)):
        assert rows_of(records) == [
            ("城镇人口", "level", None, "30000", "人", "2022", "actual"),
            ("乡村人口", "level", None, "20000", "人", "2022", "actual"),
        ]


def test_cells_with_their_units_and_the_year_of_a_base(extractor):
    text = "| 产品 | 2024年产量 | 比2020年增长 |\n| --- | --- | --- |\n| 原煤 | 13.5 亿吨 | 56.1% |\n| 布 | 260 亿米 | -7.0% |\n"
    records = extract_text(extractor, text)
    assert [(r.indicator, r.measure, float(r.norm_value), r.norm_unit, r.basis, r.period) for r in records] == [
        ("原煤产量", "level", 1.35e9, "t", None, "2024"),
        ("原煤产量", "change_rate", 56.1, "%", "比2020年", "2024"),
        ("布产量", "level", 2.6e10, "m", None, "2024"),
        ("布产量", "change_rate", -7.0, "%", "比2020年", "2024"),
    ]


def test_parts_marked_as_such(extractor):
    text = "指标\t绝对数（亿元）\n财政收入\t50\n其中：税收收入\t30\n非税收入\t20\n财政支出\t90\n#教育\t15\n"
    records = extract_text(extractor, text)
    assert [(r.indicator, r.parent) for r in records] == [
        ("财政收入", None),
        ("税收收入", "财政收入"),
        ("非税收入", None),
        ("财政支出", None),
        ("教育", "财政支出"),
    ]


def test_years_in_columns_and_rows_and_targets(extractor):
    text = "主要指标\t单位\t2025年\t2030年目标\n森林覆盖率\t%\t41.2\t>42\n绿地面积\t公顷\t300\t350左右\n"
    text += "年份\t增加值（亿元）\n2021年\t7.5\n2022年\t8\n"
    records = extract_text(extractor, text, year=2026)
    assert [(r.indicator, str(r.value), r.period, r.status, r.bound) for r in records] == [
        ("森林覆盖率", "41.2", "2025", "actual", None),
        ("森林覆盖率", "42", "2030", "target", "at_least"),
        ("绿地面积", "300", "2025", "actual", None),
        ("绿地面积", "350", "2030", "target", "approx"),
        ("增加值", "7.5", "2021", "actual", None),
        ("增加值", "8", "2022", "actual", None),
    ]


def test_prose_does_not_read_a_cell_again_and_goes_on_around_it(extractor):
    text = "全年总产值12亿元。\n指标\t绝对数（亿元）\t比上年增长（%）\n总产值\t12\t5\n增加值\t4\t6\n年末户籍人口30万人。\n"
    records = extract_text(extractor, text)
    assert [(r.indicator, str(r.norm_value)) for r in records] == [
        ("总产值", "1200000000"),
        ("总产值", "1200000000"),
        ("总产值", "5"),
        ("增加值", "400000000"),
        ("增加值", "6"),
        ("户籍人口", "300000"),
    ]


def test_tables_of_layout_are_prose(extractor):
    sentence = "全年粮食总产量达到25万吨，同比增长3%，农民收入稳步提高，乡村振兴取得新的进展，基础设施持续改善。"
    inside = f"<td><a href=/>首页</a></td><td><div>{sentence}</div><div>{sentence * 4}</div></td>"
    page = f"<table><tr>{inside}</tr><tr><td>版权</td><td>所有</td></tr></table>"
    document = READERS.load("html").read(f"<html><body>{page}</body></html>".encode(), "page.html", None)
    assert document.text.startswith(sentence)
    assert not any(block.kind == "cell" for block in document.blocks)
    # A table of words is a table, but not one of figures.
    text = "任务\t责任单位\n完成投资20亿元，新开工项目8个。\t发展改革局\n新增就业3000人。\t人力资源局\n"
    assert [r.rule.split("/")[0] for r in extract_text(extractor, text)] != ["tables"] * 3


def test_a_cell_that_is_no_number_is_none(extractor):
    text = "指标\t绝对数（亿元）\t比上年增长（%）\n铁路\t—\t—\n公路\t5.24.6\t3\n水运\t…\t1.5\n"
    assert [(r.indicator, r.quantity) for r in extract_text(extractor, text)] == [("公路", "3"), ("水运", "1.5")]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_an_example(extractor, rule):
    assert rule in {record.rule for record in extract_text(extractor, RULES[rule].example)}


def test_explain_says_how_a_cell_was_read(run):
    code, out, err = run("explain", RULES["tables/unit-column"].example)
    assert (code, err) == (0, "")
    assert "bound by tables/unit-column: the unit stands in" in out


def read_cases():
    with (CASES / "bulletin_cells.tsv").open(encoding="utf-8") as stream:
        return [row for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE) if row and not row[0].startswith("#")]


@pytest.mark.skipif(not RAW.is_dir(), reason=REASON)
@pytest.mark.parametrize("name", sorted({row[0] for row in read_cases()}))
def test_cells_of_bulletins_checked_by_hand(extractor, name):
    path = RAW / f"{name}.docx"
    records = {r.locator: r for r in extractor.extract(READERS.load("docx").read(path.read_bytes(), path.name, None))}
    for _, place, *expected in (row for row in read_cases() if row[0] == name):
        r = records[place]
        assert [r.quantity, r.indicator, r.measure, str(r.norm_value), r.norm_unit, r.period] == expected, place


def test_a_hundred_cells_were_checked():
    assert len(read_cases()) >= 100


def test_tables_of_words_are_in_order():
    assert {"unit", "change", "target", "label"} <= set(load_headings().values())
    codes = [row[0] for _, row in read_table(FOLDER / "regions.tsv", COLUMNS)]
    assert codes == sorted(codes)
    assert all(len(code) == 6 and code.isdigit() for code in codes)


def test_a_caption_in_markdown_names_the_unit_at_its_end(extractor):
    text = "**表6：各年代设备比例（％）**\n\n|  | 新设备 | 旧设备 |\n| --- | --- | --- |\n| 全部设备 | 36.4 | 63.6 |\n| 国产设备 | 45.5 | 54.5 |\n"
    records = extractor.extract(text)
    assert [(record.quantity, record.norm_unit, record.rule) for record in records] == [
        (number, "%", "tables/caption-unit") for number in ("36.4", "63.6", "45.5", "54.5")
    ]
