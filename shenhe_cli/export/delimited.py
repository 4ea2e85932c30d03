"""What CSV and TSV have in common: cells, quoting, and the guard against spreadsheet formulas."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import IO, Any

from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.rows import WriteOptions, make_headings, make_rows
from shenhe_cli.model import Record

# A cell that a spreadsheet would take for a formula, with the apostrophes that earlier guarding put before it: guarding
# adds one and reading takes one away, so that every text comes back.
RISKY = re.compile(r"'*[=+\-@\t]")


def write_rows(records: Iterable[Record], stream: IO[str], options: WriteOptions, delimiter: str, line_end: str) -> None:
    """Headings and rows, as they come; a cell with a delimiter, quote or line break is quoted."""
    write_cells(make_headings(options), make_rows(records, options), stream, options, delimiter, line_end)


def write_cells(
    headings: list[str], rows: Iterable[list[Any]], stream: IO[str], options: WriteOptions, delimiter: str, line_end: str
) -> None:
    """Any table: headings are guarded too, since those of a wide one are labels from the text."""
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=line_end)
    to_cell = write_guarded_cell if options.is_guarded else write_cell
    writer.writerow([to_cell(heading) for heading in headings])
    writer.writerows([to_cell(value) for value in row] for row in rows)


def write_cell(value: Any) -> str:
    """Text verbatim, a number in plain notation, nothing for None."""
    if isinstance(value, str):
        return value
    return "" if value is None else write_number(value)


def write_guarded_cell(value: Any) -> str:
    """Like `write_cell`, but text that begins with = + - @ or a tab gets an apostrophe before it."""
    return guard(value) if isinstance(value, str) else write_cell(value)


def guard(text: str) -> str:
    """`text` made harmless for spreadsheets; `unguard` undoes it."""
    return f"'{text}" if RISKY.match(text) else text


def unguard(text: str) -> str:
    """The text that `guard` was given."""
    return text[1:] if text.startswith("'") and RISKY.match(text) else text
