"""Confidences: the table is what the judged rows say, and of the rows given p about a share p is right."""

from pathlib import Path

import pytest

from shenhe_cli import extract
from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon.distil_reliability import (
    bands,
    left_out,
    read_judged,
    reliability_table,
    right_among_most_confident,
    write_table,
)
from shenhe_cli.lexicon.reliability import count_judged, load_reliability
from shenhe_cli.lexicon.tables import FOLDER

JUDGED = read_judged(Path(__file__).parent.parent / "fixtures" / "judged_rows.tsv")
README = Path(__file__).parent.parent / "README.md"


def test_the_table_is_distilled_from_the_judged_rows(tmp_path):
    write_table(JUDGED, tmp_path / "reliability.tsv")
    assert (tmp_path / "reliability.tsv").read_text("utf-8") == (FOLDER / "reliability.tsv").read_text("utf-8")


def test_confidence_is_the_share_of_right_rows_in_documents_left_out():
    found = bands(left_out(JUDGED))
    assert sum(band.rows >= 50 for band in found) >= 3
    for band in found:
        if band.rows >= 500:
            assert abs(band.given - band.right) < 0.03
    shares = [band.right for band in found if band.rows >= 500]
    assert shares == sorted(shares)


def test_the_most_confident_rows_are_right_more_often():
    groups = left_out(JUDGED)
    assert right_among_most_confident(groups, 0.8) > right_among_most_confident(groups, 1.0)
    assert right_among_most_confident([(0.9, 8, 8), (0.5, 2, 0)], 0.8) == 1


def test_the_readme_prints_the_table():
    assert reliability_table(JUDGED) in README.read_text("utf-8")


def test_few_rows_are_drawn_towards_those_of_the_rule_and_of_its_family():
    many = count_judged([("frames/a", "plain", 1000, 900), ("frames/b", "plain", 1000, 500)])
    assert many.rate("frames/a", "plain") == 0.9
    assert many.rate("frames/a", "odd") == pytest.approx(0.9, abs=0.01)
    assert many.rate("frames/c", "plain") == pytest.approx(0.7, abs=0.01)
    assert many.count_rows("frames/a", "plain") == (1000, 900)
    assert many.count_rows("frames/c", "plain") == (0, 0)


def test_a_wrong_row_names_file_and_line(tmp_path):
    (tmp_path / "reliability.tsv").write_text("rule\tlabel\trows\tright\nframes/a\tplain\t3\t4\n", "utf-8")
    with pytest.raises(LexiconError, match=r"reliability\.tsv:2"):
        load_reliability(tmp_path)


def test_a_known_indicator_is_surer_than_an_odd_label():
    known, odd = extract("地区生产总值增长5%。向我增长5%。")
    assert known.indicator_code == "gdp"
    assert known.confidence > odd.confidence
