"""Medals: 8金9银11铜, 2金、4银. One alone is a word far more often (5金, 一铜)."""

from __future__ import annotations

from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, ONE
from shenhe_cli.recognize.rules import Candidate, Rule, make_candidate
from shenhe_cli.recognize.scan import Scan

# a medal is counted by 枚, and the mention by what it is of
MEDALS = {metal: Unit(metal, "count", "枚", 1) for metal in "金银铜"}
_JOINS = ("", "、", "，", "和", " ")
# what makes a word with a metal before it
_WORDS = frozenset("融属器厂矿店库额块管牌奖")


def build_medals(scan: Scan, i: int) -> Candidate | None:
    """A number of medals with another one before or after it."""
    if not _counts_medals(scan, i) or not (_follows(scan, i) or _follows(scan, i + 1)):
        return None
    numeral = scan.numerals[i]
    end, metal = numeral.end + 1, scan.text[numeral.end]
    if numeral.value is None:
        return None
    return make_candidate(
        Quantity(numeral.start, end, "quantity", numeral.value, None, 1, metal, MEDALS[metal], None, None, -1, "medals/number-metal")
    )


def _counts_medals(scan: Scan, i: int) -> bool:
    """Whether numeral `i` stands before a metal that is no part of a word (五金厂, 一铜器)."""
    if not 0 <= i < len(scan.numerals):
        return False
    end = scan.numerals[i].end
    return scan.text[end : end + 1] in MEDALS and scan.text[end + 1 : end + 2] not in _WORDS


def _follows(scan: Scan, i: int) -> bool:
    """Whether numeral `i` counts medals right after those of the one before it."""
    if not (_counts_medals(scan, i) and _counts_medals(scan, i - 1)):
        return False
    return scan.text[scan.numerals[i - 1].end + 1 : scan.numerals[i].start] in _JOINS


RULES: tuple[Rule, ...] = (Rule("medals/number-metal", (DIGITS, CHINESE, ONE), False, build_medals, ("14金9银13铜", "2金、4银"), after="金银铜"),)
