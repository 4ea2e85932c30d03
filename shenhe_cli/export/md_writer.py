"""Markdown: a table for every source, readable in any viewer; what would be markup in a text is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO, Any

from shenhe_cli.export.labels import load_fields
from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.provenance import sign
from shenhe_cli.export.rows import WriteOptions, make_headings, make_rows
from shenhe_cli.export.summary import CHANGE, summarise
from shenhe_cli.export.table_writer import NUMERIC, group_records
from shenhe_cli.model import Record

COLUMNS = ("indicator", "quantity", "change", "norm_value", "basis", "status", "period", "sentence")
# What is markup inside a line, GitHub's references and formulas too. A line break would end the row.
MARKUP = re.compile(r"[\\`*_\[\]|~$#@]")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " ", "\r": " "}
# Bare addresses that viewers make links of.
ADDRESS = re.compile(r"(?i)(?<=:)//|(?<=\bwww)\.")


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write a table a source, or a single one where the sources are mixed or columns were chosen, and the versions."""
    is_chosen = options.columns is not None or options.profile is not None
    for title, group in group_records(records, options.is_mixed or is_chosen):
        if title:
            stream.write(f"## {escape(title)}\n\n")
        write_group(group, stream, options, is_chosen)
    stream.write(f"<!-- {sign(options.own_lexicon)} -->\n")


def write_group(records: Iterable[Record], stream: IO[str], options: WriteOptions, is_chosen: bool) -> None:
    """Headings, the line under them, and the rows."""
    columns = (("source", *COLUMNS) if options.is_mixed else COLUMNS) if not is_chosen else ()
    known = load_fields()
    headings = [known[name].heading(options.labels) if name in known else CHANGE[options.labels] for name in columns]
    headings = headings or make_headings(options)
    marks = [("---:" if name in NUMERIC else "---") for name in columns] or ["---"] * len(headings)
    for cells in (headings, marks):
        stream.write(f"| {' | '.join(cells)} |\n")
    rows = make_rows(records, options) if is_chosen else (summarise(record, columns, options.labels) for record in records)
    for row in rows:
        stream.write(f"| {' | '.join(show(value) for value in row)} |\n")
    stream.write("\n")


def show(value: Any) -> str:
    """A cell's text."""
    if isinstance(value, str):
        return escape(value)
    return "" if value is None else write_number(value)


def escape(text: str) -> str:
    """`text` so that a viewer shows it as it is."""
    text = "".join(ENTITIES.get(character, character) for character in MARKUP.sub(r"\\\g<0>", text))
    return ADDRESS.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", text)
