"""A record in the few columns that a reader looks at: what is read together stands together."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from shenhe_cli.export.labels import load_enums
from shenhe_cli.export.numbers import write_number
from shenhe_cli.model import Record

CHANGE = {"en": "kind", "zh": "类型"}

# Characters of a sentence shown on either side of the quantity: about three lines of a wide table's last column.
AROUND = 40

# Control characters of a hostile file must not reach the terminal; line breaks are the document's and say nothing here.
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")


def clean(text: str) -> str:
    """`text` without control characters; a broken line is joined."""
    return CONTROL.sub("", text)


def summarise(record: Record, columns: tuple[str, ...], labels: str) -> list[Any]:
    """The cells of a record; `columns` are names of fields and `change`, which joins measure and direction."""
    makers: dict[str, Callable[[Record], str | None]] = {
        "quantity": quantity_with_bound,
        "norm_value": normalised,
        "sentence": excerpt,
        "change": lambda each: " ".join(filter(None, (label(each, "measure", labels), label(each, "direction", labels)))),
        "status": lambda each: label(each, "status", labels),
    }
    return [makers[name](record) if name in makers else getattr(record, name) for name in columns]


def label(record: Record, field: str, labels: str) -> str | None:
    """The value of an enum field in the language of the labels."""
    value: str | None = getattr(record, field)
    return load_enums()[field].get(value, value) if value and labels == "zh" else value


def quantity_with_bound(record: Record) -> str:
    """The quantity with the words that bound it, where they stood: 超1/10, 5%左右."""
    quantity, words = written(record), record.bound_text
    if not words or words in quantity:
        return quantity
    before = record.sentence[: record.start_char - record.sentence_start]
    return f"{words}{quantity}" if before.rstrip().endswith(words) else f"{quantity}{words}"


def written(record: Record) -> str:
    """The quantity as it stands in the text; of a target without a figure what it says instead."""
    return record.quantity or record.relation or ""


def normalised(record: Record) -> str:
    """Normalised value or range, thousands grouped, with the unit if it has one."""
    if record.norm_value is None:
        return ""
    high = "" if record.norm_value_high is None else f"–{group_thousands(write_number(record.norm_value_high))}"
    unit = "" if record.norm_unit == "1" else f" {record.norm_unit}"
    return f"{group_thousands(write_number(record.norm_value))}{high}{unit}"


def group_thousands(number: str) -> str:
    """7580000000.5 → 7,580,000,000.5."""
    whole, point, places = number.partition(".")
    return f"{int(whole):,}{point}{places}" if whole.removeprefix("-") != "0" else number


def excerpt(record: Record) -> str:
    """The sentence, cut on either side of the quantity where it is long."""
    start = max(0, record.start_char - record.sentence_start - AROUND)
    end = min(len(record.sentence), record.end_char - record.sentence_start + AROUND)
    return f"{'…' if start else ''}{record.sentence[start:end]}{'…' if end < len(record.sentence) else ''}"
