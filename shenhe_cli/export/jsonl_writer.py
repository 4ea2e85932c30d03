"""JSON Lines: one object a record and line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from shenhe_cli.export.objects import write_objects
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.model import Record


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write every record as it comes."""
    for text in write_objects(records, options):
        stream.write(f"{text}\n")
