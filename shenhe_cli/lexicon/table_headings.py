"""Words in the headings of tables: what the column, or the row, under them is."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from shenhe_cli.lexicon.tables import FOLDER, pick, read_table

HEADING_ROLES = (
    "label",
    "unit",
    "skip",
    "plain",
    "change",
    "share",
    "rank",
    "target",
    "expected",
    "actual",
    "whose",
    "keep",
    "total",
)


def load_headings(folder: Path = FOLDER) -> dict[str, str]:
    """Every heading word with its role. Raises LexiconError where a row is wrong."""
    rows = read_table(folder / "table_headings.tsv", ("word", "role"))
    return {"".join(word.split()): pick(place, role, HEADING_ROLES) or "plain" for place, (word, role) in rows}


@lru_cache(maxsize=1)
def default_headings() -> dict[str, str]:
    """The table in the package, read when the first document with a table comes."""
    return load_headings()
