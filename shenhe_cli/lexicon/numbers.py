"""The tables that say what a number is besides a quantity: names that hold one, heads of set phrases, cue words around it."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon.tables import Source, pick, read_table

NUMERAL_CHARACTERS = frozenset("0123456789０１２３４５６７８９零〇一二三四五六七八九十百千万亿两廿半")

# mark of the heads that make a set phrase with a Chinese numeral only (四个中心, but 12个中心 are counted)
CHINESE_ONLY = "/chinese"

# what a cue tells; the rules of recognition ask for cues by role
ROLES = (
    "rank-before", "rank-verb", "rank-after", "rank-moves", "rank-not-after", "index", "link", "fact-before", "not-fact-after",
    "zero-after", "threshold", "threshold-noun", "threshold-not-before", "around-after", "exceed", "latin-quantity",
    "hedge", "from", "one-before", "minus-before", "cell-after", "scale-after", "exceeding-noun", "populace",
    "people", "person", "score", "not-score-after",
)  # fmt: skip


class WordSet(NamedTuple):
    """Words to be found at or before a place in a text; longest first in every bucket."""

    by_first: dict[str, tuple[str, ...]]
    by_last: dict[str, tuple[str, ...]]

    def length_at(self, text: str, position: int) -> int:
        """Length of the longest word that begins at `position`, 0 for none."""
        for word in self.by_first.get(text[position : position + 1], ()):
            if text.startswith(word, position):
                return len(word)
        return 0

    def length_before(self, text: str, position: int) -> int:
        """Length of the longest word that ends at `position`, 0 for none."""
        if position > 0:
            for word in self.by_last.get(text[position - 1], ()):
                if text.endswith(word, 0, position):
                    return len(word)
        return 0


class NameIndex(NamedTuple):
    """Names that hold a number, by the two characters from their first numeral on."""

    by_key: dict[str, tuple[tuple[str, str], ...]]

    def match(self, text: str, start: int) -> tuple[int, int] | None:
        """Span of the longest name whose first numeral is at `start`."""
        for before, after in self.by_key.get(text[start : start + 2], ()):
            if text.startswith(after, start) and text.endswith(before, 0, start):
                return start - len(before), start + len(after)
        return None


def load_names(path: Source) -> NameIndex:
    """Read the table of names. Raises LexiconError for a name without a numeral, or with nothing after its first one."""
    buckets: dict[str, list[tuple[str, str]]] = {}
    for place, (name, _kind) in read_table(path, ("name", "kind")):
        first = next((i for i, c in enumerate(name) if c in NUMERAL_CHARACTERS), None)
        if first is None or len(name) - first < 2:
            raise LexiconError(f"{name} has no numeral with something after it", place, "Such a name needs no row")
        buckets.setdefault(name[first : first + 2], []).append((name[:first], name[first:]))
    return NameIndex({key: tuple(sorted(bucket, key=lambda n: (-len(n[0]) - len(n[1]), n))) for key, bucket in buckets.items()})


def load_heads(path: Source) -> dict[str, WordSet]:
    """Heads of set phrases by the classifier before them (个 → 方面, 维护); with CHINESE_ONLY those after Chinese numerals."""
    words: dict[str, list[str]] = {}
    for place, (classifier, after, heads) in read_table(path, ("classifier", "after", "heads")):
        key = classifier + CHINESE_ONLY if pick(place, after, ("any", "chinese")) == "chinese" else classifier
        words.setdefault(key, []).extend(heads.split())
    return {classifier: make_word_set(heads) for classifier, heads in words.items()}


def load_cue_words(path: Source) -> dict[str, WordSet]:
    """Cue words by role; every role of ROLES is there. Raises LexiconError for a role that no rule asks for."""
    words: dict[str, list[str]] = {role: [] for role in ROLES}
    for place, (role, cues) in read_table(path, ("role", "cues")):
        if role not in words:
            raise LexiconError(f"the role {role!r} is not known", place, f"One of: {' '.join(ROLES)}")
        words[role].extend(cues.split())
    return {role: make_word_set(cues) for role, cues in words.items()}


def make_word_set(words: list[str]) -> WordSet:
    """Both look-ups of a list of words."""
    first: dict[str, set[str]] = {}
    last: dict[str, set[str]] = {}
    for word in words:
        first.setdefault(word[0], set()).add(word)
        last.setdefault(word[-1], set()).add(word)
    return WordSet(*({k: tuple(sorted(v, key=lambda w: (-len(w), w))) for k, v in side.items()} for side in (first, last)))
