"""Quantities of a text in canonical units, without asking what they measure: what `shenhe normalize` prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from shenhe_cli.model import Number, Quantity
from shenhe_cli.normalize.magnitudes import normalize_quantity

# what may stand between the word of a bound and its number: 超过了80, 至少是3, 大于或者等于100
_BETWEEN = ("或者等于", "或等于", "等于", "了", "是", "为", "有", "=", "＝", "或者", "或")
# 比 and the number, then one of these: 比三十大
_COMPARED = {"大": "at_least", "高": "at_least", "多": "at_least", "小": "at_most", "低": "at_most", "少": "at_most"}
# 不 before a word that the table has without it: 不大于
_DENIED = {"at_least": "at_most", "at_most": "at_least"}
_LONGEST_WORD = 8
_BLANKS = " \u3000"


class Written(NamedTuple):
    """A quantity as written and in its canonical unit; offsets are those of the text.

    `bound` is approx, at_least, at_most or None, `bound_text` the word that says so (超过, 以上, 余).
    """

    quantity: str
    value: Number
    value_high: Number | None
    unit: str
    norm_value: Number
    norm_value_high: Number | None
    norm_unit: str
    dimension: str
    start_char: int
    end_char: int
    bound: str | None = None
    bound_text: str | None = None


class BoundWords(NamedTuple):
    """Words that bound a figure, before it and after it, with the bound they set: the table of bounds."""

    before: Mapping[str, str]
    after: Mapping[str, str]


def normalize_text(text: str, recognize: Callable[[str], list[Quantity]], bounds: BoundWords | None = None) -> list[Written]:
    """Every quantity that `recognize` finds in `text`, read as a level: 倍 stays 倍, nothing gets a sign.

    With `bounds` the words around a quantity are read too (超过二十, 10以上).
    """
    found = []
    for q in recognize(text):
        value, high, unit, dimension = normalize_quantity(q, "level", None)
        kind, word = _read_bound(text, q, bounds)
        span = text[q.start : q.end]
        found.append(Written(span, q.value, q.high, q.unit_text, value, high, unit, dimension, q.start, q.end, kind, word))
    return found


def _read_bound(text: str, quantity: Quantity, words: BoundWords | None) -> tuple[str | None, str | None]:
    """Bound and word of a quantity: after it, else inside it (余, 多), else before it."""
    inside = quantity.bound, quantity.bound_text
    if words is None:
        return inside
    return find_after(text, quantity.end, words) or (inside if quantity.bound else find_before(text, quantity, words)) or inside


def find_after(text: str, end: int, words: BoundWords) -> tuple[str, str] | None:
    """Bound and word after a figure that ends at `end` (以上, 或者以上), None for none."""
    following = text[end : end + _LONGEST_WORD].lstrip(_BLANKS)
    for link in ("", "或者", "或"):
        after = _longest_prefix(following.removeprefix(link) if following.startswith(link) else "", words.after)
        if after:
            return words.after[after], after
    return None


def find_before(text: str, quantity: Quantity, words: BoundWords) -> tuple[str, str] | None:
    """Bound and word before a figure (超过, 大于或等于), or around it (比…大); None for none."""
    following = text[quantity.end : quantity.end + _LONGEST_WORD].lstrip(_BLANKS)
    position = _skip_back(text, quantity.start)
    while True:
        before = _longest_suffix(text[max(0, position - _LONGEST_WORD) : position], words.before)
        if before:
            is_denied = text.endswith(f"不{before}", 0, position)
            bound = words.before[before]
            return (_DENIED.get(bound, bound), f"不{before}") if is_denied else (bound, before)
        link = next((link for link in _BETWEEN if text.endswith(link, 0, position)), "")
        if not link:
            break
        position = _skip_back(text, position - len(link))
    if text.endswith("比", 0, position) and following[:1] in _COMPARED and following:
        return _COMPARED[following[0]], f"比…{following[0]}"
    return None


def _skip_back(text: str, position: int) -> int:
    while position and text[position - 1] in _BLANKS:
        position -= 1
    return position


def _longest_suffix(text: str, words: Mapping[str, str]) -> str:
    return max((word for word in words if text.endswith(word)), key=len, default="")


def _longest_prefix(text: str, words: Mapping[str, str]) -> str:
    return max((word for word in words if text.startswith(word)), key=len, default="")
