"""The frames in which a figure finds its label, and how one is chosen.

| frame | how it is known | label |
| --- | --- | --- |
| rank, proportion, zero | the kind of the quantity | subject, or the topic |
| subject, object | a label stands left of the quantity | that label, without the verb that governs it |
| counted noun | a noun phrase follows and the unit is a classifier, or nothing stands left | that noun phrase |
| part | 的 or a noun follows a share | that noun phrase; the whole is the basis |
| topic | neither side has a noun | the label of an earlier clause |
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shenhe_cli.bind.labels import Label
from shenhe_cli.bind.left import Left
from shenhe_cli.bind.measures import Reading
from shenhe_cli.bind.right import Right
from shenhe_cli.bind.topic import Topic, figure_of
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Quantity

_RATE_NOUN = re.compile("(?:率|增速|增幅|涨幅|降幅|比例|比重|占比|水平|速度)$")
# what a sum of money before 的 is of the thing after it
_OUTLAYS = {"投资": None, "总投资": None, "计划投资": None, "计划总投资": None, "产值": None}
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")


class Frame(NamedTuple):
    """A label and the frame that gave it.

    `base`: what the label is a figure of, where it is one; `is_aside`: it does not become the topic; `consumes`: the label, or
    the noun the figure counts, stands right of it, so that the next left context begins behind it.
    """

    label: str
    parent: str | None
    rule: str
    inferred: tuple[str, ...]
    confidence: float
    is_aside: bool = False
    consumes: bool = False
    base: str | None = None


def choose_frame(
    quantity: Quantity, left: Left, right: Right, label: Label, reading: Reading, topic: Topic | None, cues: Cues
) -> Frame:
    """The frame of a quantity, by what stands left and right of it."""
    if quantity.kind == "proportion":
        return _proportion(quantity, label, topic)
    text = label.text
    if quantity.kind == "zero" and not text and right.phrase:
        return Frame(right.phrase, None, "frames/zero", (), 0.8, consumes=True)
    if quantity.kind == "rank" or quantity.kind == "zero":
        return _subject(quantity, left, label, topic, cues, f"frames/{quantity.kind}")
    dimension = quantity.unit.dimension if quantity.unit else "count"
    is_count = dimension == "count"
    is_share = dimension == "percent" or quantity.kind == "fraction"
    if right.phrase and not left.is_from:
        if text and left.verb and "to" in left.verb.kinds:
            return Frame(text, None, "frames/subject", (), 0.85, consumes=is_count and not right.is_verb_first)
        rule = None
        if is_share:
            if _RATE_NOUN.search(right.phrase):
                return Frame(text + right.phrase, None, "frames/attributive", (), 0.8, consumes=True)
            if not text and (left.verb is None or "change" not in left.verb.kinds or right.is_of):
                rule = "frames/part"
        elif is_count:
            if right.is_noun_first or right.is_of or not text or label.is_open:
                rule = "frames/counted-noun"
            elif left.verb is None and right.has_noun and not right.is_verb_first:
                rule = "frames/counted-noun"
        elif right.is_of and text in cues.heads | _OUTLAYS:
            # 总投资5亿元的|双创中心
            return Frame(right.phrase + text, None, "frames/attributive", (), 0.8, consumes=True, base=right.phrase)
        elif (not text or label.is_verbal or label.is_open or _is_attributive(left, label, right, dimension, cues)) and not reading.measure.startswith("change"):
            # 投入2000万元|建设学校 is no noun; 新增52公顷|集中建设区 is one
            if right.is_noun_first or right.is_of or (dimension != "currency" and not right.is_verb_first):
                rule = "frames/counted-noun"
        if rule:
            phrase = text.removesuffix("的") + right.phrase if label.is_attributive else right.phrase
            return Frame(phrase, None, rule, (), 0.9, consumes=True)
    return _subject(quantity, left, label, topic, cues, "frames/object" if label.is_object else "frames/subject")


def _is_attributive(left: Left, label: Label, right: Right, dimension: str, cues: Cues) -> bool:
    """红星美凯龙6万平方米|主力店: the noun to the left only says where, unless it is what is measured (绿化面积6万平方米)."""
    if dimension == "currency" or left.verb is not None or not right.is_noun_first or label.is_object:
        return False
    return not any(label.text[-length:] in cues.heads for length in (4, 3, 2)) and not label.text.endswith(("量", "积", "程", "长"))


def _subject(quantity: Quantity, left: Left, label: Label, topic: Topic | None, cues: Cues, rule: str) -> Frame:
    text = label.text
    parent = topic.label if topic and label.is_part else None
    if label.is_verbal and topic and topic.distance == 0:
        return _swap_verb(text, topic, cues) or Frame(text, parent, "frames/self", (), 0.8)
    kinds = cues.heads[text].kinds if text in cues.heads else frozenset()
    if topic and ("pronominal" in kinds or ("relational" in kinds and topic.is_near and not _is_flow(label.action, cues))):
        whole = figure_of(topic.base, text, cues)
        return Frame(whole, parent or topic.parent, "frames/pronominal", ("indicator",), 0.85, base=topic.base)
    if text:
        return Frame(text, parent, "frames/self" if label.is_verbal else rule, (), 0.95)
    is_amount = quantity.unit is not None and quantity.unit.dimension == "currency"
    if label.action and is_amount and (topic is None or topic.action is None or not topic.is_near):
        return Frame(label.action, None, "frames/self", (), 0.7)
    if topic:
        return Frame(topic.label, topic.parent, "frames/topic", ("indicator",), 0.9 if topic.is_near else 0.6, True)
    return Frame(label.action or "", None, "frames/none", (), 0.2)


def _is_flow(verb: str | None, cues: Cues) -> bool:
    action = cues.actions.get(verb or "")
    return action is not None and "flow" in action.kinds and "level" not in action.kinds


def _swap_verb(verb: str, topic: Topic, cues: Cues) -> Frame | None:
    """亿元以上项目签约165个、落地80个: the second verb takes the first one's place."""
    for length in (4, 3, 2):
        action = cues.actions.get(topic.label[-length:])
        if action and action.kinds & {"self", "predicate"} and len(topic.label) > length + 1:
            return Frame(topic.label[:-length] + verb, topic.parent, "frames/swapped-verb", ("indicator",), 0.85)
    return None


def _proportion(quantity: Quantity, label: Label, topic: Topic | None) -> Frame:
    text = label.text or (topic.label if topic else "")
    if quantity.part < 3 and any(word in text for word in ("三次产业", "产业结构", "三产", "三次", "一二三产", "产业比例")):
        return Frame(_INDUSTRIES[quantity.part], text, "frames/proportion", (), 0.95, True)
    members = [m for m in text.replace("比例", "").replace("比", "").split("、") if m]
    if quantity.part < len(members) and len(members) > 1:
        return Frame(members[quantity.part], None, "frames/proportion", (), 0.8, True)
    return Frame(text, None, "frames/proportion", (), 0.5, True)
