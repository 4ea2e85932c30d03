"""What the stages hand to one another: immutable tuples, from the document down to the record.

Offsets are code points, end exclusive. `Document` and `Record` speak of the document's own text; everything between them
speaks of the matching view (`View.text`), which rejoins broken lines, and is mapped back once, when a record is made.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

SCHEMA_VERSION = "1.0"

# Numbers are exact on the way: binary floats appear only where an output format has nothing else.
Number = int | Decimal | Fraction


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int


class Block(NamedTuple):
    """A stretch of a document's text as the format has it: a paragraph, a page, or a cell of a table.

    `locator` is how a user finds it (p3, para12, t2r5c3). For a cell, `table`, `row` and `column` count from 1; `height` and
    `width` are the rows and columns that it covers.
    """

    start: int
    end: int
    kind: str
    locator: str
    table: int = 0
    row: int = 0
    column: int = 0
    height: int = 1
    width: int = 1


class Document(NamedTuple):
    """A report as read: its text (BOM off, line ends as \\n) and what its front matter says of it.

    `level` is national, province, city or county. `blocks` are in order; one inside another (a cell on a page) comes after it.
    """

    text: str
    source: str = "-"
    title: str | None = None
    region: str | None = None
    report_year: int | None = None
    region_code: str | None = None
    level: str | None = None
    blocks: tuple[Block, ...] = ()


class View(NamedTuple):
    """The document's text prepared for matching, and the way back.

    `text` is the document's text with characters removed (line breaks inside a sentence, spaces inside a quantity) and
    full-width digits folded one to one. `removed` holds, for every removal, the view offset it happened at, ascending;
    `shifts` the number of source characters removed up to and including it. Both are empty where nothing was removed.
    """

    text: str
    removed: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()


class Unit(NamedTuple):
    """A row of the unit table: how it is written, what it measures, and how to get to the canonical unit."""

    symbol: str
    dimension: str
    norm_unit: str
    factor: Number


class Quantity(NamedTuple):
    """What recognition finds: a number with its unit, before anybody asks what it measures.

    `kind` is one of quantity, range, ratio, proportion, fraction, rank, zero; relation (of bind) for a stretch without a number.
    `value` is the number as written (75.8 of 75.8亿元), `scale` the factor of 百 千 万 亿 written with the unit (10**8),
    `unit_text` the unit as written with its scale (亿元), `unit` its row in the table, None for a bare number. `bound` and
    `bound_text` come from 余 and 多 inside the span. `parts` numbers the members of a proportion from 0; it is -1 elsewhere.
    """

    start: int
    end: int
    kind: str
    value: Number
    high: Number | None
    scale: int
    unit_text: str
    unit: Unit | None
    bound: str | None
    bound_text: str | None
    part: int
    rule: str


class Sentence(NamedTuple):
    """A sentence of the view with the quantities in it and what the document says of it from above."""

    start: int
    end: int
    quantities: tuple[Quantity, ...]
    section: Section


class Section(NamedTuple):
    """A stretch of the view under one heading.

    `part` is review, plan or none; `period` what the heading dates it to; `is_top` whether the heading stands under no other one.
    """

    start: int
    heading: str | None
    part: str
    period: str | None
    is_top: bool = True


class Mention(NamedTuple):
    """A quantity bound to what it measures, with the clause it was read in; spans are still those of the view."""

    quantity: Quantity
    clause: Span
    indicator: str | None
    parent: str | None
    scope: str | None
    measure: str
    action: str | None
    direction: str | None
    bound: str | None
    bound_text: str | None
    status: str
    commitment: str | None
    basis: str | None
    price_basis: str | None
    period: str | None
    rule: str
    inferred: tuple[str, ...]


class Record(NamedTuple):
    """One row: a mention with exact numbers in canonical units and offsets in `document.text`. Fields in the contract's order.

    `quantity`, its numbers, `norm_unit` and `dimension` are None only where `relation` is not.
    """

    id: str
    source: str
    region: str | None
    region_code: str | None
    report_year: int | None
    section: str | None
    indicator: str | None
    indicator_code: str | None
    parent: str | None
    scope: str | None
    measure: str
    action: str | None
    direction: str | None
    quantity: str | None
    value: Number | None
    value_high: Number | None
    unit: str | None
    norm_value: Number | None
    norm_value_high: Number | None
    norm_unit: str | None
    dimension: str | None
    bound: str | None
    bound_text: str | None
    status: str
    commitment: str | None
    basis: str | None
    price_basis: str | None
    period: str | None
    year: int | None
    relation: str | None
    start_char: int
    end_char: int
    sentence: str
    sentence_start: int
    sentence_end: int
    locator: str | None
    rule: str
    inferred: str | None
    confidence: float

    def to_dict(self) -> dict[str, Any]:
        """The record as a dict, in the contract's order."""
        return self._asdict()

    def __str__(self) -> str:
        change = f"{self.measure}{' ' + self.direction if self.direction else ''}"
        return f"{self.indicator or '?'} = {self.quantity or self.relation} ({change}, {self.status}, {self.period or 'undated'})"


FIELDS: tuple[str, ...] = Record._fields
