"""The report that the project began with, against the answers made by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from shenhe_cli.evaluate.answers import Gold, read_gold
from shenhe_cli.evaluate.report import list_errors, write_error
from shenhe_cli.evaluate.scores import Score, judge
from shenhe_cli.lexicon import default_lexicon
from shenhe_cli.pipeline import extract
from shenhe_cli.read.documents import read_document

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "shenhe_2023.txt"
ANSWERS = ROOT / "fixtures" / "gold" / "shenhe_2023.jsonl"


@cache
def seed_gold() -> Gold:
    return read_gold(ANSWERS, read_document(SEED).text)


@cache
def seed_score() -> tuple[Score, str]:
    score, judgements = judge(seed_gold(), extract(read_document(SEED)), default_lexicon())
    return score, "\n".join(map(write_error, list_errors(judgements)))


def test_answers_stand_in_the_report() -> None:
    assert not seed_gold().problems
    assert len(seed_gold().answers) > 100


def test_spans() -> None:
    score, wrong = seed_score()
    assert score.measures()["span_precision"] >= 0.98, wrong
    assert score.measures()["span_recall"] >= 0.98, wrong


def test_rows() -> None:
    score, wrong = seed_score()
    assert score.measures()["row_f1"] >= 0.95, wrong


def test_full_rows() -> None:
    score, wrong = seed_score()
    assert score.measures()["full_row_f1"] >= 0.90, wrong


def test_the_scorer_sees_mistakes() -> None:
    records = extract(read_document(SEED))
    spoilt = [record._replace(indicator="别的指标", start_char=record.start_char + (i % 2)) for i, record in enumerate(records)]
    score, judgements = judge(seed_gold(), spoilt, default_lexicon())
    assert score.right["row"] == 0
    assert score.right["span"] < 0.6 * score.gold
    assert len(list(list_errors(judgements))) >= score.gold
