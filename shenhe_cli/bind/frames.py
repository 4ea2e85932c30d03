"""The frames in which a figure finds its label, and how one is chosen.

| frame | how it is known | label |
| --- | --- | --- |
| rank, proportion, zero | the kind of the quantity | subject, or the topic |
| subject, object | a label stands left of the quantity | that label, without the verb that governs it |
| medal | the unit is a metal (8金9银) | 金牌 |
| counted noun | a noun phrase follows and the unit is a classifier, or nothing stands left | that noun phrase |
| attributive | 的 or a rate follows (现行16%的税率, 总投资5亿元的中心) | both sides together |
| part | 的 or a noun follows a share | that noun phrase; the whole is the basis |
| pronominal | only a head stands left (总量, 从业人员) | the topic with that head |
| self | only a verb stands left that is a label by itself (投资10亿元) | that verb |
| topic | neither side has a noun | the label of an earlier clause |
"""

from __future__ import annotations

import re
from typing import NamedTuple

from shenhe_cli.bind.labels import Label
from shenhe_cli.bind.left import Left
from shenhe_cli.bind.measures import Reading, changes_number
from shenhe_cli.bind.right import GROWTHS, Right
from shenhe_cli.bind.topic import Topic, figure_of
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Quantity
from shenhe_cli.patterns import LazyPattern

# what a plant can do by the name of its project
_CAPACITIES = frozenset(("mass", "power", "volume", "energy", "voltage"))
# verbs of thresholds
_BEYOND = frozenset(("突破", "超过", "超"))
# 互认覆盖97%|门诊量: verbs whose object a share is of
_GOVERNING = frozenset(("覆盖", "投放", "投向", "用于", "占用"))
# what medals are counted by: 8金9银
_METALS = frozenset("金银铜")
_RATE_NOUN = LazyPattern("(?:率|增速|增幅|涨幅|降幅|比例|比重|占比|水平|速度)$")
# the preposition before a change that is called a speed after its figure
_BY_SPEED = LazyPattern("(?<=..)(?:仍然?|却|都|将|一直)?以$")
# lists of the best, on which places and firms stand and no figures (跻身|全国工业百强区|[第五])
_LEAGUE = LazyPattern("百强|百佳|[强佳]榜|排行榜")
# what verbs end in that have their object in them (造林, 供地, 拆迁)
_OBJECTS = ("林", "草", "地", "迁", "抚育", "绿化")
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_GROWTH = LazyPattern("(?<=..)(?:增幅|增速|增长率|涨幅)$")
_OF_INDUSTRIES = ("三次产业", "产业结构", "三产", "三次", "一二三产", "产业比例")
_SHARE_ENDS = ("比重", "比例", "份额")


class Frame(NamedTuple):
    """A label and the frame that gave it.

    `base`: what the label is a figure of, where it is one; `is_aside`: it does not become the topic; `consumes`: the label, or
    the noun the figure counts, stands right of it, so that the next left context begins behind it.
    """

    label: str
    rule: str
    parent: str | None = None
    inferred: tuple[str, ...] = ()
    is_aside: bool = False
    consumes: bool = False
    base: str | None = None


class Sides(NamedTuple):
    """What was read left and right of a quantity."""

    left: Left
    right: Right
    label: Label
    reading: Reading


def choose_frame(quantity: Quantity, sides: Sides, topic: Topic | None, cues: Cues) -> Frame:
    """The frame of a quantity, by what stands left and right of it."""
    if quantity.kind == "proportion":
        return _proportion(quantity, sides.label, topic)
    if quantity.kind == "zero" and not sides.label.text and sides.right.phrase:
        return Frame(sides.right.phrase, "frames/zero", consumes=True)
    if quantity.unit is not None and quantity.unit.symbol in _METALS:
        return Frame(quantity.unit.symbol + "牌", "frames/medal", consumes=True)
    if quantity.kind in ("rank", "zero"):
        return _left_frame(quantity, sides, topic, cues, f"frames/{quantity.kind}")
    is_counted = quantity.unit is not None and quantity.unit.dimension == "count" and sides.right.is_noun_first and not sides.label.text
    if sides.right.phrase and (is_counted or not sides.left.is_from):
        frame = _right_frame(quantity, sides, topic, cues)
        if frame is not None:
            return frame
    return _left_frame(quantity, sides, topic, cues, "frames/object" if sides.label.is_object else "frames/subject")


