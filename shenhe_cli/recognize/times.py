"""Times: durations and ages are quantities only where they state a fact (压缩至3个工作日), not as adverbials (30天内) or names.

Dates and years need no rule: 年, 月 and 日 are no units by themselves.
"""

from __future__ import annotations

from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE
from shenhe_cli.recognize.rules import NAME, QUANTITY, Candidate, Rule
from shenhe_cli.recognize.scan import Scan
from shenhe_cli.recognize.units import RecognitionLexicon

# after these a duration is the end of a change, so that 内 after it is a bound and no adverbial
_MOST_YEARS = 100
_YEARS_REACH = 32
_LONGEST_LIST = 12
_STRONG = ("至", "到", "缩短", "压缩", "达到", "控制在", "缩减", "压减", "为", "达")


def build_time(scan: Scan, i: int) -> Candidate | None:
    """A duration or age that is no fact."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None:
        return None
    if scan.text[numeral.start - 1 : numeral.start] == "×" and not scan.text[numeral.start - 2].isdigit():
        # 吨/（平方千米×30天）: part of a unit
        return None
    is_age_group = measure.unit.norm_unit == "岁" and _names_group(scan, measure.end)
    if not is_age_group and _is_fact(scan, _head_of_list(scan, i), measure.end):
        return None
    return Candidate(NAME, numeral.start, measure.end, "times/no-fact")


def _is_time(_: RecognitionLexicon, unit: Unit | None) -> bool:
    return unit is not None and (unit.dimension == "duration" or unit.norm_unit == "岁")


def _names_group(scan: Scan, end: int) -> bool:
    """True for an age that says who is meant: 60岁以上老年人."""
    if scan.cue_at("rank-moves", end) or scan.text.startswith("左右", end):
        return False
    length = scan.cue_at("threshold", end)
    return not scan.ends_phrase(end + length)


def _head_of_list(scan: Scan, i: int) -> int:
    """The first of durations in a list: what is said of it goes for the others (分别为346天、354天)."""
    for _ in range(_LONGEST_LIST):
        start = scan.numerals[i].start
        before = scan.measures[i - 1] if i else None
        if before is None or before.end != start - 1 or before.unit is None or scan.text[start - 1] not in "、和及与":
            return i
        i -= 1
    return i


def _is_fact(scan: Scan, i: int, end: int) -> bool:
    """True after a verb or noun of extent and before the end of the phrase."""
    start, text = scan.numerals[i].start, scan.text
    if text.endswith(("第", "前", "每"), 0, start):
        return False
    if text.startswith(("超", "破"), end) and not text.endswith("连续", 0, start):
        # 用电负荷129天超1亿千瓦
        return True
    if not scan.cue_before("fact-before", start):
        return False
    if scan.ends_phrase(end):
        return True
    if scan.cue_at("not-fact-after", end):
        return text.startswith(("以内", "内", "之内"), end) and text.endswith(_STRONG, 0, start)
    return True


def build_years(scan: Scan, i: int) -> Candidate | None:
    """N年 as a fact: only where an indicator counts years (平均受教育年限10.8年); else it is a point or span of time."""
    numeral = scan.numerals[i]
    unit = scan.lexicon.units.find("年")
    if numeral.value is None or unit is None or numeral.value >= _MOST_YEARS:
        return None
    start, end = numeral.start, numeral.end + 1
    if "教育年限" not in scan.clause_before(start, _YEARS_REACH) or scan.text[end : end + 1] in (
        "来",
        "内",
        "间",
        "后",
        "前",
        "期",
    ):
        return None
    quantity = Quantity(start, end, "quantity", numeral.value, None, 1, "年", unit, None, None, -1, "times/years")
    return Candidate(QUANTITY, start, end, quantity.rule, (quantity,))


RULES: tuple[Rule, ...] = (
    Rule("times/years", (DIGITS,), False, build_years, ("平均受教育年限达到10.8年",), after="年"),
    Rule("times/no-fact", (DIGITS, CHINESE, ONE), True, build_time, ("30天内", "24小时值守"), fits=_is_time),
)
