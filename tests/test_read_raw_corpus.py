"""Every file of ../shared/corpus_raw is read, and gives the records of its text (see raw_corpus.py, which prints the figures)."""

import pytest
from raw_corpus import RAW, REASON, compare_all, raw_files

# Of the text files of PDFs, lines are broken inside words: what is missing there is named in Comparison.cut.
LEAST, LEAST_PDF = 0.985, 0.93


@pytest.mark.skipif(not RAW.is_dir(), reason=REASON)
def test_raw_files_give_the_records_of_their_texts():
    results = list(compare_all())
    assert len(results) == len(raw_files())
    assert all(result.given for result in results)
    for result in results:
        if result.is_same_name:
            assert result.found >= (LEAST_PDF if result.name.endswith(".pdf") else LEAST) * result.expected, result
    same = [result for result in results if result.is_same_name]
    assert sum(result.found for result in same) >= 0.99 * sum(result.expected for result in same)
