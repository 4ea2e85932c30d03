"""One sentence on its way through the binder: the topic moves from clause to clause."""

from __future__ import annotations

from shenhe_cli.bind.clauses import Clause, split_clauses
from shenhe_cli.bind.contexts import ContextReader
from shenhe_cli.bind.frames import Frame, Sides, choose_frame, is_share_of
from shenhe_cli.bind.labels import Label, read_label
from shenhe_cli.bind.lists import Bound, distribute, follow, name_flows, share_nouns
from shenhe_cli.bind.measures import Reading, changes_number, is_relative, names_share
from shenhe_cli.bind.phrases import read_phrase
from shenhe_cli.bind.right import GROWTHS
from shenhe_cli.bind.sides import SideReader
from shenhe_cli.bind.topic import Topic, Whole, find_head, make_whole, name_part, without_flow
from shenhe_cli.bind.words import Words
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Quantity, Sentence
from shenhe_cli.patterns import LazyPattern

# how a clause ends that names a measure of what comes next
_BORNE = LazyPattern("(标准|比重|占比)(?:提高|上调|调整|(?:分别)?[为是])?$")
# ends of labels of which a percentage is no part
_NO_PARTS = ("率", "度", "指数")
_GROWTHS = tuple(GROWTHS)
# spells of time that are counted
# what bears a measure that another one's label names
_INDUSTRIES, _MEASURED = ("产业", "集群", "产业链"), frozenset(("measured",))
# ends of what moves
_MEASURES = ("量", "额", "率", "值", "收入", "支出", "投资", "出口", "进口", "消费", "价格", "指数", "数")
_SPELLS = ("榨季", "赛季", "季度", "交易日", "学年")


