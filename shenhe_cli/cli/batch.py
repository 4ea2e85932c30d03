"""Many sources through one extractor: a bad one is named and never stops the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from shenhe_cli.cli.app import EXIT_NOTHING, EXIT_PARTLY, complain, describe_defect
from shenhe_cli.errors import ShenheError, UsageError
from shenhe_cli.model import Record

if TYPE_CHECKING:
    from shenhe_cli.pipeline import Extractor


class Context(NamedTuple):
    """What the user says of all sources: their region and year, their encoding, and whether warnings are errors."""

    region: str | None = None
    year: int | None = None
    encoding: str | None = None
    is_strict: bool = False


class Batch:
    """Reads sources one after another and counts what went well."""

    def __init__(self, extractor: Extractor, context: Context) -> None:
        self.extractor = extractor
        self.context = context
        self.failed = self.read = self.warned = 0

    def fail(self, error: ShenheError) -> None:
        """Name an input that failed."""
        complain(str(error), EXIT_PARTLY)
        self.failed += 1

    def warn(self, message: str) -> None:
        """Name what a user should know but need not mend."""
        complain(f"{message} (an error, since --strict)" if self.context.is_strict else f"warning: {message}", 0)
        self.warned += 1

    def records(self, sources: Iterable[str]) -> Iterator[Record]:
        """The records of every source that can be read, as they come."""
        for source in sources:
            try:
                found = self.extract_one(source)
            except UsageError:
                raise
            except ShenheError as error:
                self.fail(error)
                continue
            except Exception as error:
                if os.environ.get("SHENHE_DEBUG"):
                    raise
                self.fail(ShenheError(describe_defect(error), source))
                continue
            self.read += 1
            if not found:
                self.warn(f"{'standard input' if source == '-' else source}: no figures found. Is it the text of a report?")
            yield from found

    def extract_one(self, source: str) -> list[Record]:
        """The records of one source. Raises ShenheError."""
        from shenhe_cli.read.documents import read_document

        document = read_document(source, self.context.encoding)
        return self.extractor.extract(document, region=self.context.region, year=self.context.year)

    def exit_code(self) -> int:
        """0 done, 1 some inputs failed, 3 nothing could be read."""
        if not self.read:
            return EXIT_NOTHING
        return EXIT_PARTLY if self.failed or (self.warned and self.context.is_strict) else 0


def default_paths(paths: list[str] | None) -> list[str] | None:
    """The paths given; without any, standard input if something is piped into it; else None."""
    if paths:
        return paths
    return None if sys.stdin is None or sys.stdin.isatty() else ["-"]
