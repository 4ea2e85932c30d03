"""One text under recognition: its numerals, what stands after each, and the look-ups that rules share."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from shenhe_cli.lexicon.numbers import NameIndex, WordSet
from shenhe_cli.lexicon.units import ScaleIndex, UnitIndex
from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize.compounds import match_compound
from shenhe_cli.recognize.numerals import DIGITS, Numeral, find_numerals

# characters that end a noun phrase; a newline, a blank and the end of the text do too
BOUNDARY = frozenset("，。；、：！？）)】]》〉”’」,;:!?. \n\t\r（(【[《“‘…—|")
CLAUSE_END = frozenset("，。；：！？,;!?\n\r")
_MORE = frozenset("余多")
_MINUS = frozenset("-－−﹣负負")
_BEFORE_MINUS = frozenset(" \t\n\u3000(（:：|")
_BLANK = frozenset(" \t\u00a0\u3000")


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


class Scan:
    """A text with its numerals. `measures` holds for every numeral the scale and unit after it, None where there is neither."""

    __slots__ = ("text", "numerals", "measures", "lexicon", "cues")

    def __init__(self, text: str, lexicon: RecognitionLexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.cues = lexicon.cues
        self.numerals = find_numerals(text)
        self.measures = [self._find_measure(numeral) for numeral in self.numerals]

    def ends_phrase(self, position: int) -> bool:
        """True where a noun phrase cannot go on at `position`."""
        return position >= len(self.text) or self.text[position] in BOUNDARY

    def cue_at(self, role: str, position: int) -> int:
        """Length of the cue of `role` that begins at `position`, 0 for none."""
        return self.cues[role].length_at(self.text, position)

    def cue_before(self, role: str, position: int) -> int:
        """Length of the cue of `role` that ends at `position`, 0 for none; one hedge (约, 超过) and blanks may stand between."""
        while position > 0 and self.text[position - 1] in _BLANK:
            position -= 1
        words = self.cues[role]
        length = words.length_before(self.text, position)
        if not length:
            hedge = self.cues["hedge"].length_before(self.text, position)
            length = words.length_before(self.text, position - hedge) if hedge else 0
        return length

    def clause_before(self, position: int, reach: int) -> str:
        """At most `reach` characters before `position`, not over the mark that opens the clause."""
        text = self.text
        low = max(0, position - reach)
        for i in range(position - 1, low - 1, -1):
            if text[i] in CLAUSE_END:
                return text[i + 1 : position]
        return text[low:position]

    def make_quantity(self, i: int, rule: str, start: int | None = None, kind: str = "quantity") -> Quantity:
        """The quantity of numeral `i` with the measure after it. Raises TypeError where it has neither value nor measure."""
        numeral, measure = self.numerals[i], self.measures[i]
        if measure is None or numeral.value is None:
            raise TypeError("a numeral without value or measure makes no quantity")
        end, unit_start, scale, unit, more = measure
        bound = "at_least" if more else None
        unit_text = squeeze(self.text[unit_start:end], more)
        value, first = numeral.value, numeral.start if start is None else start
        if self.text[first - 1 : first] in _MINUS and first > 0 and self.has_minus(first):
            value, first = -value, first - 1
        return Quantity(first, end, kind, value, None, scale, unit_text, unit, bound, more, -1, rule)

    def has_minus(self, start: int) -> bool:
        """True where the dash before `start` is a minus (增长-2.6%), not that of a range or a code."""
        if start < 1 or self.text[start - 1] not in _MINUS:
            return False
        if start == 1 or self.text[start - 2] in _BEFORE_MINUS:
            return True
        return self.cues["minus-before"].length_before(self.text, start - 1) > 0

    def _find_measure(self, numeral: Numeral) -> Measure | None:
        """Blanks, 余 or 多, scale, 余 or 多, unit: what of it stands after the numeral."""
        text, lexicon = self.text, self.lexicon
        position = numeral.end
        following = text[position : position + 1]
        more = None
        if following in _BLANK and following:
            position = self._skip_blanks(position)
        elif following in _MORE and following:
            more = following
            position += 1
        is_digits = numeral.script == DIGITS
        unit_start = position
        unit = lexicon.units.match(text, position, is_digits)
        factor = 1
        if unit is None:
            scale = lexicon.scales.match(text, position)
            if scale is None:
                return None
            position += scale[0]
            factor = scale[1]
            scale_end = position
            following = text[position : position + 1]
            if following in _MORE and following:
                more = following
                position += 1
                again = lexicon.scales.match(text, position)
                if again is not None:
                    # 3千多万
                    position, scale_end = position + again[0], position + again[0]
                    factor *= again[1]
            elif following in _BLANK and following:
                position = self._skip_blanks(position)
            unit = lexicon.units.match(text, position, is_digits)
            if unit is None:
                end = position if more and position > scale_end else scale_end
                return Measure(end, unit_start, factor, None, more)
        end = position + len(unit.symbol)
        if text[end : end + 1] in "/／每" and end < len(text):
            compound = match_compound(lexicon, text, end, unit)
            if compound is not None:
                end, unit = compound
        return Measure(end, unit_start, factor, unit, more)

    def _skip_blanks(self, position: int) -> int:
        """The position after at most two blanks."""
        for _ in range(2):
            if self.text[position : position + 1] in _BLANK and position < len(self.text):
                position += 1
        return position


def squeeze(text: str, more: str | None) -> str:
    """A unit without blanks, and without the 余 or 多 inside."""
    if more and more in text:
        text = text.replace(more, "", 1)
    return "".join(text.split()) if " " in text or "\n" in text else text
