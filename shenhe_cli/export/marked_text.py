"""A document's text as HTML whose text content is the text itself, with figures and uncovered numbers marked in place."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import chain

from shenhe_cli.export.uncovered import Uncovered
from shenhe_cli.model import Record

Mark = tuple[int, int, str, str]


def mark_text(text: str, records: Iterable[Record], missed: Iterable[Uncovered], first_record: int, first_missed: int) -> str:
    """The text in paragraphs that end with their line breaks; records and uncovered numbers are numbered from the two firsts on.

    A figure that holds a line break keeps its paragraph open. Marks do not overlap: records do not, and uncovered numbers touch none.
    """
    pieces = ["<p>"]
    place = 0
    for start, end, opening, closing in sorted(chain(mark_records(records, first_record), mark_missed(missed, first_missed))):
        if start < place or end <= start:
            continue
        pieces += [break_lines(text[place:start]), opening, escape(text[start:end]), closing]
        place = end
    return "".join([*pieces, break_lines(text[place:]), "</p>"])


def break_lines(text: str) -> str:
    """Text between marks, a new paragraph after every line break."""
    return escape(text).replace("\n", "\n</p><p>")


def mark_records(records: Iterable[Record], first: int) -> Iterable[Mark]:
    """Where each record's quantity is, and its tags."""
    for number, record in enumerate(records, first):
        tag = f'<mark data-i="{number}" class="m-{escape(record.measure)} s-{escape(record.status)}">'
        yield record.start_char, record.end_char, tag, "</mark>"


def mark_missed(missed: Iterable[Uncovered], first: int) -> Iterable[Mark]:
    """Where each uncovered number is, and its tags; what looks like a date or a name is not underlined."""
    for number, (start, end, kind) in enumerate(missed, first):
        dull = "" if kind == "number" else " dull"
        yield start, end, f'<span class="u{dull}" data-u="{number}">', "</span>"
