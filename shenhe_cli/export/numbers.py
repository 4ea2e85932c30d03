"""Exact numbers as text: never an exponent, no digits that say nothing."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

SIGNIFICANT_DIGITS = 15


def write_number(number: int | Decimal | Fraction | float) -> str:
    """`number` in plain decimal notation.

    A value that terminates is written exactly, another with 15 significant digits; a whole number has no point. A float
    (only the confidence is one) is written as the shortest decimal that gives it back.
    """
    if isinstance(number, int):
        return str(int(number))
    if isinstance(number, Fraction):
        return write_fraction(number)
    return write_decimal(number if isinstance(number, Decimal) else Decimal(repr(number)))


def write_decimal(number: Decimal) -> str:
    """All digits of `number`, without zeros behind the last one that counts."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_fraction(number: Fraction) -> str:
    """Exactly where the denominator has no prime but 2 and 5, else rounded to 15 significant digits."""
    places, rest = 0, number.denominator
    for prime in (2, 5):
        power = 0
        while rest % prime == 0:
            rest //= prime
            power += 1
        places = max(places, power)
    if rest == 1:
        scaled = number.numerator * 10**places // number.denominator
        return write_decimal(Decimal((int(scaled < 0), tuple(map(int, str(abs(scaled)))), -places)))
    with localcontext(prec=SIGNIFICANT_DIGITS):
        # Rounded once: Decimal division takes the integers exactly.
        return write_decimal(Decimal(number.numerator) / Decimal(number.denominator))
