"""Whether a figure is done, expected or planned: by the words of its clause and sentence, else by the part of the report."""

from __future__ import annotations

import re
from typing import NamedTuple

from shenhe_cli.lexicon.cues import Cues, Status
from shenhe_cli.patterns import LazyPattern

# adverbs between a modal and its verb: 要全面完成
_MANNER = 3
# so much may stand before a status word that opens its sentence (据初步预计，)
_OPENING = 4
_BASES = ("超过", "低于", "高于", "超", "比", "完成", "好于")
_MODAL = ("modal", "obtained")
# 争取|上级资金: what a government asks for and gets
_OF_MONEY = LazyPattern("[^，。；]{0,16}?(?:资金|国债|债券|专项债|补助|额度|预算内|列入|纳入)")
_DONE = Status("actual", None, "clause")


class Said(NamedTuple):
    """A status word in the text: where it stands, the word, and its row."""

    start: int
    word: str
    status: Status


class StatusFinder:
    """Finds status words with the status and action tables."""

    def __init__(self, cues: Cues) -> None:
        words = sorted(cues.statuses, key=len, reverse=True)
        self._statuses = cues.statuses
        self._actions = cues.actions
        self._pattern = re.compile("|".join(map(re.escape, words)) + "|了")

    def find(self, text: str, start: int, end: int) -> list[Said]:
        """The status words of text[start:end], in order."""
        found: list[Said] = []
        for match in self._pattern.finditer(text, start, end):
            word, row = match.group(), self._statuses.get(match.group())
            if row is None:
                if self._has_verb_before(text, match.start(), start):
                    found.append(Said(match.start(), word, _DONE))
            elif row.status == "target" and text.startswith("了", match.end()):
                # 确保了: it was done
                found.append(Said(match.start(), word, _DONE))
            elif row.scope in _MODAL and not (_stands_alone(text, match, start) and self._has_verb_after(text, match.end())):
                continue
            elif row.scope == "obtained" and not _OF_MONEY.match(text, match.end(), end):
                found.append(Said(match.start(), word, row._replace(scope="modal")))
            elif row.status == "expected" and text.startswith("，", match.end()) and len(text[start : match.start()].strip()) <= _OPENING:
                # 初步|预计，…: it opens the sentence and reaches to its first ；
                found.append(Said(match.start(), word, row._replace(scope="opening")))
            elif row.scope != "sentence" or not text.endswith(_BASES, start, match.start()):
                found.append(Said(match.start(), word, row))
        return found

    def _has_verb_after(self, text: str, position: int) -> bool:
        """Whether a verb of the table stands at `position`, adverbs before it passed over."""
        for _ in range(_MANNER):
            for length in (4, 3, 2, 1):
                action = self._actions.get(text[position : position + length])
                if action is None:
                    continue
                if action.kinds - {"adverb", "self"}:
                    return True
                if "adverb" in action.kinds:
                    position += length
                    break
            else:
                return False
        return False

    def _has_verb_before(self, text: str, position: int, start: int) -> bool:
        return any(position - n >= start and text[position - n : position] in self._actions for n in (4, 3, 2))


def _stands_alone(text: str, match: re.Match[str], start: int) -> bool:
    """Whether a modal of two characters is no noun's end (考核|计划): it opens its clause, or follows a time or a pronoun."""
    before = text[max(start, match.start() - 1) : match.start()]
    return len(match.group()) < 2 or not before or before in "，；。、：,;:年内们也还并共府均都就 \n"


def settle(part: str, in_clause: list[Said], in_sentence: list[Said]) -> tuple[str, str | None, str]:
    """(status, commitment, where) from the status words before a quantity in its clause and its sentence, and the part.

    `where` it was found: clause, sentence, or part.
    """
    targets = [said for said in in_clause if said.status.status == "target"]
    for said in reversed(targets or in_clause):
        if (said.status.status == "actual" and part != "plan") or (said.status.scope == "obtained" and part == "review"):
            continue
        return said.status.status, said.status.commitment, "clause"
    for said in reversed(in_sentence):
        if said.status.scope in ("sentence", "opening"):
            return said.status.status, said.status.commitment, "sentence"
    return ("target" if part == "plan" else "actual"), None, "part"
