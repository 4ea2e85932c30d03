"""Records beside the texts they came from, for the formats that show or annotate the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from shenhe_cli.model import Document, Record


def group_by_document(records: Iterable[Record], documents: Mapping[str, Document]) -> Iterator[tuple[Document, list[Record]]]:
    """Every document with its records by place, those without records too, in the order in which they were read.

    A record whose document is not there (a caller of the API has none at hand) stands with one that holds its sentences only
    as far as they are known: blanks between them keep the offsets right.
    """
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(record.source, []).append(record)
    for source in dict.fromkeys([*documents, *groups]):
        group = sorted(groups.get(source, []), key=lambda record: record.start_char)
        yield documents.get(source) or restore(source, group), group


def restore(source: str, records: list[Record]) -> Document:
    """A document with the sentences of its records in their places."""
    text = [" "] * max((record.sentence_end for record in records), default=0)
    for record in records:
        text[record.sentence_start : record.sentence_end] = record.sentence
    first = records[0] if records else None
    return Document("".join(text), source, None, first.region if first else None, first.report_year if first else None)
