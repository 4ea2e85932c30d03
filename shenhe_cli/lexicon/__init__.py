"""The lexicon: every word the program knows, read from TSV tables into one immutable object."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from shenhe_cli.lexicon.cues import Cues, load_cues
from shenhe_cli.lexicon.indicators import IndicatorTable, load_indicators
from shenhe_cli.lexicon.numbers import NameIndex, WordSet, load_cue_words, load_heads, load_names
from shenhe_cli.lexicon.relations import RelationWord, load_relations
from shenhe_cli.lexicon.reliability import Reliability, load_reliability
from shenhe_cli.lexicon.tables import FOLDER, Folder
from shenhe_cli.lexicon.units import ScaleIndex, UnitIndex, load_scales, load_units
from shenhe_cli.lexicon.words import Words, load_words

# names of indicators longer than this are words: 占|地区生产总值, not 占地|区
_SHORTEST_NAME = 3


class Lexicon(NamedTuple):
    """All tables. `units` to `cues` serve recognition, `binding` and `words` serve binding."""

    units: UnitIndex
    scales: ScaleIndex
    names: NameIndex
    heads: dict[str, WordSet]
    cues: dict[str, WordSet]
    binding: Cues
    words: Words
    indicators: IndicatorTable
    relations: dict[str, dict[str, RelationWord]]
    reliability: Reliability


def load_lexicon(folder: Folder = FOLDER) -> Lexicon:
    """Read every table of a folder; raises LexiconError naming file and line."""
    binding = load_cues(folder)
    changes = frozenset(word for word, action in binding.actions.items() if len(word) == 2 and action.kinds & {"change", "to", "level"})
    indicators = load_indicators(folder / "indicators.tsv")
    names = [
        (name, "n")
        for row in indicators.rows
        for name in (row.name, *row.aliases)
        if len(name) > _SHORTEST_NAME and name.isalpha() and "占" not in name and name not in binding.actions and name[-2:] not in changes
    ]
    verbs = [(word, "v") for word in binding.actions]
    others = [(word, "d") for table in (binding.bases, binding.statuses, binding.bounds_before, binding.prices) for word in table]
    scopes = [(word, "n") for word in binding.scopes]
    return Lexicon(
        load_units(folder / "units.tsv"),
        load_scales(folder / "scales.tsv"),
        load_names(folder / "names.tsv"),
        load_heads(folder / "heads.tsv"),
        load_cue_words(folder / "number_cues.tsv"),
        binding,
        load_words([*names, *verbs, *others, *scopes, *((word, "n") for word in binding.heads)], changes, folder),
        indicators,
        load_relations(folder / "relations.tsv"),
        load_reliability(folder),
    )


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The built-in lexicon, read once."""
    return load_lexicon()
