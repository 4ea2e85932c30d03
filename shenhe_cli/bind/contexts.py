"""The contexts of quantities, read once a text: reports repeat themselves, and two in five left contexts were met before."""

from __future__ import annotations

from functools import lru_cache

from shenhe_cli.bind.labels import Label, read_label
from shenhe_cli.bind.left import Left, read_left
from shenhe_cli.bind.right import Right, read_right
from shenhe_cli.bind.words import Cut, Knows
from shenhe_cli.lexicon.cues import Cues

# how many contexts of each side are remembered
_REMEMBERED = 1 << 13


class ContextReader:
    """Reads the contexts of quantities with the tables given. The results depend on the arguments alone.

    `left`: of a text, for a rank, for a relative figure; `label`: the label in that left context, with its verb kept, as a
    subject; `right`: of a text, what is counted, whether another quantity follows, whether something is done for them.
    """

    def __init__(self, cues: Cues, cut: Cut, knows: Knows) -> None:
        self.cues, self.cut, self.knows = cues, cut, knows
        self.left = lru_cache(maxsize=_REMEMBERED)(self._left)
        self.label = lru_cache(maxsize=_REMEMBERED)(self._label)
        self.right = lru_cache(maxsize=_REMEMBERED)(self._right)

    def _left(self, text: str, is_rank: bool, is_relative: bool) -> Left:
        return read_left(text, self.cues, self.cut, is_rank, is_relative)

    def _label(self, text: str, is_rank: bool, is_relative: bool, keep_verb: bool, is_subject: bool) -> Label:
        return read_label(self.left(text, is_rank, is_relative).head, self.cues, self.knows, keep_verb, is_subject)

    def _right(self, text: str, counted: str, is_followed: bool, is_recipient: bool = False) -> Right:
        return read_right(text, self.cues, self.cut, counted, is_followed, is_recipient)
