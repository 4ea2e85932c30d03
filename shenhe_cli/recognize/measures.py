"""Numeral, scale, unit: 75.8亿元, 1059个, 三万人, 10多万; and the bare numbers that are quantities all the same."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from shenhe_cli.model import Number, Quantity, Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, SCALE, ZERO, parse_digits, parse_formal
from shenhe_cli.recognize.rules import QUANTITY, RANGE, Candidate, Rule
from shenhe_cli.recognize.scan import Scan
from shenhe_cli.recognize.units import squeeze

# a bare 万 or 亿 is a figure; a bare 百 or 千 after a numeral is none
_SMALLEST_BARE_SCALE = 10**4

SCORE = Unit("分", "count", "分", 1)
# 得分 and the like stand at most so far before the score
_SCORE_REACH = 24
_LONGEST_LIST = 6
_OPEN_ENDS = {"千": 1000, "百": 100}

_SMALL_MONEY = {"角": Fraction(1, 10), "毛": Fraction(1, 10), "分": Fraction(1, 100)}


def build_measure(scan: Scan, i: int) -> Candidate | None:
    """Numeral, scale and unit; a scale alone where it is 万 or more."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or numeral.value is None:
        return None
    if measure.unit is None:
        if measure.scale < _SMALLEST_BARE_SCALE or not _is_bare_scale_figure(scan, i):
            return None
    elif measure.unit.symbol == "番":
        return None
    return _one(scan.make_quantity(i, "measures/numeral-scale-unit"))


def _is_bare_scale_figure(scan: Scan, i: int) -> bool:
    """After a Chinese numeral a bare scale wants 多 in it, the end of the phrase, 以上 or people after it."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None:
        return False
    if measure.more or scan.cue_at("people", measure.end):
        return True
    return numeral.script == DIGITS or scan.ends_phrase(measure.end) or scan.cue_at("rank-after", measure.end) > 0


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
        elif last == i + 1 and ceiling < _SMALLEST_BARE_SCALE <= scale and numeral.value < ceiling:
            # 2千零30万: what stands before the last scale is one number
            total = (total + Fraction(numeral.value)) * scale
        else:
            return None
        ceiling = scale
        following = last + 1
        if measure is None:
            # 四千230: digits fill what a Chinese numeral leaves open
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
        return _one(Quantity(start, end, "quantity", value, None, 1, "", None, None, None, -1, "measures/chain"))
    quantity = scan.make_quantity(last, "measures/chain", start)
    unit_text = quantity.unit.symbol if quantity.unit else ""
    return _one(quantity._replace(value=value, scale=1, unit_text=unit_text))


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
    if measure is None or measure.unit is None or measure.unit.norm_unit != "CNY" or numeral.value is None:
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
    return _one(quantity._replace(end=end, value=value, scale=1, unit_text=measure.unit.symbol))


def build_half_more(scan: Scan, i: int) -> Candidate | None:
    """A unit with 半 after it: 两米半, 三成半."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or numeral.value is None or measure.scale != 1:
        return None
    if scan.text[measure.end : measure.end + 1] != "半" or not scan.ends_phrase(measure.end + 1):
        return None
    quantity = scan.make_quantity(i, "measures/half-more")
    return _one(quantity._replace(end=measure.end + 1, value=_add_half(numeral.value)))


def _add_half(value: Number) -> Number:
    return value + Fraction(1, 2) if isinstance(value, Fraction) else value + Decimal("0.5")


