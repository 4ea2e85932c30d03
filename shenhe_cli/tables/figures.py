"""The figure in a cell: a bare number, one with signs and hedges around it, or a quantity with its own unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from shenhe_cli.model import Number, Quantity
from shenhe_cli.tables.headings import UnitRead

_BARE = re.compile(
    r"(?P<before>[<＜>＞≤≥≦≧【\[［（(约超 ]*)(?P<number>[-－−﹣+＋]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?)"
    r"(?P<after>[】\]］）) ]*(?:左右|以上|以下|以内|上下)?[*＊]?(?:[\[〔][0-9]{1,2}[\]〕])?)"
)
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")
_FOLD = {ord("０") + i: str(i) for i in range(10)} | {
    ord("．"): ".",
    ord("，"): ",",
    ord("－"): "-",
    ord("−"): "-",
    ord("﹣"): "-",
    ord("＋"): "+",
}
_SIGNS = {
    ">": "at_least",
    "＞": "at_least",
    "≥": "at_least",
    "≧": "at_least",
    "<": "at_most",
    "＜": "at_most",
    "≤": "at_most",
    "≦": "at_most",
}
_LONGEST_QUANTITY = 24


class Figure(NamedTuple):
    """A number and where it stands in its cell; `own` is the quantity where the cell has the unit itself."""

    start: int
    end: int
    value: Number
    own: Quantity | None
    bound: str | None
    bound_text: str | None


class Bounds(NamedTuple):
    """Words that bound a figure from before and from behind."""

    before: Mapping[str, str]
    after: Mapping[str, str]


def read_number(text: str) -> tuple[int, int, Number, str, str] | None:
    """(start, end, number, text before, text after) of a cell that is a bare number; None for any other text."""
    match = _BARE.fullmatch(text)
    if not match:
        return None
    written = match.group("number").translate(_FOLD)
    body = written.lstrip("+-")
    if not _GROUPED.fullmatch(body):
        return None
    body = body.replace(",", "")
    value: Number = Decimal(body) if "." in body else int(body)
    value = -value if written[0] == "-" else value
    start = match.start("number") + (written[0] == "+")
    return start, match.end("number"), value, match.group("before"), match.group("after")


def read_figure(text: str, bounds: Bounds, recognize: Callable[[str], list[Quantity]]) -> Figure | None:
    """The figure of a cell; None for a text, a dash, several figures."""
    bare = read_number(text)
    if bare:
        start, end, value, before, after = bare
        return Figure(start, end, value, None, *_bound(before, after, bounds))
    if len(text) > _LONGEST_QUANTITY or not any(c.isdigit() for c in text):
        return None
    found = recognize(text)
    if len(found) != 1 or found[0].unit is None:
        return None
    own = found[0]
    return Figure(own.start, own.end, own.value, own, *_bound(text[: own.start], text[own.end :], bounds))


def _bound(before: str, after: str, bounds: Bounds) -> tuple[str | None, str | None]:
    """The bound that the characters around a figure set, and its text."""
    for sign in before:
        if sign in _SIGNS:
            return _SIGNS[sign], sign
    for word, bound in bounds.after.items():
        if after.strip().startswith(word):
            return bound, word
    word = max((word for word in bounds.before if before.strip().endswith(word)), key=len, default="")
    return (bounds.before[word], word) if word else (None, None)


def make_quantity(figure: Figure, at: int, unit: UnitRead | None) -> Quantity:
    """The quantity of a figure that stands at `at` of the document: in its own unit, else in `unit`."""
    if figure.own:
        return figure.own._replace(start=at + figure.start, end=at + figure.end, rule="tables/quantity")
    scale, row, written = (unit.scale, unit.unit, unit.written) if unit else (1, None, "")
    return Quantity(
        at + figure.start, at + figure.end, "quantity", figure.value, None, scale, written, row, None, None, -1, "tables/number"
    )
