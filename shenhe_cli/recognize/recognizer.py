"""The stage: text → quantities. Rules are gathered from the modules; their order does not matter."""

from __future__ import annotations

from collections.abc import Iterable

from shenhe_cli.model import Quantity
from shenhe_cli.recognize import fractions, measures, names, ranges, ranks, ratios, times
from shenhe_cli.recognize.overlap import settle
from shenhe_cli.recognize.rules import Candidate, Rule
from shenhe_cli.recognize.scan import RecognitionLexicon, Scan

RULES: tuple[Rule, ...] = (
    *measures.RULES, *ranges.RULES, *ratios.RULES, *fractions.RULES, *ranks.RULES, *names.RULES, *times.RULES,
)  # fmt: skip


class Recognizer:
    """Finds the quantities of a text. Built once for a lexicon; holds no state of a text."""

    __slots__ = ("_lexicon", "_with_measure", "_without")

    def __init__(self, lexicon: RecognitionLexicon, rules: Iterable[Rule] = RULES) -> None:
        self._lexicon = lexicon
        rules = tuple(rules)
        scripts = {script for rule in rules for script in rule.scripts}
        self._with_measure = {s: tuple(r.build for r in rules if s in r.scripts) for s in scripts}
        self._without = {s: tuple(r.build for r in rules if s in r.scripts and not r.is_measured) for s in scripts}

    def recognize(self, text: str) -> list[Quantity]:
        """The quantities of `text` in order of place, not overlapping. Never raises, whatever the text is."""
        return settle(self.find_candidates(text))

    def find_candidates(self, text: str) -> list[Candidate]:
        """All readings of all numbers of `text`, overlapping ones too: what `explain` shows."""
        scan = Scan(text, self._lexicon)
        candidates: list[Candidate] = []
        for i, (numeral, measure) in enumerate(zip(scan.numerals, scan.measures, strict=True)):
            for build in (self._without if measure is None else self._with_measure).get(numeral.script, ()):
                candidate = build(scan, i)
                if candidate is not None:
                    candidates.append(candidate)
        return candidates
