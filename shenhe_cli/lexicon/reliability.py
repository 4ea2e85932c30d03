"""How reliable the rules are: rows that readers judged, by rule and make of the label, and the share that was right.

The table is written by `python -m shenhe_cli.lexicon.distil_reliability`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon.tables import FOLDER, Folder, read_table

# makes of a label, and how each is told
LABELS = {
    "known": "the label of a known indicator",
    "plain": "a noun phrase as label",
    "short": "a label of one or two characters",
    "odd": "a label that begins or ends as no noun phrase does",
    "taken": "a label taken over from an earlier figure",
    "none": "no label",
}
# a cell counts as much as this many rows of its rule, a rule as this many of all rows
_WEIGHT = 10

Judged = tuple[str, str, int, int]


class Reliability(NamedTuple):
    """Judged rows and the right ones among them, by group: rule and make of label, rule, family of rules, all."""

    rows: Counter[tuple[str, ...]]
    right: Counter[tuple[str, ...]]

    def reckon(self, rule: str, label: str) -> tuple[float, int, int]:
        """The rate of a rule and a make of label, and the rows and right rows behind it."""
        return self.rate(rule, label), *self.count_rows(rule, label)

    def rate(self, rule: str, label: str) -> float:
        """The share of right rows to expect, two decimals: drawn towards that of the next wider group where rows are few."""
        share = 0.5
        for key in reversed(_keys(rule, label)):
            share = (self.right[key] + _WEIGHT * share) / (self.rows[key] + _WEIGHT)
        return round(share, 2)

    def count_rows(self, rule: str, label: str) -> tuple[int, int]:
        """The judged rows of a rule and a make of label, and the right ones among them."""
        key = _keys(rule, label)[0]
        return self.rows[key], self.right[key]


def count_judged(judged: Iterable[Judged]) -> Reliability:
    """The judged rows by group."""
    counted, good = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
    for rule, label, rows, right in judged:
        for key in _keys(rule, label):
            counted[key] += rows
            good[key] += right
    return Reliability(counted, good)


def _keys(rule: str, label: str) -> tuple[tuple[str, ...], ...]:
    """From the narrowest group of rows to all of them."""
    return (rule, label), (rule,), (rule.partition("/")[0] + "/",), ()


def load_reliability(folder: Folder = FOLDER) -> Reliability:
    """The table of judged rows; raises LexiconError where a row is wrong."""
    judged: list[Judged] = []
    for place, (rule, label, rows, right) in read_table(folder / "reliability.tsv", ("rule", "label", "rows", "right")):
        if label not in LABELS or not rows.isdecimal() or not right.isdecimal() or int(right) > int(rows):
            raise LexiconError(f"{label} {rows} {right}", place, f"Write a make of label ({' '.join(LABELS)}) and two counts, the second no greater")
        judged.append((rule, label, int(rows), int(right)))
    return count_judged(judged)
