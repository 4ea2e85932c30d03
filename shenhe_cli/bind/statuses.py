"""Whether a figure is done, expected or planned: by the words of its clause and sentence, else by the part of the report."""

from __future__ import annotations

import re

from shenhe_cli.lexicon.cues import Cues, Status


class StatusFinder:
    """Finds status words with the status table."""

    def __init__(self, cues: Cues) -> None:
        words = sorted(cues.statuses, key=len, reverse=True)
        self._statuses = cues.statuses
        self._pattern = re.compile("|".join(map(re.escape, words)) or "(?!)")

    def find(self, text: str, start: int, end: int) -> list[tuple[int, str, Status]]:
        """The status words of text[start:end], in order: position, word, row."""
        return [(m.start(), m.group(), self._statuses[m.group()]) for m in self._pattern.finditer(text, start, end)]


def settle(part: str, in_clause: list[tuple[int, str, Status]], in_sentence: list[tuple[int, str, Status]]) -> tuple[str, str | None, bool]:
    """(status, commitment, is_inferred) from the status words before a quantity in its clause and its sentence, and the part."""
    for _, word, said in reversed(in_clause):
        if said.status == "actual" and part != "plan":
            continue
        return said.status, said.commitment or (word if said.status == "target" and said.commitment else None), False
    for _, _, said in reversed(in_sentence):
        if said.scope == "sentence":
            return said.status, said.commitment, True
    return ("target" if part == "plan" else "actual"), None, True
