"""The rules for numbers by themselves, where no report is round them: what `shenhe normalize` reads.

A bare number counts, a duration needs no fact to state, and nothing is a name or a slogan.
"""

from __future__ import annotations

from fractions import Fraction

from shenhe_cli.model import Number, Quantity
from shenhe_cli.recognize import bare, fractions, measures, ranges, ranks, ratios
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, ZERO
from shenhe_cli.recognize.rules import QUANTITY, RANGE, Candidate, Rule
from shenhe_cli.recognize.scan import Scan

_CURRENCY = "人民币"
_CURRENCY_RULE = "written/currency-first"
_RANGE_JOINTS = ("至", "到", "~", "～", "–", "—")
_BETWEEN_JOINTS = ("和", "与", "跟", "-", "－", "同", "及")


def build_bare(scan: Scan, i: int) -> Candidate | None:
    """A numeral with its scale or nothing after it; of Chinese ones a single character only where it stands alone."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if numeral.value is None or (measure is not None and measure.unit is not None):
        return None
    start, end = numeral.start, measure.end if measure else numeral.end
    if numeral.script != DIGITS and end - start < 2 and not _stands_alone(scan, start, end):
        return None
    if measure is not None:
        return _one(scan.make_quantity(i, "written/bare"))
    value = numeral.value
    if scan.has_minus(start):
        start, value = start - 1, -value
    return _one(Quantity(start, end, "quantity", value, None, 1, "", None, None, None, -1, "written/bare"))


def _stands_alone(scan: Scan, start: int, end: int) -> bool:
    return scan.ends_phrase(end) and (start == 0 or scan.ends_phrase(start - 1) or scan.has_minus(start))


def build_one(scan: Scan, i: int) -> Candidate | None:
    """一 with any unit: 一吨, 一美元."""
    measure = scan.measures[i]
    return None if measure is None or measure.unit is None else _one(scan.make_quantity(i, "written/one"))


def build_slash(scan: Scan, i: int) -> Candidate | None:
    """M/N in digits, whatever its size and sign: 16/5, -3/2."""
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
    return _one(Quantity(start, below.end, "fraction", value, None, 1, "", fractions.FRACTION, None, None, -1, "written/slash"))


def build_currency_first(scan: Scan, i: int) -> Candidate | None:
    """A currency before the number (人民币 8千元, 人民币50): the span begins with it."""
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
        return _one(
            Quantity(start, numeral.end, "quantity", numeral.value, None, 1, _CURRENCY, unit, None, None, -1, _CURRENCY_RULE)
        )
    if measure.unit is not None and measure.unit.dimension != "currency":
        return None
    quantity = scan.make_quantity(i, _CURRENCY_RULE, start)
    return _one(quantity if measure.unit else quantity._replace(unit=scan.lexicon.units.find(_CURRENCY)))


def build_between(scan: Scan, i: int) -> Candidate | None:
    """Two bare numbers that bound what stands between them: 20和30之间, 一千到一千五百, 10000与20000间."""
    if i + 1 >= len(scan.numerals):
        return None
    low, high, measure = scan.numerals[i], scan.numerals[i + 1], scan.measures[i + 1]
    joint = scan.text[_end(scan, i) : high.start].strip()
    has_rooms = measure is not None and measure.unit is not None and measure.unit.symbol == "间"
    if has_rooms or (measure is not None and low.script != ONE and measure.unit is not None):
        measure = None
    high_end = high.end if measure is None else measure.end
    is_between = has_rooms or scan.text.startswith(("之间", "间"), high_end)
    if low.value is None or high.value is None or not (joint in _RANGE_JOINTS or (is_between and joint in _BETWEEN_JOINTS)):
        return None
    if not is_between and low.script != ONE and scan.measures[i + 1] is not None:
        return None
    start, value = low.start, _times(scan, i)
    if scan.has_minus(start):
        start, value = start - 1, -value
    unit, unit_text = (measure.unit, measure.unit.symbol) if measure and measure.unit else (None, "")
    quantity = Quantity(
        start, high_end, "range", value, _times(scan, i + 1), 1, unit_text, unit, None, None, -1, "written/between"
    )
    return Candidate(RANGE, start, high_end, quantity.rule, (quantity,))


def _end(scan: Scan, i: int) -> int:
    measure = scan.measures[i]
    return measure.end if measure else scan.numerals[i].end


def _times(scan: Scan, i: int) -> Number:
    """The value of numeral `i` with its scale."""
    value, measure = scan.numerals[i].value or 0, scan.measures[i]
    return value * measure.scale if measure and measure.scale > 1 else value


def _one(quantity: Quantity) -> Candidate:
    return Candidate(QUANTITY, quantity.start, quantity.end, quantity.rule, (quantity,))


WRITTEN_RULES: tuple[Rule, ...] = (
    *(rule for rule in bare.RULES if rule.id == "bare/shared-unit"),
    *(rule for rule in measures.RULES if rule.id != "measures/one-after-noun"),
    *ranges.RULES,
    *ratios.RULES,
    *fractions.RULES,
    *ranks.RULES,
    Rule("written/bare", (DIGITS, CHINESE, ONE, ZERO), None, build_bare, ("一千零五十九",)),
    Rule("written/slash", (DIGITS,), None, build_slash, ("16/5",), after="/／"),
    Rule("written/currency-first", (DIGITS, CHINESE, ONE), None, build_currency_first, ("人民币 8千元",), before="币 "),
    Rule("written/between", (DIGITS, CHINESE, ONE), None, build_between, ("20和30之间", "一千到一千五百")),
    Rule("written/one", (ONE,), True, build_one, ("一吨",)),
)
