"""Parts of a whole written with 分之: 三分之二, 百分之五, 千分之三, 三又二分之一."""

from __future__ import annotations

from fractions import Fraction

from shenhe_cli.model import Number, Quantity, Unit
from shenhe_cli.recognize.numerals import (
    CHINESE,
    DIGITS,
    ONE,
    PLAIN,
    SCALE,
    VAGUE,
    Numeral,
    parse_chinese,
    parse_digits,
    parse_formal,
)
from shenhe_cli.recognize.rules import QUANTITY, RANGE, Candidate, Rule
from shenhe_cli.recognize.scan import Scan

FRACTION = Unit("分之", "percent", "%", 100)
_PARTS = {
    "百": Unit("百分之", "percent", "%", 1),
    "千": Unit("千分之", "percent", "%", Fraction(1, 10)),
    "万": Unit("万分之", "rate", "per_10k", 1),
    "十万": Unit("十万分之", "rate", "per_100k", 1),
    "百万": Unit("百万分之", "rate", "per_100k", Fraction(1, 10)),
    "千万": Unit("千万分之", "rate", "per_100k", Fraction(1, 100)),
    "万万": Unit("万万分之", "rate", "per_100k", Fraction(1, 1000)),
}
_OF = "分之"
_SCALES = ("百", "千", "万", "亿", "萬", "億", "佰", "仟")
# 一千万分之: no more characters than these before 分之
_LONGEST_PART = 8


def build_parts(scan: Scan, i: int) -> Candidate | None:
    """N分之M: a fraction, or for 百 千 万 十万 a share in that unit (百分之五 is 5)."""
    numeral = scan.numerals[i]
    text, numerals = scan.text, scan.numerals
    middle = numeral.end
    while middle < numeral.start + _LONGEST_PART and text[middle : middle + 1] in _SCALES:
        middle += 1
    if not text.startswith(_OF, middle) or i + 1 >= len(numerals):
        return None
    above = numerals[i + 1]
    is_negative = scan.has_minus(numeral.start)
    if above.start == middle + len(_OF) + 1 and text[above.start - 1] in "负負":
        # 负三分之负七
        return _signed_parts(scan, i, middle, is_negative)
    if above.start != middle + len(_OF):
        return None
    if above.value is None and above.script != VAGUE:
        return _whole(scan, numeral.start, above, text[numeral.start : middle])
    end = above.end
    share = above.value if above.value is not None else parse_formal(text[above.start : end])
    if share is None:
        return None
    written = text[numeral.start : middle].translate(PLAIN)
    unit = _PARTS.get(written.removeprefix("一") if written != "一" else written)
    if unit is None:
        below = parse_chinese(written) if numeral.script != DIGITS else numeral.value
        if not below:
            return None
        quotient = Fraction(share) / Fraction(below)
        start, quotient = (numeral.start - 1, -quotient) if is_negative else (numeral.start, quotient)
        return make_fraction(start, end, "fraction", quotient, "", FRACTION, "fractions/parts")
    high = _second(scan, i + 2, end)
    if high is not None:
        value, end = high
        quantity = Quantity(
            numeral.start, end, "range", share, value, 1, unit.symbol, unit, None, None, -1, "fractions/parts-range"
        )
        return Candidate(RANGE, numeral.start, end, quantity.rule, (quantity,))
    return make_fraction(numeral.start, end, "quantity", share, unit.symbol, unit, "fractions/parts")


def _signed_parts(scan: Scan, i: int, middle: int, is_negative: bool) -> Candidate | None:
    """A fraction whose upper number has a sign of its own."""
    numeral, above = scan.numerals[i], scan.numerals[i + 1]
    below = _count_parts(scan.text[numeral.start : middle])
    share = above.value if above.value is not None else parse_formal(scan.text[above.start : above.end])
    if not below or share is None:
        return None
    value = Fraction(share) / below
    start = numeral.start - 1 if is_negative else numeral.start
    return make_fraction(start, above.end, "fraction", value if is_negative else -value, "", FRACTION, "fractions/parts")


def _count_parts(written: str) -> Fraction | None:
    """The number before 分之: in digits, in Chinese numerals, or a scale alone (千分之)."""
    digits = written.rstrip("百千万亿萬億佰仟")
    if digits[:1].isdigit():
        value = parse_digits(digits)
        scale = parse_formal("一" + written[len(digits) :]) if len(digits) < len(written) else 1
        return None if value is None or scale is None else Fraction(value) * scale
    value = parse_formal(written if written.translate(PLAIN)[:1] not in _SCALES else "一" + written)
    return None if value is None else Fraction(value)


def _whole(scan: Scan, start: int, above: Numeral, written: str) -> Candidate | None:
    """百分之百."""
    if written != "百" or scan.text[above.start : above.start + 1] != "百":
        return None
    unit = _PARTS[written]
    return make_fraction(start, above.start + 1, "quantity", 100, unit.symbol, unit, "fractions/parts")


def build_mixed(scan: Scan, i: int) -> Candidate | None:
    """An integer and a fraction: 三又二分之一, 一百万又五十万分之一."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    end = numeral.end if measure is None else measure.end
    if i + 1 >= len(scan.numerals) or scan.text[end : end + 1] != "又" or scan.numerals[i + 1].start != end + 1:
        return None
    whole = numeral.value if numeral.value is not None else parse_formal(scan.text[numeral.start : numeral.end])
    part = build_parts(scan, i + 1)
    if part is None or not isinstance(whole, int) or (measure is not None and measure.unit is not None):
        return None
    written, _, _ = scan.text[part.start : part.end].partition(_OF)
    share, below = part.quantities[0].value, _count_parts(written)
    if not below:
        return None
    scale = 1 if measure is None else measure.scale
    value = whole * scale + (Fraction(share) if part.quantities[0].kind == "fraction" else Fraction(share) / below)
    if scan.has_minus(numeral.start):
        return make_fraction(numeral.start - 1, part.end, "fraction", -value, "", FRACTION, "fractions/mixed")
    return make_fraction(numeral.start, part.end, "fraction", value, "", FRACTION, "fractions/mixed")


def _second(scan: Scan, i: int, end: int) -> tuple[Number, int] | None:
    """Value and end of the second number in 百分之五到六, 百分之五至百分之六."""
    if i >= len(scan.numerals):
        return None
    numeral = scan.numerals[i]
    joint = scan.text[end : numeral.start]
    if joint not in ("至", "到", "—", "－", "-"):
        return None
    if scan.text.startswith("百分之", numeral.start) and i + 1 < len(scan.numerals):
        numeral = scan.numerals[i + 1]
    elif scan.measures[i] is not None or scan.text.startswith("年", numeral.end):
        # 由百分之三十九到1957年的百分之五十: a year is no other end
        return None
    return None if numeral.value is None else (numeral.value, numeral.end)


def make_fraction(start: int, end: int, kind: str, value: Number, unit_text: str, unit: Unit, rule: str) -> Candidate:
    """The candidate of a fraction, or of a share in a unit of its own."""
    quantity = Quantity(start, end, kind, value, None, 1, unit_text, unit, None, None, -1, rule)
    return Candidate(QUANTITY, start, end, rule, (quantity,))


RULES: tuple[Rule, ...] = (
    Rule(
        "fractions/parts",
        (CHINESE, ONE, SCALE, DIGITS, VAGUE),
        None,
        build_parts,
        ("三分之二", "百分之五到六"),
        after="分之百千万亿萬億仟佰",
    ),
    Rule("fractions/mixed", (CHINESE, ONE, DIGITS, VAGUE), None, build_mixed, ("三又二分之一",), after="又"),
)
