"""Texts in a column of a CSV, TSV, XLSX or Parquet file: one document a row, named after its file and its identifying cells."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from shenhe_cli.errors import ReadError, UsageError
from shenhe_cli.model import Document
from shenhe_cli.read.archives import open_archive, read_part
from shenhe_cli.read.documents import read_bytes
from shenhe_cli.read.encoding import decode
from shenhe_cli.read.extras import need

SUFFIXES = (".csv", ".tsv", ".xlsx", ".parquet")
# A report has up to two hundred thousand characters; csv takes 131,072 unless told.
_LONGEST_CELL = 64 << 20
_LARGEST_SHEET = 1 << 30


def read_rows(path: str, text_column: str, id_columns: Sequence[str], encoding: str | None = None) -> Iterator[Document]:
    """A document for every row whose `text_column` has a text; its source is `file/id_id`, or `file/row2`.

    Raises UsageError where the file has no such column, ReadError where it cannot be read.
    """
    rows = _read_table(path, encoding)
    header = next(rows, None)
    if header is None:
        raise ReadError("empty", path, "There is no table in it")
    names = [_to_text(cell) for cell in header]
    for option, name in [("--text-column", text_column), *(("--id-columns", name) for name in id_columns)]:
        if name not in names:
            raise UsageError(f"{path} has no column {name!r}", option, f"Its columns: {', '.join(filter(None, names))}")
    at, ids = names.index(text_column), [names.index(name) for name in id_columns]
    seen: set[str] = set()
    for number, row in enumerate(rows, 2):
        text = _to_text(row[at]) if at < len(row) else ""
        if not text.strip():
            continue
        label = "_".join(_to_text(row[i]).strip().replace("/", "／") for i in ids if i < len(row))
        label = label if label and label not in seen else "_".join(filter(None, (label, f"row{number}")))
        seen.add(label)
        yield Document(text.replace("\r\n", "\n").replace("\r", "\n"), f"{path}/{label}")


def _read_table(path: str, encoding: str | None) -> Iterator[Sequence[Any]]:
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        raise ReadError(f"no table: --text-column reads {' '.join(SUFFIXES)}", path, "Leave it out to read a report")
    data = read_bytes(path)
    if suffix == ".parquet":
        return _read_parquet(data, path)
    if suffix == ".xlsx":
        return _read_workbook(data, path)
    return _read_delimited(decode(data, path, encoding), "\t" if suffix == ".tsv" else ",", path)


def _read_delimited(text: str, delimiter: str, path: str) -> Iterator[Sequence[str]]:
    limit = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise ReadError(f"damaged: {error}", path, "Write it again as CSV by RFC 4180") from None
    finally:
        csv.field_size_limit(limit)


def _read_workbook(data: bytes, path: str) -> Iterator[Sequence[Any]]:
    """The rows of the first sheet; formulas stand for the values that were saved with them."""
    openpyxl = need("openpyxl", "tables", path)
    archive = open_archive(data, path)
    size = sum(part.file_size for part in archive.infolist())
    if size > _LARGEST_SHEET:
        raise ReadError(f"it unpacks to {size >> 20} MB", path, "Save the sheet as CSV. Is it a zip bomb?")
    read_part(archive, "xl/workbook.xml", path)
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        yield from book.worksheets[0].iter_rows(values_only=True)
    except Exception as error:
        # openpyxl raises whatever its parsers raise.
        raise ReadError(f"damaged ({error})", path, "Open it in Excel or WPS and save it anew, or as CSV") from None


def _read_parquet(data: bytes, path: str) -> Iterator[Sequence[Any]]:
    parquet = need("pyarrow.parquet", "parquet", path)
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        yield file.schema_arrow.names
        for batch in file.iter_batches(batch_size=256):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
    except Exception as error:
        # pyarrow's errors derive from several built-in ones.
        raise ReadError(f"damaged ({error})", path, "Write it again") from None


def _to_text(value: Any) -> str:
    """A cell as text: years that a sheet keeps as 2023.0 are 2023."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
