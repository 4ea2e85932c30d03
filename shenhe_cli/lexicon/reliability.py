"""How reliable the rules are: rows that readers judged, by rule and make of the label, and the share that was right.

The table is written by `python -m shenhe_cli.lexicon.distil_reliability`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

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


class Reliability:
    """Shares of right rows, drawn towards the share of the rule, and this towards that of its family and of all, where rows are few."""

    def __init__(self, judged: Iterable[Judged]) -> None:
        self._rows: Counter[tuple[str, ...]] = Counter()
        self._right: Counter[tuple[str, ...]] = Counter()
        for rule, label, rows, right in judged:
            for key in _keys(rule, label):
                self._rows[key] += rows
                self._right[key] += right
        self._rates: dict[tuple[str, str], float] = {}

    def rate(self, rule: str, label: str) -> float:
        """The share of right rows to expect, two decimals."""
        known = self._rates.get((rule, label))
        if known is None:
            share = 0.5
            for key in reversed(_keys(rule, label)):
                share = (self._right[key] + _WEIGHT * share) / (self._rows[key] + _WEIGHT)
            known = self._rates[rule, label] = round(share, 2)
        return known

    def count(self, rule: str, label: str) -> tuple[int, int]:
        """The judged rows of a rule and a make of label, and the right ones among them."""
        key = _keys(rule, label)[0]
        return self._rows[key], self._right[key]


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
    return Reliability(judged)
