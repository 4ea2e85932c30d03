"""The topic: the label that a clause without a subject of its own takes up."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Unit

# a topic moves on by one a clause and by this much a sentence
SENTENCE = 100
_MEASURES = frozenset(("measured", "relational"))


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


def figure_of(base: str, head: str, cues: Cues) -> str:
    """The label of a figure of `base`.

    基金项目 and 总投资 make 基金项目总投资. One measure takes the place of another: 夏粮亩产 and 总产 make 夏粮总产, 限上工业完成增加值 and
    利润 make 限上工业利润.
    """
    if base.endswith(head):
        return base
    if cues.heads[head].kinds & _MEASURES:
        for length in (6, 5, 4, 3, 2):
            known = cues.heads.get(base[-length:])
            if known and known.kinds & _MEASURES and len(base) > length + 1:
                return _without_verb(base[:-length], cues) + head
    return base + head


def _without_verb(base: str, cues: Cues) -> str:
    action = cues.actions.get(base[-2:])
    return base[:-2] if action and "level" in action.kinds and len(base) > 3 else base


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
