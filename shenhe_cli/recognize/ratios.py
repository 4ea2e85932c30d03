"""Ratios of two (1:67) and proportions of three or more parts (19.3:48.9:31.8)."""

from __future__ import annotations

from fractions import Fraction

from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize.numerals import DIGITS
from shenhe_cli.recognize.rules import RATIO, Candidate, Rule, fits_symbols
from shenhe_cli.recognize.scan import Scan

_COLONS = frozenset((":", "：", "∶", "﹕", "︰"))
_PERCENT = Unit("%", "percent", "%", 1)
_RATIO = Unit(":", "ratio", "1", 1)
_BEFORE_CLOCK = frozenset("日午晨晚上 \n—-至到（(")
_AFTER_CLOCK = frozenset("—-至到开结起前后")
_MOST_PARTS = 12
_WHOLE = 100


def build_ratio(scan: Scan, i: int) -> Candidate | None:
    """All numerals joined by colons from `i` on: two make a ratio, more a proportion with a quantity for each part."""
    if i and _is_joined(scan, i - 1):
        return None
    last = i
    while last + 1 < len(scan.numerals) and last - i < _MOST_PARTS and _is_joined(scan, last):
        last += 1
    if last == i:
        return None
    start, end = scan.numerals[i].start, _part_end(scan, last)
    if last == i + 1:
        numerator, denominator = scan.numerals[i].value, scan.numerals[last].value
        if numerator is None or not denominator or scan.measures[i] is not None or _is_clock(scan, i):
            return None
        end = scan.numerals[last].end
        if scan.text[start - 1 : start] in ("图", "表") or _is_year(scan, last):
            return None
        value = Fraction(numerator) / Fraction(denominator)
        quantity = Quantity(start, end, "ratio", value, None, 1, "", _RATIO, None, None, -1, "ratios/pair")
        return Candidate(RATIO, start, end, quantity.rule, (quantity,))
    parts = []
    for part, j in enumerate(range(i, last + 1)):
        numeral, stop = scan.numerals[j], _part_end(scan, j)
        if numeral.value is None:
            return None
        written = scan.text[numeral.end : stop]
        low, rule = numeral.start, "ratios/proportion"
        parts.append(Quantity(low, stop, "proportion", numeral.value, None, 1, written, _PERCENT, None, None, part, rule))
    if all(q.end - q.start == 2 and not q.unit_text for q in parts) and sum(Fraction(q.value) for q in parts) != _WHOLE:
        # 01:14:02 is a time of day, 20:50:30 is none
        return None
    return Candidate(RATIO, start, end, "ratios/proportion", tuple(parts))


def _part_end(scan: Scan, i: int) -> int:
    """End of a part, with a percent sign where there is one."""
    measure = scan.measures[i]
    return measure.end if measure and measure.unit and measure.unit.symbol in "%％" else scan.numerals[i].end


def _is_joined(scan: Scan, i: int) -> bool:
    """True where a colon and nothing else stands between numeral `i` and the next one, both in digits."""
    left, right = scan.numerals[i], scan.numerals[i + 1]
    if left.script != DIGITS or right.script != DIGITS:
        return False
    end = _part_end(scan, i)
    gap = right.start - end
    return 0 < gap <= 3 and scan.text[end : right.start].strip() in _COLONS


def _is_year(scan: Scan, i: int) -> bool:
    """True for the year of a caption (图7：2017—2021年)."""
    numeral = scan.numerals[i]
    return numeral.end - numeral.start == 4 and scan.text[numeral.end : numeral.end + 1] in ("年", "-", "—", "–", "―")


def _is_clock(scan: Scan, i: int) -> bool:
    """True for hours and minutes (8:30, 20：00): two digits after the colon, the first of them up to 5."""
    text = scan.text
    left, right = scan.numerals[i], scan.numerals[i + 1]
    minutes = text[right.start : right.end]
    if len(minutes) != 2 or not isinstance(left.value, int) or left.value > 24 or minutes > "59":
        return False
    before = text[max(0, left.start - 1) : left.start]
    after = text[right.end : right.end + 1]
    return before in _BEFORE_CLOCK or after in _AFTER_CLOCK or minutes[0] == "0"


RULES: tuple[Rule, ...] = (
    Rule(
        "ratios/colons", (DIGITS,), None, build_ratio, ("1:67", "19.3:48.9:31.8"), after=":：∶﹕︰ ", fits=fits_symbols("%", "％")
    ),
)
