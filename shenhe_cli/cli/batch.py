"""Many sources through one extractor: a bad one is named and never stops the others."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from shenhe_cli.cli.app import EXIT_NOTHING, EXIT_PARTLY, complain
from shenhe_cli.cli.progress import Progress
from shenhe_cli.cli.report_extractor import Outcome, ReportExtractor, bury, no_figures
from shenhe_cli.errors import ShenheError, UsageError
from shenhe_cli.model import Document, Record
from shenhe_cli.workers import count_cores, run_in_order

if TYPE_CHECKING:
    from shenhe_cli.cli.inputs import TextKeeper
    from shenhe_cli.pipeline import Extractor


class Context(NamedTuple):
    """What the user says of all sources: region, year, encoding, whether warnings are errors, relations wanted, and old
    office files to be converted."""

    region: str | None = None
    year: int | None = None
    encoding: str | None = None
    is_strict: bool = False
    has_relations: bool = False
    is_converting: bool = False


class Batch:
    """Reads sources one after another and counts what went well."""

    def __init__(
        self,
        extractor: Extractor,
        context: Context,
        jobs: int = 1,
        lexicon_files: Sequence[str] | None = None,
        progress: Progress | None = None,
    ) -> None:
        self.extractor = extractor
        self.context = context
        self.jobs = jobs
        self.lexicon_files = lexicon_files
        self.progress = progress or Progress(None, False)
        self.failed = self.read = self.warned = 0
        # Filled only for a format that shows the text.
        self.keeps_documents = False
        self.documents: dict[str, Document] = {}
        self.text_keeper: TextKeeper | None = None

    def fail(self, error: ShenheError) -> None:
        """Name an input that failed."""
        self.progress.clear()
        complain(str(error), EXIT_PARTLY)
        self.failed += 1

    def warn(self, message: str) -> None:
        """Name what a user should know but need not mend."""
        self.progress.clear()
        complain(f"{message} (an error, since --strict)" if self.context.is_strict else f"warning: {message}", 0)
        self.warned += 1

    def records(self, sources: Iterable[str | Document]) -> Iterator[Record]:
        """The records of every source that can be read (a document has been), as they come and in the sources' order."""
        needs_document = self.keeps_documents or self.text_keeper is not None
        extract = ReportExtractor(self.extractor, self.context, needs_document, self.lexicon_files)
        try:
            for outcome in run_in_order(extract, sources, self.jobs, bury):
                self.progress.advance()
                if not self.note(outcome):
                    continue
                if not outcome.records:
                    self.warn(no_figures(outcome.source))
                yield from outcome.records
        finally:
            self.progress.clear()

    def note(self, outcome: Outcome) -> bool:
        """Count a report and keep its text where that is asked for; whether all went well. Raises UsageError."""
        try:
            if outcome.error is not None:
                raise outcome.error
            if outcome.document and self.text_keeper:
                self.text_keeper.keep(outcome.document)
        except UsageError:
            raise
        except ShenheError as error:
            self.fail(error)
            return False
        if outcome.document and self.keeps_documents:
            self.documents[outcome.document.source] = outcome.document
        self.read += 1
        return True

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


def choose_jobs(wanted: int | None, sources: Sequence[str], is_table: bool) -> int:
    """How many processes: those wanted, else as many as there are cores, and no more than there are reports."""
    # A worker has no standard input, and a defect is best looked at where it happens.
    if "-" in sources or os.environ.get("SHENHE_DEBUG"):
        return 1
    jobs = wanted or count_cores()
    return jobs if is_table else max(1, min(jobs, len(sources)))
