"""Quantities of a text in canonical units, without asking what they measure: what `shenhe normalize` prints."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from shenhe_cli.model import Number, Quantity
from shenhe_cli.normalize.magnitudes import normalize_quantity


class Written(NamedTuple):
    """A quantity as written and in its canonical unit; offsets are those of the text."""

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


def normalize_text(text: str, recognize: Callable[[str], list[Quantity]]) -> list[Written]:
    """Every quantity that `recognize` finds in `text`, read as a level: 倍 stays 倍, nothing gets a sign."""
    found = []
    for q in recognize(text):
        value, high, unit, dimension = normalize_quantity(q, "level", None)
        span = text[q.start : q.end]
        found.append(Written(span, q.value, q.high, q.unit_text, value, high, unit, dimension, q.start, q.end))
    return found
