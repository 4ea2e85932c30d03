"""Targets and changes that are stated without a figure, bound to what they are said of: 居民收入增长|与经济增长同步.

Found after the figures, and never instead of one: what touches a quantity, or leads to one (高于全国平均水平|1.2个百分点), is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from shenhe_cli.bind.circumstances import CircumstanceFinder, Years
from shenhe_cli.bind.clauses import Clause, split_clauses
from shenhe_cli.bind.labels import read_label
from shenhe_cli.bind.left import read_left
from shenhe_cli.bind.measures import Reading
from shenhe_cli.bind.periods import TimeFinder, TimePoint
from shenhe_cli.bind.relation_patterns import Relation, RelationPatterns
from shenhe_cli.bind.relation_patterns import Words as RelationWords
from shenhe_cli.bind.right import read_bound
from shenhe_cli.bind.statuses import StatusFinder
from shenhe_cli.bind.words import Cut, Knows
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Mention, Quantity, Sentence, Span

_RATE_HEADS = ("增速", "增幅", "涨幅", "降幅", "增长率", "增长速度")
_LONGEST_LABEL = 40
# so many characters at most stand between a figure and the clause that says something of it (10亿元左右，|居全省前列)
_LONGEST_GAP = 8
_ENUMERATION = re.compile(r"^\s*[一二三四五六七八九十]{1,3}(?:是|要)")
# 四个“走在前列”: counted, so a slogan
_COUNTED = re.compile(r"[一二三四五六七八九十两0-9]个[“‘]?$")
_MODAL = re.compile("(?:不得|不应|应当?|必须|须|要|将|并|争取)+$")
# 消费基金|的增长|低于…: the verb is a noun here
_OF_CHANGE = re.compile("的(?=(?:增长|提高|增加)$)")
_NO_SUBJECT = ("中", "里", "内", "上", "下")


class Subject(NamedTuple):
    """What a relation is said of: label, verb, direction, whether a rate is meant, and whether it comes from an earlier figure."""

    label: str
    action: str | None
    direction: str | None
    is_rate: bool
    is_inferred: bool
    scope: str | None = None


class RelationBinder:
    """Finds and binds the relations of a document; holds tables only."""

    def __init__(self, words: RelationWords, cues: Cues, cut: Cut, knows: Knows) -> None:
        self._cues, self._cut, self._knows = cues, cut, knows
        self._patterns = RelationPatterns(words)
        self._circumstances = CircumstanceFinder(TimeFinder(cues), StatusFinder(cues))

    def find(self, text: str, quantities: Sequence[Quantity]) -> list[Relation]:
        """The relations of a view, in order, none of them touching a quantity."""
        return self._patterns.find(text, [(q.start, q.end) for q in quantities])

    def bind(
        self, text: str, sentences: Iterable[Sentence], found: Sequence[Relation], mentions: Sequence[Mention], years: Years
    ) -> Iterator[tuple[Sentence, Mention]]:
        """The mentions of the relations `found`, which are the quantities of `sentences` (see `as_quantity`).

        `mentions` are those of the figures: a relation without a subject of its own is said of the figure before it.
        """
        relations = {relation.start: relation for relation in found}
        paragraph = -1
        opening: list[TimePoint] = []
        for sentence in sentences:
            start = text.rfind("\n", 0, sentence.start) + 1
            if start != paragraph:
                paragraph, opening = start, self._circumstances.open_paragraph(text, start, sentence.start, years)
            around = self._circumstances.look(text, sentence, years, opening)
            known = [m for m in mentions if sentence.start <= m.quantity.start < sentence.end]
            for clause in split_clauses(text, sentence.start, sentence.end, sentence.quantities):
                for quantity in clause.quantities:
                    relation = relations.get(quantity.start)
                    subject = self._find_subject(text, clause, relation, known) if relation else None
                    if relation is None or subject is None:
                        continue
                    left = read_left("", self._cues, self._cut)
                    settled = around.settle(clause, quantity, left, Reading(relation.word.measure), False)
                    mention = self._turn(text, _make_mention(relation, quantity, clause, subject))
                    mention = mention._replace(
                        status=settled.status,
                        commitment=settled.commitment,
                        period=settled.period,
                        inferred=mention.inferred + settled.inferred,
                    )
                    known.append(mention)
                    yield sentence, mention

    def _find_subject(self, text: str, clause: Clause, relation: Relation, known: Sequence[Mention]) -> Subject | None:
        """What the relation is said of: what stands left of it in its clause, else what the figure before it measures."""
        before = max((m for m in known if m.quantity.start < relation.start), key=lambda m: m.quantity.start, default=None)
        start = max(clause.start, before.quantity.end if before else 0)
        left_text = text[start : relation.start]
        if before and start == before.quantity.end:
            left_text = left_text[read_bound(left_text[:4], self._cues)[1] :].lstrip("、，和及与 ）)")
        subject = self._read_subject(_ENUMERATION.sub("", left_text))
        is_near = before is not None and relation.start - before.quantity.end <= _LONGEST_GAP
        if subject is None and before is not None and before.indicator and is_near and not left_text.strip("均都也略 并且还,，、"):
            is_rate = before.measure == "change_rate"
            subject = Subject(before.indicator, before.action if is_rate else None, before.direction if is_rate else None, is_rate, True)
        if subject is None or (relation.word.is_weak and not self._is_known(subject)):
            return None
        return subject

    def _read_subject(self, text: str) -> Subject | None:
        """The noun phrase that a text ends in, and the verb of change after it (居民收入|增长)."""
        if not text.strip() or _COUNTED.search(text):
            return None
        left = read_left(_OF_CHANGE.sub("", _MODAL.sub("", text.rstrip())), self._cues, self._cut)
        if left.has_verb("share"):
            # 出口占国际市场份额|继续提升: the share moves, not what is its part
            return None
        is_change = left.has_verb("change")
        label = read_label(left.head, self._cues, self._knows, is_change, True)
        is_noun = bool(left.head) and (left.head[-1].kind not in "vdprt" or len(left.head) > 1)
        if not is_noun or not 2 <= len(label.text) <= _LONGEST_LABEL or label.is_open or label.text.endswith(_NO_SUBJECT) or label.text[0] == "在":
            return None
        verb = left.verb if is_change else None
        return Subject(
            label.text,
            verb.word if verb else label.action,
            verb.direction if verb else None,
            verb is not None or label.text.endswith(_RATE_HEADS),
            False,
            label.scope,
        )

    def _turn(self, text: str, mention: Mention) -> Mention:
        """An improvement of what is worse when it is up (PM2.5平均浓度持续改善) is a fall."""
        is_improvement = text.endswith("改善", mention.quantity.start, mention.quantity.end)
        is_worse = any(word in (mention.indicator or "") for word in self._cues.roles["worse-when-up"])
        return mention._replace(direction="down") if is_improvement and is_worse else mention

    def _is_known(self, subject: Subject) -> bool:
        """Whether the label is a known indicator's, or a list whose last member is."""
        return self._knows(subject.label) or self._knows(subject.label.rpartition("、")[2])


def as_quantity(relation: Relation) -> Quantity:
    """A relation in the place of a quantity: it has a span, and no number."""
    return Quantity(relation.start, relation.end, "relation", 0, None, 1, "", None, None, None, -1, relation.rule)


def _make_mention(relation: Relation, quantity: Quantity, clause: Clause, subject: Subject) -> Mention:
    """The mention without its circumstances."""
    word = relation.word
    measure = "change_rate" if subject.is_rate and word.measure == "level" else word.measure
    direction = (word.direction or subject.direction) if measure == "change_rate" else None
    return Mention(
        quantity=quantity,
        clause=Span(clause.start, clause.end),
        indicator=subject.label,
        parent=None,
        scope=subject.scope,
        measure=measure,
        action=subject.action,
        direction=direction,
        bound=None,
        bound_text=None,
        status="actual",
        commitment=None,
        basis=relation.basis,
        price_basis=None,
        period=None,
        rule=relation.rule,
        inferred=("indicator",) if subject.is_inferred else (),
    )
