"""The lists beside a wide table: what its columns hold, and the figures that stand in no cell."""

from __future__ import annotations

from typing import Any

from shenhe_cli.export.labels import load_enums, load_fields
from shenhe_cli.export.wide import WideTable

LEFT_OUT_FIELDS = ("source", "year", "indicator", "measure", "status", "quantity", "norm_value", "norm_unit", "period", "sentence", "id")
WORDS = {
    "en": {"column": "column", "kept": "kept", "reason": "reason", "unit": "unit", "count": "figures"}
    | {"no label": "no label", "no number": "no number", "same value": "same value", "other value": "other value", "other unit": "other unit"},
    "zh": {"column": "列", "kept": "保留", "reason": "原因", "unit": "单位", "count": "个数"}
    | {"no label": "无指标名", "no number": "没有数字", "same value": "数值相同", "other value": "数值不同", "other unit": "单位不同"},
}


def tabulate_left_out(table: WideTable, labels: str) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of the list of figures that stand in no cell."""
    fields, enums, words = load_fields(), load_enums(), WORDS[labels]
    headings = [words["reason"], words["column"], words["kept"], *(fields[name].heading(labels) for name in LEFT_OUT_FIELDS)]
    rows = []
    for record, reason, heading, kept in table.left_out:
        values = [getattr(record, name) for name in LEFT_OUT_FIELDS]
        if labels == "zh":
            values = [enums.get(n, {}).get(v, v) if n in enums else v for n, v in zip(LEFT_OUT_FIELDS, values, strict=True)]
        rows.append([words[reason], heading, kept, *values])
    return headings, rows


def tabulate_columns(table: WideTable, labels: str) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of the list of columns, with the unit of each."""
    fields, words, measures = load_fields(), WORDS[labels], load_enums()["measure"]
    names = [fields[name].heading(labels) for name in ("indicator", "indicator_code", "measure")]
    rows = [
        [each.heading, each.indicator, each.indicator_code, measures[each.measure] if labels == "zh" else each.measure, each.unit, each.figures]
        for each in table.columns
    ]
    return [words["column"], *names, words["unit"], words["count"]], rows
