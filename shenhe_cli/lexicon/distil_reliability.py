"""Distil reliability.tsv from the rows that readers judged. Run again with: python -m shenhe_cli.lexicon.distil_reliability fixtures/judged_rows.tsv

Prints how true the confidences are: every document's rows are given the confidence that the rows of all others give, so that
no row speaks for itself; of the rows given p, a share p should be right.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

from shenhe_cli.lexicon.reliability import Judged, count_judged
from shenhe_cli.lexicon.tables import read_table

_HEADER = """\
# Rows that readers judged, and the right ones among them, by rule and make of the label (see reliability.py): written by
# distil_reliability.py from fixtures/judged_rows.tsv, do not edit. Confidence is the share of right ones, drawn towards that of
# the rule, of its family and of all where rows are few.
rule\tlabel\trows\tright
"""
_COLUMNS = ("document", "sample", "rule", "label", "rows", "right")
_EDGES = (0.0, 0.8, 0.9, 0.95, 1.01)
_MOST = 0.8


class Band(NamedTuple):
    """Rows whose confidence lies in one interval: how many, their mean confidence, and the share that was right."""

    low: float
    rows: int
    given: float
    right: float


def read_judged(path: Path) -> dict[str, list[Judged]]:
    """Judged rows by document."""
    documents: dict[str, list[Judged]] = defaultdict(list)
    for _, (document, _sample, rule, label, rows, right) in read_table(path, _COLUMNS):
        documents[document].append((rule, label, int(rows), int(right)))
    return documents


def left_out(documents: dict[str, list[Judged]]) -> list[tuple[float, int, int]]:
    """(confidence, rows, right) of every group of rows, by the rows of the other documents."""
    groups = []
    for document, own in documents.items():
        others = count_judged(row for name, rows in documents.items() if name != document for row in rows)
        groups += [(others.rate(rule, label), rows, right) for rule, label, rows, right in own]
    return groups


def bands(groups: Iterable[tuple[float, int, int]], edges: Sequence[float] = _EDGES) -> list[Band]:
    """The bands of confidence, those without rows left out."""
    result = []
    for low, high in pairwise(edges):
        inside = [group for group in groups if low <= group[0] < high]
        rows = sum(group[1] for group in inside)
        if rows:
            result.append(Band(low, rows, sum(p * n for p, n, _ in inside) / rows, sum(right for _, _, right in inside) / rows))
    return result


def right_among_most_confident(groups: Iterable[tuple[float, int, int]], share: float = _MOST) -> float:
    """The share of right rows among the `share` of all rows with the highest confidence."""
    ordered = sorted(groups, reverse=True)
    wanted = share * sum(rows for _, rows, _ in ordered)
    taken, right = 0.0, 0.0
    for _, rows, good in ordered:
        part = min(rows, wanted - taken)
        taken, right = taken + part, right + good * part / rows
    return right / taken


def reliability_table(documents: dict[str, list[Judged]]) -> str:
    """The bands and the share right among the most confident, as a Markdown table and a line."""
    groups = left_out(documents)
    rows = sum(rows for _, rows, _ in groups)
    lines = ["| confidence | rows | mean confidence | share right |", "| --- | --- | --- | --- |"]
    lines += [f"| from {band.low:.2f} | {band.rows} | {band.given:.3f} | {band.right:.3f} |" for band in bands(groups)]
    total = sum(right for _, _, right in groups) / rows
    best = right_among_most_confident(groups)
    return "\n".join([*lines, "", f"Of all {rows} rows {total:.3f} are right, of the most confident {_MOST:.0%} {best:.3f}."])


def write_table(documents: dict[str, list[Judged]], target: Path) -> None:
    """Write reliability.tsv."""
    counts: Counter[tuple[str, str]] = Counter()
    good: Counter[tuple[str, str]] = Counter()
    for rule, label, rows, right in chain.from_iterable(documents.values()):
        counts[rule, label] += rows
        good[rule, label] += right
    lines = (f"{rule}\t{label}\t{rows}\t{good[rule, label]}\n" for (rule, label), rows in sorted(counts.items()))
    target.write_text(_HEADER + "".join(lines), "utf-8")


if __name__ == "__main__":
    judged = read_judged(Path(sys.argv[1]))
    write_table(judged, Path(__file__).with_name("reliability.tsv"))
    print(reliability_table(judged))
