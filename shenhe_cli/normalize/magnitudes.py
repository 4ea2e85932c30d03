"""From a quantity as written to exact numbers in canonical units, signed by direction: sections 2 and 3 of the contract."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from shenhe_cli.model import Number, Quantity
from shenhe_cli.normalize.units import canonical_unit, signed

# 2**n of a doubling; more doublings than this are no figure
_MOST_DOUBLINGS = 64


def normalize_quantity(quantity: Quantity, measure: str, direction: str | None) -> tuple[Number, Number | None, str, str]:
    """(value, high, canonical unit, dimension) of `quantity` read as `measure` with `direction`.

    In a change_rate 倍 is ×100 % and n番 is 100·(2ⁿ−1) %; a change downwards is negative, and a written minus counts once.
    Integers, decimals and fractions only; nothing is rounded.
    """
    unit, dimension, factor = canonical_unit(quantity, measure)
    value = _convert(quantity.value, quantity, factor)
    high = None if quantity.high is None else _convert(quantity.high, quantity, factor)
    if measure in {"change_rate", "change_amount"}:
        value, high = signed(value, direction), None if high is None else signed(high, direction)
    return value, high, unit, dimension


def _convert(value: Number, quantity: Quantity, factor: Number) -> Number:
    """`value` in the canonical unit."""
    if quantity.unit is not None and quantity.unit.symbol == "番":
        if isinstance(value, int) and 0 <= value <= _MOST_DOUBLINGS:
            return 100 * ((1 << value) - 1)
        return value
    return multiply(multiply(value, quantity.scale), factor)


def multiply(value: Number, factor: Number) -> Number:
    """The exact product; a decimal where it has one, an integer where it is one."""
    if factor == 1:
        return value
    if type(value) is int and type(factor) is int:
        return value * factor
    return simplify(Fraction(value) * Fraction(factor))


def simplify(number: Fraction) -> Number:
    """An integer or a terminating decimal where `number` is one, else the fraction itself."""
    if number.denominator == 1:
        return number.numerator
    rest, twos, fives = number.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return number
    places = max(twos, fives)
    return Decimal(number.numerator * 10**places // number.denominator).scaleb(-places) if places < 28 else number