def build_one(scan: Scan, i: int) -> Candidate | None:
    """一 with its classifier after the noun (建提水泵站一座), and 一倍."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None:
        return None
    dimension = measure.unit.dimension
    if dimension == "multiple":
        return _one(scan.make_quantity(i, "measures/one-after-noun"))
    if dimension != "count" or measure.unit.symbol not in _ONES or not scan.ends_phrase(measure.end):
        return None
    if not scan.cues["one-before"].length_before(scan.text, numeral.start):
        return None
    return _one(scan.make_quantity(i, "measures/one-after-noun"))


# classifiers of things that are built, bought or founded; after other ones 一个, 一次, 一种 count nothing
_ONES = frozenset("座 处 所 家 栋 幢 台 套 辆 艘 架 条 部 口 眼 枚 份 株 宗 件 名 户 册 张 块".split())


def build_scale_figure(scan: Scan, i: int) -> Candidate | None:
    """A scale without a numeral where a verb says that it was reached (突破千亿元, 超百亿)."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or not scan.cues["exceed"].length_before(scan.text, numeral.start):
        return None
    dimension = "count" if measure.unit is None else measure.unit.dimension
    if dimension not in {"currency", "mass", "count"} or (dimension == "count" and measure.scale < _SMALLEST_BARE_SCALE):
        return None
    if not (scan.ends_phrase(measure.end) or scan.cue_at("scale-after", measure.end)) or _is_listed_threshold(scan, i):
        return None
    unit_text = squeeze(scan.text[measure.unit_start : measure.end], measure.more)
    start, end, scale, unit = numeral.start, measure.end, measure.scale, measure.unit
    return _one(Quantity(start, end, "quantity", 1, None, scale, unit_text, unit, None, None, -1, "measures/scale-figure"))


def _is_listed_threshold(scan: Scan, i: int) -> bool:
    """True for the first of scales listed before a noun that they qualify: 超百亿、千亿元的企业."""
    for j in range(i, min(i + _LONGEST_LIST, len(scan.numerals))):
        measure = scan.measures[j]
        if measure is None or scan.numerals[j].script != SCALE:
            return False
        if scan.text[measure.end : measure.end + 1] != "、":
            return not scan.ends_phrase(measure.end) and not scan.cue_at("scale-after", measure.end)
        following = measure.end + 1 + scan.cue_at("exceed", measure.end + 1)
        if j + 1 >= len(scan.numerals) or scan.numerals[j + 1].start != following:
            return False
    return False


def build_score(scan: Scan, i: int) -> Candidate | None:
    """N分 where something is scored in the clause (评估97.4分); else 分 is money or time."""
    numeral = scan.numerals[i]
    end = numeral.end + 1
    if numeral.value is None or scan.cue_at("not-score-after", end):
        return None
    clause = scan.clause_before(numeral.start, _SCORE_REACH)
    if not any(word in clause for words in scan.cues["score"].by_first.values() for word in words):
        return None
    start = numeral.start
    return _one(Quantity(start, end, "quantity", numeral.value, None, 1, "分", SCORE, None, None, -1, "measures/score"))


def build_after_item(scan: Scan, i: int) -> Candidate | None:
    """The number of an item written right before a count at the head of a line: 5.2所 is item 5, then 2所."""
    numeral, measure, text = scan.numerals[i], scan.measures[i], scan.text
    if measure is None or measure.unit is None or measure.unit.dimension != "count" or measure.scale != 1:
        return None
    point = text.find(".", numeral.start, numeral.end)
    if point < 0 or not text[: numeral.start].endswith(("\n", "\n ", "\n  ")) or len(measure.unit.symbol) > 1:
        return None
    quantity = scan.make_quantity(i, "measures/after-item")
    value = parse_digits(text[point + 1 : numeral.end])
    if value is None:
        return None
    return Candidate(RANGE, numeral.start, quantity.end, quantity.rule, (quantity._replace(start=point + 1, value=value),))


def _one(quantity: Quantity) -> Candidate:
    return Candidate(QUANTITY, quantity.start, quantity.end, quantity.rule, (quantity,))


RULES = (
    Rule("measures/numeral-scale-unit", (DIGITS, CHINESE), True, build_measure, ("75.8亿元", "1059个", "三万人", "10多万")),
    Rule("measures/chain", (DIGITS, CHINESE, ONE), True, build_chain, ("1万2千人", "5亿1千万元")),
    Rule("measures/money", (DIGITS, CHINESE, ONE), True, build_money, ("五元三角",)),
    Rule("measures/half-more", (DIGITS, CHINESE, ONE), True, build_half_more, ("两米半",)),
    Rule("measures/one-after-noun", (ONE,), True, build_one, ("建提水泵站一座", "增长一倍")),
    Rule("measures/scale-figure", (SCALE,), True, build_scale_figure, ("突破千亿元", "超百亿")),
    Rule("measures/score", (DIGITS,), False, build_score, ("评估得分97.4分",), after="分"),
    Rule("measures/after-item", (DIGITS,), True, build_after_item, ("\n5.2所",), before=" \n"),
)
