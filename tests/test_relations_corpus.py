"""Targets and changes without a figure: cases in corpus/relations.

    => indicator relation flags
    a surface

After `=>` stand the relations in the order of the text, ` ; ` between them, or `nothing`. Flags are values of measure, direction
and status, and `field=value` for any other field (`-`: empty). Only what is given is checked, but the number of relations must
be right. Settings: `@section plan` or `review`, the heading above the cases, of a report of 2023.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from corpus_cases import Case, each_case, read_cases
from test_bind_corpus import FIELD_OF, HEADINGS

from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.writers import WRITERS, load_writer
from shenhe_cli.lexicon.relations import load_relations
from shenhe_cli.model import Document, Record
from shenhe_cli.pipeline import Extractor
from shenhe_cli.read.documents import read_document

ROOT = Path(__file__).parents[1]
EMPTY = ("quantity", "value", "value_high", "unit", "norm_value", "norm_value_high", "norm_unit", "dimension", "bound", "bound_text")


@cache
def extractor() -> Extractor:
    return Extractor()


def find_relations(case: Case) -> list[Record]:
    section = case.settings.get("section")
    year = 2023 if section else None
    text = f"{HEADINGS[section].format(2023 - (section == 'review'))}\n\n{case.surface}\n" if section else case.surface
    return [r for r in extractor().extract(Document(text), year=year, relations=True) if r.relation is not None]


@each_case("relations")
def test_relations(case: Case) -> None:
    found = find_relations(case)
    wanted = [] if case.expected == "nothing" else [part.split() for part in case.expected.split(" ; ")]
    assert [(r.indicator, r.relation) for r in found] == [(label, relation) for label, relation, *_ in wanted]
    for (_, _, *flags), record in zip(wanted, found, strict=True):
        for flag in flags:
            name, is_named, value = flag.partition("=")
            field, value = (name, None if value == "-" else value) if is_named else (FIELD_OF[flag], flag)
            assert getattr(record, field) == value, (field, getattr(record, field))


def test_there_are_enough_cases_of_both_kinds() -> None:
    cases = list(read_cases("relations"))
    assert sum(case.expected == "nothing" for case in cases) >= 25
    assert sum(case.expected != "nothing" for case in cases) >= 30


@cache
def seed_records() -> tuple[Document, list[Record]]:
    """The seed report with a paragraph of every case behind it."""
    text = read_document(ROOT / "seeds" / "shenhe_2023.txt").text
    document = Document("\n".join((text, *(case.surface for case in read_cases("relations")))), "report.txt")
    return document, extractor().extract(document, relations=True)


def test_figures_stay_the_same() -> None:
    document, records = seed_records()
    assert [record for record in records if record.relation is None] == extractor().extract(document)
    assert sum(record.relation is not None for record in records) >= 30


def test_records_keep_the_contract() -> None:
    document, records = seed_records()
    end = 0
    for record in records:
        assert end <= record.start_char < record.end_char
        end = record.end_char
        assert document.text[record.sentence_start : record.sentence_end] == record.sentence
        assert document.text[record.start_char : record.end_char] == (record.relation or record.quantity)
        if record.relation:
            assert record.rule.startswith("relations/")
            assert [getattr(record, name) for name in EMPTY] == [None] * len(EMPTY)
            assert record.indicator
            assert record.relation in str(record)
    assert len({record.id for record in records}) == len(records)


@pytest.mark.parametrize("name", WRITERS.names())
def test_every_writer_copes(name: str, tmp_path: Path) -> None:
    document, records = seed_records()
    writer = load_writer(name)
    stream = io.BytesIO() if getattr(writer, "IS_BINARY", False) else io.StringIO()
    options = WriteOptions()
    if "documents" in WriteOptions._fields:
        options = options._replace(documents={"report.txt": document, "-": document})
    writer.write(records, stream, options)
    assert stream.tell() > 0
    if isinstance(stream, io.StringIO) and name not in {"html", "table", "md"}:
        assert "与经济增长同步" in stream.getvalue()
        assert "None" not in stream.getvalue()


def test_every_kind_has_words() -> None:
    assert all(load_relations().values())
