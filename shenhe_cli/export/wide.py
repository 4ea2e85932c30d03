"""One row a source and year, one column a pair of indicator and measure: `--layout wide`.

A cell holds one figure, in the unit that most figures of its column have. Where several want the same cell, the one that stands
is, in this order: the region's own before one with a scope (全国), one of the whole year before one of a part of it or of several
years, one in the column's unit, an actual before an expected before a target one, the surer one, the earlier one in the text.
Every other one, every figure without a label and every relation without a figure is listed in `left_out` with the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from shenhe_cli.export.labels import load_fields
from shenhe_cli.export.wide_names import name_columns, name_high
from shenhe_cli.model import Record

# What names a row; then come the columns of the figures.
ROW_FIELDS = ("source", "region", "region_code", "report_year", "year")
STATUS_ORDER = {"actual": 0, "expected": 1, "target": 2}


class WideColumn(NamedTuple):
    """A column: its heading, what it holds (label, code, measure), the unit of its numbers, and how many there are."""

    heading: str
    indicator: str
    indicator_code: str | None
    measure: str
    unit: str
    figures: int


class LeftOut(NamedTuple):
    """A figure that stands in no cell: why, the heading of its column, and the id of the one that stands there."""

    record: Record
    reason: str
    heading: str | None
    kept: str | None


class WideTable(NamedTuple):
    """The rows: the values of ROW_FIELDS, then a number or None for every column (a range has its upper end in a column of its own)."""

    headings: list[str]
    rows: list[list[Any]]
    columns: list[WideColumn]
    left_out: list[LeftOut]


Pair = tuple[str, str]
Row = tuple[str, int | None]


def make_wide(records: Iterable[Record], labels: str) -> WideTable:
    """The records in wide layout; headings in `labels`, those in English are names that Stata takes."""
    by_pair: dict[Pair, list[Record]] = {}
    firsts: dict[Row, Record] = {}
    left_out: list[LeftOut] = []
    for record in records:
        firsts.setdefault((record.source, record.year), record)
        if record.indicator is None or record.norm_value is None or record.norm_unit is None:
            left_out.append(LeftOut(record, "no label" if record.indicator is None else "no number", None, None))
        else:
            by_pair.setdefault((record.indicator_code or record.indicator, record.measure), []).append(record)
    columns, cells = [], []
    for heading, group in zip(name_columns(by_pair, labels), by_pair.values(), strict=True):
        unit = Counter(record.norm_unit or "" for record in group).most_common(1)[0][0]
        best, others = settle(group, unit, heading)
        left_out += others
        first = group[0]
        columns.append(WideColumn(heading, first.indicator or "", first.indicator_code, first.measure, unit, len(best)))
        cells.append(best)
    return lay_out(firsts, columns, cells, left_out, labels)


def settle(group: list[Record], unit: str, heading: str) -> tuple[dict[Row, Record], list[LeftOut]]:
    """The figure that stands in each row of a column, and the others."""
    best: dict[Row, Record] = {}
    others: list[LeftOut] = []
    for record in sorted(group, key=lambda each: order(each, unit)):
        kept = best.setdefault((record.source, record.year), record) if record.norm_unit == unit else None
        if kept is not record:
            is_same = kept is not None and (kept.norm_value, kept.norm_value_high) == (record.norm_value, record.norm_value_high)
            reason = "other unit" if kept is None else "same value" if is_same else "other value"
            others.append(LeftOut(record, reason, heading, kept.id if kept else None))
    return best, others


def order(record: Record, unit: str) -> tuple[Any, ...]:
    """The stated rule as a sort key: the smallest stands."""
    return (
        record.scope is not None,
        record.period != str(record.year),
        record.norm_unit != unit,
        STATUS_ORDER.get(record.status, len(STATUS_ORDER)),
        -record.confidence,
        record.start_char,
    )


def lay_out(
    firsts: dict[Row, Record], columns: list[WideColumn], cells: list[dict[Row, Record]], left_out: list[LeftOut], labels: str
) -> WideTable:
    """The table, rows by source as they came and then by year, undated ones last."""
    fields = load_fields()
    headings = [fields[name].heading(labels) for name in ROW_FIELDS]
    has_high = [any(record.norm_value_high is not None for record in best.values()) for best in cells]
    for column, is_range in zip(columns, has_high, strict=True):
        headings += [column.heading, name_high(column.heading, labels)] if is_range else [column.heading]
    sources = list(dict.fromkeys(source for source, _ in firsts))
    rows = []
    for key in sorted(firsts, key=lambda key: (sources.index(key[0]), key[1] is None, key[1] or 0)):
        row: list[Any] = [getattr(firsts[key], name) for name in ROW_FIELDS]
        for best, is_range in zip(cells, has_high, strict=True):
            record = best.get(key)
            row.append(record.norm_value if record else None)
            if is_range:
                row.append(record.norm_value_high if record else None)
        rows.append(row)
    left_out.sort(key=lambda each: (sources.index(each.record.source), each.record.start_char))
    return WideTable(headings, rows, columns, left_out)
