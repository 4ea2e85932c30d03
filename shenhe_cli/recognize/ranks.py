"""Ranks: 首位, 第3位, 全省第一, 前3, 前十名. 第N before anything else is a name (第七中学, 第十二届)."""

from __future__ import annotations

from shenhe_cli.model import Number, Quantity, Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, WORD
from shenhe_cli.recognize.rules import NAME, QUANTITY, Candidate, Rule
from shenhe_cli.recognize.scan import Scan

RANK = Unit("位", "rank", "rank", 1)
_COUNTERS = ("位", "名")
# blanks or the end of a line between 第 and its number
_LONGEST_BREAK = 3
# what comes first of all is no rank
_FIRST_OF_ALL = ("放在", "摆在", "视为", "作为")
# how long the field between a verb of ranks and the rank may be
_LONGEST_FIELD = 14


def build_ordinal(scan: Scan, i: int) -> Candidate | None:
    """第N位 and 第N名 are ranks; 第N is one after a rank cue and before the end of the phrase; else it is a name."""
    numeral, text = scan.numerals[i], scan.text
    start = numeral.start - 1
    while start > 0 and numeral.start - start <= _LONGEST_BREAK and text[start].isspace():
        start -= 1
    if start < 0 or text[start] != "第" or numeral.value is None:
        return None
    end = numeral.end
    if text.endswith(_FIRST_OF_ALL, 0, start):
        # 作为第一位的任务, 放在第一位
        return Candidate(NAME, start, end, "names/ordinal")
    counter = text[end : end + 1]
    if counter in _COUNTERS and counter and _is_rank(scan, start, end + 1):
        return _make(start, end + 1, numeral.value, counter, None, "ranks/ordinal")
    if (scan.ends_phrase(end) or scan.cue_at("rank-after", end)) and _is_after_rank_cue(scan, start):
        return _make(start, end, numeral.value, "", None, "ranks/ordinal")
    measure = scan.measures[i]
    return Candidate(NAME, start, measure.end if measure else end, "names/ordinal")


def _is_rank(scan: Scan, start: int, end: int) -> bool:
    """True for 第N位 and 第N名 that are ranks: not 第一名学生."""
    return scan.ends_phrase(end) or scan.cue_at("rank-moves", end) > 0 or _is_after_rank_cue(scan, start)


def _is_after_rank_cue(scan: Scan, start: int) -> bool:
    """True after a rank cue, or after another rank in a list: 第2、第4位."""
    if scan.cue_before("rank-before", start) or _is_in_field(scan, start):
        return True
    before = scan.text[max(0, start - 1) : start]
    return before in ("、", "和", "及") and "第" in scan.text[max(0, start - 6) : start]


def _is_in_field(scan: Scan, start: int) -> bool:
    """True after a verb of ranks and the name of a field: 稳居|全国区域碳市场|首位."""
    clause = scan.clause_before(start, _LONGEST_FIELD)
    return any(scan.cues["rank-verb"].length_at(clause, i) and clause[i:].isalpha() and "第" not in clause[i:] for i in range(len(clause) - 2))


def build_front(scan: Scan, i: int) -> Candidate | None:
    """前N and 前N名 after a rank cue: a rank of N at most."""
    numeral, text = scan.numerals[i], scan.text
    start = numeral.start - 1
    if start < 0 or text[start] != "前" or numeral.value is None or not isinstance(numeral.value, int):
        return None
    end = numeral.end
    counter = text[end : end + 1]
    has_counter = counter in _COUNTERS and counter != ""
    if not has_counter and not (scan.ends_phrase(end) or scan.cue_at("rank-after", end)):
        return None
    is_ranked = scan.cue_before("rank-before", start) > 0
    if not is_ranked and not (has_counter and scan.ends_phrase(end + 1)):
        return None
    return _make(start, end + has_counter, numeral.value, counter if has_counter else "", "at_most", "ranks/front")


def build_first(scan: Scan, i: int) -> Candidate | None:
    """首位 and 榜首 as ranks: after a cue, or where the phrase ends after it."""
    numeral, text = scan.numerals[i], scan.text
    if text[numeral.start] not in "首榜":
        return None
    if not (scan.cue_before("rank-before", numeral.start) or text.endswith(("之", "居于"), 0, numeral.start) or _is_in_field(scan, numeral.start)):
        return None
    if not (scan.ends_phrase(numeral.end) or scan.cue_at("rank-after", numeral.end)):
        return None
    return _make(numeral.start, numeral.end, 1, "", None, "ranks/first")


def _make(start: int, end: int, value: Number, unit_text: str, bound: str | None, rule: str) -> Candidate:
    bound_text = "前" if bound else None
    quantity = Quantity(start, end, "rank", value, None, 1, unit_text, RANK, bound, bound_text, -1, rule)
    return Candidate(QUANTITY, start, end, rule, (quantity,))


RULES: tuple[Rule, ...] = (
    Rule("ranks/ordinal", (DIGITS, CHINESE, ONE), None, build_ordinal, ("列第3位", "全省第一", "第2、第4位"), before="第 \n"),
    Rule("ranks/front", (DIGITS, CHINESE), None, build_front, ("全市前3", "全省前十名"), before="前"),
    Rule("ranks/first", (WORD,), None, build_first, ("居全市首位", "稳居全国区域碳市场首位")),
)
