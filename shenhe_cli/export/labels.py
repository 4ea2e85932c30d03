"""What the fields are called and what they mean, in both languages, read from fields.tsv and enums.tsv."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

from shenhe_cli.lexicon.tables import read_table

FOLDER = Path(__file__).parent


class Field(NamedTuple):
    """A field of a record: its name, type (string, integer, number, enum), whether it may be empty, and its words."""

    name: str
    type: str
    is_optional: bool
    heading_zh: str
    meaning: str
    meaning_zh: str

    def heading(self, labels: str) -> str:
        """The column heading in `labels`, en or zh."""
        return self.heading_zh if labels == "zh" else self.name

    def explain(self, labels: str) -> str:
        """What the field means, in `labels`, en or zh."""
        return self.meaning_zh if labels == "zh" else self.meaning


@cache
def load_fields() -> dict[str, Field]:
    """All fields by name, in the contract's order."""
    rows = read_table(FOLDER / "fields.tsv", ("field", "type", "zh", "meaning", "meaning_zh"))
    return {
        name: Field(name, kind.removesuffix("?"), kind.endswith("?"), heading, meaning, meaning_zh)
        for _, (name, kind, heading, meaning, meaning_zh) in rows
    }


@cache
def load_enums() -> dict[str, dict[str, str]]:
    """For every enum field its values, each with its Chinese label."""
    enums: dict[str, dict[str, str]] = {}
    for _, (field, value, zh) in read_table(FOLDER / "enums.tsv", ("field", "value", "zh")):
        enums.setdefault(field, {})[value] = zh
    return enums
