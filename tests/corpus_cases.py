"""The format of the corpus: plain text that a non-programmer can extend, the same for every stage.

    # comment
    @year 2023                       a setting for the cases below, to the end of the file; `@year -` takes it back
    => what the cases below must give
    a surface                        # comment
    ?a surface that the program is known to get wrong

A case's id is file:line. In a surface `\\n` and `\\t` stand for a line break and a tab. What follows `=>`, and which settings
there are, is the business of each stage's runner.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

CORPUS = Path(__file__).parent / "corpus"


class Case(NamedTuple):
    """A surface and what it must give, as written; `id` is file:line, `is_miss` tells that it is known to fail."""

    id: str
    expected: str
    surface: str
    settings: dict[str, str]
    is_miss: bool


def read_cases(stage: str) -> Iterator[Case]:
    """Every case of a stage, file by file."""
    for path in sorted((CORPUS / stage).glob("*.txt")):
        expected = ""
        settings: dict[str, str] = {}
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            body = line.split(" # ")[0].split("\t# ")[0].strip()
            if not body or body.startswith("#"):
                continue
            if body.startswith("=>"):
                expected = body[2:].split("#")[0].strip()
            elif body.startswith("@"):
                name, _, value = body[1:].partition(" ")
                settings = {**settings, name: value.strip()}
                if value.strip() in {"", "-"}:
                    del settings[name]
            else:
                assert expected, f"{path.name}:{number}: a case before the first =>"
                surface = body.lstrip("?").strip().replace("\\n", "\n").replace("\\t", "\t")
                yield Case(f"{path.name}:{number}", expected, surface, settings, body.startswith("?"))


def each_case(stage: str) -> pytest.MarkDecorator:
    """Decorator that runs a test with every case of a stage; a known miss that passes is a failure."""
    miss = pytest.mark.xfail(strict=True, reason="known miss")
    cases = [pytest.param(case, id=case.id, marks=[miss] if case.is_miss else []) for case in read_cases(stage)]
    return pytest.mark.parametrize("case", cases)
