"""Medals: 8金9银11铜, 2金、4银. One alone is a word far more often (5金, 一铜)."""

from __future__ import annotations

from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE
from shenhe_cli.recognize.rules import Candidate, Rule, make_candidate
from shenhe_cli.recognize.scan import Scan

# a medal is counted by 枚, and the mention by what it is of
MEDALS = {metal: Unit(metal, "count", "枚", 1) for metal in "金银铜"}
_JOINS = ("", "、", " ")


def build_medals(scan: Scan, i: int) -> Candidate | None:
    """A number of medals with another one before or after it."""
    numeral, text = scan.numerals[i], scan.text
    end = numeral.end + 1
    if numeral.value is None or not (_is_medals(scan, i - 1, numeral.start) or _is_followed(scan, i, end)):
        return None
    metal = text[numeral.end]
    return make_candidate(
        Quantity(numeral.start, end, "quantity", numeral.value, None, 1, metal, MEDALS[metal], None, None, -1, "medals/number-metal")
    )


def _is_medals(scan: Scan, i: int, start: int) -> bool:
    """Whether numeral `i` counts medals right before `start`."""
    return i >= 0 and scan.text[scan.numerals[i].end : start].rstrip("、 ") in MEDALS


def _is_followed(scan: Scan, i: int, end: int) -> bool:
    """Whether the numeral after `i` counts medals, too, and nothing stands between."""
    if i + 1 >= len(scan.numerals):
        return False
    after = scan.numerals[i + 1]
    return scan.text[end : after.start] in _JOINS and scan.text[after.end : after.end + 1] in MEDALS


RULES = (Rule("medals/number-metal", (DIGITS, CHINESE, ONE), None, build_medals, ("14金9银13铜", "2金、4银"), after="金银铜"),)
