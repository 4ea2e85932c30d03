"""Lists: what a member takes over from the one before it, and 分别, which gives every value its label."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.frames import Frame, Sides
from shenhe_cli.bind.joint_labels import counts_group, is_joint, split_labels
from shenhe_cli.bind.label_words import skip_leads
from shenhe_cli.bind.measures import Reading, is_relative, read_named
from shenhe_cli.bind.topic import Topic
from shenhe_cli.bind.words import Cut, Words, join
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Quantity
from shenhe_cli.patterns import LazyPattern

# frames of a figure that nothing in its clause names
_UNNAMED = frozenset(("frames/topic", "frames/none"))
# whose share, and of what
_SHARE = LazyPattern("(.{2,}?)占(.{2,}?)的?(?:比重|比例|份额)")
# what there is at a time, whatever verb stood before (降低成本5亿元、贷款余额8亿元)
_STOCKS = ("余额", "总量", "规模", "总额", "存量")


class Bound(NamedTuple):
    """A quantity with its frame and what was read around it.

    `is_joined`: a later member of a list inside its clause; `is_bare`: one that is a number and nothing else.
    """

    quantity: Quantity
    sides: Sides
    frame: Frame
    is_joined: bool = False
    is_bare: bool = False

    @property
    def reading(self) -> Reading:
        """What kind of figure it is."""
        return self.sides.reading


def follow(before: Bound, item: Bound, left_text: str, cues: Cues) -> Bound:
    """A later member of a list, or a quantity right after the noun of another, with what it takes over from the one before."""
    sides, frame = item.sides, item.frame
    base = before.frame.base if before.frame.rule == "frames/attributive" else None
    if base and frame.rule == "frames/counted-noun" and sides.right.is_of and _same_kind(before.quantity, item.quantity):
        # 投资12亿元的|保障性住房、|1.3亿元的|管网改造
        outlay = before.frame.label[len(base) :]
        return item._replace(frame=frame._replace(label=frame.label + outlay, base=frame.label, rule=before.frame.rule))
    if item.is_bare:
        if _same_kind(before.quantity, item.quantity):
            sides = sides._replace(reading=before.reading)
        if not frame.consumes:
            frame = frame._replace(label=before.frame.label, parent=before.frame.parent, is_aside=True)
        # 分别突破40万吨、10万吨: the hedge is both's
        is_shared = before.sides.left.is_distributed
        left = before.sides.left._replace(head=()) if is_shared else before.sides.left._replace(head=(), bound=None, bound_text=None)
        return item._replace(sides=sides._replace(left=left), frame=frame)
    if item.is_joined and left_text.endswith("的") and before.sides.left.is_of and is_relative(item.quantity):
        # 分别是|全国的54%、全省的69%
        reading = before.reading._replace(basis=left_text[:-1])
        return item._replace(sides=sides._replace(reading=reading), frame=frame._replace(label=before.frame.label, parent=before.frame.parent))
    grade = item.frame.label if item.is_joined and frame.rule == "frames/subject" else ""
    if grade in cues.roles["grade"] and (above := max((g for g in cues.roles["grade"] if before.frame.label.startswith(g)), key=len, default="")):
        # 县级|骨干教师500名、市级|60名
        return item._replace(frame=frame._replace(label=grade + before.frame.label[len(above) :], inferred=("indicator",)))
    if _is_joined_rate(before, item) or _is_joined_change(before, item):
        return item._replace(sides=sides._replace(reading=before.reading))
    if before.frame.consumes and not frame.consumes and not item.is_joined and left_text and _is_figure_of_noun(sides.label.text, cues):
        # 为81家|企业|融资1.4亿元: what the noun does or has
        noun = before.frame.label
        is_read = left_text.startswith("的") or "、" in left_text or sides.left.verb or sides.left.basis
        label = noun + (sides.label.text if is_read else left_text.rstrip("达为近超约"))
        return item._replace(frame=frame._replace(label=label, base=noun, rule="frames/counted-subject"))
    return item


def distribute(items: list[Bound], topic: Topic | None, cues: Cues, cut: Cut) -> tuple[list[Bound], Topic | None]:
    """分别 and parallel lists: as many labels as values, one each. Returns the new topic too, None where nothing was shared out."""
    result = list(items)
    shared: Topic | None = None
    k = 0
    while k < len(items):
        size = 1
        while k + size < len(items) and items[k + size].is_bare and not items[k + size].frame.consumes:
            size += 1
        if size > 1 and items[k + size - 1].sides.right.bound:
            # 保持在1000万亩、400万吨|以上: the hedge after the last is all of them's
            right = items[k + size - 1].sides.right
            _share_bound(result, range(k, k + size - 1), right.bound, right.bound_text)
        bases = _bases_for(items[k], size, cues, cut) if size > 1 else []
        labels = _labels_for(items[k], size, topic, cues, cut) if size > 1 and not bases else []
        if labels and items[k].sides.left.bound:
            # 普及率|超过98%、85%: the hedge before the first, where every value has a label
            left = items[k].sides.left
            _share_bound(result, range(k + 1, k + size), left.bound, left.bound_text)
        for offset, label in enumerate(labels):
            item = result[k + offset]
            reading = item.reading if item.sides.left.has_verb("change") else read_named(item.reading, item.quantity, label, cues)
            share = _SHARE.fullmatch(label) if reading.measure == "share" else None
            if share:
                # 服务业增加值占生产总值比重、高技术产业增加值占工业比重|分别: each its own whole
                label, reading = share.group(1), reading._replace(basis=share.group(2))
            sides = item.sides if reading is item.reading else item.sides._replace(reading=reading)
            result[k + offset] = item._replace(frame=item.frame._replace(label=label, rule="lists/respectively"), sides=sides)
        for offset, basis in enumerate(bases):
            item = result[k + offset]
            result[k + offset] = item._replace(sides=item.sides._replace(reading=item.reading._replace(basis=basis)))
        if labels:
            shared = Topic(tuple(labels), labels[-1])
        k += size
    return result, shared


def _share_bound(items: list[Bound], places: range, bound: str | None, text: str | None) -> None:
    """Give a hedge to the items at `places` that have none of their own."""
    for i in places:
        sides = items[i].sides
        if sides.left.bound is None and sides.right.bound is None:
            items[i] = items[i]._replace(sides=sides._replace(left=sides.left._replace(bound=bound, bound_text=text)))


def share_nouns(items: list[Bound]) -> list[Bound]:
    """2家千亿级、24家百亿级|工业企业; 完成3个、启动4个|提升项目: members that name no thing take the next one's."""
    result = list(items)
    for k in range(len(result) - 2, -1, -1):
        item, after = result[k], result[k + 1]
        if item.quantity.end == after.quantity.start and item.frame.rule in _UNNAMED and after.frame.rule == "frames/counted-subject":
            # 1449户|3138人|实现防贫监测: counted twice
            result[k] = item._replace(frame=after.frame)
            continue
        if not after.is_joined or after.frame.rule != "frames/counted-noun":
            continue
        if is_relative(item.quantity) != is_relative(after.quantity):
            # 覆盖率提高到83%、惠及520万群众
            continue
        noun = after.frame.label
        phrase = item.sides.right.phrase
        if item.frame.consumes and phrase.endswith("级") and "级" in noun:
            noun = phrase + noun.split("级", 1)[1]
        elif phrase or item.sides.label.text or (item.sides.left.verb is None and not item.sides.label.action):
            continue
        result[k] = item._replace(frame=item.frame._replace(label=noun, rule="lists/shared-noun", inferred=("indicator",)))
    return result


