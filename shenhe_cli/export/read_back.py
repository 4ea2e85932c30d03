"""Files that this program wrote, read back as records: CSV (guarded or not), TSV, JSON and JSONL, with headings of either language."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from shenhe_cli.errors import ReadError
from shenhe_cli.export.delimited import unguard
from shenhe_cli.export.labels import load_enums, load_fields
from shenhe_cli.model import FIELDS, Record

DELIMITERS = {"csv": ",", "tsv": "\t"}


def read_records(text: str, format_name: str, source: str = "-") -> list[Record]:
    """The records in a file's text. A column that is not there is empty in all of them.

    Numbers come back as integers and decimals. Raises ReadError for what is no such file, naming `source` and the row.
    """
    rows = read_table(text, DELIMITERS[format_name]) if format_name in DELIMITERS else read_objects(text, source)
    records = []
    for number, row in enumerate(rows, 1):
        try:
            records.append(make_record(row))
        except (ValueError, InvalidOperation) as error:
            raise ReadError(f"row {number}: {error}", source, "Is it a file that shenhe wrote?") from None
    return records


def read_table(text: str, delimiter: str) -> Iterator[dict[str, Any]]:
    """The rows of a table by field, cells as text; guarding is undone where the file has the mark that goes with it."""
    is_guarded = text.startswith("\ufeff")
    rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    names = {field.heading_zh: name for name, field in load_fields().items()}
    headings = [names.get(heading, heading) for heading in next(rows, [])]
    for row in rows:
        yield dict(zip(headings, (unguard(cell) if is_guarded else cell for cell in row), strict=True))


def read_objects(text: str, source: str) -> Iterable[dict[str, Any]]:
    """The objects of a JSON array or of JSON Lines, numbers exact."""
    try:
        if text.lstrip().startswith("["):
            return list(json.loads(text, parse_float=Decimal))
        return [json.loads(line, parse_float=Decimal) for line in text.split("\n") if line.strip()]
    except ValueError as error:
        raise ReadError(f"no JSON: {error}", source, "Is it a file that shenhe wrote?") from None


def make_record(row: dict[str, Any]) -> Record:
    """A record from its cells. Raises ValueError for a cell that its field cannot have."""
    fields = load_fields()
    return Record._make(read_cell(row.get(name), name, fields[name].type) for name in FIELDS)


def read_cell(cell: Any, name: str, kind: str) -> Any:
    """The value of a cell: None where it is empty, an enum's value by its word of either language."""
    if cell is None or cell == "":
        return None
    if kind == "enum":
        values = load_enums()[name]
        found = next((value for value, word in values.items() if cell in (value, word)), None)
        if found is None:
            raise ValueError(f"{name} cannot be {cell}")
        return found
    if kind == "string":
        return str(cell)
    number = Decimal(str(cell))
    if name == "confidence":
        return float(number)
    return int(number) if number == number.to_integral_value() else number
