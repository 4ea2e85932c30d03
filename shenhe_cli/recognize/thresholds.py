"""Amounts that belong to a name and are no figure: thresholds (50亿元以上项目), radii (500米范围), what is counted by (每10万人)."""

from __future__ import annotations

from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, SCALE
from shenhe_cli.recognize.rules import NAME, Candidate, Rule, fits_dimensions
from shenhe_cli.recognize.scan import Scan

_THRESHOLD_REACH = 8
# 1公里文化服务圈
_CIRCLE_REACH = 8
_LONGEST_LIST = 4
_EXCEEDING = ("超", "超过", "过", "逾")
# 五年前81%: when, and no part of all
_TIME_BEFORE = ("年", "月", "日", "天", "之", "以")
_THRESHOLD = fits_dimensions("currency", "mass", "length", "area", "power", "volume", "rate")


def build_threshold(scan: Scan, i: int) -> Candidate | None:
    """An amount that qualifies a noun: 5000万元以上的项目, 10蒸吨以下锅炉."""
    numeral, measure, text = scan.numerals[i], scan.measures[i], scan.text
    if measure is None or measure.unit is None:
        return None
    length = scan.cue_at("threshold", measure.end)
    if not length:
        return _build_exceeding(scan, i)
    if scan.cue_before("threshold-not-before", numeral.start):
        return None
    position = measure.end + length
    nouns = scan.cues["threshold-noun"]
    for reach in range(_THRESHOLD_REACH):
        if scan.ends_phrase(position + reach):
            return None
        if nouns.length_at(text, position + reach):
            return Candidate(NAME, numeral.start, measure.end, "names/threshold")
    return None


def _build_exceeding(scan: Scan, i: int) -> Candidate | None:
    """An amount right before the noun that it qualifies, after 超 and the like: 超50亿元项目, 超50亿元、100亿元产业项目."""
    measure = scan.measures[i]
    if measure is None or measure.unit is None or measure.unit.dimension != "currency":
        return None
    first = last = i
    while first and i - first < _LONGEST_LIST and _is_listed(scan, first - 1, scan.numerals[first].start):
        first -= 1
    while last + 1 < len(scan.numerals) and last - i < _LONGEST_LIST and _is_listed(scan, last, scan.numerals[last + 1].start):
        last += 1
    after = scan.measures[last]
    if after is None or after.unit is None:
        return None
    if not scan.text.endswith(_EXCEEDING, 0, scan.numerals[first].start):
        return None
    position = after.end + scan.text.startswith("的", after.end)
    if not scan.cues["exceeding-noun"].length_at(scan.text, position):
        return None
    return Candidate(NAME, scan.numerals[i].start, measure.end, "names/threshold")


def _is_listed(scan: Scan, i: int, start: int) -> bool:
    """True where amount `i` is joined by 、 to the one that starts at `start`."""
    measure = scan.measures[i]
    if measure is None or measure.unit is None or scan.text[measure.end : measure.end + 1] != "、":
        return False
    gap = scan.text[measure.end + 1 : start]
    return not gap or gap in _EXCEEDING


def build_each(scan: Scan, i: int) -> Candidate | None:
    """每10万人, 每50公斤: what something is counted by, no figure itself."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    end = measure.end if measure else numeral.end
    return Candidate(NAME, numeral.start - 1, end, "names/each")


def build_radius(scan: Scan, i: int) -> Candidate | None:
    """A length or a time that names an area or a circle: 500米范围, 15分钟生活圈, 1公里内."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None:
        return None
    if scan.cue_at("around-after", measure.end):
        return Candidate(NAME, numeral.start, measure.end, "names/radius")
    circle = scan.text.find("圈", measure.end, measure.end + _CIRCLE_REACH)
    if circle < 0 or any(scan.ends_phrase(p) for p in range(measure.end, circle)):
        return None
    return Candidate(NAME, numeral.start, measure.end, "names/radius")


def build_grade(scan: Scan, i: int) -> Candidate | None:
    """5000亿级产业集群, 500亿级: how large the things of a name are."""
    measure = scan.measures[i]
    return Candidate(NAME, scan.numerals[i].start, measure.end, "names/grade") if measure and measure.scale > 1 else None


def build_top_share(scan: Scan, i: int) -> Candidate | None:
    """前1%: the best of all, which names a field (ESI全球前1%学科); 跃居全国前10% says where one stands."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    front = numeral.start - 1
    if measure is None or scan.text.endswith(_TIME_BEFORE, 0, front) or "居" in scan.clause_before(front, _THRESHOLD_REACH):
        return None
    return Candidate(NAME, front, measure.end, "names/top-share")


RULES: tuple[Rule, ...] = (
    Rule("names/threshold", (DIGITS, CHINESE, ONE, SCALE), True, build_threshold, ("5000万元以上的项目",), fits=_THRESHOLD),
    Rule("names/radius", (DIGITS, CHINESE, ONE), True, build_radius, ("500米范围",), fits=fits_dimensions("length")),
    Rule("names/grade", (DIGITS, CHINESE), True, build_grade, ("500亿级产业集群",), after="级"),
    Rule("names/top-share", (DIGITS,), True, build_top_share, ("全球前1%学科",), before="前", fits=fits_dimensions("percent")),
    Rule("names/each", (DIGITS, CHINESE), None, build_each, ("每10万人",), before="每"),
)
