"""One text under recognition: its numerals, what stands after each, and the look-ups that rules share."""

from __future__ import annotations

from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize.numerals import DIGITS, find_numerals
from shenhe_cli.recognize.units import MYRIAD, RecognitionLexicon, find_measure, squeeze

# characters that end a noun phrase; a newline, a blank and the end of the text do too
BOUNDARY = frozenset("，。；、：！？）)】]》〉”’」,;:!?. \n\t\r（(【[《“‘…—|")
CLAUSE_END = frozenset("，。；：！？,;!?\n\r")
_MINUS = frozenset("-－−﹣负負")
_BEFORE_MINUS = frozenset(" \t\n\u3000(（:：|")
_BLANK = frozenset(" \t\u00a0\u3000")


def _closes_list(text: str, start: int, end: int) -> bool:
    """True for a numeral that counts the kinds that were listed (…等八类): there a Chinese one is no ordinal."""
    return start > 1 and text[start - 1] == "等" and text[end : end + 1] == "类" and text[start - 2] not in "一二三四"


class Scan:
    """A text with its numerals. `measures` holds for every numeral the scale and unit after it, None where there is neither.

    `starts` are the characters that can begin a measure.
    """

    __slots__ = ("text", "numerals", "measures", "lexicon", "cues", "columns")

    def __init__(self, text: str, lexicon: RecognitionLexicon, starts: frozenset[str]) -> None:
        self.text = text
        self.lexicon = lexicon
        self.cues = lexicon.cues
        # units of the columns of tables by the start of a row and the number of the column, as far as they were asked for
        self.columns: dict[tuple[int, int], tuple[int, Unit, str] | None] = {}
        self.numerals = find_numerals(text)
        self.measures = [
            find_measure(lexicon, text, end, script == DIGITS or (value or 0) >= MYRIAD or _closes_list(text, start, end))
            if text[end : end + 1] in starts
            else None
            for start, end, value, script in self.numerals
        ]

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
        unit_text = self.text[unit_start:end]
        if more or not unit_text.isalpha():
            unit_text = squeeze(unit_text, more)
        value, first = numeral.value, numeral.start if start is None else start
        if first and self.text[first - 1] in _MINUS and self.has_minus(first):
            value, first = -value, first - 1
        bound = "at_least" if more else None
        return Quantity(first, end, kind, value, None, scale, unit_text, unit, bound, more, -1, rule)

    def has_minus(self, start: int) -> bool:
        """True where the dash before `start` is a minus (增长-2.6%), not that of a range or a code."""
        if start < 1 or self.text[start - 1] not in _MINUS:
            return False
        if start == 1 or self.text[start - 2] in _BEFORE_MINUS:
            return True
        return self.cues["minus-before"].length_before(self.text, start - 1) > 0
