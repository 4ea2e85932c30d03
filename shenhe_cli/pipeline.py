"""The flow, as one readable function: read → segment → recognize → bind → normalize."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from shenhe_cli.bind.binder import Binder
from shenhe_cli.bind.circumstances import Years
from shenhe_cli.lexicon import Lexicon, default_lexicon
from shenhe_cli.model import Document, Mention, Quantity, Record, Section, Sentence, Span, View
from shenhe_cli.normalize.confidence import Evidence, weigh
from shenhe_cli.normalize.records import RecordMaker
from shenhe_cli.recognize import Recognizer
from shenhe_cli.segment.front_matter import Front, read_front_matter
from shenhe_cli.segment.sections import find_sections
from shenhe_cli.segment.sentences import find_sentences
from shenhe_cli.segment.view import has_folded_years, make_view, source_span
from shenhe_cli.segment.words import WordCutter
from shenhe_cli.tables import has_tables

if TYPE_CHECKING:
    from shenhe_cli.tables.reader import TableReader, Tables

Bound = tuple[Sentence, Mention]
_BATCH = 1024


class Explanation(NamedTuple):
    """A record, the rule that recognised its quantity, the clause it was bound in, and what its confidence rests on."""

    record: Record
    recognized_by: str
    clause: str
    evidence: Evidence


class Extractor:
    """Extracts records with one lexicon. Thread-safe: holds tables only."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._lexicon = lexicon or default_lexicon()
        self._recognizer = Recognizer(self._lexicon)
        self._indicators = self._lexicon.indicators
        self._words = WordCutter(self._lexicon.words)
        self._cut = self._words.cut
        # a few dozen rules and makes of label cover all mentions
        self._reckon = lru_cache(maxsize=None)(self._lexicon.reliability.reckon)
        self._binder = Binder(self._lexicon.binding, self._cut, self._knows)

    @cached_property
    def _tables(self) -> TableReader:
        """The reader of tables, made when the first document with one comes."""
        from shenhe_cli.tables.reader import TableReader

        return TableReader(self._lexicon.binding, self._recognizer.recognize)

    def extract(
        self, document: Document | str, region: str | None = None, year: int | None = None, relations: bool = False
    ) -> list[Record]:
        """The records of a document or text, in order. `region` and `year` (of the report) override its front matter.

        With `relations` also targets and changes that are stated without a figure (居民收入增长与经济增长同步).
        """
        return [explanation.record for explanation in self.explain(document, region, year, relations)]

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

    def _weigh(self, mention: Mention, code: str | None) -> Evidence:
        """The confidence of a mention, and what it rests on."""
        return weigh(self._reckon, mention, code, self._words.edges)

    def iter_extract(self, documents: Iterable[Document]) -> Iterator[Record]:
        """The records of many documents, one document at a time."""
        for document in documents:
            yield from self.extract(document)

    def explain(
        self, document: Document | str, region: str | None = None, year: int | None = None, relations: bool = False
    ) -> Iterator[Explanation]:
        """The records with what they were made from, in order."""
        if isinstance(document, str):
            document = Document(document)
        front = read_front_matter(document, region, year)
        tables = self._tables.find(document) if has_tables(document) else None
        document = document._replace(
            title=front.title,
            region=front.region,
            report_year=front.report_year,
            region_code=front.region_code,
            level=front.level,
            blocks=tables.blocks if tables else document.blocks,
        )
        explanations = self._explain_prose(document, front, tables.read if tables else (), relations)
        if tables is None:
            return explanations
        return merge(explanations, self._explain_tables(document, front, tables), key=lambda e: e.record.start_char)

    def _explain_prose(self, document: Document, front: Front, tables: Sequence[Span], relations: bool) -> Iterator[Explanation]:
        """The records of the text outside tables."""
        view = make_view(document.text, tables)
        sections = find_sections(view.text, front, self._lexicon.binding.headings)
        quantities, years = self._recognizer.recognize(view.text), Years(front.data_year, front.report_year)
        sentences = list(find_sentences(view.text, quantities, sections))
        bound: Iterable[Bound] = self._binder.bind(view.text, sentences, years)
        if relations:
            bound = self._with_relations(view.text, sections, quantities, list(bound), years)
        maker = RecordMaker(document, lambda start, end: source_span(view, start, end))
        is_folded = has_folded_years(document.text)
        for batch in _in_batches(bound):
            codes = [self._code(mention) for _, mention in batch]
            evidences = [self._weigh(mention, code) for (_, mention), code in zip(batch, codes, strict=True)]
            for (sentence, mention), code, evidence in zip(batch, codes, evidences, strict=True):
                if is_folded and mention.basis:
                    mention = _as_written(mention, view, document.text)
                record = maker.make(mention, sentence.section.heading, (sentence.start, sentence.end), code, evidence.confidence)
                yield Explanation(record, mention.quantity.rule, view.text[mention.clause.start : mention.clause.end], evidence)

    def _with_relations(
        self, text: str, sections: list[Section], quantities: Sequence[Quantity], bound: list[Bound], years: Years
    ) -> list[Bound]:
        """The mentions of figures and, between them, those of targets and changes without one."""
        from shenhe_cli.bind.relations import RelationBinder, as_quantity

        binder = RelationBinder(self._lexicon.relations, self._lexicon.binding, self._cut, self._knows)
        found = binder.find(text, quantities)
        sentences = find_sentences(text, [as_quantity(relation) for relation in found], sections)
        relations = binder.bind(text, sentences, found, [mention for _, mention in bound], years)
        return sorted([*bound, *relations], key=lambda pair: pair[1].quantity.start)

    def _explain_tables(self, document: Document, front: Front, tables: Tables) -> Iterator[Explanation]:
        """The records of the cells of tables, whose offsets are the document's own."""
        maker = RecordMaker(document, lambda start, end: (start, end))
        for found in self._tables.mentions(tables, document.text, front.data_year, front.is_plan):
            code = self._code(found.mention) if found.is_named else None
            evidence = self._weigh(found.mention, code)
            record = maker.make(found.mention, found.section, found.sentence, code, evidence.confidence)
            yield Explanation(record, found.mention.quantity.rule, f"{record.sentence} | {found.heading}", evidence)


def _as_written(mention: Mention, view: View, text: str) -> Mention:
    """The mention with its basis as the text writes it (比一九五二年), where the view has its year in digits."""
    basis = mention.basis or ""
    start = view.text.rfind(basis, mention.clause.start, mention.quantity.end) if any(c.isdigit() for c in basis) else -1
    if start < 0:
        return mention
    low, high = source_span(view, start, start + len(basis))
    return mention._replace(basis="".join(text[low:high].split()))


def _in_batches(bound: Iterable[Bound]) -> Iterator[list[Bound]]:
    """Mentions by the thousand: a stage at a time is a seventh faster than a mention at a time, and needs no more memory for a book."""
    mentions = iter(bound)
    while batch := list(islice(mentions, _BATCH)):
        yield batch


@lru_cache(maxsize=1)
def default_extractor() -> Extractor:
    """The extractor with the built-in lexicon, made once."""
    return Extractor()


def extract(document: Document | str, region: str | None = None, year: int | None = None) -> list[Record]:
    """The records of a document or text, with the built-in lexicon."""
    return default_extractor().extract(document, region, year)
