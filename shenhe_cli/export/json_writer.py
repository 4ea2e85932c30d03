"""A JSON array with one object a line, so that it can be compared line by line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from shenhe_cli.export.objects import write_objects
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.model import Record


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write every record as it comes."""
    lead = "["
    for text in write_objects(records, options):
        stream.write(f"{lead}\n  {text}")
        lead = ","
    stream.write("[]\n" if lead == "[" else "\n]\n")