def _right_frame(quantity: Quantity, sides: Sides, topic: Topic | None, cues: Cues) -> Frame | None:
    """The frame whose label stands right of the quantity, None where the label stands left."""
    left, right, label, _ = sides
    dimension = quantity.unit.dimension if quantity.unit else "count"
    if label.text and left.has_verb("to"):
        return Frame(label.text, "frames/subject", consumes=dimension == "count" and not right.is_verb_first)
    if dimension == "percent" or quantity.kind == "fraction":
        if right.is_complement:
            # 其中85%|为|创新型企业
            return None if label.text else Frame(right.phrase, "frames/part", consumes=True)
        if not label.text and topic is not None and right.phrase in GROWTHS:
            # 增长10%左右。10%的增速: what was spoken of
            return Frame(topic.label, "frames/topic", topic.parent, ("indicator",), True, True)
        if right.phrase in cues.roles["speed"] and label.text and left.has_verb("change"):
            # 农业总产值|仍以|每年递增7.5%|的速度
            return Frame(_BY_SPEED.sub("", label.text), "frames/subject", consumes=True)
        if _RATE_NOUN.search(right.phrase):
            return Frame(label.text + right.phrase, "frames/attributive", consumes=True)
        if quantity.kind == "fraction" and right.has_noun and left.verb is not None and changes_number(left.verb.word):
            # 减少1/3|行政审批事项
            return Frame(right.phrase, "frames/counted-noun", consumes=True)
        governs = left.verb is None and right.is_noun_first and label.text[-2:] in _GOVERNING
        if (label.text and not governs and not (right.is_of and left.verb is None)) or (left.has_verb("change") and not right.is_of):
            return None
        if topic is not None and right.is_verb_first and not right.has_noun:
            # 391件建议和提案|100%|办结
            return None
        return Frame(right.phrase, "frames/part", consumes=True)
    is_beyond = left.verb is not None and left.verb.word in _BEYOND
    outlay = _outlay_of(label.text, cues) if dimension != "count" and right.is_of else ""
    if is_beyond and len(label.text) > len(outlay) + len(right.phrase):
        # 佛山规模以上工业总产值|突破3万亿元的|城市: its own, and no city's
        outlay = ""
    if is_beyond and right.is_of and not label.text:
        # 是全国首个|突破13万亿元的|省份
        return None
    if outlay:
        # 总投资5亿元的|双创中心, 全长20公里的|公路
        return Frame(right.phrase + outlay, "frames/attributive", consumes=True, base=right.phrase)
    if not (_counts_thing(sides, cues) if dimension == "count" else _measures_thing(dimension, sides, cues)):
        return None
    is_before = right.phrase in cues.roles["category"] and left.verb is None and not label.is_object and not label.is_open
    phrase = label.text.removesuffix("的") + right.phrase if label.is_attributive or is_before else right.phrase
    return Frame(phrase, "frames/counted-noun", consumes=True)


def _outlay_of(label: str, cues: Cues) -> str:
    """The word at the end of a label that tells what an amount is to the thing after it (推进|投资|3亿元的|轻纺城), "" for none."""
    return max((word for word in cues.roles["outlay"] if label.endswith(word)), key=len, default="")


def _counts_thing(sides: Sides, cues: Cues) -> bool:
    """Whether a classifier counts the noun phrase after it."""
    left, right, label, _ = sides
    if right.is_of and left.verb is not None and _is_measured(label.text, cues):
        # 年吞吐量超过5000万标准箱的|世界大港: what is measured stands before
        return False
    if right.is_noun_first or right.is_of or not label.text or label.is_open:
        return True
    return not left.has_verb("change", "to") and right.has_noun and not right.is_verb_first


def _measures_thing(dimension: str, sides: Sides, cues: Cues) -> bool:
    """Whether a unit of measure belongs to the noun phrase after it."""
    left, right, label, reading = sides
    is_task = right.phrase.endswith("任务") and not label.text
    is_free = right.has_noun and not right.is_verb_first and (dimension != "currency" or not label.text)
    is_noun = right.is_noun_first or right.is_of or is_task or is_free
    if reading.measure.startswith("change") or not is_noun:
        # 投入2000万元|建设学校 is no noun; 新增52公顷|集中建设区 is one
        return False
    if not label.text or label.is_verbal or label.is_open:
        return True
    # 红星美凯龙6万平方米|主力店, 收储|壮大工业区12.5公顷|土地: the noun to the left only says where, unless it is measured (绿化面积6万平方米)
    if label.text.endswith("年产") or (dimension in _CAPACITIES and right.is_noun_first and not _is_measured(label.text, cues)):
        # 抓好骏马化工60万吨|复合肥项目: what is made there
        return True
    if dimension == "currency" or left.verb is not None or not right.is_noun_first:
        return False
    return not _is_measured(label.text, cues)


def _is_measured(label: str, cues: Cues) -> bool:
    """Whether a label ends in the name of a measure."""
    return label.endswith(("量", "积", "程", "长")) or any(label[-n:] in cues.heads for n in (4, 3, 2))