class SentenceBinder:
    """Binds the quantities of one sentence; `topic` is what the sentence before spoke of, and afterwards what this one did."""

    def __init__(self, contexts: ContextReader, text: str, sentence: Sentence, topic: Topic | None) -> None:
        self.cues, self.cut, self.knows = contexts.cues, contexts.cut, contexts.knows
        self.text, self.sentence, self.topic = text, sentence, topic
        self.sides = SideReader(contexts, text, sentence.start)
        self.idle: str | None = None
        self.basis: str | None = None
        self.opens_parts = False
        self.whole: Whole | None = None
        self.parts = 0
        # the measure that a clause without figures names, of what the clauses after it only name the bearers
        self.borne: str | None = None

    def bind(self) -> list[tuple[Clause, Bound]]:
        """The quantities with their frames, in order, each with its clause."""
        clauses: list[Clause] = []
        bound: list[Bound] = []
        for clause in split_clauses(self.text, self.sentence.start, self.sentence.end, self.sentence.quantities):
            if self.text[clause.start - 1 : clause.start] in ("；", ";"):
                # 其中硕士10万人，博士2万人；中等学校87所: the parts were told; 其中蔬菜9万亩，增长1%；瓜果1万亩: they go on
                self.whole = self.whole if self.parts < 2 else None
                self.parts = 0
            if clause.quantities:
                items = self._bind_clause(clause)
                bound.extend(items)
                clauses.extend([clause] * len(items))
                self.idle = None
            else:
                self._pass_over(self.text[clause.start : clause.end].strip())
        if len(bound) < 2:
            return list(zip(clauses, bound, strict=True))
        pairs = list(zip(clauses, name_flows(bound, self.cues), strict=True))
        pairs.sort(key=_start)
        return pairs

    def _pass_over(self, idle: str) -> None:
        """A clause without figures: it may open parts, or be the subject of the next one."""
        borne = _BORNE.search(idle)
        self.borne = borne.group(1) if borne else self.borne
        if idle == "其中":
            self.opens_parts = True
        elif idle.endswith("相比") or (idle.endswith("比较") and idle[0] in "同与和"):
            self.basis = idle
        elif idle and not (idle.startswith("包括") and self.idle):
            # 成人高等学校，包括夜大学等，|在校生: what was told before is the subject
            self.idle = idle
            self.topic = self.topic.moved(1) if self.topic else None

    def _bind_clause(self, clause: Clause) -> list[Bound]:
        topic = self.topic
        bound: list[Bound] = []
        clause.quantities = [quantity for quantity in clause.quantities if not self._is_adverbial(quantity)]
        for k, quantity in enumerate(clause.quantities):
            item = self._bind_quantity(clause, k, quantity, bound[-1] if bound else None)
            bound.append(item)
            self._move_topic(item)
        if len(bound) > 1:
            bound, shared = distribute(share_nouns(bound), topic, self.cues, self.cut)
            self.topic = shared or self.topic
        if self.topic:
            self.topic = self.topic.moved(1)
        return bound

    def _is_adverbial(self, quantity: Quantity) -> bool:
        """连续三次被评为…, 连续33个榨季: how often or how long, not how much."""
        if not self.text.endswith("连续", 0, quantity.start) or quantity.unit is None:
            return False
        return quantity.unit.symbol in ("次", "届", "年") or self.text.startswith(_SPELLS, quantity.end)

    def _move_topic(self, item: Bound) -> None:
        label, frame = item.frame.label, item.frame
        if frame.rule == "frames/proportion" and frame.parent:
            # 三次产业结构由20:37:43|调整为18:33:49
            self.topic = Topic((frame.parent,), frame.parent)
        elif frame.rule == "frames/topic" and self.topic is not None and self.topic.reading is None:
            # 农户，占农户总数的比例由11%|上升到63%: the subject of a clause without figures has one now
            self.topic = self.topic._replace(reading=item.reading)
        elif label and not frame.is_aside:
            known = self.topic.labels if self.topic and self.topic.is_near else ()
            action, unit = item.sides.label.action, item.quantity.unit
            self.topic = Topic((*known[-7:], label), frame.base or without_flow(label, self.cues), frame.parent, action, unit, item.reading)

    def _bind_quantity(self, clause: Clause, k: int, quantity: Quantity, before: Bound | None) -> Bound:
        if before is not None and quantity.part > 0 and before.quantity.part >= 0:
            return self._next_part(before, quantity)
        left_text, is_joined = self.sides.left_text(clause, quantity, before)
        sides = self.sides.read(clause, k, left_text, is_joined, self.opens_parts, self.basis)
        self.opens_parts = False
        compared = before.sides.left.compared if before is not None else None
        if compared and sides.reading.basis is None and sides.reading.measure.startswith("change"):
            # 比1957年的126亿元|增长70%
            sides = sides._replace(reading=sides.reading._replace(basis=compared))
        topic = self._topic_for(clause) if _leans_on_topic(sides.label, self.cues) else None
        frame = choose_frame(quantity, sides, topic, self.cues)
        if frame.rule == "frames/topic":
            # the subject of a clause without figures is what is spoken of from now on
            self.topic = topic
            if topic is not None and topic.reading is not None and self._aims_higher(quantity, left_text, topic.reading):
                sides = sides._replace(reading=topic.reading)
        elif frame.consumes and "在" in left_text and self.text.startswith("中", quantity.end + sides.right.consumed):
            frame = self._as_field(frame, left_text.partition("在")[0])
        item = Bound(quantity, _mend_measure(quantity, sides, frame, topic, self.cues), frame, is_joined, is_joined and not left_text)
        if before is not None:
            item = follow(before, item, left_text, self.cues)
        frame = self._as_series(item, self._as_part(item, sides.label, topic))
        item = item if frame is item.frame else item._replace(frame=frame)
        return self._as_borne(item) if self.borne else item

    def _as_borne(self, item: Bound) -> Bound:
        """提高保额标准，水稻|由800元…, 比重分别为：华东|36.3%: a bearer of the measure that was named before."""
        frame, unit, reading = item.frame, item.quantity.unit, item.reading
        if frame.rule != "frames/subject" or unit is None or frame.label.endswith(tuple(self.cues.roles["measure-end"])):
            return item
        if self.borne == "标准" and unit.dimension == "currency" and item.sides.left.is_from and self.borne not in frame.label:
            return item._replace(frame=frame._replace(label=frame.label + self.borne, inferred=("indicator",)))
        if self.borne != "标准" and unit.dimension == "percent" and reading.measure == "level" and item.sides.left.verb is None:
            return item._replace(sides=item.sides._replace(reading=reading._replace(measure="share", is_stock=True)))
        return item

    def _moves(self, subject: str, words: Words) -> bool:
        """Whether a clause without figures tells that a measure moved (原油产量|继续增长)."""
        is_measure = subject.endswith(_MEASURES) and not subject.endswith("位数") and len(subject) > 2
        return is_measure and self.cues.plays(words[-1].text, "change") and not self.cues.plays(words[-1].text, "level")

    def _as_field(self, frame: Frame, before: str) -> Frame:
        """总部企业数量|在|370个城市|中|列17位: they are what it is among, and the subject stays what stands before them."""
        subject = read_label(self.cut(before), self.cues, self.knows, is_subject=True).text
        if len(subject) < 2:
            return frame
        self.topic = self.topic if subject in self.cues.heads else Topic((subject,), subject)
        return frame._replace(is_aside=True)

    def _aims_higher(self, quantity: Quantity, left_text: str, before: Reading) -> bool:
        """增长9%以上，|力争达到|10%: the same growth, and more of it."""
        aim = self.cues.statuses.get(left_text[:2])
        return before.measure == "change_rate" and is_relative(quantity) and aim is not None and aim.status == "target"

    def _next_part(self, before: Bound, quantity: Quantity) -> Bound:
        """The next member of a proportion (2.5:36.7:60.7): as the one before it, with the next part's name."""
        topic = Topic((before.frame.parent or before.frame.label,), "")
        sides = before.sides._replace(label=before.sides.label._replace(text=""))
        return Bound(quantity, before.sides, choose_frame(quantity, sides, topic, self.cues))

    def _as_series(self, item: Bound, frame: Frame) -> Frame:
        """国有企业增加值增长2%，集体企业|下降3%: an industry that grows after another one's value added does by that, too."""
        topic, measure = self.topic, item.reading.measure
        if measure == "level":
            return self._as_measured(item, frame)
        if frame.rule != "frames/subject" or measure != "change_rate" or topic is None or not topic.is_near or not frame.label.endswith("业"):
            return frame
        if not topic.label.endswith("业增加值") or topic.reading is None or topic.reading.measure != "change_rate":
            return frame
        return frame._replace(label=frame.label + "增加值", inferred=("indicator",))

    def _as_measured(self, item: Bound, frame: Frame) -> Frame:
        """有色金属产业年产值超4千亿元，钢铁产业|超3千亿元: industries after another one's output are measured by that, too."""
        topic, unit = self.topic, item.quantity.unit
        if frame.rule != "frames/subject" or unit is None or unit.dimension != "currency" or not frame.label.endswith(_INDUSTRIES):
            return frame
        if topic is None or not topic.is_near or topic.unit is None or topic.unit.norm_unit != unit.norm_unit:
            return frame
        head = find_head(topic.label, self.cues, _MEASURED)
        return frame._replace(label=frame.label + head, inferred=("indicator",)) if head and len(topic.label) > len(head) else frame

    def _as_part(self, item: Bound, label: Label, topic: Topic | None) -> Frame:
        """After 其中, the labels of a sentence are parts of the topic before it."""
        frame, unit = item.frame, item.quantity.unit
        if frame.rule == "frames/topic":
            return frame
        if label.is_part and topic is not None:
            self.whole, self.parts = make_whole(topic, self.cues), 0
        if self.whole is None:
            return frame
        self.parts += 1
        return frame._replace(label=name_part(frame.label, unit, self.whole, self.cues), parent=self.whole.label)

    def _topic_for(self, clause: Clause) -> Topic | None:
        """The topic, or the subject of the clause without figures that stands between it and this one."""
        if clause.outer is not None or not self.idle or (self.topic is not None and self.topic.distance == 0):
            return self.topic
        words = self.cut(self.idle)
        if not words or words[0].text in self.cues.roles["method"] or "说明" in self.idle:
            return self.topic
        label = read_label(words, self.cues, self.knows)
        phrase = read_phrase(self.cut(_last_head(label.text, self.cues)), self.cues, is_subject=True).text
        if len(phrase) < 2 or phrase.isdigit() or (phrase == self.idle and self.cues.plays(phrase, "predicate")):
            return self.topic
        # a clause that is nothing but a noun is a new subject, and one that tells how a measure moved; others say something of the old one
        is_noun = phrase == label.text == self.idle and label.text not in self.cues.heads
        if self.topic is not None and self.topic.is_near and not is_noun and not self._moves(phrase, words):
            return self.topic
        return Topic((phrase,), phrase, distance=1)


