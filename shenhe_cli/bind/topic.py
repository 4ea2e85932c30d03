"""The topic: the label that a clause without a subject of its own takes up, and the whole that parts are taken of."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.measures import Reading
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Unit

# a topic moves on by one a clause and by this much a sentence
SENTENCE = 100
_MEASURES = frozenset(("measured", "relational"))
_RELATIONS = frozenset(("share", "rate"))
_LONGEST_HEAD = 6
# ends of parts that are no amounts (税比 of 预算收入)
_RATIOS = ("比", "度")


class Topic(NamedTuple):
    """What was last spoken of.

    `labels` are the labels of the last clauses that named any, the newest last; `base` is the thing itself where the newest is
    a figure of it (重点工业项目 of 重点工业项目总投资); `parent` the whole it is a part of; `unit` and `reading`
    those of its figure; `distance` how far back it was said.
    """

    labels: tuple[str, ...]
    base: str
    parent: str | None = None
    action: str | None = None
    unit: Unit | None = None
    reading: Reading | None = None
    distance: int = 0

    @property
    def label(self) -> str:
        """The newest label."""
        return self.labels[-1]

    @property
    def is_near(self) -> bool:
        """Said in this sentence."""
        return self.distance < SENTENCE

    def moved(self, steps: int) -> Topic:
        """The topic as seen `steps` further on."""
        return Topic(self.labels, self.base, self.parent, self.action, self.unit, self.reading, self.distance + steps)


class Whole(NamedTuple):
    """What 其中 takes parts of: its label, the thing that label is a figure of, the head its parts are measured by (产量), its unit."""

    label: str
    thing: str
    head: str
    unit: Unit | None


def make_whole(topic: Topic, cues: Cues) -> Whole:
    """The whole that a topic names."""
    words = cues.roles["grade"]
    thing = topic.base or topic.label
    grade = next((word for word in words if thing.startswith(word + "以上")), "")
    thing = thing[len(grade) + 2 :] if grade else thing
    thing = thing.removesuffix(find_head(thing, cues, frozenset(("pronominal",)))).removesuffix("累计") or topic.label
    return Whole(topic.label, thing, find_head(topic.label, cues, frozenset(("measured",))), topic.unit)


def name_part(part: str, unit: Unit | None, whole: Whole, cues: Cues) -> str:
    """The label of a part: 夏粮 of 粮食总产量 is 夏粮产量, 国家级 of 龙头企业 is 国家级龙头企业; unchanged where it says itself what it is."""
    if part.removesuffix("以上") in cues.roles["grade"]:
        return part + whole.thing
    if not whole.head or unit is None or whole.unit is None or (unit.norm_unit != whole.unit.norm_unit and unit.dimension != "percent"):
        return part
    if find_head(part, cues) or part.endswith((*cues.roles["measure-end"], *_RATIOS)):
        return part
    # 住户贷款 of 贷款余额: what both say is said once
    shared = next((n for n in range(len(whole.head) - 1, 1, -1) if part.endswith(whole.head[:n])), 0)
    return part + whole.head[shared:]


def figure_of(base: str, head: str, cues: Cues) -> str:
    """The label of a figure of `base`.

    基金项目 and 总投资 make 基金项目总投资. One measure takes the place of another: 夏粮亩产 and 总产 make 夏粮总产, 限上工业完成增加值 and
    利润 make 限上工业利润.
    """
    if base.endswith(head):
        return base
    if head == "人均" and base.endswith("总量") and len(base) > 2:
        # GDP总量…，人均…
        return head + base[:-2]
    base = base.removesuffix("占地")
    if not base:
        return head
    if head.endswith("率") and base.endswith("率") and len(base) > len(head) + 1:
        # 常住人口出生率 and 死亡率
        return base[: -len(head)] + head
    relation = find_head(base, cues, _RELATIONS)
    if relation and len(base) > len(relation) + 1:
        # 新能源装机占比 and 规模: a figure of the thing, not of its share
        base = base.removesuffix(relation)
    if cues.heads[head].kinds & _MEASURES:
        known = find_head(base, cues, _MEASURES | {"pronominal"})
        if known == base:
            return head
        if known and len(base) > len(known) + 1:
            return _without_verb(base.removesuffix(known), cues) + head
    return base + head


def without_flow(label: str, cues: Cues) -> str:
    """The thing of a flow: 新增总部企业 and 总部企业新增 add to 总部企业, which a following 总量 counts."""
    if label.endswith("新增") and len(label) > 4:
        return label[:-2]
    action = cues.actions.get(label[:2])
    return label[2:] if action and "flow" in action.kinds and action.word[0] == "新" and len(label) > 3 else label


def find_head(label: str, cues: Cues, kinds: frozenset[str] | None = None) -> str:
    """The longest head of the table that ends the label, of one of `kinds`; "" for none."""
    for length in range(min(_LONGEST_HEAD, len(label)), 1, -1):
        head = cues.heads.get(label[-length:])
        if head and (kinds is None or head.kinds & kinds):
            return label[-length:]
    return ""


def _without_verb(base: str, cues: Cues) -> str:
    action = cues.actions.get(base[-2:])
    return base[:-2] if action and not action.kinds.isdisjoint(("level", "flow")) and len(base) > 3 else base
