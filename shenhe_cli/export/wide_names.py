"""What the columns of a wide table are called: in Chinese by label and measure, else so that Stata takes it."""

from __future__ import annotations

import re

from shenhe_cli.export.labels import load_enums
from shenhe_cli.model import Record

# Stata takes names of letters, digits and _, at most 32 characters, that do not begin with a digit.
STATA_LENGTH = 32
# Short, so that more of the label is left.
SUFFIXES = {"change_rate": "growth", "change_amount": "change"}


def name_columns(by_pair: dict[tuple[str, str], list[Record]], labels: str) -> list[str]:
    """The headings: 地区生产总值 增速 in Chinese; else code or label with the measure (gdp_change_rate), as Stata takes it."""
    measures = load_enums()["measure"]
    taken: set[str] = set()
    headings = []
    for (name, measure), group in by_pair.items():
        heading = f"{group[0].indicator} {measures[measure]}" if labels == "zh" else make_stata_name(name, measure)
        headings.append(make_unique(heading, taken))
    return headings


def make_stata_name(name: str, measure: str) -> str:
    """`name` with the measure as a name that Stata takes, cut where it is long; there is room for _high."""
    suffix = f"_{SUFFIXES.get(measure, measure)}"
    stem = re.sub(r"\W+", "_", name).strip("_") or "figure"
    stem = f"_{stem}" if stem[0].isdigit() else stem
    return stem[: STATA_LENGTH - len(suffix) - len("_high")].rstrip("_") + suffix


def make_unique(heading: str, taken: set[str]) -> str:
    """`heading`, with a number in the place of its last characters where it is taken."""
    number, unique = 1, heading
    while unique in taken:
        number += 1
        unique = f"{heading}_{number}" if len(heading) < STATA_LENGTH - len("_99_high") else f"{heading[:-3].rstrip('_')}_{number}"
    taken.add(unique)
    return unique


def name_high(heading: str, labels: str) -> str:
    """The heading for the upper ends of the ranges in a column."""
    return f"{heading} 上限" if labels == "zh" else f"{heading}_high"
