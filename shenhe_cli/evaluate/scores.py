"""Records against the answers of one document: what is right, what is missed, what is too much; and sums over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from shenhe_cli.evaluate.answers import Answer, Gold
from shenhe_cli.evaluate.judge import FIELDS, compare, squeeze
from shenhe_cli.evaluate.values import normalise
from shenhe_cli.lexicon import Lexicon
from shenhe_cli.model import Record

WHOLES = ("span", "row", "full_row")
# answers before and after whose labels a record must not have
_AROUND = 4


class Score(NamedTuple):
    """Counts: answers and records that are judged, how many are right as a span, a row, a full row, and (right, judged) by field."""

    gold: int
    records: int
    right: dict[str, int]
    fields: dict[str, tuple[int, int]]

    def __add__(self, other: object) -> Score:
        if not isinstance(other, Score):
            return NotImplemented
        return Score(
            self.gold + other.gold,
            self.records + other.records,
            {name: self.right[name] + other.right[name] for name in WHOLES},
            {name: (self.fields[name][0] + other.fields[name][0], self.fields[name][1] + other.fields[name][1]) for name in FIELDS},
        )

    def measures(self) -> dict[str, int | float]:
        """Precision, recall and F1 of spans, rows and full rows, and the share right of every field of the mentions found."""
        result: dict[str, int | float] = {"gold": self.gold, "records": self.records}
        for name in WHOLES:
            precision, recall = share(self.right[name], self.records), share(self.right[name], self.gold)
            total = precision + recall
            result |= {f"{name}_precision": precision, f"{name}_recall": recall, f"{name}_f1": 2 * precision * recall / total if total else 0.0}
        return result | {name: share(*counts) for name, counts in self.fields.items()}


NOTHING = Score(0, 0, dict.fromkeys(WHOLES, 0), dict.fromkeys(FIELDS, (0, 0)))


class Judgement(NamedTuple):
    """An answer, the record that is held against it, and which fields are right; None for what is missing."""

    answer: Answer | None
    record: Record | None
    fields: dict[str, bool] | None


def share(part: int, whole: int) -> float:
    """`part` of `whole`; all of nothing is right."""
    return part / whole if whole else 1.0


def judge(gold: Gold, records: Sequence[Record], lexicon: Lexicon) -> tuple[Score, list[Judgement]]:
    """The score of the records that stand in the annotated ranges, and the judgements in the order of the text."""
    records = [r for r in records if r.relation is None and any(low <= r.start_char < high for low, high in gold.ranges)]
    answers = keep_telling_labels(gold.answers, lexicon)
    pairs = pair(answers, records)
    optional = [answer for answer in answers if answer.is_optional]
    judgements: list[Judgement] = []
    skipped = 0
    for i, answer in enumerate(answers):
        record = records[pairs[i]] if i in pairs else None
        if answer.is_optional:
            skipped += record is not None
            continue
        around = [a.indicator[0] for a in (*answers[max(0, i - _AROUND) : i], *answers[i + 1 : i + 1 + _AROUND])]
        judgements.append(Judgement(answer, record, compare(answer, record, around, lexicon) if record else None))
    for k in sorted(set(range(len(records))) - set(pairs.values())):
        record = records[k]
        if any(a.start <= record.start_char and record.end_char <= a.end for a in optional):
            skipped += 1
        else:
            judgements.append(Judgement(None, record, None))
    judgements.sort(key=lambda j: j.answer.start if j.answer else j.record.start_char if j.record else 0)
    compared = [j.fields for j in judgements if j.fields is not None]
    fields = {name: [c[name] for c in compared if name in c] for name in FIELDS}
    score = Score(
        len(answers) - len(optional),
        len(records) - skipped,
        {name: sum(c[name] for c in compared) for name in WHOLES},
        {name: (sum(judged), len(judged)) for name, judged in fields.items()},
    )
    return score, judgements


def keep_telling_labels(answers: Sequence[Answer], lexicon: Lexicon) -> list[Answer]:
    """The answers without labels that tell nothing: accepted for two with different first labels, same measure and unit."""
    kinds = [
        (a.measure[0], normalise(a.value, a.unit[0], (a.measure[0], a.direction[0]), False, lexicon)[1]) for a in answers
    ]
    firsts: defaultdict[tuple[str, tuple[str | None, str]], set[str]] = defaultdict(set)
    for answer, kind in zip(answers, kinds, strict=True):
        for label in answer.indicator:
            firsts[squeeze(label), kind].add(answer.indicator[0])
    return [
        answer._replace(indicator=(answer.indicator[0], *(a for a in answer.indicator[1:] if len(firsts[squeeze(a), kind]) == 1)))
        for answer, kind in zip(answers, kinds, strict=True)
    ]


def pair(answers: Sequence[Answer], records: Sequence[Record]) -> dict[int, int]:
    """For every answer the record with its span, else the one that overlaps it most; each record once."""
    spans = {(record.start_char, record.end_char): k for k, record in enumerate(records)}
    pairs = {i: spans[answer.start, answer.end] for i, answer in enumerate(answers) if (answer.start, answer.end) in spans}
    taken = set(pairs.values())
    for i, answer in enumerate(answers):
        if i in pairs:
            continue
        overlaps = [
            (min(r.end_char, answer.end) - max(r.start_char, answer.start), -k) for k, r in enumerate(records) if k not in taken
        ]
        most, k = max(overlaps, default=(0, 0))
        if most > 0:
            pairs[i] = -k
            taken.add(-k)
    return pairs
