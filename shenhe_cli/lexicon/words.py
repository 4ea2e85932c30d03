"""The word table: class and cost of a word, from the distilled table and the rows that mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from shenhe_cli.lexicon.tables import FOLDER, Folder, pick, read_table

# cost of a word that a table adds without a frequency: that of a common word, so that it is not cut in two
_ADDED_COST = 800

# the cost of two characters that are no word: more than any text costs
NO_WORD = 1 << 30
_UNSEEN = (NO_WORD, 2)

CLASSES = tuple("nvwabdpcutfmqrix")

Entries = dict[str, tuple[int, str]]


class Words(NamedTuple):
    """`entries`: (cost, class) by word; `pairs` by two characters: the cost of the word that they are, or NO_WORD, and the length
    of the longest word that they begin, so that one look-up tells how far to reach."""

    entries: Entries
    pairs: dict[str, tuple[int, int]]


def load_words(extra: Iterable[tuple[str, str]] = (), splits: frozenset[str] = frozenset(), folder: Folder = FOLDER) -> Words:
    """The word table.

    `extra` are (word, class) pairs of other tables, which are words too but do not change a known class. A longer word that
    ends in one of `splits` (价格上涨, 同比增加) is none here: binding wants the verb by itself.
    """
    entries: Entries = {}
    for _, (letter, cost, words) in read_table(folder / "words.tsv", ("class", "cost", "words")):
        entries.update(dict.fromkeys(words.split(" "), (int(cost), letter)))
    for word in [w for w in entries if w[-2:] in splits and len(w) > 2]:
        del entries[word]
    for place, (word, letter) in read_table(folder / "words_extra.tsv", ("word", "class")):
        entries[word] = (min(entries.get(word, (_ADDED_COST, ""))[0], _ADDED_COST), pick(place, letter, CLASSES) or "n")
    for word, letter in extra:
        _add(entries, word, letter)
    pairs = {word: (cost, 2) for word, (cost, _) in entries.items() if len(word) == 2}
    for word in entries:
        if len(word) > 2:
            own, longest = pairs.get(word[:2], _UNSEEN)
            if longest < len(word):
                pairs[word[:2]] = (own, len(word))
    return Words(entries, pairs)


def _add(entries: Entries, word: str, letter: str) -> None:
    """Add a word of another table: one cut, of the class it is known by."""
    cost, known = entries.get(word, (_ADDED_COST, letter))
    if len(word) == 4 and entries.get(word[2:], (0, ""))[1] == "w":
        # 综合整治, 更新改造: a compound of a verb that is also a noun is one too
        known = "w"
    entries[word] = (min(cost, _ADDED_COST) if len(word) > 1 else cost, known)
