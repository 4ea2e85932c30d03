"""The words of the help pages, in the language of the locale or of SHENHE_LANG, from help.tsv."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


def language() -> str:
    """zh or en: what SHENHE_LANG says, else the locale (LC_ALL, LC_MESSAGES, LANG)."""
    for name in ("SHENHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


@cache
def load_help(labels: str) -> dict[str, str]:
    """Every help text by its key, in `labels`, in the order of the table."""
    # Not by lexicon.tables: importing the lexicon for it would add a sixth to the time of `--help`.
    lines = (Path(__file__).parent / "help.tsv").read_text("utf-8").splitlines()
    _, *rows = (line.split("\t") for line in lines if line and line[0] != "#")
    return {key: zh if labels == "zh" else en for key, en, zh in rows}


def help_text(key: str) -> str:
    """The help text called `key` in the user's language; empty where there is none."""
    return load_help(language()).get(key, "")
