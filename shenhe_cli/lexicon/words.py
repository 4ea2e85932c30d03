"""The word table: class and cost of a word, from the distilled table and the rows that mend it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from shenhe_cli.lexicon.tables import FOLDER, read_table

# cost of a word that a table adds without a frequency: that of a common word, so that it is not cut in two
_ADDED_COST = 800


class Words(NamedTuple):
    """`entries`: (cost, class) by word; `longest` by first character: how far a look-up must reach."""

    entries: dict[str, tuple[int, str]]
    longest: dict[str, int]

    def kind(self, word: str) -> str:
        """The class of a word; `x` where it is not in the table."""
        return self.entries.get(word, (0, "x"))[1]


def load_words(
    extra: Iterable[tuple[str, str]] = (), splits: frozenset[str] = frozenset(), folder: Path = FOLDER
) -> Words:
    """The word table.

    `extra` are (word, class) pairs of other tables, which are words too but do not change a known class. A longer word that
    ends in one of `splits` (价格上涨, 同比增加) is none here: binding wants the verb by itself.
    """
    entries: dict[str, tuple[int, str]] = {}
    for _, (letter, cost, words) in read_table(folder / "words.tsv", ("class", "cost", "words")):
        entries.update(dict.fromkeys(words.split(" "), (int(cost), letter)))
    for word in [w for w in entries if len(w) > 2 and w[-2:] in splits and w not in splits]:
        del entries[word]
    for word, letter in extra:
        cost, known = entries.get(word, (_ADDED_COST, letter))
        if len(word) == 4 and entries.get(word[2:], (0, ""))[1] == "w":
            # 综合整治, 更新改造: a compound of a verb that is also a noun is one too
            known = "w"
        entries[word] = (min(cost, _ADDED_COST) if len(word) > 1 else cost, known)
    longest: dict[str, int]

    def kind(self, word: str) -> str:
        """The class of a word; `x` where it is not in the table."""
        return self.entries.get(word, (0, "x"))[1]


def load_words(
    extra: Iterable[tuple[str, str]] = (), splits: frozenset[str] = frozenset(), folder: Path = FOLDER
) -> Words:
    """The word table.

    `extra` are (word, class) pairs of other tables, which are words too but do not change a known class. A longer word that
    ends in one of `splits` (价格上涨, 同比增加) is none here: binding wants the verb by itself.
    """
    entries: dict[str, tuple[int, str]] = {}
    for _, (letter, cost, words) in read_table(folder / "words.tsv", ("class", "cost", "words")):
        entries.update(dict.fromkeys(words.split(" "), (int(cost), letter)))
    for word in [w for w in entries if len(w) > 2 and w[-2:] in splits and w not in splits]:
        del entries[word]
    for word, letter in extra:
        cost, known = entries.get(word, (_ADDED_COST, letter))
        if len(word) == 4 and entries.get(word[2:], (0, ""))[1] == "w":
            # 综合整治, 更新改造: a compound of a verb that is also a noun is one too
            known = "w"
        entries[word] = (min(cost, _ADDED_COST) if len(word) > 1 else cost, known)
    for _, (word, letter) in read_table(folder / "words_extra.tsv", ("word", "class")):
        cost = entries[word][0] if word in entries else _ADDED_COST
        entries[word] = (min(cost, _ADDED_COST), letter)
    longest: dict[str, int] = {}
    for word in entries:
        if longest.get(word[0], 0) < len(word):
            longest[word[0]] = len(word)
    return Words(entries, longest)
