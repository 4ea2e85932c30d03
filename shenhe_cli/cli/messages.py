"""The words of the help pages, in the language of the locale or of SHENHE_LANG, from help.tsv."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from shenhe_cli.lexicon.tables import read_table


def language() -> str:
    """zh or en: what SHENHE_LANG says, else the locale (LC_ALL, LC_MESSAGES, LANG)."""
    for name in ("SHENHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def load_help(labels: str) -> dict[str, str]:
    """Every help text by its key, in `labels`, in the order of the table."""
    rows = read_table(Path(__file__).parent / "help.tsv", ("key", "en", "zh"))
    column = 2 if labels == "zh" else 1
    return {cells[0]: cells[column] for _, cells in rows}


def help_text(key: str) -> str:
    """The help text called `key` in the user's language; empty where there is none."""
    return load_help(language()).get(key, "")
