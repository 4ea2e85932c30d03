"""Ranges: 5%—6%, 3至5个, 10~12%, 8000万—1亿元. One quantity with low and high."""

from __future__ import annotations

from fractions import Fraction

from shenhe_cli.model import Number
from shenhe_cli.recognize.numerals import CHINESE, DIGITS
from shenhe_cli.recognize.rules import RANGE, Candidate, Rule
from shenhe_cli.recognize.scan import Scan

_DASHES = ("—", "-", "－", "~", "～", "–", "―", "至", "到", "——", "─", "﹣", "∼", "-－", "--")
_DASH_STARTS = "".join(sorted({dash[0] for dash in _DASHES})) + " "
# a dash and one break of a line or two blanks; more is the number of a page (— 19 —)
_LONGEST_GAP = 3
_FROM_REACH = 12


def build_range(scan: Scan, i: int) -> Candidate | None:
    """Two numerals joined by a dash, 至 or 到; the unit after the second one, and after the first one too or not."""
    if i + 1 >= len(scan.numerals):
        return None
    low, high = scan.numerals[i], scan.numerals[i + 1]
    measure, first = scan.measures[i + 1], scan.measures[i]
    end = low.end if first is None else first.end
    if measure is None or low.value is None or high.value is None or high.script not in (DIGITS, CHINESE):
        return None
    if first and first.unit and measure.unit and first.unit.norm_unit != measure.unit.norm_unit:
        return None
    gap = scan.text[end : high.start]
    joint = gap.strip()
    if joint not in _DASHES or len(gap) > _LONGEST_GAP or (measure.unit is None and measure.scale == 1):
        return None
    if joint in ("至", "到") and _is_from_to(scan, low.start):
        return None
    quantity = scan.make_quantity(i + 1, "ranges/low-high", low.start, "range")
    value = low.value if first is None else _rescale(low.value, first.scale, measure.scale)
    if first is not None and first.unit is not None and measure.unit is not None:
        value = _times(value, first.unit.factor, measure.unit.factor)
    quantity = quantity._replace(value=value, high=high.value)
    return Candidate(RANGE, quantity.start, quantity.end, quantity.rule, (quantity,))


def _is_from_to(scan: Scan, position: int) -> bool:
    """True after 从 or 由 in the clause: then it is two levels and no range."""
    clause = scan.clause_before(position, _FROM_REACH)
    return any(word in clause for words in scan.cues["from"].by_first.values() for word in words)


def _rescale(value: Number, scale: int, wanted: int) -> Number:
    """`value` in the scale of the other end: 8000万 before 亿 is 0.8."""
    return value if scale == wanted else _times(value, scale, wanted)


def _times(value: Number, factor: Number, divisor: Number) -> Number:
    """value × factor ÷ divisor, exactly; an integer where it is one."""
    if factor == divisor:
        return value
    result = Fraction(value) * Fraction(factor) / Fraction(divisor)
    return int(result) if result.denominator == 1 else result


RULES: tuple[Rule, ...] = (
    Rule(
        "ranges/low-high", (DIGITS, CHINESE), None, build_range, ("5%—6%", "3至5个", "10~12%", "8000万—1亿元"), after=_DASH_STARTS
    ),
)
