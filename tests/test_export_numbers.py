"""Numbers as text: exact, plain, without digits that say nothing."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shenhe_cli.export.numbers import write_number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (-18, "-18"),
        (10**20, "100000000000000000000"),
        (Decimal("1E+8"), "100000000"),
        (Decimal("75.80"), "75.8"),
        (Decimal("5.0"), "5"),
        (Decimal("-0.0"), "0"),
        (Decimal("1E-9"), "0.000000001"),
        (Decimal("123456789012345678.25"), "123456789012345678.25"),
        (Fraction(4, 2), "2"),
        (Fraction(1, 8), "0.125"),
        (Fraction(-7, 20), "-0.35"),
        (Fraction(1, 3), "0.333333333333333"),
        (Fraction(2, 3), "0.666666666666667"),
        (Fraction(-200, 3), "-66.6666666666667"),
        (Fraction(10**20, 3), "33333333333333300000"),
        (Fraction(1, 67), "0.0149253731343284"),
        (0.9, "0.9"),
        (1.0, "1"),
        (0.00001, "0.00001"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_how_a_number_is_written(number, text):
    assert write_number(number) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=12) | st.integers())
def test_decimals_and_integers_come_back(number):
    assert Decimal(write_number(number)) == number


@given(st.integers(), st.integers(0, 30), st.integers(0, 30))
def test_terminating_fractions_come_back(numerator, twos, fives):
    number = Fraction(numerator, 2**twos * 5**fives)
    assert Fraction(write_number(number)) == number


@given(st.fractions())
def test_other_fractions_are_off_by_half_a_digit_at_most(number):
    text = write_number(number)
    assert "e" not in text.lower()
    assert abs(Fraction(text) - number) <= abs(number) * Fraction(1, 10**14) / 2
