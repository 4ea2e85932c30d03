"""The flow, as one readable function: read → segment → recognize → bind → normalize."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from shenhe_cli.bind.binder import Binder
from shenhe_cli.bind.circumstances import Years
from shenhe_cli.lexicon import Lexicon, default_lexicon
from shenhe_cli.model import Document, Mention, Record
from shenhe_cli.normalize.records import RecordMaker
from shenhe_cli.recognize import Recognizer
from shenhe_cli.segment.front_matter import read_front_matter
from shenhe_cli.segment.sections import find_sections
from shenhe_cli.segment.sentences import find_sentences
from shenhe_cli.segment.view import make_view, source_span
from shenhe_cli.segment.words import WordCutter


class Explanation(NamedTuple):
    """A record, the rule that recognised its quantity, and the clause it was bound in."""

    record: Record
    recognized_by: str
    clause: str


class Extractor:
    """Extracts records with one lexicon. Thread-safe: holds tables only."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or default_lexicon()
        self._recognizer = Recognizer(self._lexicon)
        self._indicators = self._lexicon.indicators
        self._binder = Binder(self._lexicon.binding, WordCutter(self._lexicon.words).cut, self._knows)

    def extract(self, document: Document | str, region: str | None = None, year: int | None = None) -> list[Record]:
        """The records of a document or text, in order. `region` and `year` (of the report) override its front matter."""
        return [explanation.record for explanation in self.explain(document, region, year)]

    def _knows(self, label: str) -> bool:
        """Whether a label is that of a known indicator."""
        return self._indicators.code_of(label) is not None

    def _code(self, mention: Mention) -> str | None:
        """The code of the indicator that a mention's label is, with its verb (新增|市场主体) or without."""
        label, code_of = mention.indicator, self._indicators.code_of
        if label is None:
            return None
        unit = mention.quantity.unit
        dimension = unit.dimension if unit else None
        code = code_of(mention.action + label, dimension, mention.measure) if mention.action else None
        return code or code_of(label, dimension, mention.measure)

    def iter_extract(self, documents: Iterable[Document]) -> Iterator[Record]:
        """The records of many documents, one document at a time."""
        for document in documents:
            yield from self.extract(document)

    def explain(self, document: Document | str, region: str | None = None, year: int | None = None) -> Iterator[Explanation]:
        """The records with what they were made from, in order."""
        if isinstance(document, str):
            document = Document(document)
        front = read_front_matter(document, region, year)
        document = document._replace(title=front.title, region=front.region, report_year=front.report_year)
        view = make_view(document.text)
        sections = find_sections(view.text, front, self._lexicon.binding.headings)
        sentences = find_sentences(view.text, self._recognizer.recognize(view.text), sections)
        maker = RecordMaker(document, lambda start, end: source_span(view, start, end))
        for sentence, mention in self._binder.bind(view.text, sentences, Years(front.data_year, front.report_year)):
            record = maker.make(mention, sentence.section.heading, (sentence.start, sentence.end), self._code(mention))
            yield Explanation(record, mention.quantity.rule, view.text[mention.clause.start : mention.clause.end])


@lru_cache(maxsize=1)
def default_extractor() -> Extractor:
    """The extractor with the built-in lexicon, made once."""
    return Extractor()


def extract(document: Document | str, region: str | None = None, year: int | None = None) -> list[Record]:
    """The records of a document or text, with the built-in lexicon."""
    return default_extractor().extract(document, region, year)
