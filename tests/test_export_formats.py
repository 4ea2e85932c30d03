"""What single formats promise beside the rows: workbooks, Parquet, profiles, annotations, the page's data, footers and bars."""

import io
import json
import re
from decimal import Decimal

import pytest
from conftest import GROWTH, SENTENCE, make_record
from expected_files import DOCUMENT, SOURCE, load_records, options_of, render

from shenhe_cli.errors import UsageError
from shenhe_cli.export import brat_writer, labelstudio_writer, provenance
from shenhe_cli.export.profiles import write_time_period
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.uncovered import find_uncovered
from shenhe_cli.export.writers import load_writer
from shenhe_cli.model import Document

RECORDS = [make_record(), make_record(**GROWTH)]


def open_book(data):
    return pytest.importorskip("openpyxl").load_workbook(io.BytesIO(data), rich_text=True)


def test_a_workbook_is_ready_to_work_in():
    book = open_book(render("xlsx", [load_records()]))
    assert book.sheetnames == ["数据", "说明"]
    sheet = book["数据"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == sheet.dimensions
    widths = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert widths["句子"] > widths["指标"] > widths["年份"]
    percent = next(row for row in sheet.iter_rows(min_row=2) if row[16].value == "%")
    assert isinstance(percent[14].value, int | float)
    assert percent[14].number_format in {"0", "0.0"}
    amount = next(row for row in sheet.iter_rows(min_row=2) if row[19].value == "CNY")
    assert amount[17].number_format == "#,##0"
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]


def test_the_quantity_is_bold_in_its_sentence():
    sheet = open_book(render("xlsx", [load_records()]))["数据"]
    column = next(cell.column for cell in sheet[1] if cell.value == "句子")
    for row, record in zip(sheet.iter_rows(min_row=2), load_records(), strict=True):
        bold = [part.text for part in row[column - 1].value if getattr(part, "font", None) and part.font.b]
        assert bold == [record.quantity]
    sheet = open_book(render("xlsx", [[make_record(sentence="75.8亿元", start_char=0, end_char=6)]]))["数据"]
    assert sheet.cell(2, column).value == "75.8亿元"


def test_the_notes_of_a_workbook():
    rows = [[cell.value for cell in row] for row in open_book(render("xlsx", [load_records()]))["说明"].iter_rows()]
    assert ["程序版本", "0"] in rows
    assert ["词表版本", "00000000"] in rows
    assert ["生成时间", "2023-11-14 22:13 UTC"] in rows
    assert ["来源", f"{SOURCE}: {len(load_records())}"] in rows
    count = sum(record.measure == "change_rate" for record in load_records())
    assert ["按类型", f"增速: {count}"] in rows


def test_a_wide_workbook_lists_what_collides_on_a_sheet_of_its_own():
    from shenhe_cli.export.wide import make_wide

    records = load_records()
    table = make_wide(records, "zh")
    book = open_book(render("xlsx", [table, records], write="write_wide"))
    assert book.sheetnames == ["数据", "列", "未入表", "说明"]
    assert table.left_out
    assert book["未入表"].max_row == len(table.left_out) + 1
    assert book["列"].max_row == len(table.columns) + 1
    assert any("先于" in str(row[1].value) for row in book["说明"].iter_rows())


def test_the_same_workbook_again():
    pytest.importorskip("xlsxwriter")
    assert render("xlsx", [RECORDS]) == render("xlsx", [RECORDS])


