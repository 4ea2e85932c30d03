"""Numeral, scale, unit: 75.8亿元, 1059个, 三万人, 10多万; and the bare numbers that are quantities all the same."""

from __future__ import annotations

from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, SCALE, parse_digits
from shenhe_cli.recognize.rules import RANGE, SMALLEST_BARE_SCALE, Candidate, Rule, fits_dimensions, make_candidate
from shenhe_cli.recognize.scan import Scan
from shenhe_cli.recognize.units import squeeze

SCORE = Unit("分", "count", "分", 1)
# 得分 and the like stand at most so far before the score
_SCORE_REACH = 24
_LONGEST_LIST = 6
# how far after a bare scale the people of a place are named
_PLACE_REACH = 6
# what a numeral that is nothing but a scale is worth
_ALONE = {"百": 100, "千": 1000}


def build_measure(scan: Scan, i: int) -> Candidate | None:
    """Numeral, scale and unit; a scale alone where it is 万 or more."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or numeral.value is None:
        return None
    if measure.unit is None:
        if measure.scale < SMALLEST_BARE_SCALE or not _is_bare_scale_figure(scan, i):
            return None
    elif measure.unit.symbol == "番":
        return None
    quantity = scan.make_quantity(i, "measures/numeral-scale-unit")
    if measure.unit is None and _counts_people(scan, measure.end):
        # 九亿人民, 5万居民, 4200万辽宁人民: the noun says that it is people
        quantity = quantity._replace(unit=scan.lexicon.units.find("人"))
    return make_candidate(quantity)


def _counts_people(scan: Scan, end: int) -> bool:
    """Whether the noun after a bare scale is people, by itself or with the place they are of."""
    if scan.cue_at("person", end):
        return True
    for position in range(end, end + _PLACE_REACH):
        if scan.ends_phrase(position):
            return False
        if scan.cue_at("populace", position):
            return True
    return False


def _is_bare_scale_figure(scan: Scan, i: int) -> bool:
    """After a Chinese numeral a bare scale wants 多 in it, the end of the phrase, 以上 or people after it."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None:
        return False
    if measure.more or scan.cue_at("people", measure.end):
        return True
    return numeral.script == DIGITS or scan.ends_phrase(measure.end) or scan.cue_at("rank-after", measure.end) > 0


def build_one(scan: Scan, i: int) -> Candidate | None:
    """一 with its classifier after the noun (建提水泵站一座), and 一倍."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None:
        return None
    dimension = measure.unit.dimension
    if dimension == "multiple":
        return make_candidate(scan.make_quantity(i, "measures/one-after-noun"))
    if dimension != "count" or measure.unit.symbol not in _ONES or not scan.ends_phrase(measure.end):
        return None
    if not scan.cues["one-before"].length_before(scan.text, numeral.start):
        return None
    return make_candidate(scan.make_quantity(i, "measures/one-after-noun"))


# classifiers of things that are built, bought or founded; after other ones 一个, 一次, 一种 count nothing
_ONES = frozenset("座 处 所 家 栋 幢 台 套 辆 艘 架 条 部 口 眼 枚 份 株 宗 件 名 户 册 张 块".split())


def build_scale_figure(scan: Scan, i: int) -> Candidate | None:
    """A scale without a numeral where a verb says that it was reached (突破千亿元, 超百亿)."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or not scan.cues["exceed"].length_before(scan.text, numeral.start):
        return None
    dimension = "count" if measure.unit is None else measure.unit.dimension
    if dimension not in {"currency", "mass", "length", "count"} or (dimension == "count" and measure.scale < SMALLEST_BARE_SCALE):
        return None
    if not (scan.ends_phrase(measure.end) or scan.cue_at("scale-after", measure.end)) or _is_listed_threshold(scan, i):
        return None
    unit_text = squeeze(scan.text[measure.unit_start : measure.end], measure.more)
    start, end, scale, unit = numeral.start, measure.end, measure.scale, measure.unit
    # 近千吨: the 千 is the numeral's, no scale of the unit
    value = _ALONE.get(scan.text[start : numeral.end], 1)
    return make_candidate(
        Quantity(start, end, "quantity", value, None, scale, unit_text, unit, None, None, -1, "measures/scale-figure")
    )


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
    return make_candidate(Quantity(start, end, "quantity", numeral.value, None, 1, "分", SCORE, None, None, -1, "measures/score"))


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


RULES: tuple[Rule, ...] = (
    Rule("measures/numeral-scale-unit", (DIGITS, CHINESE), True, build_measure, ("75.8亿元", "1059个", "三万人", "10多万")),
    Rule(
        "measures/one-after-noun",
        (ONE,),
        True,
        build_one,
        ("建提水泵站一座", "增长一倍"),
        fits=fits_dimensions("multiple", "count"),
    ),
    Rule("measures/scale-figure", (SCALE,), True, build_scale_figure, ("突破千亿元", "超百亿")),
    Rule("measures/score", (DIGITS,), False, build_score, ("评估得分97.4分",), after="分"),
    Rule("measures/after-item", (DIGITS,), True, build_after_item, ("\n5.2所",), before=" \n", fits=fits_dimensions("count")),
)
