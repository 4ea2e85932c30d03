"""One report to its outcome: records, or the error that is named while the others go on. Handed to workers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from shenhe_cli.cli.app import describe_defect
from shenhe_cli.errors import ReadError, ShenheError
from shenhe_cli.model import Document, Record

if TYPE_CHECKING:
    from shenhe_cli.cli.batch import Context
    from shenhe_cli.pipeline import Extractor


class Outcome(NamedTuple):
    """What came of one report; `document` where it is asked for."""

    source: str
    records: list[Record]
    error: ShenheError | None = None
    document: Document | None = None


class ReportExtractor:
    """Reads and extracts reports. A process that does not share our memory makes an extractor of its own."""

    def __init__(
        self, extractor: Extractor, context: Context, keeps_document: bool = False, lexicon_files: Sequence[str] | None = None
    ) -> None:
        self.extractor: Extractor | None = extractor
        self.context, self.keeps_document, self.lexicon_files = context, keeps_document, lexicon_files

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "extractor": None}

    def __call__(self, given: str | Document) -> Outcome:
        """The outcome of a report, named by its path or read already."""
        source = given if isinstance(given, str) else given.source
        try:
            return self.extract(given, source)
        except ShenheError as error:
            return Outcome(source, [], error)
        except Exception as error:
            if os.environ.get("SHENHE_DEBUG"):
                raise
            return Outcome(source, [], ShenheError(describe_defect(error), source))

    def extract(self, given: str | Document, source: str) -> Outcome:
        """The records of one report. Raises ShenheError."""
        from shenhe_cli.read.documents import read_document

        if self.extractor is None:
            from shenhe_cli.cli.lexicons import make_extractor

            self.extractor = make_extractor(self.lexicon_files)
        context = self.context
        document = given if isinstance(given, Document) else read_document(given, context.encoding, context.is_converting)
        records = self.extractor.extract(document, region=context.region, year=context.year, relations=context.has_relations)
        return Outcome(source, records, None, document if self.keeps_document else None)


def bury(given: str | Document) -> Outcome:
    """The outcome of a report over which a worker died."""
    source = given if isinstance(given, str) else given.source
    what = "the process that read it was ended by the system (out of memory?)"
    return Outcome(source, [], ReadError(what, source, "Read it alone, with --jobs 1"))


def no_figures(source: str) -> str:
    """The warning for a report without records."""
    return f"{'standard input' if source == '-' else source}: no figures found. Is it the text of a report?"
