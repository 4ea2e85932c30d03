"""Numbers without a unit that are quantities all the same: members of a list that share one, indexes, zero."""

from __future__ import annotations

from shenhe_cli.model import Quantity
from shenhe_cli.recognize.numerals import DIGITS, ZERO
from shenhe_cli.recognize.rules import Candidate, Rule, fits_symbols, make_candidate
from shenhe_cli.recognize.scan import Scan
from shenhe_cli.recognize.units import RecognitionLexicon

# a member of a list may wait this many numerals for its unit
_LONGEST_LIST = 12
_JOINTS = ("、", "和", "及", "与", "以及")


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
            shared = scan.make_quantity(j, "bare/shared-unit")
            return make_candidate(
                shared._replace(start=numeral.start, end=numeral.end, value=numeral.value, bound=None, bound_text=None)
            )
        last = j
    return None


def build_shared_point(scan: Scan, i: int) -> Candidate | None:
    """A number with half of the unit that the next one has whole: 高于全国3.4个、1个百分点."""
    measure = scan.measures[i]
    if measure is None or i + 1 >= len(scan.numerals) or scan.text[measure.end : scan.numerals[i + 1].start] not in _JOINTS:
        return None
    following = scan.measures[i + 1]
    if following is None or following.unit is None or following.unit.dimension != "percentage_point":
        return None
    quantity = scan.make_quantity(i, "bare/shared-point")
    return make_candidate(quantity._replace(unit=following.unit))


def _is_list_number(scan: Scan, i: int) -> bool:
    """True for 1、 at the head of a line or after a full stop, and for roads (国道328、12条…)."""
    numeral = scan.numerals[i]
    return scan.text[max(0, numeral.start - 1) : numeral.start] in ("", "\n", "。", "；", "：", "（", "(", "道", "第", "号", "线")


def build_index(scan: Scan, i: int) -> Candidate | None:
    """A number without a unit where a noun says that it has none: 综合指数4.32, 恩格尔系数为0.28."""
    numeral = scan.numerals[i]
    if numeral.value is None or scan.measures[i] is not None:
        return None
    if not scan.ends_phrase(numeral.end) and not scan.cue_at("rank-after", numeral.end):
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
    quantity = Quantity(position, numeral.end, "quantity", numeral.value, None, 1, "", None, None, None, -1, "bare/index")
    return make_candidate(quantity)


def build_zero(scan: Scan, i: int) -> Candidate | None:
    """零 before what there is none of (零发案, 零增长), or said of it (群体性事件为零)."""
    numeral = scan.numerals[i]
    is_said = scan.text.endswith("为", 0, numeral.start) and scan.ends_phrase(numeral.end)
    if numeral.value != 0 or not (is_said or scan.cue_at("zero-after", numeral.end)):
        return None
    return make_candidate(Quantity(numeral.start, numeral.end, "zero", 0, None, 1, "", None, None, None, -1, "bare/zero"))


def _zero_openings(lexicon: RecognitionLexicon) -> list[str]:
    """How a zero that is a figure begins: the rest of its digits, or what there is none of."""
    following = {*"0０.．,，。、；", *lexicon.cues["zero-after"].by_first}
    return [zero + after for zero in "零0０" for after in following]


RULES: tuple[Rule, ...] = (
    Rule("bare/shared-unit", (DIGITS,), False, build_shared_unit, ("44.1、21.6和11.8亿元",), after="、和及与以"),
    Rule("bare/shared-point", (DIGITS,), True, build_shared_point, ("3.4个、1个百分点",), fits=fits_symbols("个")),
    Rule("bare/index", (DIGITS,), False, build_index, ("综合指数4.32",)),
    Rule("bare/zero", (ZERO, DIGITS), None, build_zero, ("命案零发案",), opens=_zero_openings),
)