def test_a_date_that_is_none(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        provenance.made_at()


def test_parquet_keeps_types_and_meanings():
    parquet = pytest.importorskip("pyarrow.parquet")
    schema = parquet.read_schema(io.BytesIO(render("parquet", [load_records()])))
    kinds = {name: str(schema.field(name).type) for name in ("id", "norm_value", "year", "measure")}
    assert kinds["id"] == "string"
    assert kinds["norm_value"] == "double"
    assert kinds["year"] == "int32"
    assert kinds["measure"].startswith("dictionary")
    assert not schema.field("sentence").nullable
    assert schema.field("indicator").metadata[b"description"] == b"What is measured, as a person would label the row"
    assert schema.metadata[b"shenhe.schema_version"] == b"1.0"
    assert schema.metadata[b"shenhe.lexicon"] == b"00000000"
    assert parquet.read_table(io.BytesIO(render("parquet", [[]]))).num_rows == 0


def test_own_words_are_told_beside_the_version(tmp_path):
    path = tmp_path / "own.tsv"
    path.write_text("甲", "utf-8")
    first = provenance.sign([str(path)])
    assert re.fullmatch(r"shenhe [\d.]+ · lexicon [0-9a-f]{8}\+[0-9a-f]{8} · schema 1\.0", first)
    path.write_text("乙", "utf-8")
    assert provenance.sign([str(path)]) != first
    assert "00000000+" in render("md", [RECORDS], WriteOptions(own_lexicon=(str(path),))).decode()


def test_versions_stand_where_there_is_a_place():
    sign = "shenhe 0 · lexicon 00000000 · schema 1.0"
    for name in ("md", "html", "labelstudio"):
        assert sign in render(name, [load_records()]).decode()
    for name in ("json", "jsonl"):
        assert '"schema_version": "1.0"}' in render(name, [load_records()]).decode()
    assert re.fullmatch(r"shenhe [\d.]+ · lexicon [0-9a-f]{8} · schema 1\.0", provenance.sign())


@pytest.mark.parametrize(
    ("period", "written"),
    [
        (None, None),
        ("2022", "2022"),
        ("2022-10", "2022-10"),
        ("2023-Q1", "2023-Q1"),
        ("2018/2022", "2018-01-01/P5Y"),
        ("2022-01/2022-06", "2022-S1"),
        ("2022-07/2022-12", "2022-S2"),
        ("2022-01/2022-11", "2022-01-01/P11M"),
    ],
)
def test_periods_as_sdmx_writes_them(period, written):
    assert write_time_period(period) == written


def test_sdmx_columns():
    records = [make_record(region_code="210103"), make_record(**GROWTH, scope="全国", indicator_code=None), make_record(status="target")]
    lines = render("csv", [records], WriteOptions(profile="sdmx")).decode("utf-8-sig").splitlines()
    assert lines[0] == "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,MEASURE"
    assert lines[1] == "210103,general_budget_revenue,2022,7580000000,CNY,0,A,level"
    assert lines[2] == "全国,一般公共预算收入,2022,5,%,0,E,change_rate"
    assert lines[3].split(",")[6] == "F"
    options = WriteOptions(profile="sdmx", columns=("id", "status"), labels="zh")
    (first, *_) = map(json.loads, render("jsonl", [records], options).decode().splitlines())
    assert list(first)[-3:] == ["MEASURE", "id", "status"]
    assert first["OBS_STATUS"] == "A"
    assert first["status"] == "实际"


@pytest.mark.parametrize("name", ["xlsx", "parquet", "md", "tsv", "json"])
def test_other_formats_take_a_profile_too(name):
    data = render(name, [RECORDS], WriteOptions(profile="sdmx"))
    if name == "xlsx":
        assert open_book(data)["figures"]["A1"].value == "REF_AREA"
    elif name == "parquet":
        assert pytest.importorskip("pyarrow.parquet").read_schema(io.BytesIO(data)).names[0] == "REF_AREA"
    else:
        assert "REF\\_AREA" in data.decode() or "REF_AREA" in data.decode()


def test_label_studio_tasks_fit_their_configuration():
    records = load_records()
    (task,) = json.loads(render("labelstudio", [records]))
    assert task["data"] == {"text": DOCUMENT.text, "source": SOURCE}
    (prediction,) = task["predictions"]
    config = labelstudio_writer.make_config()
    names = set(re.findall(r'name="(\w+)"', config))
    for result in prediction["result"]:
        value = result["value"]
        assert DOCUMENT.text[value["start"] : value["end"]] == value["text"] if result["type"] != "textarea" else True
        assert {result["from_name"], result["to_name"]} <= names
        for label in value.get("labels", []) + value.get("choices", []):
            assert f'value="{label}"' in config
    regions = {result["id"] for result in prediction["result"]}
    assert len(regions) == len(records)


def test_brat_annotations_are_about_the_text():
    records = load_records()
    lines = render("brat", [records]).decode().splitlines()
    entities = dict(line.split("\t", 1) for line in lines if line[0] == "T")
    assert len(entities) == len(records)
    for line in entities.values():
        place, quantity = line.split("\t")
        start, end = map(int, place.split(" ")[1:])
        assert DOCUMENT.text[start:end] == quantity
    conf = brat_writer.make_config()
    for line in lines:
        if line[0] == "A":
            _, name, entity, value = re.split(r"[\t ]", line)
            assert entity in entities
            assert re.search(rf"^{name}\t.*\b{value}\b", conf, re.MULTILINE)
    with pytest.raises(UsageError, match="one report"):
        render("brat", [[make_record(), make_record(source="b.txt")]])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("用地12公顷", ["number"]),
        ("2022年3月5日，5G基站、PM2.5", ["date", "date", "date", "name", "name"]),
        ("3.1.2023", ["number"]),
        ("9:30开会", ["date", "number"]),
        ("一、工作\n（三）任务\n1. 目标", ["name"]),
        ("三十年，四百户，一个", ["date", "chinese"]),
        ("三分之二", ["chinese"]),
        ("１２％", ["number"]),
        ("一万三千户", ["chinese"]),
    ],
)
def test_uncovered_numbers(text, kinds):
    found = list(find_uncovered(text, []))
    assert [each.kind for each in found][: len(kinds)] == kinds


