"""datapackage.json (Frictionless): what a CSV or TSV file holds, for programs that open it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from shenhe_cli.errors import ReadError
from shenhe_cli.export.columns import PRIMARY_KEY, Column, describe_columns
from shenhe_cli.export.provenance import provenance
from shenhe_cli.export.rows import WriteOptions, headings_zh
from shenhe_cli.model import FIELDS, SCHEMA_VERSION

NAME = "datapackage.json"
DELIMITERS = {"csv": (",", "\r\n", "text/csv"), "tsv": ("\t", "\n", "text/tab-separated-values")}


def write_datapackage(path: str, format_name: str, options: WriteOptions) -> str:
    """The text of the datapackage.json for the file at `path`."""
    return json.dumps(make_datapackage(path, format_name, options), ensure_ascii=False, indent=2) + "\n"


def make_datapackage(path: str, format_name: str, options: WriteOptions) -> dict[str, Any]:
    """The package with its one resource; the columns are those that `options` chose, under their headings."""
    delimiter, line_end, mediatype = DELIMITERS[format_name]
    versions = provenance(options.own_lexicon)
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "shenhe-figures",
        "version": SCHEMA_VERSION,
        "description": f"Figures of government work reports, by shenhe {versions['shenhe']}, lexicon {versions['lexicon']}",
        "resources": [
            {
                "name": "figures",
                "type": "table",
                "path": Path(path).name,
                "format": format_name,
                "mediatype": mediatype,
                "encoding": "utf-8",
                "dialect": {"delimiter": delimiter, "lineTerminator": line_end, "quoteChar": '"', "doubleQuote": True, "header": True},
                "schema": make_schema(options),
            }
        ],
    }


def make_schema(options: WriteOptions) -> dict[str, Any]:
    """The Table Schema of the columns."""
    columns = describe_columns(options)
    headings = {column.field: column.heading for column in columns}
    key = {"primaryKey": [headings[name] for name in PRIMARY_KEY]} if set(PRIMARY_KEY) <= set(headings) else {}
    return {"fields": [make_field(column) for column in columns], "missingValues": [""], **key}


def make_field(column: Column) -> dict[str, Any]:
    """A column of the Table Schema."""
    constraints: dict[str, Any] = {} if column.is_optional else {"required": True}
    if column.values:
        constraints["enum"] = list(column.values)
    kind = "string" if column.type == "enum" else column.type
    field = {"name": column.heading, "type": kind, "description": column.meaning}
    return {**field, "constraints": constraints} if constraints else field


def options_of_file(path: str) -> tuple[str, WriteOptions]:
    """The format of a CSV or TSV file that shenhe wrote, and the columns and labels that its headings tell.

    Raises ReadError where it cannot be read or has other headings.
    """
    format_name = Path(path).suffix.lower().removeprefix(".")
    if format_name not in DELIMITERS:
        raise ReadError("no CSV or TSV file", path, "Name one that shenhe extract has written")
    try:
        with open(path, encoding="utf-8-sig", newline="") as stream:
            headings = next(csv.reader(stream, delimiter=DELIMITERS[format_name][0]), [])
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"cannot be read: {error}", path, "Check the name") from None
    by_heading = headings_zh()
    for labels, names in (("en", headings), ("zh", [by_heading.get(heading, "") for heading in headings])):
        if names and set(names) <= set(FIELDS):
            return format_name, WriteOptions(columns=tuple(names), labels=labels)
    raise ReadError("its headings are not those of figures", path, "Name a file that shenhe extract has written in long layout")
