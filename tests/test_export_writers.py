"""Every writer, and what the formats promise: the same records back, exact numbers, nothing that a spreadsheet would run."""

import csv
import io
import json
from decimal import Decimal
from fractions import Fraction
from types import UnionType
from typing import get_args, get_type_hints

import pytest
from conftest import GROWTH, SENTENCE, make_record
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from shenhe_cli.errors import ShenheError, UsageError
from shenhe_cli.export.datapackage import make_schema
from shenhe_cli.export.delimited import guard, unguard
from shenhe_cli.export.labels import load_enums, load_fields
from shenhe_cli.export.rows import WriteOptions, parse_columns
from shenhe_cli.export.schemas import make_json_schema, make_table_schema
from shenhe_cli.export.writers import WRITERS, format_of, load_writer, open_file
from shenhe_cli.model import FIELDS, SCHEMA_VERSION, Record

LONG = "城镇居民人均可支配收入和农村居民人均可支配收入"
RECORDS = [
    make_record(),
    make_record(**GROWTH),
    make_record(quantity="2.3个\n百分点", norm_value=Decimal("-2.3"), measure="change_amount", direction="down"),
    make_record(quantity="三分之二", value=Fraction(2, 3), norm_value=Fraction(200, 3), indicator=None, period=None, year=None),
    make_record(quantity="5%-5.5%", value=5, value_high=Decimal("5.5"), norm_value=5, norm_value_high=Decimal("5.5")),
    make_record(indicator=LONG, basis="全市规模以上工业增加值", sentence='他说："收入,\t1亿元"' * 20),
]


def render(name, records, **options):
    stream = io.StringIO(newline="")
    load_writer(name).write(iter(records), stream, WriteOptions(**options))
    return stream.getvalue()


@pytest.mark.parametrize("name", WRITERS.names())
def test_every_writer_writes_all_records_and_none(name):
    writer = load_writer(name)
    for records in ([], RECORDS):
        stream = io.BytesIO() if getattr(writer, "IS_BINARY", False) else io.StringIO()
        writer.write(iter(records), stream, WriteOptions())
    assert stream.tell() > 0


@pytest.mark.parametrize("name", WRITERS.names())
def test_every_writer_gives_the_same_bytes_again(name):
    writer = load_writer(name)
    if not getattr(writer, "IS_BINARY", False):
        assert render(name, RECORDS) == render(name, RECORDS)


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_cells_come_back(name, delimiter):
    rows = list(csv.reader(io.StringIO(render(name, RECORDS), newline=""), delimiter=delimiter))
    assert tuple(rows[0]) == FIELDS
    assert len(rows) == len(RECORDS) + 1
    for row, record in zip(rows[1:], RECORDS, strict=True):
        for cell, value in zip(row, record, strict=True):
            if value is None or isinstance(value, str):
                assert cell == (value or "")
    assert rows[1][FIELDS.index("norm_value")] == "7580000000"
    assert rows[3][FIELDS.index("norm_value")] == "-2.3"
    assert rows[4][FIELDS.index("value")] == "0.666666666666667"


def test_line_ends():
    assert render("csv", RECORDS[:1], columns=("indicator", "value")) == "indicator,value\r\n一般公共预算收入,75.8\r\n"
    assert render("tsv", RECORDS[:1], columns=("indicator", "value")) == "indicator\tvalue\n一般公共预算收入\t75.8\n"


def test_json_and_jsonl_hold_the_same_objects():
    objects = json.loads(render("json", RECORDS), parse_float=Decimal)
    assert objects == [json.loads(line, parse_float=Decimal) for line in render("jsonl", RECORDS).splitlines()]
    assert [tuple(each) for each in objects] == [(*FIELDS, "schema_version")] * len(RECORDS)
    assert objects[0] == {**make_record().to_dict(), "confidence": Decimal("0.9"), "schema_version": SCHEMA_VERSION}
    assert objects[4]["value_high"] == Decimal("5.5")
    assert json.loads(render("json", [])) == []


def test_json_integers_have_no_point_and_no_exponent():
    text = render("jsonl", [make_record(value=Decimal("5.0"), norm_value=Decimal("1E+8"))], columns=("value", "norm_value"))
    assert text == '{"value": 5, "norm_value": 100000000}\n'


