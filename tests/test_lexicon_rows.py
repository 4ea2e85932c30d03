"""Every word of the lexicon is used by a case or occurs in a report, or is on the list with a reason."""

from __future__ import annotations

import lexicon_rows
import pytest

from shenhe_cli.lexicon.tables import FOLDER, read_table


@pytest.mark.skipif(not (lexicon_rows.SHARED / "corpus").is_dir(), reason="needs ../shared/corpus")
def test_no_word_is_dead() -> None:
    unused, allowed = set(lexicon_rows.find_unused()), lexicon_rows.read_allowed()
    assert unused - set(allowed) == set(), "delete these words, write a case for them, or give a reason in lexicon_rows_unused.tsv"
    assert set(allowed) - unused == set(), "these are used after all: take them off lexicon_rows_unused.tsv"


def test_every_exception_has_a_reason() -> None:
    assert all(len(reason) > 10 for reason in lexicon_rows.read_allowed().values())


def test_a_dead_word_is_seen() -> None:
    texts = lexicon_rows.make_texts(["新建桥梁3\n座，同比增长5%。"])
    assert texts.has_after_numeral("座")
    assert not texts.has_after_numeral("桥")
    assert texts.has("桥梁…同比")
    assert not lexicon_rows.is_used("公里", "numeral", texts)
    assert lexicon_rows.is_used("公里|桥梁", "any", texts)


def test_words_of_a_row_are_of_one_length():
    rows = [cells for _, cells in read_table(FOLDER / "words.tsv", ("class", "cost", "words"))]
    assert [words for _, _, words in rows if len(set(map(len, words.split(" ")))) != 1] == []
