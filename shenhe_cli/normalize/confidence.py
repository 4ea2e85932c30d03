"""Confidence: of rows bound by the same rule, with a label of the same make, the share that readers found right."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from shenhe_cli.model import Mention

# the classes of the first and the last word of a label, a letter each
Classify = Callable[[str], str]
Reckon = Callable[[str, str], tuple[float, int, int]]

_SHORT = 3
# what a label does not begin with (a preposition, a numeral, an unknown word) nor end with, unless its clause was misread
_ODD_FIRST, _ODD_LAST = frozenset("pmxv"), frozenset("vmp")


class Evidence(NamedTuple):
    """What a confidence rests on: rule, make of the label, and of how many rows like this how many were right."""

    confidence: float
    rule: str
    label: str
    rows: int
    right: int


def classify_label(mention: Mention, code: str | None, classify: Classify) -> str:
    """The make of a label, one of LABELS; `classify` gives the classes of its first and last word."""
    label = mention.indicator
    if not label:
        return "none"
    if code:
        return "known"
    if "indicator" in mention.inferred:
        return "taken"
    kinds = classify(label)
    if "的" in label or not kinds or kinds[0] in _ODD_FIRST or kinds[-1] in _ODD_LAST:
        return "odd"
    return "short" if len(label) < _SHORT else "plain"


def weigh(reckon: Reckon, mention: Mention, code: str | None, classify: Classify) -> Evidence:
    """The confidence of a mention and the evidence for it; `reckon` gives rate, rows and right rows by rule and make of label."""
    label = classify_label(mention, code, classify)
    confidence, rows, right = reckon(mention.rule, label)
    return Evidence(confidence, mention.rule, label, rows, right)
