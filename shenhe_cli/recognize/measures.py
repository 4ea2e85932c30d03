"""Numeral, scale, unit: 75.8亿元, 1059个, 三万人, 10多万; and the bare numbers that are quantities all the same."""

from __future__ import annotations

from shenhe_cli.model import Quantity
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, SCALE, ZERO
from shenhe_cli.recognize.rules import QUANTITY, Candidate, Rule
from shenhe_cli.recognize.scan import Scan, squeeze

# a bare 万 or 亿 is a figure; a bare 百 or 千 after a numeral is none
_SMALLEST_BARE_SCALE = 10**4
# a member of a list may wait this many numerals for its unit
_LONGEST_LIST = 12
_JOINTS = ("、", "和", "及", "与", "以及", ",", "，", "；", "或")


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
    """False for 两万五千里-like names: after a Chinese numeral a bare scale wants the end of the phrase or 以上 after it."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None:
        return False
    return numeral.script == DIGITS or scan.ends_phrase(measure.end) or scan.cue_at("rank-after", measure.end) > 0


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
    """A scale without a numeral where a verb says that it was reached (突破千亿元)."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or measure.unit.dimension not in {"currency", "mass", "count"}:
        return None
    if not scan.cues["exceed"].length_before(scan.text, numeral.start):
        return None
    if measure.unit.dimension == "count" and measure.scale < _SMALLEST_BARE_SCALE:
        return None
    if not scan.ends_phrase(measure.end) and not scan.cue_at("scale-after", measure.end):
        return None
    unit_text = squeeze(scan.text[measure.unit_start : measure.end], measure.more)
    quantity = Quantity(
        numeral.start, measure.end, "quantity", 1, None, measure.scale, unit_text, measure.unit, None, None, -1, "measures/scale-figure"
    )
    return _one(quantity)


def build_shared_unit(scan: Scan, i: int) -> Candidate | None:
    """A bare number in a list whose last member has the unit: 44.1、21.6和11.8亿元."""
    numeral = scan.numerals[i]
    if numeral.value is None:
        return None
    text, last = scan.text, i
    for j in range(i + 1, min(i + _LONGEST_LIST, len(scan.numerals))):
        before, member = scan.numerals[last], scan.numerals[j]
        if member.script != DIGITS or text[before.end : member.start] not in _JOINTS[:5] or member.value is None:
            return None
        measure = scan.measures[j]
        if measure is not None:
            if measure.unit is None or measure.unit.dimension in {"duration"} or _is_list_number(scan, i):
                return None
            shared = scan.make_quantity(j, "measures/shared-unit")
            return _one(shared._replace(start=numeral.start, end=numeral.end, value=numeral.value, bound=None, bound_text=None))
        last = j
    return None


def _is_list_number(scan: Scan, i: int) -> bool:
    """True for 1、 at the head of a line or after a full stop, and for roads (国道328、12条…)."""
    numeral = scan.numerals[i]
    return scan.text[max(0, numeral.start - 1) : numeral.start] in ("", "\n", "。", "；", "：", "（", "(", "道", "第", "号", "线")


def build_index(scan: Scan, i: int) -> Candidate | None:
    """A number without a unit where a noun says that it has none: 综合指数4.32, 恩格尔系数为0.28."""
    numeral = scan.numerals[i]
    if numeral.value is None or not (scan.ends_phrase(numeral.end) or scan.cue_at("rank-after", numeral.end)):
        return None
    text, position = scan.text, numeral.start
    if text[numeral.end : numeral.end + 1] in ":：∶-—" and text[numeral.end : numeral.end + 1]:
        return None
    noun = scan.cue_before("index", position)
    if not noun:
        link = scan.cue_before("link", position)
        if not link:
            return None
        clause = scan.clause_before(position, 30)
        if not any(word in clause for words in scan.cues["index"].by_first.values() for word in words):
            return None
    quantity = Quantity(position, numeral.end, "quantity", numeral.value, None, 1, "", None, None, None, -1, "measures/index")
    return _one(quantity)


def build_zero(scan: Scan, i: int) -> Candidate | None:
    """零 before what there is none of: 零发案, 零增长."""
    numeral = scan.numerals[i]
    if numeral.value != 0 or not scan.cue_at("zero-after", numeral.end):
        return None
    return _one(Quantity(numeral.start, numeral.end, "zero", 0, None, 1, "", None, None, None, -1, "measures/zero"))


def _one(quantity: Quantity) -> Candidate:
    return Candidate(QUANTITY, quantity.start, quantity.end, quantity.rule, (quantity,))


RULES = (
    Rule("measures/numeral-scale-unit", (DIGITS, CHINESE), True, build_measure, ("75.8亿元", "1059个", "三万人", "10多万")),
    Rule("measures/one-after-noun", (ONE,), True, build_one, ("建提水泵站一座", "增长一倍")),
    Rule("measures/scale-figure", (SCALE,), True, build_scale_figure, ("突破千亿元",)),
    Rule("measures/shared-unit", (DIGITS,), False, build_shared_unit, ("44.1、21.6和11.8亿元",)),
    Rule("measures/index", (DIGITS,), False, build_index, ("综合指数4.32",)),
    Rule("measures/zero", (ZERO, DIGITS), False, build_zero, ("命案零发案",)),
)
