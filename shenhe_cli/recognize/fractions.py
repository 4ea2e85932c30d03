"""Fractions and multiples: 1/10, 一半, 一成, 翻一番, 2×30万千瓦 (a product: 60). 三分之二 is in parts.py."""

from __future__ import annotations

from fractions import Fraction

from shenhe_cli.model import Number, Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, HALF, ONE, WORD
from shenhe_cli.recognize.parts import FRACTION, make_fraction
from shenhe_cli.recognize.rules import QUANTITY, Candidate, Rule, fits_symbols
from shenhe_cli.recognize.scan import Scan

_DOUBLING = Unit("番", "percent", "%", 100)
_TIMES = Unit("倍", "multiple", "倍", 1)
_DATE_MARKS = ("/", "／", "-", "年", "月", "日")


def build_slash(scan: Scan, i: int) -> Candidate | None:
    """M/N in digits where no unit follows and it is no date: 1/10, 2/3."""
    if i + 1 >= len(scan.numerals):
        return None
    above, below = scan.numerals[i], scan.numerals[i + 1]
    text = scan.text
    if text[above.end : below.start] not in ("/", "／") or below.script != DIGITS or scan.measures[i + 1] is not None:
        return None
    if not isinstance(above.value, int) or not isinstance(below.value, int) or not 0 < above.value < below.value <= 100:
        return None
    if text[below.end : below.end + 1] in _DATE_MARKS or text[max(0, above.start - 1) : above.start] in _DATE_MARKS:
        return None
    return make_fraction(above.start, below.end, "fraction", Fraction(above.value, below.value), "", FRACTION, "fractions/slash")


def build_half(scan: Scan, i: int) -> Candidate | None:
    """一半 and 半数 as shares; 半 alone is a word (半年, 半导体)."""
    numeral = scan.numerals[i]
    end = numeral.end
    if end - numeral.start != 2:
        if scan.text[end : end + 1] != "数" or scan.text[end + 1 : end + 2] in ("字", "据", "学"):
            return None
        end += 1
    return make_fraction(numeral.start, end, "fraction", Fraction(1, 2), "", FRACTION, "fractions/half")


def build_doubling(scan: Scan, i: int) -> Candidate | None:
    """翻一番, 翻了两番: the number of doublings."""
    numeral, measure, text = scan.numerals[i], scan.measures[i], scan.text
    if measure is None or measure.unit is None or measure.unit.symbol != "番" or numeral.value is None:
        return None
    if not text.endswith(("翻", "翻了", "翻近", "翻约", "翻上"), 0, numeral.start):
        return None
    return make_fraction(numeral.start, measure.end, "quantity", numeral.value, "番", _DOUBLING, "fractions/doubling")


def build_doubled(scan: Scan, i: int) -> Candidate | None:
    """翻番 is one doubling, 翻倍 is one time more."""
    start, end, _, _ = scan.numerals[i]
    if scan.text[start] != "翻":
        return None
    written, unit = ("倍", _TIMES) if scan.text[start + 1] == "倍" else ("番", _DOUBLING)
    return make_fraction(start, end, "quantity", 1, written, unit, "fractions/doubling")


def build_tenths(scan: Scan, i: int) -> Candidate | None:
    """一成 as a share or change; other numerals before 成 are measures."""
    measure = scan.measures[i]
    if measure is None or measure.unit is None or measure.unit.symbol != "成" or not scan.ends_phrase(measure.end):
        return None
    quantity = scan.make_quantity(i, "fractions/tenths")
    return Candidate(QUANTITY, quantity.start, quantity.end, quantity.rule, (quantity,))


def build_product(scan: Scan, i: int) -> Candidate | None:
    """2×30万千瓦: one quantity, the value is the product."""
    if i + 1 >= len(scan.numerals):
        return None
    times, numeral = scan.numerals[i], scan.numerals[i + 1]
    if scan.text[times.end : numeral.start] not in ("×", "х", "*", "x", "X", "✕") or scan.measures[i + 1] is None:
        return None
    if times.value is None or numeral.value is None:
        return None
    product = Fraction(times.value) * Fraction(numeral.value)
    value: Number = int(product) if product.denominator == 1 else product
    quantity = scan.make_quantity(i + 1, "fractions/product", times.start)._replace(value=value)
    return Candidate(QUANTITY, quantity.start, quantity.end, quantity.rule, (quantity,))


RULES: tuple[Rule, ...] = (
    Rule("fractions/slash", (DIGITS,), None, build_slash, ("超1/10",), after="/／"),
    Rule("fractions/half", (HALF,), None, build_half, ("一半以上", "半数以上")),
    Rule("fractions/doubling", (CHINESE, ONE, DIGITS), True, build_doubling, ("翻一番", "翻了两番"), fits=fits_symbols("番")),
    Rule("fractions/doubled", (WORD,), None, build_doubled, ("翻番", "翻倍")),
    Rule("fractions/tenths", (ONE,), True, build_tenths, ("减少一成",), fits=fits_symbols("成")),
    Rule("fractions/product", (DIGITS,), None, build_product, ("2×30万千瓦",), after="×х*xX✕"),
)
