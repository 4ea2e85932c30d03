"""The word table: class and cost of a word, from the distilled table and the rows that mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from shenhe_cli.lexicon.tables import FOLDER, Folder, pick, read_table

# cost of a word that a table adds without a frequency: that of a common word, so that it is not cut in two
_ADDED_COST = 800

# the cost of two characters that are no word: more than any text costs
NO_WORD = 1 << 30

CLASSES = tuple("nvwabdpcutfmqrix")

Entries = dict[str, tuple[int, str]]
Pairs = dict[str, tuple[int, int]]


class Words(NamedTuple):
    """`entries`: (cost, class) by word; `pairs` by two characters: the cost of the word that they are, or NO_WORD, and the length
    of the longest word that they begin, so that one look-up tells how far to reach."""

    entries: Entries
    pairs: Pairs


def load_words(extra: Iterable[tuple[str, str]] = (), splits: frozenset[str] = frozenset(), folder: Folder = FOLDER) -> Words:
    """The word table. The words of a row of words.tsv are of one length.

    `extra` are (word, class) pairs of other tables, which are words too but do not change a known class. A longer word that
    ends in one of `splits` (价格上涨, 同比增加) is none here: binding wants the verb by itself.
    """
    entries: Entries = {}
    pairs: Pairs = {}
    longer: dict[int, list[str]] = {}
    for _, (letter, cost, row) in read_table(folder / "words.tsv", ("class", "cost", "words")):
        words = row.split(" ")
        length = len(words[0])
        if length == 2:
            pairs.update(dict.fromkeys(words, (int(cost), 2)))
        elif length > 2:
            words = [word for word in words if word[-2:] not in splits]
            longer.setdefault(length, []).extend(words)
        entries.update(dict.fromkeys(words, (int(cost), letter)))
    for place, (word, letter) in read_table(folder / "words_extra.tsv", ("word", "class")):
        entries[word] = (min(entries.get(word, (_ADDED_COST, ""))[0], _ADDED_COST), pick(place, letter, CLASSES) or "n")
        longer.setdefault(len(word), []).append(word)
    for word, letter in extra:
        _add(entries, word, letter)
        longer.setdefault(len(word), []).append(word)
    for word in longer.pop(2, ()):
        pairs[word] = (entries[word][0], 2)
    for length in sorted(longer):
        if length > 2:
            for pair in {word[:2] for word in longer[length]}:
                pairs[pair] = (pairs[pair][0] if pair in pairs else NO_WORD, length)
    return Words(entries, pairs)


def _add(entries: Entries, word: str, letter: str) -> None:
    """Add a word of another table: one cut, of the class it is known by."""
    cost, known = entries.get(word, (_ADDED_COST, letter))
    if len(word) == 4 and entries.get(word[2:], (0, ""))[1] == "w":
        # 综合整治, 更新改造: a compound of a verb that is also a noun is one too
        known = "w"
    entries[word] = (min(cost, _ADDED_COST) if len(word) > 1 else cost, known)
