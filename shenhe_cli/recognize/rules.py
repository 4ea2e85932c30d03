"""What a rule of recognition is, and what it gives: candidates of a class, settled by overlap.py."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from shenhe_cli.model import Quantity, Unit

if TYPE_CHECKING:
    from shenhe_cli.recognize.scan import Scan
    from shenhe_cli.recognize.units import RecognitionLexicon

    Fits = Callable[[RecognitionLexicon, Unit | None], bool]

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
    a candidate or None; `examples` are surfaces in which the rule finds something.

    The rest is asked first, since it costs less than a call. `after`: characters one of which must stand right after the numeral
    and its measure (a newline is the end of the text); `before`: right before the numeral. `fits`: whether the rule can apply to
    a measured numeral with that unit (None: a scale alone), asked once a unit. `opens`: pairs of characters one of which must
    stand where the numeral begins, measured or not. A rule has one of `after`, `before` and `opens` at most.
    """

    id: str
    scripts: tuple[str, ...]
    measured: bool | None
    build: Callable[[Scan, int], Candidate | None]
    examples: tuple[str, ...]
    after: str = ""
    before: str = ""
    fits: Fits | None = None
    opens: Callable[[RecognitionLexicon], Iterable[str]] | None = None


def fits_symbols(*symbols: str) -> Fits:
    """The test of a rule for units that are written so."""
    return lambda _, unit: unit is not None and unit.symbol in symbols


def fits_dimensions(*dimensions: str) -> Fits:
    """The test of a rule for units of some dimensions."""
    return lambda _, unit: unit is not None and unit.dimension in dimensions


def fits_unit(_: RecognitionLexicon, unit: Unit | None) -> bool:
    """The test of a rule for numerals with a unit, whatever it is."""
    return unit is not None


def fits_scale(_: RecognitionLexicon, unit: Unit | None) -> bool:
    """The test of a rule for numerals with a scale and no unit."""
    return unit is None


def make_candidate(quantity: Quantity) -> Candidate:
    """The candidate of one quantity by itself."""
    return Candidate(QUANTITY, quantity.start, quantity.end, quantity.rule, (quantity,))
