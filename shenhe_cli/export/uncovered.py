"""Numbers in a text that no record covers, so that what was missed can be seen. Finds, never judges: dates and names are sorted apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shenhe_cli.lexicon.numbers import NUMERAL_CHARACTERS
from shenhe_cli.model import Record

_CHINESE = "".join(sorted(character for character in NUMERAL_CHARACTERS if character > "\x7f" and not character.isdecimal()))
NUMBER = re.compile(rf"[0-9０-９]+(?:[.．,，][0-9０-９]+)*|[{_CHINESE}]{{2,}}|[{_CHINESE}](?=分之)")
# What makes a date or a time of the number before it, and a list number of one at the start of a line.
DATE = re.compile(r"\s*[年月日号时]|[-/.．:：][0-9０-９]+[-/.．:：日]?")
BEFORE_DATE = re.compile(r"[年月-]\s*$|[0-9０-９][-/.．:：]$")
LIST_NUMBER = re.compile(r"\s*[、.．)）〕\]】]")
LIST_START = re.compile(r"(?:^|\n)[\s　(（〔\[【]*$")
NAME_BEFORE = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ第“‘《—-]\s?$")
NAME_AFTER = re.compile(r"[A-Za-zＡ-Ｚａ-ｚ]")
# How far the patterns look to either side.
AROUND = 12
KINDS = ("number", "chinese", "date", "name")


class Uncovered(NamedTuple):
    """A number: its span, and what kind it looks like: number, chinese (numeral), date, name (or list number)."""

    start: int
    end: int
    kind: str


def find_uncovered(text: str, records: Iterable[Record]) -> Iterator[Uncovered]:
    """The numbers of `text` that touch no record's span, in order."""
    spans = sorted((record.start_char, record.end_char) for record in records)
    place = 0
    for found in NUMBER.finditer(text):
        start, end = found.span()
        while place < len(spans) and spans[place][1] <= start:
            place += 1
        if place < len(spans) and spans[place][0] < end:
            continue
        yield Uncovered(start, end, classify(text, start, end))


def classify(text: str, start: int, end: int) -> str:
    """What the number looks like by what stands on either side."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if DATE.match(after) or (BEFORE_DATE.search(before) and not after[:1].isalpha()):
        return "date"
    if (LIST_START.search(before) and LIST_NUMBER.match(after)) or NAME_BEFORE.search(before) or NAME_AFTER.match(after):
        return "name"
    return "chinese" if text[start] in _CHINESE else "number"