def name_flows(items: list[Bound], cues: Cues) -> list[Bound]:
    """Where the growth of a flow is stated, the flow is the thing: 新增市场主体15849户，同比增长11.9%."""
    result = list(items)
    for k in range(1, len(result)):
        before, item = result[k - 1], result[k]
        verb = before.sides.label.action
        action = cues.actions.get(verb or "")
        if item.frame.rule != "frames/topic" or not item.reading.measure.startswith("change") or action is None or verb is None:
            continue
        if before.frame.rule == "frames/object" and "flow" in action.kinds and item.frame.label == before.frame.label:
            flow = verb + before.frame.label
            result[k - 1] = before._replace(frame=before.frame._replace(label=flow))
            result[k] = item._replace(frame=item.frame._replace(label=flow))
    return result


def _bases_for(first: Bound, size: int, cues: Cues, cut: Cut) -> list[str]:
    """What `size` values in a row are compared with: 分别高于|全国、全省|2.6、1.5个百分点; [] where it is one thing."""
    basis = first.reading.basis if first.sides.left.is_distributed else None
    return split_labels(basis, size, cues, cut) if basis and ("、" in basis or "和" in basis) else []


def _labels_for(first: Bound, size: int, topic: Topic | None, cues: Cues, cut: Cut) -> list[str]:
    """The labels that `size` values in a row belong to, [] where the text has another number of them."""
    if first.frame.rule == "frames/pronominal" and first.sides.left.is_distributed and is_joint(first.frame.label):
        # 建议和提案全部办结，满意率分别达到98%和100%
        labels = split_labels(first.frame.label, size, cues, cut)
        if labels:
            return labels
    if first.sides.left.is_distributed and counts_group(first.sides.label.text, size):
        # 食品、建材等|六大产业主营业务收入|分别: the examples are all of them
        return split_labels(join(first.sides.left.head), size, cues, cut)
    if first.sides.left.is_distributed and (labels := _split_examples(first.sides.left.head, size, cues)):
        return labels
    if first.sides.label.text:
        return split_labels(first.sides.label.text, size, cues, cut)
    if topic is not None and topic.is_near and (len(topic.labels) == size or (len(topic.labels) > size and first.sides.left.is_distributed)):
        return list(topic.labels[-size:])
    labels = split_labels(first.frame.label, size, cues, cut) if first.frame.label else []
    if not labels and topic is not None and topic.is_near and len(topic.labels) > size and first.reading.measure == "change_rate":
        # 城镇人均收入17175元，农村人均收入5153元，增长|9.8%和8.5%: one thing has not two rates of growth
        return list(topic.labels[-size:])
    return labels


