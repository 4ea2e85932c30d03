"""The words of targets and changes that are stated without a figure."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.lexicon.cues import DIRECTIONS
from shenhe_cli.lexicon.indicators import MEASURES
from shenhe_cli.lexicon.tables import FOLDER, Source, pick, read_table

KINDS = ("opener", "closer", "verb", "reach", "degree", "reference", "average", "rank-verb", "rank-place", "trend", "pace", "change")


class RelationWord(NamedTuple):
    """What a word says of the record; `is_weak`: it is said of anything, and counts for known indicators only."""

    measure: str
    direction: str | None
    is_weak: bool


def load_relations(table: Source = FOLDER / "relations.tsv") -> dict[str, dict[str, RelationWord]]:
    """The words of each kind of KINDS. Raises LexiconError naming file and line."""
    words: dict[str, dict[str, RelationWord]] = {kind: {} for kind in KINDS}
    for place, (word, kind, measure, direction, needs) in read_table(table, ("word", "kind", "measure", "direction", "needs")):
        row = RelationWord(
            pick(place, measure, MEASURES) or "level",
            pick(place, direction, DIRECTIONS),
            pick(place, needs, ("any", "known")) == "known",
        )
        words[pick(place, kind, KINDS) or "trend"][word] = row
    return words
