"""Numbers written in pieces: 1万2千人, 五元三角, 两米半. One quantity, the value is the sum."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from shenhe_cli.model import Number, Quantity, Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, ZERO, parse_formal
from shenhe_cli.recognize.rules import SMALLEST_BARE_SCALE, Candidate, Rule, fits_scale, fits_unit, make_candidate
from shenhe_cli.recognize.scan import Scan
from shenhe_cli.recognize.units import RecognitionLexicon

_OPEN_ENDS = {"千": 1000, "百": 100}
_SMALL_MONEY = {"角": Fraction(1, 10), "毛": Fraction(1, 10), "分": Fraction(1, 100)}


def build_chain(scan: Scan, i: int) -> Candidate | None:
    """Numerals with falling scales written one after the other: 1万2千人, 5亿1千万元, 100万三千. The value is the sum."""
    first = scan.measures[i]
    if first is None or first.unit is not None or first.scale == 1 or i + 1 >= len(scan.numerals):
        return None
    if not _is_next(scan, i + 1, first.end):
        return None
    total = Fraction(0)
    ceiling, last = 0, i
    while True:
        numeral, measure = scan.numerals[last], scan.measures[last]
        scale = measure.scale if measure else 1
        if numeral.value is None or numeral.script == ZERO:
            return None
        if not ceiling or numeral.value * scale < ceiling:
            total = total + Fraction(numeral.value) * scale
        elif last == i + 1 and ceiling < SMALLEST_BARE_SCALE <= scale and numeral.value < ceiling:
            # 3千零40万: what stands before the last scale is one number
            total = (total + Fraction(numeral.value)) * scale
        else:
            return None
        ceiling = scale
        following = last + 1
        if measure is None:
            # 三千120: digits fill what a Chinese numeral leaves open
            ceiling = _OPEN_ENDS.get(scan.text[numeral.end - 1], 1) if numeral.script == CHINESE else 1
        is_open = ceiling > 1 and (measure is None or (measure.unit is None and measure.more is None))
        end = numeral.end if measure is None else measure.end
        if not is_open or following >= len(scan.numerals) or not _is_next(scan, following, end):
            break
        last = following
    if last == i:
        return None
    value: Number = int(total) if total.denominator == 1 else total
    start = scan.numerals[i].start
    if scan.measures[last] is None:
        end = scan.numerals[last].end
        return make_candidate(Quantity(start, end, "quantity", value, None, 1, "", None, None, None, -1, "measures/chain"))
    quantity = scan.make_quantity(last, "measures/chain", start)
    unit_text = quantity.unit.symbol if quantity.unit else ""
    return make_candidate(quantity._replace(value=value, scale=1, unit_text=unit_text))


def _is_next(scan: Scan, i: int, end: int) -> bool:
    """True where numeral `i` begins at `end`, or after a 零 there."""
    start, _, _, script = scan.numerals[i]
    measure = scan.measures[i]
    if script != scan.numerals[i - 1].script and ONE not in {script, scan.numerals[i - 1].script} and measure and measure.unit:
        # 5万亿两个台阶: two numbers
        return False
    return start == end or (start == end + 1 and scan.text[end] == "零")


def build_money(scan: Scan, i: int) -> Candidate | None:
    """元, 角 and 分 written one after the other: 五元三角, 50元6角3分. One quantity in 元."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or numeral.value is None:
        return None
    total, end = Fraction(numeral.value) * measure.scale, measure.end
    for j in range(i + 1, min(i + 3, len(scan.numerals))):
        start, stop, value, _ = scan.numerals[j]
        part = _SMALL_MONEY.get(scan.text[stop : stop + 1])
        value = parse_formal(scan.text[start:stop]) if value is None else value
        if start != end or value is None or part is None:
            break
        total, end = total + Fraction(value) * part, stop + 1
    if end == measure.end:
        return None
    quantity = scan.make_quantity(i, "measures/money")
    value = Decimal(int(total * 100)) / 100
    return make_candidate(quantity._replace(end=end, value=value, scale=1, unit_text=measure.unit.symbol))


def _is_money(_: RecognitionLexicon, unit: Unit | None) -> bool:
    return unit is not None and unit.norm_unit == "CNY"


def build_half_more(scan: Scan, i: int) -> Candidate | None:
    """A unit with 半 after it: 两米半, 三成半."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or numeral.value is None or measure.scale != 1:
        return None
    if scan.text[measure.end : measure.end + 1] != "半" or not scan.ends_phrase(measure.end + 1):
        return None
    quantity = scan.make_quantity(i, "measures/half-more")
    return make_candidate(quantity._replace(end=measure.end + 1, value=_add_half(numeral.value)))


def _add_half(value: Number) -> Number:
    return value + Fraction(1, 2) if isinstance(value, Fraction) else value + Decimal("0.5")


RULES: tuple[Rule, ...] = (
    Rule("measures/chain", (DIGITS, CHINESE, ONE), True, build_chain, ("1万2千人", "5亿1千万元"), fits=fits_scale),
    Rule("measures/money", (DIGITS, CHINESE, ONE), True, build_money, ("五元三角",), fits=_is_money),
    Rule("measures/half-more", (DIGITS, CHINESE, ONE), True, build_half_more, ("两米半",), after="半", fits=fits_unit),
)
