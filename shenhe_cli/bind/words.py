"""What binding asks of words: their text and class, from a cutter that the pipeline gives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol


class WordLike(Protocol):
    """A word as the cutter gives it; its class is a letter of the word table."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...


Words = Sequence[WordLike]
# cuts a text into words; tells whether a label is that of a known indicator
Cut = Callable[[str], Words]
Knows = Callable[[str], bool]


def join(words: Words) -> str:
    """The text of words."""
    return "".join([word.text for word in words])
