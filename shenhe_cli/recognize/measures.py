"""Numeral, scale, unit: 75.8亿元, 1059个, 三万人, 10多万; and the bare numbers that are quantities all the same."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from shenhe_cli.model import Number, Quantity
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, SCALE, ZERO, Numeral
from shenhe_cli.recognize.rules import QUANTITY, Candidate, Rule
from shenhe_cli.recognize.scan import CLAUSE_END, Scan, squeeze

# a bare 万 or 亿 is a figure; a bare 百 or 千 after a numeral is none
_SMALLEST_BARE_SCALE = 10**4
# a member of a list may wait this many numerals for its unit
_LONGEST_LIST = 12
_CELL_EDGE = " \t\n"
# a row of a table has no clauses, and no leaders as a table of contents has
_NO_ROW = CLAUSE_END - {":", "："} | {"…"}
_LONGEST_ROW = 200
_JOINTS = ("、", "和", "及", "与", "以及")


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


def build_chain(scan: Scan, i: int) -> Candidate | None:
    """Numerals with falling scales written one after the other: 1万2千人, 5亿1千万元, 100万三千. The value is the sum."""
    total: Number = 0
    ceiling, last = 0, i
    while True:
        numeral, measure = scan.numerals[last], scan.measures[last]
        scale = measure.scale if measure else 1
        if numeral.value is None or numeral.script == ZERO or (ceiling and numeral.value * scale >= ceiling):
            return None
        total = total + Fraction(numeral.value) * scale
        ceiling = scale
        is_open = measure is not None and measure.unit is None and measure.more is None and scale > 1
        following = last + 1
        if not is_open or measure is None or following >= len(scan.numerals) or not _is_next(scan, following, measure.end):
            break
        last = following
    if last == i:
        return None
    value = int(total) if isinstance(total, int) or total.denominator == 1 else total
    start = scan.numerals[i].start
    if scan.measures[last] is None:
        end = scan.numerals[last].end
        return _one(Quantity(start, end, "quantity", value, None, 1, "", None, None, None, -1, "measures/chain"))
    quantity = scan.make_quantity(last, "measures/chain", start)
    unit_text = quantity.unit.symbol if quantity.unit else ""
    return _one(quantity._replace(value=value, scale=1, unit_text=unit_text))


def _is_next(scan: Scan, i: int, end: int) -> bool:
    """True where numeral `i` begins at `end`, or after a 零 there."""
    start = scan.numerals[i].start
    return start == end or (start == end + 1 and scan.text[end] == "零")


def build_half_more(scan: Scan, i: int) -> Candidate | None:
    """A unit with 半 after it: 两米半, 三成半."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or numeral.value is None or measure.scale != 1:
        return None
    if scan.text[measure.end : measure.end + 1] != "半" or not scan.ends_phrase(measure.end + 1):
        return None
    quantity = scan.make_quantity(i, "measures/half-more")
    return _one(quantity._replace(end=measure.end + 1, value=Decimal(numeral.value) + Decimal("0.5")))


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
        if member.script != DIGITS or text[before.end : member.start] not in _JOINTS or member.value is None:
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
    if numeral.value is None or scan.measures[i] is not None or not (scan.ends_phrase(numeral.end) or scan.cue_at("rank-after", numeral.end)):
        return None
    text, position = scan.text, numeral.start
    if text[numeral.end : numeral.end + 1] in ":：∶-—" and text[numeral.end : numeral.end + 1]:
        return None
    if text[position - 1 : position] in (":", "：", "∶") and text[position - 2 : position - 1].isdigit():
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


def build_cell(scan: Scan, i: int) -> Candidate | None:
    """A bare number in a row of a table in text form, whose unit stands in the heading: 地区生产总值3003亿元 8.8."""
    numeral, text = scan.numerals[i], scan.text
    start, end = numeral.start, numeral.end
    if numeral.value is None or scan.measures[i] is not None or (end < len(text) and text[end] not in _CELL_EDGE):
        return None
    if scan.has_minus(start):
        start -= 1
    if not _begins_cell(scan, i, start) or _is_year_number(numeral):
        return None
    line = text.rfind("\n", max(0, start - _LONGEST_ROW), start) + 1
    row = text[line:start]
    label = row.split(None, 1)[0] if row.strip() else ""
    if (not line and start > _LONGEST_ROW) or not _is_label(label) or not _NO_ROW.isdisjoint(row) or "...." in row:
        return None
    value = numeral.value if start == numeral.start else -numeral.value
    return _one(Quantity(start, end, "quantity", value, None, 1, "", None, None, None, -1, "measures/cell"))


def _begins_cell(scan: Scan, i: int, start: int) -> bool:
    """True after a blank that parts cells, or right after another quantity; digits set wide (1 9 9 3) are no cells."""
    if i and (measure := scan.measures[i - 1]) is not None and measure.end == start:
        return True
    if start < 1 or scan.text[start - 1] not in " \t":
        return False
    is_spaced = scan.text[start - 1] == " " and scan.text[start - 2 : start - 1].isdigit() and scan.numerals[i].end - start == 1
    return not is_spaced


def _is_year_number(numeral: Numeral) -> bool:
    return isinstance(numeral.value, int) and 1900 <= numeral.value <= 2100


def _is_label(text: str) -> bool:
    """True for the first cell of a row: it begins with a Chinese character and is longer than one."""
    text = text.lstrip("#")
    return len(text) > 1 and "一" <= text[0] <= "鿿" and text[0] not in "表图第附"


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
    Rule("measures/chain", (DIGITS, CHINESE, ONE), True, build_chain, ("1万2千人", "5亿1千万元")),
    Rule("measures/half-more", (DIGITS, CHINESE, ONE), True, build_half_more, ("两米半",)),
    Rule("measures/one-after-noun", (ONE,), True, build_one, ("建提水泵站一座", "增长一倍")),
    Rule("measures/scale-figure", (SCALE,), True, build_scale_figure, ("突破千亿元",)),
    Rule("measures/shared-unit", (DIGITS,), False, build_shared_unit, ("44.1、21.6和11.8亿元",)),
    Rule("measures/index", (DIGITS,), False, build_index, ("综合指数4.32",)),
    Rule("measures/cell", (DIGITS,), False, build_cell, ("居民消费价格\t1.5\t2.2",)),
    Rule("measures/zero", (ZERO, DIGITS), False, build_zero, ("命案零发案",)),
)