def test_writers_do_not_wait_for_the_last_record():
    """Text formats write what they have before they ask for more, so that memory stays flat."""
    for name in ("csv", "tsv", "json", "jsonl"):
        stream = io.StringIO()

        def records(stream=stream):
            yield RECORDS[0]
            assert stream.tell() > 0
            yield RECORDS[1]

        load_writer(name).write(records(), stream, WriteOptions())


def test_chinese_labels():
    columns = ("indicator", "measure", "direction", "status", "dimension")
    header, row = render("tsv", [make_record(**GROWTH)], columns=columns, labels="zh").splitlines()
    assert header.split("\t") == ["指标", "类型", "方向", "性质", "量纲"]
    assert row.split("\t") == ["一般公共预算收入", "增速", "升", "预计", "百分比"]
    # Keys stay English in JSON.
    assert json.loads(render("jsonl", [make_record()], columns=columns, labels="zh")) == {
        "indicator": "一般公共预算收入",
        "measure": "水平",
        "direction": None,
        "status": "实际",
        "dimension": "货币",
    }


def test_guarded_cells():
    texts = {"indicator": "=HYPERLINK()", "quantity": "-2.6%", "basis": "@x", "action": "+1", "section": "\t1"}
    record = make_record(norm_value=Decimal("-2.6"), **texts)
    columns = ("indicator", "quantity", "norm_value", "basis", "action", "section", "period")
    plain = render("csv", [record], columns=columns).splitlines()[1]
    assert plain == "=HYPERLINK(),-2.6%,-2.6,@x,+1,\t1,2022"
    guarded = render("csv", [record], columns=columns, is_guarded=True).splitlines()[1]
    assert guarded == "'=HYPERLINK(),'-2.6%,-2.6,'@x,'+1,'\t1,2022"


@given(st.text(alphabet="'=+-@\ta1", max_size=6))
def test_guarding_is_undone(text):
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("labels", ["en", "zh"])
def test_a_table_fits_its_width(width, labels):
    lines = render("table", RECORDS, width=width, labels=labels).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not any("\x1b" in line for line in lines)


def test_what_a_table_shows_at_each_width():
    record = make_record(measure="share", basis="全市", status="target", bound_text="超", start_char=20)
    record = record._replace(sentence="主营业务收入占全市的比重超75.8亿元。", start_char=13, sentence_start=0)
    narrow, middle, wide = (render("table", [record], width=width, labels="zh") for width in (80, 120, 200))
    for text in (narrow, middle, wide):
        assert all(word in text for word in ("一般公共预算收入", "超75.8亿元", "占比", "2022"))
    assert "目标" not in narrow.rsplit("共 1 行", 1)[0]
    assert all(word in middle for word in ("7,580,000,000 CNY", "全市", "目标"))
    assert "主营业务" not in middle
    assert "主营业务收入占全市" in wide


def test_a_bound_stands_where_it_stood():
    record = make_record(bound_text="左右", sentence="达75.8亿元左右", start_char=1, end_char=7, sentence_start=0)
    assert "75.8亿元左右" in render("table", [record], width=80)
    assert "30余个" in (text := render("table", [record._replace(quantity="30余个", bound_text="余")], width=80))
    assert "30余个余" not in text


def test_a_table_a_source_unless_they_are_mixed():
    records = [make_record(source="a.txt"), make_record(source="b.txt"), make_record(source="a.txt")]
    assert render("table", records).count("indicator") == 3
    mixed = render("table", records, is_mixed=True, width=100)
    assert mixed.count("indicator") == 1
    assert mixed.count("a.txt") == 2


def test_a_table_shows_hostile_text_as_text():
    text = render("table", [make_record(source="a\x1b[31m.txt", indicator="[red]甲[/red]\x1b]0;x\x07\u202e")], width=100)
    assert "[red]甲[/red]" in text
    assert not any(character in text for character in "\x1b\x07\u202e")


