"""indicator_code against codes judged by reading (fixtures/gold/indicator_codes.tsv)."""

import json
from pathlib import Path

import pytest

import shenhe_cli
from shenhe_cli.lexicon.indicators import load_indicators
from shenhe_cli.lexicon.tables import read_table

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
JUDGED = [cells for _, cells in read_table(ROOT / "fixtures" / "gold" / "indicator_codes.tsv", ("answers", "start", "code"))]


def found_codes(gold, folders):
    """The codes that are found in the document of an answer file, by the figure's start."""
    name = json.loads(gold.read_text("utf-8").splitlines()[0])["document"]
    path = next(folder / name for folder in folders if (folder / name).exists())
    return {str(record.start_char): record.indicator_code or "-" for record in shenhe_cli.extract(shenhe_cli.read_document(str(path)))}


def precision_and_recall(gold_folder, folders):
    given = wanted = right = 0
    for stem in sorted({answers for answers, _, _ in JUDGED}):
        path = gold_folder / f"{stem}.jsonl"
        if not path.exists():
            continue
        found = found_codes(path, folders)
        for answers, start, code in JUDGED:
            if answers == stem:
                is_given = found.get(start, "-") != "-"
                given, wanted = given + is_given, wanted + (code != "-")
                right += is_given and found[start] == code
    return right / given, right / wanted


def test_judged_codes_are_in_the_table():
    assert {code for _, _, code in JUDGED} - {"-"} <= load_indicators().by_code.keys()


def test_codes_of_the_seed_report():
    precision, recall = precision_and_recall(ROOT / "fixtures" / "gold", [ROOT / "seeds"])
    assert precision >= 0.99
    assert recall >= 0.95


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="needs ../shared/gold and ../shared/corpus")
def test_codes_of_all_documents_with_answers():
    precision, recall = precision_and_recall(SHARED / "gold", [SHARED / "corpus", ROOT / "seeds"])
    assert precision >= 0.99
    assert recall >= 0.95
