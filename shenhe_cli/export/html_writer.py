"""The review page: one self-contained file with the text, every figure marked in it, and the table beside it.

Its HTML, CSS, JavaScript and words lie in page/. It loads nothing and sends nothing: its content security policy allows its
own style and script, by their digests, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from html import escape
from pathlib import Path, PurePath
from typing import IO, Any

from shenhe_cli.export.labels import load_enums, load_fields
from shenhe_cli.export.marked_text import mark_text
from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.provenance import sign
from shenhe_cli.export.reports import group_by_document
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.summary import normalised, quantity_with_bound, written
from shenhe_cli.export.uncovered import Uncovered, find_uncovered
from shenhe_cli.lexicon.tables import read_table
from shenhe_cli.model import Document, Record

NEEDS_TEXT = True
IS_FOR_READING = True

PAGE = Path(__file__).parent / "page"
SLOT = re.compile(r"\{\{(\w+)\}\}")
# Characters shown on either side of an uncovered number.
AROUND = 24
# Fields that the page has no use for, or has in another form.
LEFT_OUT = frozenset({"source", "region", "region_code", "report_year", "sentence", "relation"})
# Characters that could end the script element that holds the data, or that old parsers take for line ends.
UNSAFE = re.compile("[<>&\u2028\u2029]")


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write the page."""
    data: dict[str, Any] = {"words": load_words(), "fields": {}, "enums": load_enums()}
    data |= {"documents": [], "records": [], "uncovered": []}
    data["fields"] = {name: {"en": field.name, "zh": field.heading_zh} for name, field in load_fields().items()}
    articles: list[str] = []
    for document, group in group_by_document(records, options.documents):
        missed = list(find_uncovered(document.text, group))
        marked = mark_text(document.text, group, missed, len(data["records"]), len(data["uncovered"]))
        articles.append(f'<article data-d="{len(articles)}" lang="zh">{marked}</article>')
        add_document(data, document, group, missed)
    titles = [each["title"] for each in data["documents"]]
    css, js = read_page("page.css"), read_script()
    slots = {
        "lang": "zh-CN" if options.labels == "zh" else "en",
        "labels": options.labels,
        "title": escape(titles[0] if len(titles) == 1 else data["words"]["reports"][options.labels].format(n=len(titles))),
        "sign": escape(sign(options.own_lexicon)),
        "css": css,
        "css_hash": digest(css),
        "js": js,
        "js_hash": digest(js),
        "articles": "\n".join(articles),
        "data": UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(data, ensure_ascii=False, separators=(",", ":"))),
    }
    stream.write(SLOT.sub(lambda found: slots[found[1]], read_page("page.html")))


def add_document(data: dict[str, Any], document: Document, records: list[Record], missed: list[Uncovered]) -> None:
    """Put a document, its records and its uncovered numbers into the page's data."""
    number = len(data["documents"])
    path = PurePath(document.source)
    first = records[0] if records else None
    facts = (document.title, first.region, str(first.report_year or ""), path.stem) if first else (document.title, path.stem)
    title = " · ".join(fact for fact in facts if fact)
    data["documents"].append({"name": path.name, "stem": path.stem, "title": title, "length": len(document.text)})
    for record in records:
        data["records"].append(describe(record, number, len(data["records"])))
    for start, end, kind in missed:
        around = [document.text[max(0, start - AROUND) : start], document.text[start:end], document.text[end : end + AROUND]]
        data["uncovered"].append({"u": len(data["uncovered"]), "d": number, "kind": kind, "around": [" ".join(p.split("\n")) for p in around]})


def describe(record: Record, document: int, number: int) -> dict[str, Any]:
    """What the page knows of a record: its fields that are not empty, how it is shown, and its sentence before and after it."""
    fields = {name: value for name, value in record._asdict().items() if value is not None and name not in LEFT_OUT}
    plain = {name: value if isinstance(value, str | int) else float(write_number(value)) for name, value in fields.items()}
    start, end = record.start_char - record.sentence_start, record.end_char - record.sentence_start
    shown = {"quantity": written(record), "shown": quantity_with_bound(record), "norm": normalised(record)}
    around = [record.sentence[:start], record.sentence[end:]]
    return {**plain, **shown, "i": number, "d": document, "around": around}


def load_words() -> dict[str, dict[str, str]]:
    """The page's words in both languages."""
    return {key: {"en": en, "zh": zh} for _, (key, en, zh) in read_table(PAGE / "words.tsv", ("key", "en", "zh"))}


def read_page(name: str) -> str:
    """A file of the page."""
    return (PAGE / name).read_text("utf-8")


def read_script() -> str:
    """The page's script: its files in their order, in one scope of their own."""
    files = sorted(PAGE.glob("*.js"), key=lambda file: file.name)
    return "\n".join(['"use strict";', "(() => {", *(file.read_text("utf-8") for file in files), "})();", ""])


def digest(text: str) -> str:
    """The SHA-256 of an inline style or script, as a content security policy names it."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
