"""The rules for numbers by themselves, where no report is round them: what `shenhe normalize` reads.

A bare number counts, a duration needs no fact to state, and nothing is a name or a slogan.
"""

from __future__ import annotations

from fractions import Fraction

from shenhe_cli.model import Number, Quantity
from shenhe_cli.recognize import bare, chains, fractions, measures, parts, ranges, ranks, ratios
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, ZERO
from shenhe_cli.recognize.rules import RANGE, Candidate, Rule, make_candidate
from shenhe_cli.recognize.scan import Scan

_CURRENCY = "人民币"
_CURRENCY_RULE = "written/currency-first"
_RANGE_JOINTS = ("至", "到", "~", "～", "–", "—")
_BETWEEN_JOINTS = (*_RANGE_JOINTS, "和", "与", "跟", "-", "－", "同", "及")


def build_bare(scan: Scan, i: int) -> Candidate | None:
    """A numeral with its scale or nothing after it; of Chinese ones a single character only where it stands alone."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if numeral.value is None or (measure is not None and measure.unit is not None):
        return None
    start, end = numeral.start, measure.end if measure else numeral.end
    if numeral.script != DIGITS and end - start < 2 and not _stands_alone(scan, start, end):
        return None
    if measure is not None:
        return make_candidate(scan.make_quantity(i, "written/bare"))
    value = numeral.value
    if scan.has_minus(start):
        start, value = start - 1, -value
    return make_candidate(Quantity(start, end, "quantity", value, None, 1, "", None, None, None, -1, "written/bare"))


def _stands_alone(scan: Scan, start: int, end: int) -> bool:
    return scan.ends_phrase(end) and (start == 0 or scan.ends_phrase(start - 1) or scan.has_minus(start))


def build_one(scan: Scan, i: int) -> Candidate | None:
    """一 with any unit: 一吨, 一美元."""
    measure = scan.measures[i]
    return None if measure is None or measure.unit is None else make_candidate(scan.make_quantity(i, "written/one"))


def build_slash(scan: Scan, i: int) -> Candidate | None:
    """M/N in digits, whatever its size and sign: 14/5, -5/2."""
    if i + 1 >= len(scan.numerals):
        return None
    above, below = scan.numerals[i], scan.numerals[i + 1]
    if below.script != DIGITS or scan.text[above.end : below.start] not in ("/", "／") or scan.measures[i + 1] is not None:
        return None
    if not isinstance(above.value, int) or not isinstance(below.value, int) or not below.value:
        return None
    if {scan.text[above.start - 1 : above.start], scan.text[below.end : below.end + 1]} & {"/", "／"}:
        # 3/5/2020
        return None
    value, start = Fraction(above.value, below.value), above.start
    if scan.has_minus(start):
        value, start = -value, start - 1
    return make_candidate(
        Quantity(start, below.end, "fraction", value, None, 1, "", parts.FRACTION, None, None, -1, "written/slash")
    )


def build_currency_first(scan: Scan, i: int) -> Candidate | None:
    """A currency before the number (人民币 6千元, 人民币50): the span begins with it."""
    numeral, measure, text = scan.numerals[i], scan.measures[i], scan.text
    position = numeral.start
    while position and text[position - 1] in " \u3000":
        position -= 1
    before = scan.measures[i - 1] if i else None
    if not text.endswith(_CURRENCY, 0, position) or numeral.value is None or (before is not None and before.end == position):
        return None
    start = position - len(_CURRENCY)
    if measure is None:
        unit = scan.lexicon.units.find(_CURRENCY)
        return make_candidate(
            Quantity(start, numeral.end, "quantity", numeral.value, None, 1, _CURRENCY, unit, None, None, -1, _CURRENCY_RULE)
        )
    if measure.unit is not None and measure.unit.dimension != "currency":
        return None
    quantity = scan.make_quantity(i, _CURRENCY_RULE, start)
    return make_candidate(quantity if measure.unit else quantity._replace(unit=scan.lexicon.units.find(_CURRENCY)))


def build_between(scan: Scan, i: int) -> Candidate | None:
    """Two bare numbers that bound what stands between them: 20和30之间, 一千到一千五百, 900与1200间."""
    if i + 1 >= len(scan.numerals):
        return None
    low, high, first, measure = scan.numerals[i], scan.numerals[i + 1], scan.measures[i], scan.measures[i + 1]
    if low.value is None or high.value is None:
        return None
    has_rooms = measure is not None and measure.unit is not None and measure.unit.symbol == "间"
    if has_rooms:
        # 20间 is no count of rooms here
        measure = None
    joint = scan.text[_end(scan, i) : high.start].strip()
    end = high.end if measure is None else measure.end
    is_between = (has_rooms or scan.text.startswith("之间", end)) and joint in _BETWEEN_JOINTS
    if not is_between and not (joint in _RANGE_JOINTS and (measure is None or low.script == ONE)):
        return None
    unit = measure.unit if measure else None
    if first and first.unit and first.unit != unit:
        return None
    start, value = low.start, _times(scan, i)
    if scan.has_minus(start):
        start, value = start - 1, -value
    written, rule = unit.symbol if unit else "", "written/between"
    quantity = Quantity(start, end, "range", value, _times(scan, i + 1), 1, written, unit, None, None, -1, rule)
    return Candidate(RANGE, start, end, quantity.rule, (quantity,))


def _end(scan: Scan, i: int) -> int:
    measure = scan.measures[i]
    return measure.end if measure else scan.numerals[i].end


def _times(scan: Scan, i: int) -> Number:
    """The value of numeral `i` with its scale."""
    value, measure = scan.numerals[i].value or 0, scan.measures[i]
    return value * measure.scale if measure and measure.scale > 1 else value


WRITTEN_RULES: tuple[Rule, ...] = (
    *(rule for rule in bare.RULES if rule.id == "bare/shared-unit"),
    *(rule for rule in measures.RULES if rule.id != "measures/one-after-noun"),
    *chains.RULES,
    *ranges.RULES,
    *ratios.RULES,
    *parts.RULES,
    *fractions.RULES,
    *ranks.RULES,
    Rule("written/bare", (DIGITS, CHINESE, ONE, ZERO), None, build_bare, ("一千零五十九",)),
    Rule("written/slash", (DIGITS,), None, build_slash, ("14/5",), after="/／"),
    Rule("written/currency-first", (DIGITS, CHINESE, ONE), None, build_currency_first, ("人民币 6千元",), before="币 "),
    Rule("written/between", (DIGITS, CHINESE, ONE), None, build_between, ("20和30之间", "一千到一千五百")),
    Rule("written/one", (ONE,), True, build_one, ("一吨",)),
)
