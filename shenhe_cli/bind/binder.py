"""Binding: every quantity of a sentence gets its label, verb, bound, basis, status and period."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shenhe_cli.bind.clauses import Clause, split_clauses
from shenhe_cli.bind.frames import Frame, choose_frame
from shenhe_cli.bind.labels import Knows, Label, read_label, split_labels
from shenhe_cli.bind.left import Cut, Left, read_left
from shenhe_cli.bind.measures import Reading, read_measure
from shenhe_cli.bind.periods import TimeFinder, TimePoint, nearest
from shenhe_cli.bind.right import Right, noun_phrase, read_bound, read_right
from shenhe_cli.bind.statuses import StatusFinder, settle
from shenhe_cli.bind.topic import SENTENCE, Topic, Whole, make_whole, name_part
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Mention, Quantity, Sentence

_JOINS = ("、", "和", "及", "与", "以及")
_BRACKETED_VERB = re.compile(r"新[（(][改扩、]+[）)]建")
# dimensions of figures that compare with something
_RELATIVE = ("multiple", "percent", "percentage_point")
_PEOPLE = frozenset(("人", "户", "名", "人次", "位", "户次"))
_APPOSITIONS = ("", "共", "共计", "约", "总计", "合计")
_PARAGRAPH_OPENING = 40


class Years(NamedTuple):
    """The document's years: `data` is looked back on, `report` is the one it was given in."""

    data: int | None
    report: int | None


class Bound(NamedTuple):
    """A quantity with what was read around it, before lists are distributed."""

    quantity: Quantity
    left: Left
    right: Right
    label: Label
    frame: Frame
    reading: Reading
    is_bare: bool


class Binder:
    """Binds the quantities of a document's sentences; holds only tables."""

    def __init__(self, cues: Cues, cut: Cut, knows: Knows) -> None:
        self._cues, self._cut, self._knows = cues, cut, knows
        self._times = TimeFinder(cues)
        self._statuses = StatusFinder(cues)

    def bind(self, text: str, sentences: Iterable[Sentence], years: Years) -> Iterator[tuple[Sentence, Mention]]:
        """The mentions of a view's sentences, in order."""
        topic: Topic | None = None
        previous_end = -2
        paragraph = (-1, [])  # type: tuple[int, list[TimePoint]]
        for sentence in sentences:
            start = text.rfind("\n", 0, sentence.start) + 1
            if paragraph[0] != start:
                if not text.startswith("其中", sentence.start):
                    topic = None
                paragraph = (start, self._times.find(text, start, min(start + _PARAGRAPH_OPENING, sentence.start), *years))
            if topic is not None:
                topic = topic.moved(SENTENCE) if sentence.start - previous_end < 3 else None
            for mention in (run := _SentenceRun(self, text, sentence, years, topic, paragraph[1])).mentions():
                yield sentence, mention
            topic = run.topic
            previous_end = sentence.end


