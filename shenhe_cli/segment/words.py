"""Cutting text into words: the cut of least total cost over the word table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shenhe_cli.lexicon.words import Words

_RUN = re.compile(r"[A-Za-z0-9.\-]+|[一-鿿〇]+|.", re.DOTALL)
# an unknown character costs more than any word of the table and less than two rare ones
_UNKNOWN = (1600, "x")


class Word(NamedTuple):
    """A word of a text: its characters, its class (`x` unknown, `-` punctuation) and its offset in the text that was cut."""

    text: str
    kind: str
    start: int


class WordCutter:
    """Cuts text with a word table. Holds no state that a caller can see; results of short texts are remembered."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.cut = lru_cache(maxsize=1 << 14)(self._cut)

    def _cut(self, text: str) -> tuple[Word, ...]:
        """The words of `text`, in order, without gaps."""
        result: list[Word] = []
        for match in _RUN.finditer(text):
            run = match.group()
            if run[0] >= "一" and run[0] <= "鿿" or run[0] == "〇":
                self._cut_run(run, match.start(), result)
            else:
                result.append(Word(run, "n" if run[0].isalnum() else "-", match.start()))
        return tuple(result)

    def _cut_run(self, run: str, offset: int, result: list[Word]) -> None:
        entries, longest = self._words
        size = len(run)
        best = [0] * (size + 1)
        step = [1] * size
        for i in range(size - 1, -1, -1):
            first = run[i]
            low = entries.get(first, _UNKNOWN)[0] + best[i + 1]
            for length in range(2, min(longest.get(first, 1), size - i) + 1):
                entry = entries.get(run[i : i + length])
                if entry is not None and entry[0] + best[i + length] < low:
                    low = entry[0] + best[i + length]
                    step[i] = length
            best[i] = low
        i = 0
        while i < size:
            word = run[i : i + step[i]]
            result.append(Word(word, entries.get(word, _UNKNOWN)[1], offset + i))
            i += step[i]
