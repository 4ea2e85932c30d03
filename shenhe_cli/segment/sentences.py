"""Sentences: stretches between full stops or paragraph ends, those that hold quantities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from shenhe_cli.model import Quantity, Section, Sentence
from shenhe_cli.patterns import LazyPattern

_STOP = LazyPattern(r"[。！？!?\n][”’」』）)]*")
_CLAUSE_MARK = LazyPattern(r"[，；、,;：:]")
# a sentence of more code points is cut at clause marks around the quantity
LONGEST = 2000


def find_sentences(text: str, quantities: Sequence[Quantity], sections: Sequence[Section]) -> Iterator[Sentence]:
    """The sentences of a view that hold quantities, in order, with the section each stands in."""
    stops = _STOP.finditer(text)
    start, end = 0, 0
    section_index = i = 0
    while i < len(quantities):
        first = quantities[i]
        while end <= first.start:
            start = end
            stop = next(stops, None)
            while stop is not None and stop.end() <= first.start:
                start = stop.end()
                stop = next(stops, None)
            while stop is not None and _is_inside(stop.start(), quantities, i):
                stop = next(stops, None)
            end = stop.end() if stop else len(text)
        j = i
        while j < len(quantities) and quantities[j].start < end:
            j += 1
        while section_index + 1 < len(sections) and sections[section_index + 1].start <= first.start:
            section_index += 1
        yield from _trim(text, start, end, quantities[i:j], sections[section_index])
        i = j


def _trim(text: str, start: int, end: int, quantities: Sequence[Quantity], section: Section) -> Iterator[Sentence]:
    """The sentence without blanks at its ends, in pieces where it is too long."""
    i = 0
    while end - start > LONGEST and i < len(quantities):
        cut = _cut_point(text, start, quantities, i)
        first = i
        while i < len(quantities) and quantities[i].start < cut:
            i += 1
        if i > first:
            yield _sentence(text, start, cut, quantities[first:i], section)
        start = cut
        if i < len(quantities) and quantities[i].start - start > LONGEST:
            # nothing to read between here and the next quantity but its own clause
            start = _start_before(text, start, quantities[i].start)
    if i < len(quantities):
        yield _sentence(text, start, end, quantities[i:], section)


def _cut_point(text: str, start: int, quantities: Sequence[Quantity], i: int) -> int:
    """Where to cut a text that begins at `start` and whose quantities begin with `i`: after a clause mark, else round a quantity."""
    limit = start + LONGEST
    for mark in reversed(list(_CLAUSE_MARK.finditer(text, start + 1, limit))):
        if not _is_inside(mark.start(), quantities, i):
            return mark.end()
    while i < len(quantities) and quantities[i].end <= limit:
        i += 1
    if i < len(quantities) and quantities[i].start < limit:
        return quantities[i].start if quantities[i].start > start else quantities[i].end
    return limit


def _start_before(text: str, low: int, position: int) -> int:
    floor = max(low, position - LONGEST // 2)
    marks = [m.end() for m in _CLAUSE_MARK.finditer(text, floor, position)]
    return marks[-1] if marks else floor


def _is_inside(position: int, quantities: Sequence[Quantity], i: int = 0) -> bool:
    """True where a position is inside one of the quantities from `i` on, which are in order."""
    while i < len(quantities) and quantities[i].end <= position:
        i += 1
    return i < len(quantities) and quantities[i].start <= position


def _sentence(text: str, start: int, end: int, quantities: Sequence[Quantity], section: Section) -> Sentence:
    body = text[start:end]
    start += len(body) - len(body.lstrip())
    end -= len(body) - len(body.rstrip())
    return Sentence(start, end, tuple(quantities), section)
