"""Cutting text into words: the cut of least total cost over the word table."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shenhe_cli.lexicon.words import Words
from shenhe_cli.patterns import LazyPattern

_RUN = LazyPattern(r"[A-Za-z0-9.\-]+|[一-鿿]+|.", re.DOTALL)
# an unknown character costs more than any word of the table and less than two rare ones
_UNKNOWN = (1600, "x")
# so many unknown characters in a row are cut by jieba
_FOREIGN = 3


class Word(NamedTuple):
    """A word of a text: its characters, its class (`x` unknown, `-` punctuation) and its offset in the text that was cut."""

    text: str
    kind: str
    start: int


# past NamedTuple's own constructor: words are made by the ten thousand
_new_word = tuple.__new__


class WordCutter:
    """Cuts text with a word table. Holds no state that a caller can see; results of short texts are remembered."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self.cut = lru_cache(maxsize=1 << 14)(self._cut)

    def edges(self, text: str) -> str:
        """The classes of the longest words that begin and that end `text`, without cutting it."""
        return self._edge(text[:4], text[:3], text[:2], text[:1]) + self._edge(text[-4:], text[-3:], text[-2:], text[-1:])

    def _edge(self, *pieces: str) -> str:
        """The class of the first of `pieces` that is a word."""
        entries = self._words.entries
        for piece in pieces:
            entry = entries.get(piece)
            if entry is not None:
                return entry[1]
        return "n" if pieces[-1].isascii() else "x"

    def _cut(self, text: str) -> tuple[Word, ...]:
        """The words of `text`, in order, without gaps."""
        result: list[Word] = []
        for match in _RUN.finditer(text):
            run = match.group()
            if "一" <= run[0] <= "鿿":
                self._cut_run(run, match.start(), result)
            else:
                result.append(Word(run, "n" if run[0].isalnum() else "-", match.start()))
        return tuple(result)

    def _cut_run(self, run: str, offset: int, result: list[Word]) -> None:
        entries, pairs = self._words
        size = len(run)
        best = [0] * (size + 1)
        step = [1] * size
        best[-2] = entries.get(run[-1], _UNKNOWN)[0]
        for i in range(size - 2, -1, -1):
            low = entries.get(run[i], _UNKNOWN)[0] + best[i + 1]
            pair = pairs.get(run[i : i + 2])
            if pair is not None:
                cost, longest = pair
                if cost + best[i + 2] < low:
                    low = cost + best[i + 2]
                    step[i] = 2
                for length in range(3, min(longest, size - i) + 1):
                    entry = entries.get(run[i : i + length])
                    if entry is not None and entry[0] + best[i + length] < low:
                        low = entry[0] + best[i + length]
                        step[i] = length
            best[i] = low
        i = 0
        while i < size:
            word = run[i : i + step[i]]
            kind = entries.get(word, _UNKNOWN)[1]
            if kind == "x" and self._is_foreign(run, i):
                i = _cut_foreign(run, i, offset, result, entries)
                continue
            result.append(_new_word(Word, (word, kind, offset + i)))
            i += step[i]

    def _is_foreign(self, run: str, i: int) -> bool:
        """Whether characters that no table knows begin at i (traditional script, rare names)."""
        return i + _FOREIGN <= len(run) and all(c not in self._words.entries for c in run[i : i + _FOREIGN])


def _cut_foreign(run: str, i: int, offset: int, result: list[Word], entries: dict[str, tuple[int, str]]) -> int:
    """Cut the unknown characters from i with jieba's character model, which needs no dictionary; the end of them."""
    from jieba import finalseg  # imported where the table has no answer: a quarter of a second

    end = i
    while end < len(run) and run[end] not in entries:
        end += 1
    for word in finalseg.cut(run[i:end]):
        result.append(Word(word, "n", offset + i))
        i += len(word)
    return i