def _leans_on_topic(label: Label, cues: Cues) -> bool:
    """Whether what was last spoken of has a say: a label that names a thing of its own needs it not."""
    return not label.text or label.is_part or label.is_verbal or label.text in cues.heads or is_share_of(label.text)


def _start(pair: tuple[Clause, Bound]) -> int:
    return pair[1].quantity.start


def _last_head(label: str, cues: Cues) -> str:
    """基本普及九年义务教育的|人口地区覆盖率: what is measured, where attributives stand before it."""
    _, of, head = label.rpartition("的")
    measured = cues.heads.get(head[-3:]) or cues.heads.get(head[-2:])
    return head if of and len(head) > 3 and measured and measured.kinds & {"measured", "share", "rate", "pronominal"} else label


def _takes_part(frame: Frame, sides: Sides) -> bool:
    """Whether a percentage can be a part of what a clause names (优秀教师|一半以上|派往农村), or left out (条目减少一半，95%|实行备案)."""
    named = frame.label if frame.rule == "frames/topic" else "" if sides.left.is_from else sides.label.text
    return bool(named) and not named.endswith(_NO_PARTS)


def _mend_measure(quantity: Quantity, sides: Sides, frame: Frame, topic: Topic | None, cues: Cues) -> Sides:
    """What the frame says of the measure.

    The noun after a share is its whole; 提升39个县域|质效 changes not the number of counties; a share that moves stays a share
    (占比由20.5%|提升至21.1%); 优秀教师|一半以上|派往农村 is a share of the subject.
    """
    left, right, _, reading = sides
    is_percent = quantity.kind == "fraction" or (quantity.unit is not None and quantity.unit.dimension == "percent")
    if frame.rule == "frames/part":
        reading = reading._replace(measure="share", direction=None)
    elif frame.rule == "frames/counted-noun" and reading.measure == "change_amount" and not (left.verb and changes_number(left.verb.word)):
        reading = reading._replace(measure="level", direction=None)
    elif is_percent and reading.measure == "level" and right.phrase in GROWTHS:
        # 实现7%左右的|增长速度, 保持40%以上|增长
        reading = reading._replace(measure="change_rate", direction="up")
    elif is_percent and reading.measure == "level":
        if frame.rule == "frames/topic" and left.verb is None and frame.label.endswith(_GROWTHS):
            # GDP增速一季度-6%，上半年|-2%
            reading = reading._replace(measure="change_rate", direction="down" if quantity.value < 0 else "up")
        elif frame.rule == "frames/topic" and topic is not None and topic.reading is not None and topic.reading.measure == "share":
            reading = reading._replace(measure="share", basis=reading.basis or topic.reading.basis)
        elif frame.rule == "frames/topic" and names_share(frame.label, cues):
            # 占比|提升26个百分点至 [44%]
            reading = reading._replace(measure="share", is_stock=True)
        elif left.verb is None and right.is_verb_first and _takes_part(frame, sides):
            reading = reading._replace(measure="share")
    return sides if reading is sides.reading else sides._replace(reading=reading)