class _SentenceRun:
    """One sentence on its way through the binder: the topic moves from clause to clause."""

    def __init__(
        self, binder: Binder, text: str, sentence: Sentence, years: Years, topic: Topic | None, paragraph: list[TimePoint]
    ) -> None:
        self.cues, self.cut, self.knows = binder._cues, binder._cut, binder._knows
        self.text, self.sentence, self.years = text, sentence, years
        self.topic, self.paragraph = topic, paragraph
        last = sentence.quantities[-1].start
        self.times = binder._times.find(text, sentence.start, last, *years)
        self.statuses = binder._statuses.find(text, sentence.start, last)
        self.idle: str | None = None
        self.opens_parts = False
        self.whole: Whole | None = None

    def mentions(self) -> list[Mention]:
        bound: list[tuple[Clause, Bound]] = []
        for clause in split_clauses(self.text, self.sentence.start, self.sentence.end, self.sentence.quantities):
            if clause.quantities:
                bound.extend((clause, item) for item in self._bind_clause(clause))
                self.idle = None
            else:
                self._pass_over(self.text[clause.start : clause.end].strip())
        result = [self._mention(clause, item) for clause, item in _name_flows(bound, self.cues)]
        result.sort(key=lambda m: m.quantity.start)
        return result

    def _pass_over(self, idle: str) -> None:
        """A clause without figures: it may open parts, or be the subject of the next one."""
        if idle == "其中":
            self.opens_parts = True
        elif idle:
            self.idle = idle
            self.topic = self.topic.moved(1) if self.topic else None

    def _bind_clause(self, clause: Clause) -> list[Bound]:
        bound: list[Bound] = []
        topic = self.topic
        for k, quantity in enumerate(clause.quantities):
            item = self._bind_quantity(clause, k, quantity, bound[-1] if bound else None)
            bound.append(item)
            self._move_topic(item)
        items = self._distribute(bound, topic)
        if self.topic:
            self.topic = self.topic.moved(1)
        return items

    def _move_topic(self, item: Bound) -> None:
        label = item.frame.label
        if label and not item.frame.is_aside:
            known = self.topic.labels if self.topic and self.topic.is_near else ()
            unit = item.quantity.unit
            self.topic = Topic((*known[-7:], label), item.frame.base or label, item.frame.parent, item.label.action, unit)

    def _bind_quantity(self, clause: Clause, k: int, quantity: Quantity, before: Bound | None) -> Bound:
        quantities = clause.quantities
        start = clause.start
        if before is not None:
            start = before.quantity.end
            start += before.right.consumed if before.frame.consumes else read_bound(self.text[start : start + 4], self.cues)[1]
        end = quantities[k + 1].start if k + 1 < len(quantities) else clause.end
        left_text = clause.text_between(self.text, start, quantity.start)
        is_joined = k > 0 and (left_text.startswith(_JOINS) or left_text.rstrip().endswith("、"))
        if before is not None:
            left_text = "" if left_text.rstrip().endswith("、") else left_text.lstrip("、，和及与 ")
        left_text = _BRACKETED_VERB.sub("新改建", left_text)
        if before is not None and quantity.part > 0 and before.quantity.part >= 0:
            return self._next_part(before, quantity)
        is_relative = quantity.unit is not None and quantity.unit.dimension in _RELATIVE
        left = read_left(left_text, self.cues, self.cut, quantity.kind == "rank", is_relative)
        is_followed = k + 1 < len(quantities)
        counts_people = quantity.unit is None or quantity.unit.norm_unit in _PEOPLE
        right = read_right(clause.text_between(self.text, quantity.end, end), self.cues, self.cut, is_followed, counts_people)
        if is_followed:
            right = self._look_past(clause, quantity, quantities[k + 1], right)
        reading = read_measure(quantity, left, self.cues)
        is_subject = is_joined or left.verb is not None or is_relative
        label = read_label(left.head, self.cues, self.knows, reading.measure.startswith("change"), is_subject)
        if self.opens_parts:
            label = label._replace(is_part=True)
            self.opens_parts = False
        topic = self._topic_for(clause)
        frame = choose_frame(quantity, left, right, label, reading, topic, self.cues)
        is_bare = is_joined and before is not None and not left_text
        if frame.rule == "frames/part":
            reading = reading._replace(measure="share", direction=None)
        elif frame.rule == "frames/counted-noun" and reading.measure == "change_amount" and not _changes_number(left):
            # 提升39个县域|质效: not the number of them
            reading = reading._replace(measure="level", direction=None)
        if before is not None and is_bare:
            # a bare member of a list says what the one before it said
            reading = before.reading if _same_kind(before.quantity, quantity) else reading
            if not frame.consumes:
                frame = frame._replace(label=before.frame.label, parent=before.frame.parent, is_aside=True)
            left = before.left._replace(head=(), bound=None, bound_text=None)
        elif before is not None and is_joined and label.text and left.verb is None and before.left.verb is not None:
            reading = _inherit(before, reading, quantity, label)
        elif before is not None and before.frame.consumes and not is_joined and _is_figure_of(label, self.cues):
            # 为81家|企业|融资1.4亿元: what the noun does or has
            frame = frame._replace(label=before.frame.label + left_text.rstrip("达为近超约"), base=before.frame.label, rule="frames/counted-subject")
        frame = self._as_part(frame, label, quantity, topic)
        return Bound(quantity, left, right, label, frame, reading, is_bare)

    def _next_part(self, before: Bound, quantity: Quantity) -> Bound:
        """The next member of a proportion (2.5:36.7:60.7): as the one before it, with the next part's name."""
        topic = Topic((before.frame.parent or before.frame.label,), "", None, None)
        empty = before.label._replace(text="")
        frame = choose_frame(quantity, before.left, before.right, empty, before.reading, topic, self.cues)
        return before._replace(quantity=quantity, frame=frame, is_bare=False)

    def _look_past(self, clause: Clause, quantity: Quantity, following: Quantity, right: Right) -> Right:
        """A quantity that qualifies the noun does not end its phrase: 70个|投资在5000万元以上的|重大项目, 4宗|共22.8公顷|产业用地."""
        between = self.text[quantity.end : following.start]
        is_apposed = between in _APPOSITIONS
        if not right.phrase and not is_apposed:
            return right
        after = read_right(clause.text_between(self.text, following.end, clause.end), self.cues, self.cut)
        if is_apposed:
            return right._replace(phrase=after.phrase, is_noun_first=after.is_noun_first, consumed=0)
        return right._replace(phrase=after.phrase, is_of=False) if after.is_of and after.bound and after.phrase else right

    def _as_part(self, frame: Frame, label: Label, quantity: Quantity, topic: Topic | None) -> Frame:
        """After 其中, the labels of a sentence are parts of the topic before it."""
        if label.is_part and topic is not None and frame.rule != "frames/topic":
            self.whole = make_whole(topic.label, topic.unit, self.cues)
        if self.whole is None or frame.rule == "frames/topic":
            return frame
        return frame._replace(label=name_part(frame.label, quantity.unit, self.whole, self.cues), parent=self.whole.label)

    def _topic_for(self, clause: Clause) -> Topic | None:
        """The topic, or the subject of the clause without figures that stands between it and this one."""
        if clause.outer is not None or not self.idle or (self.topic is not None and self.topic.is_near):
            return self.topic
        if self.idle.startswith(("按", "扣除", "剔除")):
            return self.topic
        label = read_label(self.cut(self.idle), self.cues, self.knows)
        phrase, _, _ = noun_phrase(self.cut(label.text), self.cues, is_subject=True)
        if len(phrase) < 2 or phrase.isdigit():
            return self.topic
        return Topic((phrase,), phrase, None, None, None, 1) if phrase else self.topic

    def _distribute(self, bound: list[Bound], topic: Topic | None) -> list[Bound]:
        """分别 and parallel lists: as many labels as values, one each."""
        items = list(bound)
        k = 0
        while k < len(items):
            size = 1
            while k + size < len(items) and items[k + size].is_bare and not items[k + size].frame.consumes:
                size += 1
            labels = self._labels_for(items[k], size, topic) if size > 1 else []
            for item, label in zip(items[k : k + size], labels):
                items[k] = item._replace(frame=item.frame._replace(label=label, rule="lists/respectively"))
                k += 1
            if labels:
                self.topic = Topic(tuple(labels), labels[-1], None, None)
            else:
                k += size
        return items

    def _labels_for(self, first: Bound, size: int, topic: Topic | None) -> list[str]:
        """The labels that `size` values in a row belong to, [] where the text has another number of them."""
        if first.label.text:
            return split_labels(first.label.text, size)
        if topic is not None and topic.is_near and len(topic.labels) >= size and first.left.is_distributed:
            return list(topic.labels[-size:])
        return split_labels(first.frame.label, size) if first.frame.label else []

    def _mention(self, clause: Clause, item: Bound) -> Mention:
        quantity, left, right, frame, reading = item.quantity, item.left, item.right, item.frame, item.reading
        inferred = list(frame.inferred)
        low = max((q.end for q in clause.quantities if q.end <= quantity.start), default=clause.start)
        in_clause = [
            s for s in self.statuses if (low if s.status.scope == "local" else clause.start) <= s.start < quantity.start
        ]
        in_sentence = [s for s in self.statuses if s.start < clause.start]
        status, commitment, is_default = settle(self.sentence.section.part, in_clause, in_sentence)
        if is_default:
            inferred.append("status")
        period, is_own = self._period(clause, quantity, status, reading)
        if is_default:
            status = self._status_by_year(status, period)
        if not is_own:
            inferred.append("period")
        return Mention(
            quantity,
            frame.label or None,
            frame.parent,
            left.scope or item.label.scope,
            reading.measure,
            item.label.action or (left.verb.word if left.verb else None),
            reading.direction,
            right.bound or left.bound or quantity.bound,
            right.bound_text or left.bound_text or quantity.bound_text,
            status,
            commitment,
            reading.basis,
            left.price_basis,
            period,
            frame.rule,
            tuple(inferred),
            frame.confidence,
        )

    def _status_by_year(self, status: str, period: str | None) -> str:
        """A time that is said outweighs the part of the report: what lies before it was given is done, what lies after is planned."""
        if period is None or self.years.report is None or self.years.data is None:
            return status
        last = int(period.rsplit("/", 1)[-1][:4])
        if status == "target" and last <= self.years.data:
            return "actual"
        return "target" if status == "actual" and last > self.years.report else status

    def _period(self, clause: Clause, quantity: Quantity, status: str, reading: Reading) -> tuple[str | None, bool]:
        """The period and whether the clause itself says it."""
        point = nearest(self.times, quantity.start)
        is_own = point is not None and point.start >= clause.start
        if point is not None and not is_own:
            point = next((p for p in reversed(self.times) if p.start < clause.start and self._opens_clause(p)), None)
        if point is None and self.paragraph:
            point = self.paragraph[-1]
        if point is not None:
            period = point.period
            if "/" in period and reading.is_stock:
                period = period.split("/")[1]
            return period, is_own
        section = self.sentence.section
        if section.period:
            return section.period, False
        year = self.years.report if section.part == "plan" else self.years.data
        return (str(year) if year else None), False


    def _opens_clause(self, point: TimePoint) -> bool:
        """Whether a time opens its clause, so that later clauses of the sentence fall under it (not 2016年以来首次 …)."""
        start = point.start
        while start > self.sentence.start and self.text[start - 1] in "到至在自截":
            start -= 1
        return (start == self.sentence.start or self.text[start - 1] in "，；。：,;:\n（(") and not self.text.startswith("以来", point.end)


