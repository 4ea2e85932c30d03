"""The rules for numbers by themselves, where no report is round them: what `shenhe normalize` reads.

A bare number counts, a duration needs no fact to state, and nothing is a name or a slogan.
"""

from __future__ import annotations

from shenhe_cli.model import Quantity
from shenhe_cli.recognize import bare, fractions, measures, ranges, ranks, ratios
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE, ZERO
from shenhe_cli.recognize.rules import QUANTITY, Candidate, Rule
from shenhe_cli.recognize.scan import Scan


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
    Rule("written/one", (ONE,), True, build_one, ("一吨",)),
)
