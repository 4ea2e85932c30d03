"""The report that the project began with, against the answers made by hand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from gold_score import Score, is_label, read_answers, score_records

from shenhe_cli.pipeline import extract
from shenhe_cli.read.documents import read_document

ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "shenhe_2023.txt"
ANSWERS = read_answers(ROOT / "fixtures" / "gold" / "shenhe_2023.jsonl")


@cache
def seed_score() -> tuple[Score, str]:
    score, wrong = score_records(ANSWERS, extract(read_document(SEED)))
    return score, "\n".join(wrong)


def test_answers_stand_in_the_report() -> None:
    text = read_document(SEED).text
    assert all(text[answer["start"] : answer["end"]] == answer["quantity"] for answer in ANSWERS)


def test_spans() -> None:
    score, wrong = seed_score()
    assert score.precision(score.spans) >= 0.98, wrong
    assert score.recall(score.spans) >= 0.98, wrong


def test_rows() -> None:
    score, wrong = seed_score()
    assert score.f1(score.rows) >= 0.95, wrong


def test_full_rows() -> None:
    score, wrong = seed_score()
    assert score.f1(score.full_rows) >= 0.90, wrong


@pytest.mark.parametrize(
    ("found", "wanted", "is_right"),
    [
        ("5G基站", "新增5G基站", True),
        ("公园", "新增城区口袋公园", False),
        ("城镇居民收入", "农村居民收入", False),
        ("居民可支配收入", "农村居民可支配收入", False),
        ("“小巨人”企业", "小巨人企业", True),
        ("", "公园", False),
    ],
)
def test_labels_are_judged_as_the_contract_says(found: str, wanted: str, is_right: bool) -> None:
    assert is_label(found, wanted) is is_right


def test_the_scorer_sees_mistakes() -> None:
    records = extract(read_document(SEED))
    spoilt = [record._replace(indicator="别的指标", start_char=record.start_char + (i % 2)) for i, record in enumerate(records)]
    score, wrong = score_records(ANSWERS, spoilt)
    assert score.rows == 0
    assert score.spans < 0.6 * score.answers
    assert len(wrong) >= len(ANSWERS) - 2
