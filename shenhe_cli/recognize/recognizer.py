"""The stage: text → quantities. Rules are gathered from the modules; their order does not matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize import (
    bare,
    cells,
    chains,
    fractions,
    measures,
    medals,
    names,
    parts,
    ranges,
    ranks,
    ratios,
    thresholds,
    times,
)
from shenhe_cli.recognize.numerals import SCRIPTS
from shenhe_cli.recognize.overlap import settle
from shenhe_cli.recognize.rules import Candidate, Rule
from shenhe_cli.recognize.scan import Scan
from shenhe_cli.recognize.units import RecognitionLexicon, find_starts

_MODULES = (bare, cells, chains, fractions, measures, medals, names, parts, ranges, ranks, ratios, thresholds, times)
RULES: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)

Build = Callable[[Scan, int], Candidate | None]


class Dispatch(NamedTuple):
    """The rules for numerals of one script with one unit, or with none, by the characters around: few are called."""

    always: tuple[Build, ...]
    after: dict[str, tuple[Build, ...]]
    before: dict[str, tuple[Build, ...]]


class Recognizer:
    """Finds the quantities of a text. Built once for a lexicon; holds no state of a text."""

    __slots__ = ("_lexicon", "_starts", "_rules", "_bare", "_measured", "_opens")

    def __init__(self, lexicon: RecognitionLexicon, rules: Iterable[Rule] = RULES) -> None:
        self._lexicon = lexicon
        self._starts = find_starts(lexicon)
        rules = tuple(rules)
        placed = [rule for rule in rules if rule.opens is None]
        self._bare = {script: make_dispatch(choose(placed, script, False)) for script in SCRIPTS}
        self._rules = {script: choose(placed, script, True) for script in SCRIPTS}
        # filled as units are met
        self._measured: dict[str, dict[Unit | None, Dispatch]] = {script: {} for script in SCRIPTS}
        opening = [(rule, tuple(rule.opens(lexicon))) for rule in rules if rule.opens]
        self._opens = {script: group_by((r.build, pairs) for r, pairs in opening if script in r.scripts) for script in SCRIPTS}

    def recognize(self, text: str) -> list[Quantity]:
        """The quantities of `text` in order of place, not overlapping. Never raises, whatever the text is."""
        return settle(self.find_candidates(text))

    def find_candidates(self, text: str) -> list[Candidate]:
        """All readings of all numbers of `text`, overlapping ones too: what `explain` shows."""
        scan = Scan(text, self._lexicon, self._starts)
        length = len(text)
        candidates: list[Candidate] = []
        for i, ((start, end, _, script), measure) in enumerate(zip(scan.numerals, scan.measures, strict=True)):
            if measure is None:
                builds, after, before = self._bare[script]
            else:
                end, unit = measure.end, measure.unit
                builds, after, before = self._measured[script].get(unit) or self._learn(script, unit)
            following = text[end] if end < length else "\n"
            if following in after:
                builds += after[following]
            if start and text[start - 1] in before:
                builds += before[text[start - 1]]
            opening = text[start : start + 2]
            if opening in self._opens[script]:
                builds += self._opens[script][opening]
            for build in builds:
                candidate = build(scan, i)
                if candidate is not None:
                    candidates.append(candidate)
        return candidates

    def _learn(self, script: str, unit: Unit | None) -> Dispatch:
        """The look-up for a unit that was not met before."""
        rules = [rule for rule in self._rules[script] if rule.fits is None or rule.fits(self._lexicon, unit)]
        dispatch = self._measured[script][unit] = make_dispatch(rules)
        return dispatch


def choose(rules: list[Rule], script: str, is_measured: bool) -> list[Rule]:
    """The rules for numerals of a script, with a measure or without."""
    return [rule for rule in rules if script in rule.scripts and rule.measured in {None, is_measured}]


def make_dispatch(rules: list[Rule]) -> Dispatch:
    """The look-up of these rules by the characters that each wants."""
    always = tuple(rule.build for rule in rules if not rule.after and not rule.before)
    return Dispatch(
        always, group_by((rule.build, rule.after) for rule in rules), group_by((rule.build, rule.before) for rule in rules)
    )


def group_by(wanted: Iterable[tuple[Build, Iterable[str]]]) -> dict[str, tuple[Build, ...]]:
    """The functions by each key that they want."""
    groups: dict[str, tuple[Build, ...]] = {}
    for build, keys in wanted:
        for key in keys:
            groups[key] = (*groups.get(key, ()), build)
    return groups
