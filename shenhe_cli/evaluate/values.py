"""What an answer's value and unit as written come to in canonical units, by the same unit table that extraction uses."""

from __future__ import annotations

import re
from fractions import Fraction

from shenhe_cli.lexicon import Lexicon
from shenhe_cli.model import Number
from shenhe_cli.recognize.units import read_measure

# fractions whose unit is written before the number
_BEFORE = {"百分之": ("%", Fraction(1)), "千分之": ("%", Fraction(1, 10)), "万分之": ("per_10k", Fraction(1)), "十万分之": ("per_100k", Fraction(1))}
_RATES = {"/万": "per_10k", "/10万": "per_100k", "1/10万": "per_100k", "/十万": "per_100k"}
_FRACTION = re.compile("分之|[/／半]")
_CHANGES = ("change_rate", "change_amount")
_CLOSE, _TINY = Fraction(1, 10**9), Fraction(1, 10**12)


def canonical(unit: str | None, lexicon: Lexicon) -> tuple[str, Fraction]:
    """(canonical unit, factor) of a unit as written, its scale included; one that the lexicon does not know keeps its name."""
    unit = re.sub(r"\s", "", unit or "").replace("／", "/").removesuffix("的")
    if unit in _BEFORE:
        return _BEFORE[unit]
    if unit in _RATES:
        return _RATES[unit], Fraction(1)
    measure = read_measure(lexicon, unit, 0, True)
    if measure is not None and measure.end == len(unit):
        norm_unit, factor = (measure.unit.norm_unit, Fraction(measure.unit.factor)) if measure.unit else ("1", Fraction(1))
        return norm_unit, factor * measure.scale
    row = lexicon.units.find(unit)
    if row is not None:
        return row.norm_unit, Fraction(row.factor)
    scale = lexicon.scales.match(unit, 0)
    return (unit[scale[0] :], Fraction(scale[1])) if scale else (unit or "1", Fraction(1))


def normalise(value: Number, unit: str | None, reading: tuple[str | None, str | None], is_fraction: bool, lexicon: Lexicon) -> tuple[Fraction, str]:
    """The value in canonical units for a reading (measure, direction): a fall is negative; `is_fraction`: written as one."""
    measure, direction = reading
    if measure == "rank":
        return Fraction(value), "rank"
    if measure == "change_rate" and unit == "番":
        return Fraction(100 * (2 ** float(value) - 1)), "%"
    name, factor = canonical("" if unit == "分之" else unit, lexicon)
    if (measure == "change_rate" and name == "倍") or (is_fraction and name == "1"):
        name, factor = "%", factor * 100
    result = Fraction(value) * factor
    return (-abs(result) if measure in _CHANGES and direction == "down" else result), name


def is_fraction(quantity: str) -> bool:
    """Whether a quantity is written as a fraction: 三分之二, 1/10, 一半."""
    return bool(_FRACTION.search(quantity))


def same_number(found: Number | None, wanted: Fraction | None) -> bool:
    """Equal but for what a quotient loses on its way through a file."""
    if found is None or wanted is None:
        return found is None and wanted is None
    number = Fraction(found)
    return abs(number - wanted) <= max(_CLOSE * max(abs(number), abs(wanted)), _TINY)
