"""Documents to records as Arrow record batches: the same records as anywhere else, in batches of bounded size."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

import shenhe_cli
from shenhe_cli import arrow
from shenhe_cli.errors import ShenheError, UsageError
from shenhe_cli.export.numbers import write_number
from shenhe_cli.model import FIELDS, Record
from shenhe_cli.spark import name_file, to_spark

pa = pytest.importorskip("pyarrow")
SEED = Path(__file__).parents[1] / "seeds" / "shenhe_2023.txt"
TEXT = "2023年，新建学校12所，同比增长三分之一。"


def make_batch(*texts, kind=None):
    return pa.RecordBatch.from_arrays([pa.array([f"d{i}.txt" for i in range(len(texts))]), pa.array(texts, kind)], names=["id", "text"])


def rows_of(batches):
    return pa.Table.from_batches(batches, arrow.record_schema()).to_pylist()


def to_row(record: Record):
    numbers = {"value", "value_high", "norm_value", "norm_value_high", "confidence"}
    return {
        name: float(write_number(value)) if name in numbers and value is not None else value
        for name, value in zip(FIELDS, record, strict=True)
    }


@pytest.mark.parametrize("as_bytes", [False, True])
def test_records_are_those_of_a_file(as_bytes):
    document = shenhe_cli.read_document(SEED)
    text = SEED.read_bytes() if as_bytes else document.text
    batch = pa.RecordBatch.from_pydict({"id": [str(SEED)], "text": [text]})
    assert rows_of(arrow.extract_batches([batch])) == [to_row(record) for record in shenhe_cli.extract(document)]


def test_texts_in_other_encodings_as_bytes():
    (first, *_) = rows_of(arrow.extract_batches([make_batch(TEXT.encode("gb18030"))]))
    assert (first["source"], first["quantity"], first["norm_value"]) == ("d0.txt", "12所", 12.0)


def test_order_and_batches_of_bounded_size(monkeypatch):
    monkeypatch.setattr(arrow, "ROWS", 3)
    batches = [make_batch(TEXT, None, "", TEXT), make_batch(TEXT)]
    results = list(arrow.extract_batches(iter(batches)))
    assert [batch.num_rows for batch in results] == [3, 1, 2]
    assert [row["source"] for row in rows_of(results)] == ["d0.txt", "d0.txt", "d3.txt", "d3.txt", "d0.txt", "d0.txt"]


def test_chosen_columns_under_other_names():
    batch = make_batch(TEXT).rename_columns(["url", "body"])
    (result,) = arrow.extract_batches([batch], "body", "url", columns="indicator,norm_value")
    assert result.schema == arrow.record_schema("indicator,norm_value")
    assert result.to_pylist()[0]["norm_value"] == 12.0


def test_a_bad_document_is_logged_and_passed_over(caplog):
    batch = make_batch(b"\x00\x01\x02", TEXT.encode(), kind=pa.binary())
    with caplog.at_level(logging.WARNING, "shenhe"):
        rows = rows_of(arrow.extract_batches([batch]))
    assert {row["source"] for row in rows} == {"d1.txt"}
    assert "d0.txt" in caplog.text
    with pytest.raises(ShenheError, match=r"d0\.txt"):
        list(arrow.extract_batches([batch], is_strict=True))


def test_a_missing_column_is_named():
    with pytest.raises(UsageError, match=r"'body'.*id text"):
        list(arrow.extract_batches([make_batch(TEXT)], text_column="body"))


def test_spark_knows_every_type():
    written = to_spark(arrow.record_schema("indicator,year,norm_value,measure"))
    assert written == "`indicator` string, `year` int, `norm_value` double, `measure` string"
    assert to_spark(arrow.record_schema()).count(",") == len(FIELDS) - 1


def test_addresses_of_files():
    assert name_file("file:/a/沈 50%25.txt") == name_file("file:///a/沈 50%25.txt") == "/a/沈 50%25.txt"
    assert name_file("hdfs://host/a.txt") == "hdfs://host/a.txt"
