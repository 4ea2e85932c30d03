"""A record as the text of a JSON object. By hand, since the json module cannot write exact decimals."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.rows import WriteOptions, make_rows
from shenhe_cli.model import FIELDS, Record

write_string = json.JSONEncoder(ensure_ascii=False).encode


def write_objects(records: Iterable[Record], options: WriteOptions) -> Iterator[str]:
    """For every record its object on one line; keys are the English names whatever the labels."""
    columns = options.columns or FIELDS
    keys = [f"{write_string(name)}: " for name in columns]
    for row in make_rows(records, options):
        yield "{" + ", ".join(key + write_value(value) for key, value in zip(keys, row, strict=True)) + "}"


def write_value(value: Any) -> str:
    """A string, an exact number or null."""
    if isinstance(value, str):
        return write_string(value)
    return "null" if value is None else write_number(value)
