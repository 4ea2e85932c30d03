"""Where a target or change is stated without a figure: the words of the relation table, put together into four patterns."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from shenhe_cli.lexicon.relations import RelationWord

# what stands after a relation: the clause ends there, so that it is the predicate and no attributive (高于全国平均水平的地区)
_END = r"(?=\s*[，。；、：！,;:!\n）)”’」]|\s*$|[和及]|以及|并)"
_PLAIN = r"[^，。；、：！？,;:!?\n（）()“”0-9％%]"
# 高于|全国、|全省平均水平
_PLACES = "(?:(?:全[国省市县区]|[国省市])、(?=[全省市县区国]))?"
# after a verb: it is one of the past, or an attributive (达到了…, 达到的…)
_ASPECT = frozenset("了的过")
_LONGEST_OF_OPENER, _LONGEST_REFERENCE, _LONGEST_PLACE = 14, 18, 8

Words = Mapping[str, Mapping[str, RelationWord]]


class Relation(NamedTuple):
    """A relation in the text: its span, the rule that found it, the word that says most, and what is compared with."""

    start: int
    end: int
    rule: str
    word: RelationWord
    basis: str | None


class RelationPatterns:
    """Finds relations with the words of the table; holds patterns only."""

    def __init__(self, words: Words) -> None:
        self._words = words
        degree = f"(?:{_any(words['degree'])})?"
        verb = _any((*words["verb"], *words["reach"]))
        inner = f"(?!{_any(words['opener'])}){_PLAIN}"
        self._patterns = {
            "parity": re.compile(
                rf"(?:{_any(words['opener'])})(?P<basis>(?:{inner}){{1,{_LONGEST_OF_OPENER}}}?)(?:相比)?(?P<word>{_any(words['closer'])}){_END}"
            ),
            "comparison": re.compile(
                rf"{degree}(?:(?:{verb})(?:或者?|和))?(?P<word>{verb})(?P<basis>{_PLACES}{_PLAIN}{{1,{_LONGEST_REFERENCE}}}?){_END}"
            ),
            "rank": re.compile(
                rf"(?P<lead>在?全[国省市县区州])?(?P<word>{_any(words['rank-verb'])})在?(?P<basis>{_PLAIN}{{0,{_LONGEST_PLACE}}}?)(?P<place>{_any(words['rank-place'])}){_END}"
            ),
            "trend": re.compile(
                rf"(?:(?P<word>{_any(words['trend'])})|(?:{_any(words['pace'])})(?P<change>{_any(words['change'])}))(?P<basis>){_END}"
            ),
        }
        self._average = re.compile(_any(words["average"]))
        self._reference = re.compile(_any((*words["reference"], *words["average"])))

    def find(self, text: str, taken: Collection[tuple[int, int]]) -> list[Relation]:
        """The relations of a text, in order and not overlapping, but for those that touch a span of `taken` (quantities)."""
        starts = {start for start, _ in taken}
        covered = bytearray(len(text) + 1)
        for start, end in taken:
            covered[start:end] = b"\1" * (end - start)
        found: list[Relation] = []
        for relation in sorted(self._candidates(text), key=lambda r: (r.start, -r.end, r.rule)):
            if any(covered[relation.start : relation.end]) or not starts.isdisjoint(range(relation.end, relation.end + 3)):
                continue
            covered[relation.start : relation.end] = b"\1" * (relation.end - relation.start)
            found.append(relation)
        return found

    def _candidates(self, text: str) -> Iterator[Relation]:
        for name, pattern in self._patterns.items():
            for match in pattern.finditer(text):
                word = self._word(name, match)
                if word is not None:
                    yield Relation(match.start(), match.end(), f"relations/{name}", word, _basis(match))

    def _word(self, name: str, match: re.Match[str]) -> RelationWord | None:
        """The row of the word that says most, None where what stands around it makes it no relation."""
        written, words = match["word"], self._words
        if name == "parity":
            return words["closer"][written]
        if name == "trend":
            return words["change"][match["change"]] if written is None else words["trend"][written]
        if name == "rank":
            # 走在前列: without a place a way of speaking
            return words["rank-verb"][written] if match["basis"] or match["place"] != "前列" or written not in {"走在", "保持"} else None
        basis = match["basis"]
        wanted = self._average if written in words["reach"] else self._reference
        # 高于全国平均水平的|地区: an attributive; 高于出口的|增长速度 is none
        if basis[0] in _ASPECT or not wanted.search(basis.rpartition("的")[2]):
            return None
        return words["verb"].get(written) or words["reach"][written]


def _basis(match: re.Match[str]) -> str | None:
    """What is compared with, or among whom the place is: 与|上年|持平, 位居|全市|前列, 在|全市|名列前茅."""
    lead = match.groupdict().get("lead") or ""
    return match["basis"].strip() or lead.removeprefix("在") or None


def _any(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
