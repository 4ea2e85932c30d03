"""A single written quantity to a number: recognition and normalisation without a report around them."""

from __future__ import annotations

from functools import lru_cache

from shenhe_cli.errors import ShenheError
from shenhe_cli.lexicon import default_lexicon
from shenhe_cli.normalize.written import BoundWords, Written, normalize_text
from shenhe_cli.recognize import WRITTEN_RULES, Recognizer


@lru_cache(maxsize=1)
def default_recognizer() -> Recognizer:
    """The recognizer of quantities standing alone, with the built-in lexicon, made once."""
    return Recognizer(default_lexicon(), WRITTEN_RULES)


def normalize(text: str) -> Written:
    """The one quantity in `text`. Raises ShenheError where there is none, or more than one."""
    binding = default_lexicon().binding
    found = normalize_text(text, default_recognizer().recognize, BoundWords(binding.bounds_before, binding.bounds_after))
    shown = text if len(text) <= 40 else f"{text[:39]}…"
    if not found:
        raise ShenheError("no quantity in it", repr(shown), "Write a number with its unit: 75.8亿元")
    if len(found) > 1:
        raise ShenheError(f"{len(found)} quantities in it, one wanted", repr(shown), "`shenhe extract` reads running text")
    return found[0]
