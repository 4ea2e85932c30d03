"""A record as the text of a JSON object. By hand, since the json module cannot write exact decimals."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.rows import WriteOptions, make_keys, make_rows
from shenhe_cli.model import SCHEMA_VERSION, Record

encode = json.JSONEncoder(ensure_ascii=False).encode
# JSON takes them as they are, but many readers of JSON Lines end a line at them.
LINE_ENDS = re.compile("[\x85\u2028\u2029]")


def write_objects(records: Iterable[Record], options: WriteOptions) -> Iterator[str]:
    """For every record its object on one line; keys are the English names whatever the labels.

    A whole record ends with the version of its schema.
    """
    keys = [f"{write_string(name)}: " for name in make_keys(options)]
    is_whole = options.columns is None and options.profile is None
    end = f', "schema_version": {write_string(SCHEMA_VERSION)}' if is_whole else ""
    for row in make_rows(records, options):
        yield "{" + ", ".join(key + write_value(value) for key, value in zip(keys, row, strict=True)) + end + "}"


def write_value(value: Any) -> str:
    """A string, an exact number or null."""
    if isinstance(value, str):
        return write_string(value)
    return "null" if value is None else write_number(value)


def write_string(text: str) -> str:
    """A JSON string that holds no line end of any kind."""
    encoded = encode(text)
    return encoded if encoded.isascii() else LINE_ENDS.sub(lambda found: f"\\u{ord(found[0]):04x}", encoded)