def _left_frame(quantity: Quantity, sides: Sides, topic: Topic | None, cues: Cues, rule: str) -> Frame:
    """The frame whose label stands left of the quantity, in its clause or an earlier one."""
    label, text = sides.label, sides.label.text
    parent = (topic.label or None) if topic and label.is_part else None
    is_alike = label.is_verbal and topic is not None and topic.is_near and _counts_alike(quantity, topic, text)
    if label.is_verbal and topic and (topic.distance == 0 or is_alike):
        swapped = _swap_verb(text, topic, cues)
        if swapped:
            return swapped
    if is_alike and topic:
        # 筹集住房686套，供应570套
        return Frame(topic.base + text, "frames/topic-verb", parent, ("indicator",), base=topic.base)
    if topic and is_share_of(text):
        # 一般贸易出口增长31.2%，|占全市出口总额的比重|上升2个百分点
        return Frame(topic.base + text, "frames/pronominal", parent or topic.parent, ("indicator",), base=topic.base)
    if topic and _is_figure(label, topic, cues):
        is_rate = "rate" in cues.heads[text].kinds
        whole = topic.base if is_rate else figure_of(topic.base, text, cues)
        return Frame(whole, "frames/pronominal", parent or topic.parent, ("indicator",), base=topic.base)
    if text:
        return Frame(text, "frames/self" if label.is_verbal else rule, parent)
    is_amount = quantity.unit is not None and quantity.unit.dimension == "currency"
    if label.action and is_amount and topic and topic.distance == 1 and topic.label.endswith(tuple(cues.roles["fund"])):
        # 设立产业专项资金，|首期安排|[50亿元]
        return Frame(topic.label, "frames/topic", topic.parent, ("indicator",), is_aside=True)
    if label.action and is_amount and (topic is None or topic.action is None or not topic.is_near):
        return Frame(label.action, "frames/self")
    if sides.right.gained and not (topic and topic.unit and topic.unit.norm_unit in cues.roles["people"]):
        return Frame(sides.right.gained, "frames/counted-subject", is_aside=True)
    basis = sides.reading.basis if quantity.kind == "rank" else None
    if basis and _LEAGUE.search(basis):
        return Frame(basis, "frames/rank", is_aside=True)
    if topic:
        if label.action and topic.base != topic.label and (swapped := _swap_verb(label.action, topic, cues)):
            # 更新计划项目84个，开工45个、建成33个
            return swapped
        is_level = sides.reading.measure == "level" and quantity.unit is not None and quantity.unit.dimension != "percent"
        # 企业数量增幅近200%、达到1703家: what grew
        whole = _GROWTH.sub("", topic.label) if is_level else topic.label
        if is_level or quantity.kind == "rank":
            # 通车里程新增300公里、突破1万公里: what there is now
            whole = whole.removesuffix("新增") or whole
        if quantity.unit is not None and quantity.unit.dimension == "count" and topic.unit is not None and topic.unit.dimension == "currency":
            # 总投资22.4亿元的|工程项目|24个: the things, not their outlay
            whole = topic.base
        return Frame(whole, "frames/topic", topic.parent, ("indicator",), is_aside=True)
    return Frame(label.action or "", "frames/none")


def is_share_of(label: str) -> bool:
    """Whether a label names a share and its whole, and not whose share it is."""
    return label.startswith("占") and label.endswith(_SHARE_ENDS)


def _counts_alike(quantity: Quantity, topic: Topic, verb: str) -> bool:
    """Whether a quantity counts things by the topic's classifier, or is as much land or way and `verb` wants an object (not 造林)."""
    unit = quantity.unit
    if unit is None or not (unit.dimension == "count" or (unit.dimension in ("area", "length") and not verb.endswith(_OBJECTS))):
        return False
    return topic.unit is not None and unit.norm_unit == topic.unit.norm_unit


def _is_figure(label: Label, topic: Topic, cues: Cues) -> bool:
    """Whether a label is a figure of the topic: a pronominal head, or a relational one that no verb makes a thing of its own."""
    head = cues.heads.get(label.text)
    if head is None or label.is_part:
        return False
    if not head.kinds.isdisjoint(("pronominal", "share", "rate")):
        return True
    action = cues.actions.get(label.action or "")
    is_flow = action is not None and "flow" in action.kinds and "level" not in action.kinds
    return "relational" in head.kinds and topic.is_near and not is_flow


def _swap_verb(verb: str, topic: Topic, cues: Cues) -> Frame | None:
    """亿元以上项目签约165个、落地80个: the second verb takes the first one's place."""
    for length in (4, 3, 2):
        action = cues.actions.get(topic.label[-length:])
        if action and action.kinds & {"self", "predicate"} and len(topic.label) > length + 1:
            return Frame(topic.label[:-length] + verb, "frames/swapped-verb", topic.parent, ("indicator",))
    return None


def _proportion(quantity: Quantity, label: Label, topic: Topic | None) -> Frame:
    """A part of a proportion is the share of the part's name: 三次产业比例19.3:48.9:31.8."""
    text = label.text or (topic.label if topic else "")
    if quantity.part < len(_INDUSTRIES) and any(word in text for word in _OF_INDUSTRIES):
        return Frame(_INDUSTRIES[quantity.part], "frames/proportion", text or None, is_aside=True)
    members = [m for m in re.sub("的?比例?$|之比$", "", text).split("、") if m]
    if quantity.part < len(members) > 1:
        return Frame(members[quantity.part], "frames/proportion", text or None, is_aside=True)
    return Frame(text, "frames/proportion", text or None, is_aside=True)
