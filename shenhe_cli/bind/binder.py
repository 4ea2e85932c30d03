"""Binding: every quantity of a view's sentences gets its label, verb, bound, basis, status and period."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from shenhe_cli.bind.circumstances import CircumstanceFinder, Circumstances, Years
from shenhe_cli.bind.clauses import Clause
from shenhe_cli.bind.contexts import ContextReader
from shenhe_cli.bind.lists import Bound
from shenhe_cli.bind.periods import TimeFinder, TimePoint
from shenhe_cli.bind.sentence_binder import SentenceBinder
from shenhe_cli.bind.statuses import StatusFinder
from shenhe_cli.bind.topic import SENTENCE, Topic
from shenhe_cli.bind.words import Cut, Knows
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Mention, Sentence, Span

# ends of labels that name what came about over a time
_FLOWS = ("新增", "投入", "投资", "培训", "就业")
# how far behind what is counted its verb is looked for
_NEAR = 6
# a sentence follows another where no more than a line break or a mark stands between them
_NEXT = 3


class Binder:
    """Binds the quantities of a document's sentences; holds only tables."""

    def __init__(self, cues: Cues, cut: Cut, knows: Knows) -> None:
        self._contexts = ContextReader(cues, cut, knows)
        self._circumstances = CircumstanceFinder(TimeFinder(cues), StatusFinder(cues))

    def bind(self, text: str, sentences: Iterable[Sentence], years: Years) -> Iterator[tuple[Sentence, Mention]]:
        """The mentions of a view's sentences, in order."""
        topic: Topic | None = None
        end, paragraph = -_NEXT, -1
        opening: list[TimePoint] = []
        cues = self._contexts.cues
        for sentence in sentences:
            start = text.rfind("\n", 0, sentence.start) + 1
            if start != paragraph:
                paragraph = start
                opening = self._circumstances.open_paragraph(text, start, sentence.start, years)
                if not text.startswith("其中", sentence.start):
                    topic = None
            if topic is not None:
                topic = topic.moved(SENTENCE) if sentence.start - end < _NEXT else None
            binder = SentenceBinder(self._contexts, text, sentence, topic)
            around = self._circumstances.look(text, sentence, years, opening)
            is_flow = False
            for clause, item in binder.bind():
                left = item.sides.left
                # 改造棚户区6156户、老旧小区53个: a later member of a list shares the verb
                is_flow = _is_flow(item, cues) or (is_flow and (_shares_verb(item) or _tells_of_flow(item)))
                if not is_flow and "/" in (sentence.section.period or ""):
                    is_flow = _comes_about(text, clause, item, self._contexts)
                circumstances = around.settle(clause, item.quantity, left, item.reading, is_flow, not is_flow and _is_state(item))
                yield sentence, _make_mention(clause, item, circumstances, cues)
            topic, end = binder.topic, sentence.end


def _make_mention(clause: Clause, item: Bound, circumstances: Circumstances, cues: Cues) -> Mention:
    quantity, frame, reading = item.quantity, item.frame, item.reading
    left, right, label, _ = item.sides
    return Mention(
        quantity,
        Span(clause.start, clause.end),
        frame.label or None,
        frame.parent,
        label.scope,
        reading.measure,
        label.action or (left.verb.word if left.verb else None) or _leading_verb(frame.label, cues),
        reading.direction,
        right.bound or left.bound or quantity.bound,
        right.bound_text or left.bound_text or quantity.bound_text,
        circumstances.status,
        circumstances.commitment,
        reading.basis,
        left.price_basis,
        circumstances.period,
        frame.rule,
        frame.inferred + circumstances.inferred,
    )


def _is_flow(item: Bound, cues: Cues) -> bool:
    """Whether a figure counts what came about (新建公园12个, 累计减税8亿元), not what there is at a time."""
    if item.reading.measure not in ("level", "change_amount"):
        return False
    left = item.sides.left
    action = cues.actions.get(item.sides.label.action or _leading_verb(item.frame.label, cues) or "")
    if left.verb is not None and left.verb.word.startswith("累计"):
        return True
    return action is not None and "flow" in action.kinds and not left.has_verb("level", "to")


def _comes_about(text: str, clause: Clause, item: Bound, contexts: ContextReader) -> bool:
    """Whether something happens to the things counted: 3家企业|主板上市, 13部作品|入围全国性奖项."""
    if item.frame.rule != "frames/counted-noun" or item.reading.measure != "level":
        return False
    start = item.quantity.end + item.sides.right.consumed
    for word in contexts.cut(text[start : min(start + _NEAR, clause.end)])[:2]:
        action = contexts.cues.actions.get(word.text)
        if action is not None:
            return "predicate" in action.kinds and action.kinds.isdisjoint(("level", "rank", "share", "adverb"))
        if word.kind not in "dn":
            return False
    return False


def _is_state(item: Bound) -> bool:
    """Whether a figure that is no flow is what there is at a time: a place, a rate, or what a subject is or reaches (里程|达到)."""
    if item.reading.measure != "level":
        return item.reading.measure == "rank"
    unit = item.quantity.unit
    is_rate = unit is not None and unit.dimension == "percent"
    return is_rate or (item.sides.left.has_verb("level", "to") and not item.frame.label.endswith(_FLOWS))


def _shares_verb(item: Bound) -> bool:
    """Whether a figure is a later member of a list that has no verb of its own."""
    return item.is_joined and item.sides.left.verb is None and item.sides.label.action is None and item.reading.measure == "level"


def _tells_of_flow(item: Bound) -> bool:
    """Whether a figure says how much of a whole, or the how-manieth, the flow before it was (新增就业690万人、占全国1/10)."""
    return item.frame.rule == "frames/topic" and item.reading.measure in ("share", "rank")


def _leading_verb(label: str, cues: Cues) -> str | None:
    """The verb that a label keeps because it is a known indicator's (新增|市场主体)."""
    action = cues.actions.get(label[:2])
    return action.word if action and "flow" in action.kinds and len(label) > 3 else None
