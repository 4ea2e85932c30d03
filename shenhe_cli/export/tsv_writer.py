"""Tab-separated values, quoted like CSV where a cell holds a tab or a line break (pandas and spreadsheets read that)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from shenhe_cli.export.delimited import write_rows
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.model import Record


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write every record as it comes."""
    write_rows(records, stream, options, "\t", "\n")