def test_covered_numbers_are_not_uncovered():
    assert list(find_uncovered(SENTENCE, RECORDS)) == []
    (left,) = find_uncovered(SENTENCE, RECORDS[:1])
    assert SENTENCE[left.start : left.end] == "5"


def test_every_number_of_the_page_is_covered_or_listed():
    page = render("html", [load_records()]).decode()
    article = page[page.index("<article") : page.index("</article>")]
    bare = re.sub(r"<mark[^>]*>.*?</mark>|<span class=\"u[^>]*>.*?</span>", "", article, flags=re.DOTALL)
    assert not re.search(r"\d", re.sub(r"<[^>]*>", "", bare))


def test_a_page_of_several_reports_and_of_none():
    documents = {name: Document(SENTENCE, name) for name in ("a.txt", "b.txt", "empty.txt")}
    records = [record._replace(source=name) for name in ("b.txt", "a.txt") for record in RECORDS]
    page = render("html", [records], WriteOptions(documents=documents)).decode()
    assert page.count("<article") == 3
    assert page.count("<mark ") == 4
    assert "3 reports" in page
    # A caller without the documents gets the sentences in their places.
    page = render("html", [RECORDS], WriteOptions()).decode()
    assert page.count("<mark ") == 2
    assert render("html", [[]], WriteOptions()).decode().count("<article") == 0


def test_a_table_ends_with_its_counts():
    lines = render("table", [load_records()]).decode().splitlines()
    assert re.match(r"共 \d+ 行：水平 \d+、增速 \d+、增减量 \d+、占比 \d+、位次 \d+；实际 \d+、预计 \d+、目标 \d+", lines[-1])
    assert "2 rows: level 1, change_rate 1; actual 1, expected 1" in render("table", [RECORDS], WriteOptions()).decode()


def test_bars_of_growth_rates():
    records = [make_record(**{**GROWTH, "norm_value": Decimal(value), "indicator": f"甲{value}"}) for value in ("10", "5", "-5", "0", "900")]
    lines = render("table", [records], WriteOptions(has_chart=True, width=100)).decode().splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("Growth rates"))
    bars = lines[start + 1 :]
    assert [line.split()[0] for line in bars] == ["甲900", "甲10", "甲5", "甲0", "甲-5"]
    assert bars[0].rstrip().endswith("»")
    columns = [line.index("█") if "█" in line else None for line in bars]
    assert columns[0] == columns[1] == columns[2] > columns[4]
    assert bars[1].count("█") > bars[2].count("█")
    assert max(map(len, lines)) <= 100


def test_a_missing_package_is_named_with_the_command(monkeypatch):
    monkeypatch.setattr("shenhe_cli.export.writers.find_spec", lambda name: None)
    for name in ("xlsx", "parquet"):
        with pytest.raises(UsageError, match=rf"--format {name}: .*pip install 'shenhe\[{name}\]'"):
            load_writer(name)
    assert load_writer("csv")


def test_the_options_of_the_expected_files_are_those_of_the_program():
    assert options_of("csv").is_guarded
