"""A workbook: figures as numbers, text as text (never a formula, never a link), the quantity bold in its sentence, notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from shenhe_cli.export.columns import describe_columns
from shenhe_cli.export.notes import Tally, make_notes
from shenhe_cli.export.rows import WriteOptions, make_rows
from shenhe_cli.export.wide import WideTable
from shenhe_cli.export.wide_lists import tabulate_columns, tabulate_left_out
from shenhe_cli.export.workbook import Workbook, width_of_column
from shenhe_cli.model import Record

IS_BINARY = True
# The module that it needs, the package that brings it, and our extra that installs it.
REQUIRES = ("xlsxwriter", "XlsxWriter", "xlsx")

SHEETS = {
    "en": {"figures": "figures", "notes": "notes", "columns": "columns", "left out": "left out"},
    "zh": {"figures": "数据", "notes": "说明", "columns": "列", "left out": "未入表"},
}


def write(records: Iterable[Record], stream: IO[bytes], options: WriteOptions) -> None:
    """Write a sheet of figures and one of notes."""
    columns = describe_columns(options)
    names = [column.field for column in columns]
    place = names.index("sentence") if "sentence" in names else None
    tally = Tally()
    with Workbook(stream, options.own_lexicon) as book:
        sheet = book.add_sheet(SHEETS[options.labels]["figures"])
        sheet.write_headings([c.heading for c in columns], [width_of_column(c) for c in columns], [c.meaning for c in columns])
        for record in records:
            (row,) = make_rows([record], options)
            tally.add(record)
            sheet.write_row(row)
            if place is not None:
                start = record.start_char - record.sentence_start
                sheet.write_rich(place, record.sentence, start, record.end_char - record.sentence_start)
        sheet.finish()
        add_list(book, SHEETS[options.labels]["notes"], *make_notes(tally, options, is_wide=False))


def write_wide(table: WideTable, records: list[Record], stream: IO[bytes], options: WriteOptions) -> None:
    """Write the wide table, what its columns hold, what it left out, and notes; a sheet each."""
    words = SHEETS[options.labels]
    tally = Tally()
    for record in records:
        tally.add(record)
    with Workbook(stream, options.own_lexicon) as book:
        add_list(book, words["figures"], table.headings, table.rows)
        add_list(book, words["columns"], *tabulate_columns(table, options.labels))
        add_list(book, words["left out"], *tabulate_left_out(table, options.labels))
        add_list(book, words["notes"], *make_notes(tally, options, is_wide=True))


def add_list(book: Workbook, name: str, headings: list[str], rows: list[list[object]]) -> None:
    """A sheet of headings and rows."""
    sheet = book.add_sheet(name)
    sheet.write_headings(headings, [18] * len(headings), None)
    for row in rows:
        sheet.write_row(row)
    sheet.finish()