def _split_examples(head: Words, size: int, cues: Cues) -> list[str]:
    """集成电路、工业机器人等|产品产量|分别 with as many values as examples: one each, with what they are measured by."""
    end = next((k for k in range(len(head) - 2, 0, -1) if head[k].text in cues.roles["example"]), 0)
    if not end:
        return []
    start, _, _ = skip_leads(head[:end], cues)
    while start < end - 1 and cues.plays(head[start].text, "flow"):
        start += 1
    members = [member for member in join(head[start:end]).split("、") if member]
    return [member + join(head[end + 1 :]) for member in members] if len(members) == size else []


def _same_kind(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be values of one list: the same dimension, or one of them bare."""
    if a.unit is None or b.unit is None:
        return a.kind == b.kind
    return a.unit.dimension == b.unit.dimension and a.kind == b.kind


def _is_joined_rate(before: Bound, item: Bound) -> bool:
    """A list member with a label but no verb: a rate of change as the one before (增长5%、工业增加值6%), or a share
    (第一产业占5%、第二产业45%), unless its label is a rate itself."""
    label = item.sides.label
    if not (item.is_joined and label.text and item.sides.left.verb is None and before.sides.left.verb is not None):
        return False
    unit = item.quantity.unit
    is_rate = unit is not None and unit.dimension == "percent" and before.reading.measure in {"change_rate", "share"}
    return is_rate and not label.text.endswith("率")


def _is_joined_change(before: Bound, item: Bound) -> bool:
    """The second object of a verb of change: 减少|企业税负3500亿元、涉企收费2000亿元."""
    return (
        item.is_joined
        and before.sides.left.verb is None
        and before.sides.label.action is not None
        and before.reading.measure.startswith("change")
        and before.frame.rule == "frames/object"
        and item.frame.rule in ("frames/object", "frames/subject")
        and not item.sides.label.text.endswith(_STOCKS)
        and item.sides.left.verb is None
        and item.sides.label.action is None
        and _same_kind(before.quantity, item.quantity)
    )


def _is_figure_of_noun(label: str, cues: Cues) -> bool:
    """Whether a label is what a noun right before it does or has (融资, 总投资), so that it needs that noun."""
    action, head = cues.actions.get(label), cues.heads.get(label)
    return (action is not None and "self" in action.kinds) or (head is not None and bool(head.kinds & {"pronominal", "relational"}))
