"""Options that take one of a few words, or a list of them."""

from __future__ import annotations

from collections.abc import Iterable

from shenhe_cli.errors import UsageError


def check_choice(value: str, allowed: Iterable[str], option: str) -> str:
    """`value` where it is one of `allowed`; else a UsageError that names them."""
    names = list(allowed)
    if value not in names:
        raise UsageError(f"{value!r} is not known", option, f"Choose from: {' '.join(names)}")
    return value


def split_list(text: str) -> list[str]:
    """The words of `a,b,c`; a full-width comma will do."""
    return [word for part in text.replace("，", ",").split(",") if (word := part.strip())]


def split_choices(text: str, allowed: Iterable[str], option: str) -> frozenset[str]:
    """The words of `a,b,c`, each one of `allowed`. Raises UsageError."""
    names = list(allowed)
    words = split_list(text)
    if not words:
        raise UsageError("empty", option, f"Choose from: {' '.join(names)}")
    return frozenset(check_choice(word, names, option) for word in words)
