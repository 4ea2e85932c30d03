"""The contract's invariants over every report we have, over the corpus of constructions, and over what chance makes of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from corpus_cases import read_cases
from hypothesis import given, settings
from hypothesis import strategies as st
from record_checks import KNOWN, check_records

from shenhe_cli.export.json_writer import write
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.model import Document, Record
from shenhe_cli.pipeline import Extractor, extract
from shenhe_cli.read.documents import known_suffixes, read_document

ROOT = Path(__file__).parents[1]
REPORTS = [
    path
    for folder in ("seeds", "fixtures/documents")
    for path in sorted((ROOT / folder).glob("*"))
    if path.suffix in known_suffixes() and path.stem != "README"
]
SURFACES = [case.surface for stage in ("bind", "recognize", "normalize") for case in read_cases(stage)]
TITLE = "云泽市2023年政府工作报告\n\n各位代表：\n"


def make_report(joint: str) -> Document:
    """One report of all cases of binding, half of it review and half plan."""
    cases = [case.surface for case in read_cases("bind")]
    half = len(cases) // 2
    review, plan = joint.join(cases[:half]), joint.join(cases[half:])
    return Document(f"{TITLE}一、2022年工作回顾\n{review}\n二、2023年工作安排\n{plan}\n", "云泽市_2023.txt")


DOCUMENTS: dict[str, Callable[[], Document]] = {
    **{path.name: partial(read_document, path) for path in REPORTS},
    "cases as paragraphs": lambda: make_report("\n\n"),
    "cases as lines": lambda: make_report("\n"),
    "cases as one paragraph": lambda: make_report(""),
}


@cache
def extracted(name: str) -> tuple[Document, list[Record]]:
    document = DOCUMENTS[name]()
    return document, extract(document)


def as_json(records: list[Record]) -> str:
    stream = io.StringIO()
    write(records, stream, WriteOptions())
    return stream.getvalue()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_records_keep_the_contract(name: str) -> None:
    document, records = extracted(name)
    assert records
    check_records(document, records)


@pytest.mark.parametrize("text", KNOWN.values(), ids=list(KNOWN))
@pytest.mark.xfail(strict=True, reason="known miss")
def test_known_breaches_of_the_contract(text: str) -> None:
    document = Document(text)
    check_records(document, extract(document, year=2023), known=())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_same_input_gives_the_same_bytes(name: str) -> None:
    document, records = extracted(name)
    assert as_json(Extractor().extract(document)) == as_json(records)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_text_alone_gives_the_same_spans(name: str) -> None:
    document, records = extracted(name)
    again = extract(document.text, year=records[0].report_year)
    assert [(r.start_char, r.end_char) for r in again] == [(r.start_char, r.end_char) for r in records]


def test_extraction_leaves_the_document_alone() -> None:
    document = make_report("\n")
    copy = document._replace()
    extract(document)
    assert document == copy


@pytest.mark.parametrize(
    "text", ["", "\n", " ", "。", "，，，", "%", "亿元", "分别", "其中：", "第", "由到", "１", "\ufeff一", "\r\n5%\r\n"]
)
def test_scraps_of_text(text: str) -> None:
    document = Document(text)
    check_records(document, extract(document))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(SURFACES), min_size=1, max_size=6),
    st.sampled_from(["", "\n", "\n\n", "，", "、", ",", " ", "；其中", "（", "“"]),
    st.sampled_from(["", TITLE, "一、2022年工作回顾\n", "二、2023年工作安排\n"]),
    st.sampled_from([None, 1949, 2023]),
)
def test_sentences_in_any_order(surfaces: list[str], joint: str, before: str, year: int | None) -> None:
    document = Document(before + joint.join(surfaces), "case.txt")
    check_records(document, extract(document, year=year))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SURFACES), st.integers(0, 40), st.integers(1, 20)), min_size=1, max_size=8))
def test_pieces_of_sentences_in_any_order(pieces: list[tuple[str, int, int]]) -> None:
    document = Document("".join(surface[start : start + length] for surface, start, length in pieces))
    check_records(document, extract(document))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(SURFACES),
    st.integers(0, 60),
    st.sampled_from(["\n", " ", "，", "、", "分别", "%", "1", "一", "“", "：", "0"]),
)
def test_sentences_with_a_slip_of_the_pen(surface: str, place: int, slip: str) -> None:
    document = Document(surface[:place] + slip + surface[place:])
    check_records(document, extract(document))
