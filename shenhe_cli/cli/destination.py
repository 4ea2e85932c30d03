"""Where records go and how they are written there, from the options and from what standard output is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from shenhe_cli.cli.messages import language
from shenhe_cli.errors import UsageError
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.writers import format_of, load_writer, open_file, open_stdout
from shenhe_cli.model import Record


class Destination(NamedTuple):
    """A format, a file (None: standard output), and how to write."""

    format_name: str
    path: str | None
    has_mark: bool
    options: WriteOptions

    def refuse(self, sources: Iterable[str]) -> None:
        """Raise UsageError where the file to write is one of the sources."""
        if self.path and Path(self.path).resolve() in {Path(source).resolve() for source in sources}:
            raise UsageError("this file is being read", f"--output {self.path}", "Name another one")

    def mixed(self, is_mixed: bool) -> Destination:
        """The same for records whose sources are not together."""
        return self._replace(options=self.options._replace(is_mixed=is_mixed))

    def write(self, records: Iterable[Record]) -> int:
        """Write the records and return how many there were."""
        writer = load_writer(self.format_name)
        is_binary = getattr(writer, "IS_BINARY", False)
        counter = Counter(records)
        opened = open_file(self.path, is_binary, self.has_mark) if self.path else open_stdout(is_binary)
        with opened as stream:
            writer.write(counter, stream, self.options)
        return counter.count


class Counter:
    """Counts records on their way."""

    def __init__(self, records: Iterable[Record]) -> None:
        self.records = records
        self.count = 0

    def __iter__(self) -> Iterator[Record]:
        for record in self.records:
            self.count += 1
            yield record


def choose_destination(
    format_name: str | None, output: str | None, labels: str | None, no_bom: bool, columns: tuple[str, ...] | None
) -> Destination:
    """What the options come to. Raises UsageError for an unknown format, or a file whose suffix tells none."""
    path = None if output == "-" else output
    is_terminal = path is None and sys.stdout.isatty()
    name = format_name or (format_of(path) if path else "table" if is_terminal else "csv")
    load_writer(name)
    # A *.csv file is what people open in Excel, which wants the mark and would run formulas.
    is_for_excel = path is not None and path.lower().endswith(".csv")
    options = WriteOptions(
        columns=columns,
        labels=labels or (language() if name == "table" else "en"),
        is_guarded=is_for_excel,
        width=shutil.get_terminal_size().columns,
        is_coloured=is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
    )
    return Destination(name, path, is_for_excel and not no_bom, options)
