"""Every format: a file in fixtures/expected, byte for byte or cell for cell, and read back equal to the records."""

import csv
import io
import json
from decimal import Decimal

import expected_files as expected
import pytest
from expected_files import EXPECTED, SOURCE, file_of, load_records, render, render_all

from shenhe_cli.errors import ReadError
from shenhe_cli.export.labels import load_enums, load_fields
from shenhe_cli.export.read_back import read_records
from shenhe_cli.export.writers import WRITERS
from shenhe_cli.model import FIELDS

BINARY = (".xlsx", ".parquet")


@pytest.fixture(scope="module")
def rendered():
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("pyarrow")
    return render_all(load_records())


def cells_of_xlsx(data):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)
    return {sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book}


def table_of_parquet(data):
    parquet = pytest.importorskip("pyarrow.parquet")
    return parquet.read_table(io.BytesIO(data))


@pytest.mark.parametrize("name", WRITERS.names())
def test_every_format_has_an_expected_file(name):
    assert file_of(name).exists(), "python tests/expected_files.py writes it"


def test_the_expected_files(rendered):
    assert {path.name for path in EXPECTED.iterdir()} == {*rendered, "records.jsonl"}
    for name, data in rendered.items():
        old = (EXPECTED / name).read_bytes()
        if name.endswith(".xlsx"):
            assert cells_of_xlsx(data) == cells_of_xlsx(old), name
        elif name.endswith(".parquet"):
            assert table_of_parquet(data).equals(table_of_parquet(old), check_metadata=True), name
        else:
            assert data.decode() == old.decode(), name


def test_the_report_still_gives_these_records(monkeypatch):
    """Where this fails because extraction got better, `python tests/expected_files.py` writes all files anew."""
    from shenhe_cli import extract

    monkeypatch.chdir(expected.ROOT)
    assert render("jsonl", [extract(expected.DOCUMENT)]).decode() == (EXPECTED / "records.jsonl").read_text("utf-8")


def test_the_report_has_figures_of_all_kinds():
    records = load_records()
    assert len(records) >= 40
    assert {record.measure for record in records} == set(load_enums()["measure"])
    assert {record.status for record in records} == set(load_enums()["status"])
    assert {record.bound for record in records} >= {"approx", "at_least", "at_most"}
    assert any(record.value_high is not None for record in records)
    assert {"currency", "count", "percent", "percentage_point", "area", "duration", "rank"} <= {r.dimension for r in records}


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "jsonl"])
def test_text_formats_read_back_equal(name):
    text = file_of(name).read_bytes().decode()
    assert read_records(text, name, SOURCE) == load_records()


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "jsonl"])
def test_files_with_chinese_labels_read_back_equal(name):
    records = load_records()
    data = render(name, [records], expected.options_of(name)._replace(labels="zh"))
    assert read_records(data.decode(), name, SOURCE) == records


def test_a_workbook_reads_back_equal():
    sheets = cells_of_xlsx(file_of("xlsx").read_bytes())
    headings, *rows = sheets["数据"]
    fields = list(load_fields().values())
    assert headings == [field.heading_zh for field in fields]
    records = load_records()
    assert len(rows) == len(records)
    enums = load_enums()
    for row, record in zip(rows, records, strict=True):
        for cell, field, value in zip(row, fields, record, strict=True):
            if isinstance(value, int | float | Decimal):
                assert isinstance(cell, int | float), field.name
                assert cell == float(value), field.name
            else:
                wanted = enums[field.name].get(value) if field.type == "enum" else value
                assert (None if cell is None else str(cell)) == wanted, field.name


def test_a_parquet_file_reads_back_equal():
    table = table_of_parquet(file_of("parquet").read_bytes())
    assert tuple(table.column_names) == FIELDS
    for row, record in zip(table.to_pylist(), load_records(), strict=True):
        for name, value in record._asdict().items():
            assert row[name] == (float(value) if isinstance(value, Decimal) else value), name


def test_a_file_of_something_else_is_named():
    with pytest.raises(ReadError, match="row 1: measure cannot be 大小"):
        read_records("measure\n大小\n", "csv", "x.csv")
    with pytest.raises(ReadError, match=r"x\.json: no JSON"):
        read_records("[1", "json", "x.json")


def test_the_datapackage_is_about_the_csv():
    package = json.loads((EXPECTED / "datapackage.json").read_text("utf-8"))
    (resource,) = package["resources"]
    text = (EXPECTED / resource["path"]).read_text("utf-8-sig")
    headings, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=resource["dialect"]["delimiter"])
    fields = resource["schema"]["fields"]
    assert [field["name"] for field in fields] == headings
    key = [headings.index(name) for name in resource["schema"]["primaryKey"]]
    assert len({tuple(row[place] for place in key) for row in rows}) == len(rows)
    for row in rows:
        for cell, field in zip(row, fields, strict=True):
            constraints = field.get("constraints", {})
            assert cell or not constraints.get("required"), field
            assert not cell or cell in constraints.get("enum", [cell]), field
            if cell and field["type"] in {"integer", "number"}:
                Decimal(cell)


@pytest.mark.parametrize("name", WRITERS.names())
def test_a_relation_without_a_figure_is_written_too(name):
    """`--relations`: such a record has no quantity and no numbers."""
    from conftest import make_record

    empty = dict.fromkeys(("quantity", "value", "unit", "norm_value", "norm_unit", "dimension"))
    record = make_record(**empty, relation="与经济增长同步", sentence="收入与经济增长同步。", start_char=2, end_char=9, sentence_end=10)
    data = render(name, [[record]])
    if name in {"csv", "tsv", "json", "jsonl"}:
        assert read_records(data.decode(), name) == [record]
    elif name not in {"xlsx", "parquet"}:
        assert "与经济增长同步" in data.decode()
    if name == "xlsx":
        assert "与经济增长同步" in str(cells_of_xlsx(data))
