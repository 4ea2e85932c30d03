"""Clauses: stretches of a sentence between ， ； ： with quotation marks and brackets kept whole.

A bracket that holds quantities is a clause of its own, and a hole in the clause around it.
"""

from __future__ import annotations

from collections.abc import Sequence

from shenhe_cli.model import Quantity
from shenhe_cli.patterns import LazyPattern

_MARK = LazyPattern(r"[，；：,;:“‘（(《。！？\n]")
_CLOSING = {"“": "”", "‘": "’", "（": "）", "(": ")", "《": "》"}
# a quotation or bracket that does not close soon was never meant to be one
_LONGEST_QUOTE = 120


class Clause:
    """A clause: its span in the view, its quantities, the spans cut out of it, and the clause it stands in, if any."""

    __slots__ = ("start", "end", "quantities", "holes", "outer")

    def __init__(self, start: int, outer: Clause | None = None) -> None:
        self.start = start
        self.end = start
        self.quantities: list[Quantity] = []
        self.holes: list[tuple[int, int]] = []
        self.outer = outer

    def text_between(self, text: str, start: int, end: int) -> str:
        """The clause's own text between two offsets, without its holes."""
        if not self.holes:
            return text[start:end]
        pieces = []
        for low, high in self.holes:
            if start <= low < end:
                pieces.append(text[start:low])
                start = high
        pieces.append(text[start:end])
        return "".join(pieces)


def split_clauses(text: str, start: int, end: int, quantities: Sequence[Quantity], outer: Clause | None = None) -> list[Clause]:
    """The clauses of text[start:end] in order, those without quantities too; an inner clause follows the one around it."""
    clauses: list[Clause] = []
    inner: list[Clause] = []
    current = Clause(start, outer)
    position, q, count = start, 0, len(quantities)
    while True:
        match = _MARK.search(text, position, end)
        stop = match.start() if match else end
        while q < count and quantities[q].start < stop:
            if quantities[q].end > stop:
                stop = quantities[q].end
                match = None
            current.quantities.append(quantities[q])
            q += 1
        if match is None:
            if stop < end:
                position = stop
                continue
            break
        mark = text[stop]
        if mark in _CLOSING:
            close = text.find(_CLOSING[mark], stop + 1, min(end, stop + _LONGEST_QUOTE))
            held = [x for x in quantities[q:] if x.start < close]
            position = close + 1 if close >= 0 and not held else stop + 1
            if held and mark in "（(":
                current.holes.append((stop, close + 1))
                inner.extend(split_clauses(text, stop + 1, close, held, current))
                q += len(held)
                position = close + 1
            continue
        if 0 < q < count and quantities[q].part > 0 and quantities[q - 1].end == stop and quantities[q].start == stop + 1:
            position = stop + 1
            continue
        current.end = stop
        clauses.append(current)
        clauses.extend(inner)
        inner = []
        position = stop + 1
        current = Clause(position, outer)
    current.end = end
    if current.end > current.start:
        clauses.append(current)
    clauses.extend(inner)
    return clauses
