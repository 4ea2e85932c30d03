"""The five-year plans: their numbers and years."""

from __future__ import annotations

_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_FIRST = 1953


def read_small_number(text: str | None) -> int:
    """A number up to 99 in digits or Chinese numerals (十四, 二十八, 5); 0 where it is none."""
    if not text:
        return 0
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if ten and text != ten:
        return 10 * (_DIGITS.get(tens, 0) if tens else 1) + (_DIGITS.get(ones, 0) if ones else 0)
    return _DIGITS.get(text, 0)


def plan_period(number: str) -> str | None:
    """The years of the plan with that number (十四 → 2021/2025). The years 1963 to 1965 lie between the second and the third."""
    value = read_small_number(number)
    if not 1 <= value <= 20:
        return None
    first = _FIRST + 5 * (value - 1) + (3 if value >= 3 else 0)
    return f"{first}/{first + 4}"