def test_chosen_columns_of_a_table():
    text = render("table", [make_record(sentence=LONG * 5)], columns=("year", "sentence", "rule"), width=80)
    assert "2022" in text
    assert "frames/subject" in text
    assert "75.8" not in text
    assert max(map(cell_len, text.splitlines())) <= 80


def test_columns_by_either_name():
    assert parse_columns("indicator, value") == ("indicator", "value")
    assert parse_columns("指标，数值,unit") == ("indicator", "value", "unit")


@pytest.mark.parametrize(
    ("text", "hint"),
    [("indicater", "Did you mean indicator"), ("xyzzy", "Known are: id"), ("id,id", "twice"), (",", "Choose")],
)
def test_wrong_columns(text, hint):
    with pytest.raises(UsageError, match=hint):
        parse_columns(text)


def test_unknown_formats_name_the_known_ones():
    with pytest.raises(UsageError, match="brat csv html json jsonl"):
        load_writer("doc")
    with pytest.raises(UsageError, match=r"out\.doc.*--format"):
        format_of("out.doc")
    assert format_of("OUT.CSV") == "csv"


def test_the_field_table_is_the_contract():
    fields = load_fields()
    assert tuple(fields) == FIELDS
    kinds = {str: "string", int: "integer", float: "number", Decimal: "number", Fraction: "number"}
    for name, hint in get_type_hints(Record).items():
        types = get_args(hint) if isinstance(hint, UnionType) else (hint,)
        assert fields[name].is_optional == (type(None) in types), name
        expected = "number" if Decimal in types else kinds[types[0]]
        assert fields[name].type == expected or (fields[name].type, expected) == ("enum", "string"), name
        assert fields[name].heading_zh
        assert fields[name].meaning
        assert fields[name].meaning_zh
    assert {name for name, field in fields.items() if field.type == "enum"} == set(load_enums())
    assert len({field.heading_zh for field in fields.values()}) == len(FIELDS)


def test_schemas_describe_what_is_written():
    schema = make_json_schema("en")
    allowed = {"string": str, "integer": int, "number": (int, float), "null": type(None)}
    for each in json.loads(render("json", RECORDS)):
        assert set(each) == set(schema["required"]) == set(schema["properties"])
        for name, value in each.items():
            rule = schema["properties"][name]
            if "enum" in rule or "const" in rule:
                assert value in rule.get("enum", [rule.get("const")]), name
            else:
                kinds = rule["type"] if isinstance(rule["type"], list) else [rule["type"]]
                assert any(isinstance(value, allowed[kind]) for kind in kinds), name
    table = make_table_schema("zh")
    assert [field["name"] for field in table["fields"]] == list(FIELDS)
    assert [field["title"] for field in table["fields"]][6] == "指标"
    # Two files of one name in two folders share their ids.
    assert table["primaryKey"] == ["source", "start_char"]


def test_the_key_of_a_file_is_among_its_columns():
    assert make_schema(WriteOptions(labels="zh"))["primaryKey"] == ["来源", "起"]
    assert "primaryKey" not in make_schema(WriteOptions(columns=("id", "source", "quantity")))


def test_a_file_is_replaced_only_when_all_went_well(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    with pytest.raises(ZeroDivisionError), open_file(str(path), False, True) as stream:
        load_writer("csv").write((1 / 0 for _ in "x"), stream, WriteOptions())
    assert path.read_text("utf-8") == "old"
    with open_file(str(path), False, True) as stream:
        stream.write("新")
    assert path.read_bytes() == b"\xef\xbb\xbf" + "新".encode()
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_and_a_device_stay_what_they_are(tmp_path):
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    with open_file(str(link), False, False) as stream:
        stream.write("new")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "new"
    device = tmp_path / "null"
    device.symlink_to("/dev/null")
    with open_file(str(device), False, False) as stream:
        stream.write("gone")
    assert device.is_symlink()


def test_where_a_file_cannot_be(tmp_path):
    for path in (tmp_path / "none" / "out.csv", tmp_path):
        with pytest.raises(UsageError, match="--output"), open_file(str(path), False, False):
            pass


def test_a_full_disk_is_named():
    with pytest.raises(ShenheError, match=r"/dev/full: cannot be written"), open_file("/dev/full", False, False) as stream:
        stream.write(SENTENCE)
