"""Units per unit (元/平方米, 公里/平方公里, 人/10万): both sides are rows of the table, the quotient is made here.

What is paid or grown per area of land is given per hectare, a yield in kilograms (公斤/亩 → kg/ha).
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from shenhe_cli.model import Unit

if TYPE_CHECKING:
    from shenhe_cli.recognize.units import RecognitionLexicon

# hectares in one
_LAND = {"亩": Fraction(1, 15), "公顷": Fraction(1)}
_PER_CAPITA = {"10万": "per_100k", "十万": "per_100k", "万": "per_10k", "1万": "per_10k"}
# 每 makes a compound only after units in which it is written so
_EACH = frozenset(("currency", "mass", "length", "volume"))


def match_compound(lexicon: RecognitionLexicon, text: str, slash: int, top: Unit) -> tuple[int, Unit] | None:
    """End and unit of `top` per the unit after the slash (or 每) at `slash`, None where none stands there."""
    if text[slash] == "每" and top.dimension not in _EACH:
        return None
    position = slash + 1
    for written, norm_unit in _PER_CAPITA.items():
        end = position + len(written)
        if text.startswith(written, position) and top.dimension == "count" and lexicon.units.match_below(text, end) is None:
            return end, Unit(f"{top.symbol}/{written}", "rate", norm_unit, 1)
    bottom = lexicon.units.match_below(text, position)
    scale = 1
    if bottom is None:
        found = lexicon.scales.match(text, position)
        if found is None:
            return None
        position += found[0]
        scale = found[1]
        bottom = lexicon.units.match_below(text, position)
        if bottom is None:
            return None
    return position + len(bottom.symbol), divide_units(top, bottom, scale)


@lru_cache(maxsize=4096)
def divide_units(top: Unit, bottom: Unit, scale: int) -> Unit:
    """The compound `top` per `scale` times `bottom`."""
    top_unit, top_factor = top.norm_unit, Fraction(top.factor)
    bottom_unit, bottom_factor = bottom.norm_unit, Fraction(bottom.factor) * scale
    if bottom.symbol in _LAND and scale == 1:
        bottom_unit, bottom_factor = "ha", _LAND[bottom.symbol]
        if top_unit == "t":
            top_unit, top_factor = "kg", top_factor * 1000
    factor = top_factor / bottom_factor
    number = int(factor) if factor.denominator == 1 else factor
    return Unit(f"{top.symbol}/{bottom.symbol}", "compound", f"{top_unit}/{bottom_unit}", number)
