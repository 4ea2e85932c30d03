"""The topic: the label that a clause without a subject of its own takes up."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Unit

# a topic moves on by one a clause and by this much a sentence
SENTENCE = 100


class Topic(NamedTuple):
    """What was last spoken of.

    `labels` are the labels of the last clauses that named any, the newest last; `base` is the thing itself where the newest is
    a figure of it (重点工业项目 of 重点工业项目总投资); `parent` the whole it is a part of; `unit` that of its figure; `distance` how far back it
    was said.
    """

    labels: tuple[str, ...]
    base: str
    parent: str | None
    action: str | None
    unit: Unit | None = None
    distance: int = 0

    @property
    def label(self) -> str:
        return self.labels[-1]

    @property
    def is_near(self) -> bool:
        """Said in this sentence."""
        return self.distance < SENTENCE

    def moved(self, steps: int) -> Topic:
        """The topic as seen `steps` further on."""
        return self._replace(distance=self.distance + steps)


class Whole(NamedTuple):
    """What 其中 takes parts of: its label, the head its parts are measured by (产量), and its unit."""

    label: str
    head: str
    unit: Unit | None


def make_whole(label: str, unit: Unit | None, cues: Cues) -> Whole:
    """The whole that `label` names."""
    for length in (4, 3, 2):
        head = cues.heads.get(label[-length:])
        if head and "measured" in head.kinds:
            return Whole(label, label[-length:], unit)
    return Whole(label, "", unit)


def name_part(part: str, unit: Unit | None, whole: Whole, cues: Cues) -> str:
    """The label of a part: 夏粮 of 粮食总产量 is 夏粮产量; unchanged where the part says itself what it measures."""
    if not whole.head or unit is None or whole.unit is None or unit.norm_unit != whole.unit.norm_unit:
        return part
    if any(part[-length:] in cues.heads for length in (4, 3, 2)):
        return part
    return part + whole.head
