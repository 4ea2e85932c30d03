"""A single written quantity to a number: recognition and normalisation without a report around them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from shenhe_cli.errors import ShenheError
from shenhe_cli.lexicon import Lexicon, default_lexicon
from shenhe_cli.normalize.written import BoundWords, Written, normalize_text
from shenhe_cli.recognize import WRITTEN_RULES, Recognizer


@lru_cache(maxsize=1)
def default_recognizer() -> Recognizer:
    """The recognizer of quantities standing alone, with the built-in lexicon, made once."""
    return Recognizer(default_lexicon(), WRITTEN_RULES)


def normalize(text: str) -> Written:
    """The one quantity in `text`. Raises ShenheError where there is none, or more than one."""
    return _find_one(text, default_recognizer(), default_lexicon())


def normalize_with(lexicon: Lexicon) -> Callable[[str], Written]:
    """`normalize` with a lexicon of the caller's own."""
    recognizer = Recognizer(lexicon, WRITTEN_RULES)
    return lambda text: _find_one(text, recognizer, lexicon)


def _find_one(text: str, recognizer: Recognizer, lexicon: Lexicon) -> Written:
    binding = lexicon.binding
    found = normalize_text(text, recognizer.recognize, BoundWords(binding.bounds_before, binding.bounds_after))
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    if not found:
        raise ShenheError("no quantity in it", repr(shown), "Write a number with its unit: 75.8亿元")
    if len(found) > 1:
        raise ShenheError(f"{len(found)} quantities in it, one wanted", repr(shown), "`shenhe extract` reads running text")
    return found[0]
