"""Where records go and how they are written there, from the options and from what standard output is."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import ModuleType
from typing import IO, Any, NamedTuple

from shenhe_cli.cli.messages import language
from shenhe_cli.errors import UsageError
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.writers import format_of, load_writer, open_file, open_stdout, wide_formats
from shenhe_cli.model import Document, Record

LAYOUTS = ("long", "wide")


class Destination(NamedTuple):
    """A format, a file (None: standard output), and how to write; whether a datapackage.json goes beside it."""

    format_name: str
    path: str | None
    has_mark: bool
    options: WriteOptions
    is_wide: bool = False
    has_package: bool = False

    def refuse(self, sources: Iterable[str]) -> None:
        """Raise UsageError where the file to write is one of the sources."""
        # A file that is not there is not read; and no list of paths is made, since there may be a million.
        if self.path and os.path.exists(self.path) and any(os.path.realpath(source) == os.path.realpath(self.path) for source in sources):
            raise UsageError("this file is being read", f"--output {self.path}", "Name another one")

    def refuse_terminal(self) -> None:
        """Raise UsageError where bytes would go to a terminal."""
        if self.path is None and is_binary(load_writer(self.format_name)) and sys.stdout.isatty():
            raise UsageError("no text, so nothing for a terminal", f"--format {self.format_name}", f"Give -o FILE.{self.format_name}")

    def mixed(self, is_mixed: bool) -> Destination:
        """The same for records whose sources are not together."""
        return self._replace(options=self.options._replace(is_mixed=is_mixed))

    def needs_text(self) -> bool:
        """Whether the format shows the documents' text."""
        return getattr(load_writer(self.format_name), "NEEDS_TEXT", False)

    def showing(self, documents: Mapping[str, Document]) -> Destination:
        """The same with the documents that the records come from."""
        return self._replace(options=self.options._replace(documents=documents))

    def naming(self, own_lexicon: Iterable[str]) -> Destination:
        """The same with the user's own files of words."""
        return self._replace(options=self.options._replace(own_lexicon=tuple(own_lexicon)))

    def write(self, records: Iterable[Record]) -> int:
        """Write the records and return how many there were."""
        writer = load_writer(self.format_name)
        counter = Counter(records)
        if self.is_wide:
            from shenhe_cli.cli.wide_output import write_wide

            write_wide(counter, writer, self)
        else:
            with self.open(writer, self.path) as stream:
                writer.write(counter, stream, self.options)
        if self.has_package and self.path:
            from shenhe_cli.export.datapackage import NAME, write_datapackage

            with open_file(str(Path(self.path).with_name(NAME)), False, False) as stream:
                stream.write(write_datapackage(self.path, self.format_name, self.options))
        return counter.count

    def open(self, writer: ModuleType, path: str | None) -> AbstractContextManager[IO[Any]]:
        """What `writer` writes to."""
        return open_file(path, is_binary(writer), self.has_mark) if path else open_stdout(is_binary(writer))


def is_binary(writer: ModuleType) -> bool:
    """Whether what it writes is bytes rather than text."""
    return getattr(writer, "IS_BINARY", False)


class Layout(NamedTuple):
    """What else there is to choose: wide rows, another standard's columns, bars under a table, a datapackage.json."""

    is_wide: bool = False
    profile: str | None = None
    has_chart: bool = False
    has_package: bool = False

    def check(self, format_name: str, path: str | None, columns: tuple[str, ...] | None) -> None:
        """Raise UsageError where a choice does not go with the format or with another one."""
        if self.is_wide and format_name not in (formats := wide_formats()):
            raise UsageError(f"{format_name} has no wide layout", "--layout wide", f"Choose from: {' '.join(formats)}")
        if self.is_wide and (self.profile or columns):
            raise UsageError("its columns are the indicators", "--layout wide", "Leave out --columns and --profile")
        if self.profile and format_name in {"table", "html", "labelstudio", "brat"}:
            raise UsageError(f"{format_name} has columns of its own", f"--profile {self.profile}", "Choose csv, xlsx or the like")
        if self.has_chart and format_name != "table":
            raise UsageError("bars are drawn under a table", "--chart", "Use --format table; html draws its own")
        if self.has_package and (path is None or format_name not in {"csv", "tsv"} or self.is_wide):
            raise UsageError("it describes a CSV or TSV file of figures", "--datapackage", "Add -o figures.csv")


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
    format_name: str | None,
    output: str | None,
    labels: str | None,
    no_bom: bool,
    columns: tuple[str, ...] | None,
    layout: Layout | None = None,
) -> Destination:
    """What the options come to. Raises UsageError for an unknown format, or a file whose suffix tells none."""
    layout = layout or Layout()
    path = None if output == "-" else output
    is_terminal = path is None and sys.stdout.isatty()
    name = format_name or (format_of(path) if path else "table" if is_terminal or layout.has_chart else "csv")
    writer = load_writer(name)
    # A *.csv file is what people open in Excel, which wants the mark and would run formulas.
    is_for_excel = path is not None and path.lower().endswith(".csv")
    layout.check(name, path, columns)
    options = WriteOptions(
        columns=columns,
        labels=labels or (language() if getattr(writer, "IS_FOR_READING", False) else "en"),
        is_guarded=is_for_excel,
        width=shutil.get_terminal_size().columns,
        is_coloured=is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        has_chart=layout.has_chart,
        profile=layout.profile,
    )
    return Destination(name, path, is_for_excel and not no_bom, options, layout.is_wide, layout.has_package)