def _same_kind(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities can be values of one list: the same dimension, or one of them bare."""
    if a.unit is None or b.unit is None:
        return a.kind == b.kind
    return a.unit.dimension == b.unit.dimension and a.kind == b.kind


def _changes_number(left: Left) -> bool:
    return left.verb is not None and any(c in left.verb.word for c in "增减压削裁缩简")


def _is_figure_of(label: Label, cues: Cues) -> bool:
    """Whether a label is what a noun right before it does or has (融资, 总投资), so that it needs that noun."""
    action, head = cues.actions.get(label.text), cues.heads.get(label.text)
    return bool(action and "self" in action.kinds or head and head.kinds & {"pronominal", "relational"})


def _name_flows(bound: list[tuple[Clause, Bound]], cues: Cues) -> list[tuple[Clause, Bound]]:
    """Where the growth of a flow is stated, the flow is the thing: 新增市场主体15849户，同比增长11.9%."""
    result = list(bound)
    for k in range(1, len(result)):
        clause, item = result[k]
        before = result[k - 1][1]
        action = before.label.action
        if item.frame.rule != "frames/topic" or not item.reading.measure.startswith("change") or not action:
            continue
        known = cues.actions.get(action)
        if before.frame.rule == "frames/object" and known and "flow" in known.kinds and item.frame.label == before.frame.label:
            flow = action + before.frame.label
            result[k - 1] = (result[k - 1][0], before._replace(frame=before.frame._replace(label=flow)))
            result[k] = (clause, item._replace(frame=item.frame._replace(label=flow)))
    return result


def _inherit(before: Bound, reading: Reading, quantity: Quantity, label: Label) -> Reading:
    """The reading of a list member with a label but no verb: that of the member before, where both are rates."""
    if before.reading.measure == "change_rate" and quantity.unit is not None and quantity.unit.dimension == "percent":
        if not label.text.endswith("率"):
            return before.reading
    return reading
