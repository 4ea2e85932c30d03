"""Which indicator a label is: cases in corpus/indicators, `label @ measure dimension` under the code it must get."""

from __future__ import annotations

from collections import Counter

import pytest
from corpus_cases import each_case, read_cases

from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon.indicators import COLUMNS, DIMENSIONS, MEASURES, POLARITIES, load_indicators, plain_label

HEADER = "\t".join(COLUMNS)
GDP = "gdp\t地区生产总值\tGross domestic product\tGDP|社会生产总值\tcurrency\tup_good"


@pytest.fixture(scope="module")
def table():
    return load_indicators()


@each_case("indicators")
def test_label_gets_its_code(table, case):
    label, _, figure = case.surface.partition(" @ ")
    measure, _, dimension = figure.partition(" ")
    assert not measure or measure in MEASURES
    assert not dimension or dimension in DIMENSIONS
    assert (table.code_of(label, dimension or None, measure or None) or "nothing") == case.expected


def test_every_row_is_attested(table):
    attested = {case.expected for case in read_cases("indicators") if case.id.startswith("attested.txt")}
    assert attested == {row.code for row in table.rows}


def test_rows_are_complete(table):
    assert len(table.rows) >= 150
    for row in table.rows:
        assert row.name.isprintable()
        assert row.name_en.isascii() or set("“”’") & set(row.name_en)
        assert row.polarity in POLARITIES
        assert table.by_code[row.code] is row
        assert table.code_of(row.name) == row.code
        for alias in row.aliases:
            written, _, measure = alias.partition("@")
            assert table.code_of(written, measure=measure or None) == row.code, alias


def test_no_row_repeats_an_alias(table):
    for row in table.rows:
        keys = Counter((plain_label(a.partition("@")[0]), a.partition("@")[2]) for a in (row.name, *row.aliases))
        assert not [key for key, times in keys.items() if times > 1], row.code


@pytest.mark.parametrize("words", ["国内生产总值", "地区 生产总值", "的生产总值", "“GDP”", "实现ＧＤＰ"])
def test_spellings_meet(words):
    assert plain_label(words) == "GDP"


@pytest.mark.parametrize(
    ("row", "line", "words"),
    [
        (GDP, 3, "gdp stands twice"),
        ("gnp\t国民生产总值\tGross national product\tGDP\tcurrency\tup_good", 3, "GDP is claimed by gdp already"),
        ("gnp\t国内生产总值\tGross national product\t-\tcurrency\tup_good", 3, "国内生产总值 is claimed by gdp already"),
        ("gnp\t国民生产总值\tGross national product\t-\tmoney\tup_good", 3, "'money' is not known"),
        ("gnp\t国民生产总值\tGross national product\t-\tcurrency|money\tup_good", 3, "'money' is not known"),
        ("gnp\t国民生产总值\tGross national product\t-\tcurrency\tgood", 3, "'good' is not known"),
        ("gnp\t国民生产总值\tGross national product\tGNP@rate\tcurrency\tup_good", 3, "'rate' is not known"),
        ("gnp\t国民生产总值\tGross national product\t-\t-\tup_good", 3, "gnp: the row is not complete"),
        ("gnp\t国民生产总值\t\t-\tcurrency\tup_good", 3, "gnp: the row is not complete"),
        ("GNP\t国民生产总值\tGross national product\t-\tcurrency\tup_good", 3, "GNP: the row is not complete"),
        ("gnp\t国民生产总值\tGross national product\tcurrency\tup_good", 3, "5 cells, 6 wanted"),
    ],
)
def test_wrong_row_is_named_with_its_line(tmp_path, row, line, words):
    path = tmp_path / "indicators.tsv"
    path.write_text(f"{HEADER}\n{GDP}\n{row}\n", "utf-8")
    with pytest.raises(LexiconError, match=f"indicators.tsv:{line}: .*{words}"):
        load_indicators(path)


def test_wrong_header_is_named(tmp_path):
    path = tmp_path / "mine.tsv"
    path.write_text("# mine\ncode\tname\n", "utf-8")
    with pytest.raises(LexiconError, match=r"mine\.tsv:2"):
        load_indicators(path)


def test_alias_may_be_claimed_for_different_measures(tmp_path):
    path = tmp_path / "indicators.tsv"
    share = "primary_share\t第一产业占比\tShare of the primary industry\t第一产业@share\tpercent\tneutral"
    path.write_text(f"{HEADER}\nprimary\t第一产业增加值\tValue added\t第一产业\tcurrency\tup_good\n{share}\n", "utf-8")
    table = load_indicators(path)
    assert table.code_of("第一产业", "percent", "share") == "primary_share"
    assert table.code_of("第一产业", "currency", "level") == "primary"
    assert table.code_of("第一产业") == "primary"
