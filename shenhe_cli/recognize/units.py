"""What stands after a numeral: 余 or 多, a scale, a unit (亿元, 余万人次, 个百分点, 元/平方米), also over a blank or a broken line."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from shenhe_cli.lexicon.numbers import NameIndex, WordSet
from shenhe_cli.lexicon.units import ScaleIndex, UnitIndex
from shenhe_cli.model import Unit
from shenhe_cli.recognize.compounds import match_compound

MYRIAD = 10**4
_MORE = frozenset("余多")
_BLANK = frozenset(" \t\u00a0\u3000")
# a unit broken over a line has no more characters than these before and after the break
_LONGEST_BROKEN = 7
# so much of its line stands before a number that the line is text and no table cell
_TEXT_BEFORE = 6


class RecognitionLexicon(Protocol):
    """What recognition asks of the lexicon."""

    @property
    def units(self) -> UnitIndex: ...
    @property
    def scales(self) -> ScaleIndex: ...
    @property
    def names(self) -> NameIndex: ...
    @property
    def heads(self) -> dict[str, WordSet]: ...
    @property
    def cues(self) -> dict[str, WordSet]: ...


class Measure(NamedTuple):
    """Scale and unit after a numeral: `end` of the span, `unit_start` of unit and scale, `more` is 余 or 多 in between."""

    end: int
    unit_start: int
    scale: int
    unit: Unit | None
    more: str | None


def find_starts(lexicon: RecognitionLexicon) -> frozenset[str]:
    """The characters that a measure, or what stands between it and its numeral, can begin with."""
    return lexicon.units.starts | frozenset(lexicon.scales.by_first) | _MORE | _BLANK | {"\n"}


def find_measure(lexicon: RecognitionLexicon, text: str, position: int, is_digits: bool) -> Measure | None:
    """Scale and unit after the numeral that ends at `position`, None where there is neither."""
    measure = read_measure(lexicon, text, position, is_digits)
    if measure is not None and measure.unit is not None and not text.startswith("\n", measure.end):
        return measure
    line_end = text.find("\n", position, position + _LONGEST_BROKEN)
    if line_end < 0:
        return measure
    return _read_over_break(lexicon, text, position, line_end, is_digits) or measure


def _read_over_break(lexicon: RecognitionLexicon, text: str, position: int, line_end: int, is_digits: bool) -> Measure | None:
    """The measure that goes on in the next line (2.3个⏎百分点), None where it does not; cells of a table are not joined."""
    before = text[max(0, position - _TEXT_BEFORE - _LONGEST_BROKEN) : position]
    if "\n" in before or sum("一" <= c <= "鿿" for c in before) < _TEXT_BEFORE - 2:
        return None
    following = line_end + 1
    while text[following : following + 1] in _BLANK and following < len(text):
        following += 1
    kept = line_end - position
    joined = text[position:line_end] + text[following : following + 2 * _LONGEST_BROKEN]
    measure = read_measure(lexicon, joined, 0, is_digits)
    if measure is None or measure.end <= kept:
        return None
    shift = following - kept
    unit_start = measure.unit_start + (shift if measure.unit_start >= kept else position)
    return measure._replace(end=measure.end + shift, unit_start=unit_start)


def read_measure(lexicon: RecognitionLexicon, text: str, position: int, is_digits: bool) -> Measure | None:
    """Blanks, 余 or 多, scale, 余 or 多, unit: what of it stands at `position`, in one line."""
    more = None
    following = text[position : position + 1]
    if following in _BLANK:
        position = _skip_blanks(text, position)
    elif following in _MORE:
        more = following
        position += 1
    unit_start, factor, units = position, 1, lexicon.units
    unit = units.match(text, position, is_digits)
    if unit is None:
        scale = lexicon.scales.match(text, position)
        if scale is None:
            return None
        length, factor = scale
        position += length
        scale_end = position
        following = text[position : position + 1]
        if following in _MORE:
            more = following
            position += 1
            again = lexicon.scales.match(text, position)
            if again is not None:
                # 3千多万
                position, scale_end = position + again[0], position + again[0]
                factor *= again[1]
        elif following in _BLANK:
            position = _skip_blanks(text, position)
        # 二百亿度: with such a scale it is a figure, however the number is written
        unit = units.match(text, position, is_digits or factor >= MYRIAD)
        if unit is None:
            end = position if more and position > scale_end else scale_end
            return Measure(end, unit_start, factor, None, more)
    end = position + len(unit.symbol)
    if end < len(text) and text[end] in "/／每":
        compound = match_compound(lexicon, text, end, unit)
        if compound is not None:
            end, unit = compound
    return Measure(end, unit_start, factor, unit, more)


def _skip_blanks(text: str, position: int) -> int:
    """The position after at most two blanks."""
    for _ in range(2):
        if position < len(text) and text[position] in _BLANK:
            position += 1
    return position


def squeeze(text: str, more: str | None) -> str:
    """A unit without blanks, and without the 余 or 多 inside."""
    if more and more in text:
        text = text.replace(more, "", 1)
    return "".join(text.split()) if " " in text or "\n" in text else text
