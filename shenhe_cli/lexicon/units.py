"""The tables of units and scales as look-ups: by first character, the longest first.

Sources of the rows are named in units.tsv (ISO 4217, UCUM, or the reports themselves).
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import NamedTuple, TypeVar

from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon.tables import FOLDER, Source, pick, read_table
from shenhe_cli.model import Number, Unit

T = TypeVar("T")

UNIT_COLUMNS = ("unit", "dimension", "norm_unit", "factor", "after", "avoid", "source")
SCALE_COLUMNS = ("scale", "factor")
DIMENSIONS = (
    "currency count percent rate percentage_point multiple area length mass volume energy power coal_equivalent voltage "
    "duration temperature concentration compound"
).split()

# Dimensions whose units are all converted to one; of the others (money, counts, spans of time) each keeps its own.
CANONICAL_UNITS = {
    "percent": "%",
    "percentage_point": "pp",
    "area": "m2",
    "length": "m",
    "mass": "t",
    "volume": "m3",
    "energy": "kWh",
    "power": "kW",
    "coal_equivalent": "tce",
}


class UnitEntry(NamedTuple):
    """A unit and where it may stand: `after` is any, digits or below; none of `avoid` may follow it, nor a letter a Latin one."""

    unit: Unit
    after: str
    avoid: tuple[str, ...]
    is_latin: bool


class UnitIndex(NamedTuple):
    """Units by how they begin, longest first: `upper` may follow a number, `lower` also a slash."""

    upper: dict[str, tuple[tuple[str, UnitEntry], ...]]
    lower: dict[str, tuple[tuple[str, UnitEntry], ...]]
    starts: frozenset[str]

    def match(self, text: str, position: int, digits: bool) -> Unit | None:
        """The longest unit at `position`, None for none; `digits` tells that the numeral before it is written in digits."""
        upper = self.upper
        opening = text[position : position + 2]
        if opening[:1] not in self.starts:
            return None
        for symbol, (unit, after, avoid, is_latin) in upper.get(opening) or upper.get(opening[:1], ()):
            if text.startswith(symbol, position) and (digits or after == "any"):
                end = position + len(symbol)
                if avoid and text.startswith(avoid, end):
                    continue
                if is_latin and text[end : end + 1].isascii() and text[end : end + 1].isalpha():
                    # 2PL: the letters of another word
                    continue
                return unit
        return None

    def match_below(self, text: str, position: int) -> Unit | None:
        """The longest unit at `position` after a slash, None for none."""
        for symbol, entry in self.lower.get(text[position : position + 1], ()):
            if text.startswith(symbol, position):
                return entry.unit
        return None

    def find(self, symbol: str) -> Unit | None:
        """The unit written exactly `symbol`, wherever it may stand."""
        for other, entry in self.lower.get(symbol[:1], ()):
            if other == symbol:
                return entry.unit
        return None


class ScaleIndex(NamedTuple):
    """Scales by first character, longest first."""

    by_first: dict[str, tuple[tuple[str, int], ...]]

    def match(self, text: str, position: int) -> tuple[int, int] | None:
        """(length, factor) of the longest scale at `position`."""
        for symbol, factor in self.by_first.get(text[position : position + 1], ()):
            if text.startswith(symbol, position):
                return len(symbol), factor
        return None


def load_units(path: Source = FOLDER / "units.tsv") -> UnitIndex:
    """Read the unit table. Raises LexiconError with file:line for a row that is wrong or written twice."""
    rows: dict[str, UnitEntry] = {}
    for place, (symbol, dimension, norm_unit, factor, after, avoid, _source) in read_table(path, UNIT_COLUMNS):
        if symbol in rows:
            raise LexiconError(f"{symbol} stands twice", place, "Keep one row a unit")
        pick(place, dimension, tuple(DIMENSIONS))
        where = pick(place, after, ("any", "digits", "below")) or "any"
        unit = Unit(symbol, dimension, norm_unit, parse_factor(place, factor))
        if norm_unit == symbol and unit.factor != 1:
            raise LexiconError(f"the factor {factor} is of no unit", place, "Give the norm_unit that one of these is so many of")
        rows[symbol] = UnitEntry(
            unit, where, () if avoid in {"", "-"} else tuple(avoid.split()), symbol[-1].isascii() and symbol[-1].isalpha()
        )
    upper = {symbol: entry for symbol, entry in rows.items() if entry.after != "below"}
    return UnitIndex(index_by_opening(upper), index_by_first(rows), frozenset(symbol[0] for symbol in upper))


def load_scales(path: Source = FOLDER / "scales.tsv") -> ScaleIndex:
    """Read the table of scales. Raises LexiconError with file:line for a factor that is no integer."""
    rows: dict[str, int] = {}
    for place, (symbol, factor) in read_table(path, SCALE_COLUMNS):
        if not factor.isdecimal():
            raise LexiconError(f"the factor {factor!r} is no integer", place, "Write it in digits: 10000")
        rows[symbol] = int(factor)
    return ScaleIndex(index_by_first(rows))


def index_by_first(rows: dict[str, T]) -> dict[str, tuple[tuple[str, T], ...]]:
    """Entries by the first character of their key, longest key first, so that the first hit is the longest."""
    buckets: dict[str, list[tuple[str, T]]] = {}
    for symbol, entry in rows.items():
        buckets.setdefault(symbol[0], []).append((symbol, entry))
    return {first: tuple(sorted(bucket, key=lambda item: (-len(item[0]), item[0]))) for first, bucket in buckets.items()}


def index_by_opening(rows: dict[str, T]) -> dict[str, tuple[tuple[str, T], ...]]:
    """Entries by the first two characters of their key, longest key first; by the first one those that are no longer.

    After most figures (12个月, 12个村) either has one entry at most.
    """
    buckets: dict[str, list[tuple[str, T]]] = {}
    for symbol, entry in sorted(rows.items(), key=lambda item: (-len(item[0]), item[0])):
        buckets.setdefault(symbol[:2], []).append((symbol, entry))
    return {start: (*bucket, *(buckets.get(start[0], ()) if len(start) > 1 else ())) for start, bucket in buckets.items()}


def parse_factor(place: str, text: str) -> Number:
    """An exact positive number written as integer, decimal or fraction. Raises LexiconError otherwise."""
    try:
        number: Number = Fraction(text) if "/" in text else Decimal(text)
    except (InvalidOperation, ValueError, ZeroDivisionError):
        number = 0
    if not number > 0:
        raise LexiconError(f"the factor {text!r} is no positive number", place, "Write it as 1000, 0.5 or 2000/3")
    return int(number) if number == int(number) else number
