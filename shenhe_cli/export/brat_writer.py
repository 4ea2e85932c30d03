"""brat standoff (.ann) for one report: an entity a figure, attributes for its enums, a note with the rest.

It belongs beside a .txt of the same name that holds what `shenhe text` prints; offsets are its code points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from shenhe_cli.errors import UsageError
from shenhe_cli.export.labels import load_enums
from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.summary import written
from shenhe_cli.model import Record

SUFFIX = "ann"

ATTRIBUTES = ("status", "direction", "bound")
NOTED = ("indicator", "indicator_code", "norm_value", "norm_value_high", "norm_unit", "basis", "period", "confidence")


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write the annotations. Raises UsageError at the second report, since an .ann is about one text."""
    source: str | None = None
    attributes = 0
    for number, record in enumerate(records, 1):
        if source is not None and record.source != source:
            raise UsageError("an .ann file is about one report", "--format brat", "Write one report at a time")
        source = record.source
        stream.write(write_entity(number, record))
        for name in ATTRIBUTES:
            if value := getattr(record, name):
                attributes += 1
                stream.write(f"A{attributes}\t{name.title()} T{number} {value}\n")
        stream.write(f"#{number}\tAnnotatorNotes T{number}\t{'; '.join(write_facts(record))}\n")


def write_entity(number: int, record: Record) -> str:
    """`T1  level 10 16  75.8亿元`: a broken line splits the span, since an entity's text must not hold a line break."""
    spans, start = [], record.start_char
    pieces = written(record).split("\n")
    for piece in pieces:
        if piece:
            spans.append(f"{start} {start + len(piece)}")
        start += len(piece) + 1
    return f"T{number}\t{record.measure} {';'.join(spans)}\t{' '.join(piece for piece in pieces if piece)}\n"


def write_facts(record: Record) -> Iterator[str]:
    """`indicator=…` and the like, on one line."""
    for name in NOTED:
        value = getattr(record, name)
        if value is not None:
            yield f"{name}={' '.join(value.split()) if isinstance(value, str) else write_number(value)}"


def make_config() -> str:
    """The annotation.conf for such files."""
    enums = load_enums()
    lines = ["[entities]", *enums["measure"], "", "[relations]", "", "[events]", "", "[attributes]"]
    lines += [f"{name.title()}\tArg:<ENTITY>, Value:{'|'.join(enums[name])}" for name in ATTRIBUTES]
    return "\n".join([*lines, ""])
