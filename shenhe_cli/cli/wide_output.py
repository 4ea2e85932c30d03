"""Writing in wide layout: the table, and the figures that stand in no cell."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from shenhe_cli.export.wide import WideTable, make_wide
from shenhe_cli.export.wide_lists import tabulate_left_out
from shenhe_cli.model import Record

if TYPE_CHECKING:
    from shenhe_cli.cli.destination import Destination


def write_wide(records: Iterable[Record], writer: ModuleType, destination: Destination) -> None:
    """Write the wide table. What it leaves out goes on a sheet of its own, or into a second file beside a CSV or TSV."""
    rows = list(records)
    table = make_wide(rows, destination.options.labels)
    with destination.open(writer, destination.path) as stream:
        if hasattr(writer, "write_wide"):
            writer.write_wide(table, rows, stream, destination.options)
        else:
            writer.write_table(table.headings, table.rows, stream, destination.options)
    if table.left_out and not hasattr(writer, "SHEETS"):
        place = write_left_out(table, writer, destination)
        print(f"shenhe: warning: {len(table.left_out)} figures stand in no cell{place}", file=sys.stderr)


def write_left_out(table: WideTable, writer: ModuleType, destination: Destination) -> str:
    """Write the second file, where there is one to write; the words that say where."""
    if not destination.path or not hasattr(writer, "write_table"):
        return "; an .xlsx lists them on a sheet of its own"
    path = Path(destination.path)
    beside = path.with_name(f"{path.stem}_left_out{path.suffix}")
    with destination.open(writer, str(beside)) as stream:
        writer.write_table(*tabulate_left_out(table, destination.options.labels), stream, destination.options)
    return f"; they are listed in {beside.name}"
