"""From a mention to a record: exact numbers in canonical units, the year, and offsets in the document's own text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from pathlib import PurePath

from shenhe_cli.model import Block, Document, Mention, Record
from shenhe_cli.normalize.magnitudes import normalize_quantity

SpanMap = Callable[[int, int], tuple[int, int]]
_MOST_INNER = 64
# 全县, 我县, 本县 in the report of a county: its own
_OWN = "全我本"
_LEVELS = tuple("省市县区州旗盟国")
_BLANKS = str.maketrans("", "", " \n\t\r\u3000\u00a0")


class RecordMaker:
    """Makes the records of one document. `to_source` maps a span of the matching view to one of the document's text."""

    def __init__(self, document: Document, to_source: SpanMap) -> None:
        self._document = document
        self._to_source = to_source
        self._stem = PurePath(document.source).stem if document.source != "-" else "-"
        self._locate = _Locator(document.blocks)
        self._own_scopes = _own_scopes(document.region or "")
        self._sentence: tuple[int, int] = (-1, -1)
        self._sentence_fields: tuple[str, int, int] = ("", 0, 0)

    def make(self, mention: Mention, section: str | None, sentence: tuple[int, int], code: str | None, confidence: float) -> Record:
        """The record of a mention that stands in the view's span `sentence`, under the heading `section`."""
        record = self._make(mention, section, sentence, code, confidence)
        return _without_figure(record) if mention.quantity.kind == "relation" else record

    def _make(
        self, mention: Mention, section: str | None, sentence: tuple[int, int], code: str | None, confidence: float
    ) -> Record:
        document, quantity = self._document, mention.quantity
        if sentence != self._sentence:
            low, high = self._to_source(*sentence)
            self._sentence, self._sentence_fields = sentence, (document.text[low:high], low, high)
        start, end = self._to_source(quantity.start, quantity.end)
        value, high_value, unit, dimension = normalize_quantity(quantity, mention.measure, mention.direction)
        period = mention.period
        return Record(
            f"{self._stem}#{start}",
            document.source,
            document.region,
            document.region_code,
            document.report_year,
            section,
            mention.indicator,
            code,
            mention.parent,
            None if mention.scope in self._own_scopes else mention.scope,
            mention.measure,
            mention.action,
            mention.direction,
            document.text[start:end],
            quantity.value,
            quantity.high,
            (quantity.unit_text if quantity.unit_text.isalpha() else quantity.unit_text.translate(_BLANKS)) or None,
            value,
            high_value,
            unit,
            dimension,
            mention.bound,
            mention.bound_text,
            mention.status,
            mention.commitment,
            mention.basis,
            mention.price_basis,
            period,
            int(period.rsplit("/", 1)[-1][:4]) if period else None,
            None,
            start,
            end,
            *self._sentence_fields,
            self._locate.find(start),
            mention.rule,
            ";".join(mention.inferred) or None,
            confidence,
        )


def _own_scopes(region: str) -> frozenset[str]:
    """The words of a report for all of its own region: 全市, 我市, 本市 of a city; 全区, 全自治区 of an autonomous region."""
    own = {word + region[-1] for word in _OWN} if region[-1:] in _LEVELS else set()
    if region.endswith("自治区"):
        own |= {"全自治区", "全疆"} if region.startswith("新疆") else {"全自治区"}
    return frozenset(own)


class _Locator:
    """Where an offset stands in a document, in the words of its format: the innermost block that holds it."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts = [block.start for block in blocks]

    def find(self, offset: int) -> str | None:
        """The locator of the block, None where there is none."""
        if not self._blocks:
            return None
        i = bisect_right(self._starts, offset) - 1
        # A page or paragraph that holds others begins some blocks before; anything farther back has ended.
        for block in self._blocks[max(0, i - _MOST_INNER) : i + 1][::-1]:
            if offset < block.end:
                return block.locator
        return None


def _without_figure(record: Record) -> Record:
    """The record of a relation: what stands in the place of the quantity is the relation, and there are no numbers."""
    return record._replace(
        relation=record.quantity, quantity=None, value=None, unit=None, norm_value=None, norm_unit=None, dimension=None
    )
