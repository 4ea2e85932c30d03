"""From a mention to a record: exact numbers in canonical units, the year, and offsets in the document's own text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from shenhe_cli.model import Document, Mention, Record
from shenhe_cli.normalize.magnitudes import normalize_quantity

SpanMap = Callable[[int, int], tuple[int, int]]
_BLANKS = str.maketrans("", "", " \n\t\r\u3000\u00a0")


class RecordMaker:
    """Makes the records of one document. `to_source` maps a span of the matching view to one of the document's text."""

    def __init__(self, document: Document, to_source: SpanMap) -> None:
        self._document = document
        self._to_source = to_source
        self._stem = PurePath(document.source).stem if document.source != "-" else "-"
        self._sentence: tuple[int, int] = (-1, -1)
        self._sentence_fields: tuple[str, int, int] = ("", 0, 0)

    def make(self, mention: Mention, section: str | None, sentence: tuple[int, int], code: str | None) -> Record:
        """The record of a mention that stands in the view's span `sentence`, under the heading `section`."""
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
            None,
            document.report_year,
            section,
            mention.indicator,
            code,
            mention.parent,
            mention.scope,
            mention.measure,
            mention.action,
            mention.direction,
            document.text[start:end],
            quantity.value,
            quantity.high,
            quantity.unit_text.translate(_BLANKS) or None,
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
            None,
            mention.rule,
            ";".join(mention.inferred) or None,
            mention.confidence,
        )
