"""What a rule of recognition is, and what it gives: candidates of a class, settled by overlap.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from shenhe_cli.model import Quantity

if TYPE_CHECKING:
    from shenhe_cli.recognize.scan import Scan

# classes of candidates, the strongest first
NAME, RATIO, RANGE, QUANTITY = range(4)

# a bare 万 or 亿 is a figure; a bare 百 or 千 after a numeral is none
SMALLEST_BARE_SCALE = 10**4


class Candidate(NamedTuple):
    """A reading of a stretch of text. Names and times have no quantities: they win their place and are dropped."""

    rank: int
    start: int
    end: int
    rule: str
    quantities: tuple[Quantity, ...] = ()


class Rule(NamedTuple):
    """One way of reading a number.

    `id` reads like a path; `scripts` are those of the numerals it looks at; `measured`: only numerals with a scale or unit
    after them (True), without (False), or both (None). `build` takes the scan and the index of the numeral and gives
    a candidate or None; `examples` are surfaces in which the rule finds something. `after` and `before` are characters one
    of which must stand right after or before the numeral (a newline is the end of the text): they only spare calls.
    """

    id: str
    scripts: tuple[str, ...]
    measured: bool | None
    build: Callable[[Scan, int], Candidate | None]
    examples: tuple[str, ...]
    after: str = ""
    before: str = ""


def make_candidate(quantity: Quantity) -> Candidate:
    """The candidate of one quantity by itself."""
    return Candidate(QUANTITY, quantity.start, quantity.end, quantity.rule, (quantity,))
