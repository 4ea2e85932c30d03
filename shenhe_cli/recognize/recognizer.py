"""The stage: text → quantities. Rules are gathered from the modules; their order does not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from shenhe_cli.model import Quantity
from shenhe_cli.recognize import bare, cells, chains, fractions, measures, names, parts, ranges, ranks, ratios, thresholds, times
from shenhe_cli.recognize.numerals import SCRIPTS
from shenhe_cli.recognize.overlap import settle
from shenhe_cli.recognize.rules import Candidate, Rule
from shenhe_cli.recognize.scan import Scan
from shenhe_cli.recognize.units import RecognitionLexicon

_MODULES = (bare, cells, chains, fractions, measures, names, parts, ranges, ranks, ratios, thresholds, times)
RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)

Build = Callable[[Scan, int], Candidate | None]


class Dispatch(NamedTuple):
    """The rules for numerals of one script, with a measure or without, by the characters around: few are called."""

    always: tuple[Build, ...]
    after: dict[str, tuple[Build, ...]]
    before: dict[str, tuple[Build, ...]]


class Recognizer:
    """Finds the quantities of a text. Built once for a lexicon; holds no state of a text."""

    __slots__ = ("_lexicon", "_measured", "_bare")

    def __init__(self, lexicon: RecognitionLexicon, rules: Iterable[Rule] = RULES) -> None:
        self._lexicon = lexicon
        rules = tuple(rules)
        self._measured = {script: make_dispatch(rules, script, True) for script in SCRIPTS}
        self._bare = {script: make_dispatch(rules, script, False) for script in SCRIPTS}

    def recognize(self, text: str) -> list[Quantity]:
        """The quantities of `text` in order of place, not overlapping. Never raises, whatever the text is."""
        return settle(self.find_candidates(text))

    def find_candidates(self, text: str) -> list[Candidate]:
        """All readings of all numbers of `text`, overlapping ones too: what `explain` shows."""
        scan = Scan(text, self._lexicon)
        measures, length = scan.measures, len(text)
        candidates: list[Candidate] = []
        for i, (start, end, _value, script) in enumerate(scan.numerals):
            dispatch = (self._bare if measures[i] is None else self._measured)[script]
            builds = dispatch.after.get(text[end] if end < length else "\n", dispatch.always)
            if start and text[start - 1] in dispatch.before:
                builds += dispatch.before[text[start - 1]]
            for build in builds:
                candidate = build(scan, i)
                if candidate is not None:
                    candidates.append(candidate)
        return candidates


def make_dispatch(rules: tuple[Rule, ...], script: str, is_measured: bool) -> Dispatch:
    """The look-up of the rules for `script`."""
    fitting = [r for r in rules if script in r.scripts and r.measured in {None, is_measured}]
    always = tuple(r.build for r in fitting if not r.after and not r.before)
    after = {c: always + tuple(r.build for r in fitting if c in r.after) for r in fitting for c in r.after}
    before = {c: tuple(r.build for r in fitting if c in r.before) for r in fitting for c in r.before}
    return Dispatch(always, after, before)
