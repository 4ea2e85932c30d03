"""Tab-separated values, quoted like CSV where a cell holds a tab or a line break (pandas and spreadsheets read that)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from shenhe_cli.export.delimited import write_cells, write_rows
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.model import Record


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write every record as it comes."""
    write_rows(records, stream, options, "\t", "\n")


def write_table(headings: list[str], rows: Iterable[list[Any]], stream: IO[str], options: WriteOptions) -> None:
    """Write a table that is no list of records: a wide one, or what it left out."""
    write_cells(headings, rows, stream, options, "\t", "\n")
