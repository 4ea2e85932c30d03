"""Which words of the lexicon are used: by a case of tests/corpus (or ../shared/foreign), or by a report of ../shared/corpus.

Run as a script: python tests/lexicon_rows.py. It prints the words that neither has, table by table, one a line: `table word`.
What is left over on purpose is listed in lexicon_rows_unused.tsv with the reason.

Not looked at: regions.tsv (a register, complete as its source is), words.tsv (distilled by frequency; no word in it by hand) and
reliability.tsv (counts by rule).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus_cases import CORPUS as CASES
from corpus_cases import read_cases

from shenhe_cli.lexicon.numbers import NUMERAL_CHARACTERS
from shenhe_cli.lexicon.tables import FOLDER, read_columns, read_table

SHARED = Path(__file__).parents[2] / "shared"
UNUSED = Path(__file__).with_name("lexicon_rows_unused.tsv")
LEFT_OUT = {"regions", "words", "reliability"}
# tables with several words in a cell: the column that holds them, and what stands between
LISTS = {"function_words": ("words", " "), "number_cues": ("cues", " "), "heads": ("heads", " "), "collectives": ("word", " ")}
_BEFORE = NUMERAL_CHARACTERS | frozenset("余多几数 /／每")
_WINDOW = 12


class Texts(NamedTuple):
    """All text, without line breaks, and the sorted distinct stretches that follow a numeral in it."""

    text: str
    windows: list[str]

    def has(self, word: str) -> bool:
        """Whether the word occurs; `…` in it stands for anything, `^` before it for the beginning."""
        return all(part in self.text for part in word.removeprefix("^").split("…"))

    def has_after_numeral(self, word: str) -> bool:
        """Whether the word occurs right after a numeral (or 余, 几, a slash)."""
        place = bisect_left(self.windows, word)
        return place < len(self.windows) and self.windows[place].startswith(word)


def make_texts(pieces: list[str]) -> Texts:
    text = "\f".join("".join(piece.split()) for piece in pieces)
    windows = {text[i + 1 : i + 1 + _WINDOW] for i, character in enumerate(text) if character in _BEFORE}
    return Texts(text, sorted(windows))


@cache
def case_texts() -> Texts:
    """What the cases say: ours, the other projects', and the seed report."""
    pieces = [case.surface for folder in sorted(CASES.iterdir()) for case in read_cases(folder.name)]
    pieces += [json.loads(line)["input"] for path in sorted((SHARED / "foreign").glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    return make_texts([*pieces, *(path.read_text("utf-8-sig") for path in (CASES.parents[1] / "seeds").glob("*.txt"))])


@cache
def report_texts() -> Texts:
    return make_texts([path.read_bytes().decode("utf-8-sig") for path in sorted((SHARED / "corpus").glob("*.txt"))])


def words_of(table: str) -> Iterator[tuple[str, str]]:
    """(word, where it must stand: numeral or any) for every row of a table; a row with several names counts by any of them."""
    path = FOLDER / f"{table}.tsv"
    columns = read_columns(path)
    for _, cells in read_table(path, columns):
        if table == "heads":
            yield from ((cells[0] + head, "numeral") for head in cells[2].split())
        elif table in LISTS:
            column, mark = LISTS[table]
            yield from ((word, "any") for word in cells[columns.index(column)].split(mark) if word)
        elif table == "indicators":
            names = [cells[1], *(alias.partition("@")[0] for alias in cells[3].split("|") if alias != "-")]
            yield "|".join(f"code {cells[0]}" if cells[0] in codes_of_cases() else name for name in names), "any"
        elif table == "periods":
            yield cells[0].replace("N", "…"), "any"
        else:
            yield cells[0], "numeral" if table in {"units", "scales"} else "any"


@cache
def codes_of_cases() -> frozenset[str]:
    """The indicators that have a case."""
    return frozenset(case.expected for case in read_cases("indicators"))


def is_used(word: str, place: str, texts: Texts) -> bool:
    if word.startswith("code "):
        return True
    names = word.split("|")
    return any(texts.has_after_numeral(name) if place == "numeral" else texts.has(name) for name in names)


def find_unused() -> list[tuple[str, str]]:
    """(table, word) for every word that neither a case nor a report has."""
    tables = sorted(path.stem for path in FOLDER.glob("*.tsv") if path.stem not in LEFT_OUT)
    return [
        (table, word)
        for table in tables
        for word, place in words_of(table)
        if not is_used(word, place, case_texts()) and not is_used(word, place, report_texts())
    ]


def read_allowed() -> dict[tuple[str, str], str]:
    """The words that may be unused, with the reason."""
    rows = (line.split("\t") for line in UNUSED.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    next(rows)
    return {(table, word): reason for table, word, reason in rows}


if __name__ == "__main__":
    for table, word in find_unused():
        print(table, word)
