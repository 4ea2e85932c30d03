"""Saved web pages: the report without menus, footers and scripts, tables as tables. Parsed by selectolax (MIT; Lexbor inside).

Nothing is fetched and nothing is run. The main text is found by where the sentences are: from the page's root downwards, as long as
one part holds nearly all sentences that are not links.
"""

from __future__ import annotations

import re
from typing import Any

from shenhe_cli.errors import ReadError
from shenhe_cli.model import Document
from shenhe_cli.read.encoding import decode, is_chinese
from shenhe_cli.read.extras import need

SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")

# A page of 300 pages of text with all its markup has 3 MB.
_MOST_BYTES = 20 << 20
# Every element takes memory, however short it is written.
_MOST_TAGS = 1_000_000
_CHARSET = re.compile(rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_TITLES = ("meta[name=ArticleTitle]", "h1", "title")
_SITE = re.compile(r"\s*[_|｜]\s*.*$|\s+[-–—]\s+.*$")
BLANKS = " \t\r\n\u00a0\u3000\ufeff"
# A title stands in the text when it does near its beginning.
_HEAD = 400


def read(data: bytes, source: str, encoding: str | None = None) -> Document:
    """The main text of a web page. Raises ReadError where the page is too large, undecodable or has no text of its own."""
    if len(data) > _MOST_BYTES:
        what = f"a page of {len(data) >> 20} MB: more than {_MOST_BYTES >> 20} MB is not read"
        raise ReadError(what, source, "Save the report's own page, or its text as .txt")
    from shenhe_cli.read.flow import Flow
    from shenhe_cli.read.layout import Builder
    from shenhe_cli.read.markup import Page

    if data.count(b"<") > _MOST_TAGS:
        what = f"a page of {data.count(b'<')} tags: more than a million are not read"
        raise ReadError(what, source, "Save the report's own page, or its text as .txt")
    parser = need("selectolax.lexbor", "html", source)
    tree = parser.LexborHTMLParser(_decode(data, source, encoding).replace("\0", ""))
    page = Page(tree.root)
    builder = Builder()
    flow = Flow(builder)
    flow.add(page.main_part())
    if flow.is_mostly_links or not builder.length:
        reason = "a page of links, not of text" if flow.is_mostly_links else "a page without text"
        raise ReadError(reason, source, "Open the report itself in the browser and save that page, or its text as .txt")
    document = builder.finish(source)
    title = _find_title(tree)
    if title and "".join(title.split()) not in "".join(document.text[:_HEAD].split()):
        titled = Builder()
        titled.add_paragraph(title, "heading", "title")
        flow = Flow(titled)
        flow.add(page.main_part())
        document = titled.finish(source)
    return document


def _decode(data: bytes, source: str, encoding: str | None) -> str:
    """The page's text: in its declared encoding where that is the real one (gb2312 pages are GB18030), else found out."""
    declared = _CHARSET.search(data[:4096])
    if encoding is None and declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared.group(1).decode().lower()
        name = "gb18030" if name.startswith(("gb", "x-gbk", "cp936")) else name
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            text = ""
        # A page may say gb2312 and be Big5, which decodes too.
        if text and (name == "utf-8" or is_chinese(text)):
            return text
    return decode(data, source, encoding)


def _find_title(tree: Any) -> str | None:
    """What the page says its report is called, without the site's name; None where it says nothing Chinese."""
    for selector in _TITLES:
        node = tree.css_first(selector)
        text = "" if node is None else (node.attributes.get("content") or "") if selector.startswith("meta") else node.text()
        text = _SITE.sub("", " ".join(text.split()).strip(BLANKS))
        if len(text) > 3 and re.search("[一-鿿]{3}", text):
            return text
    return None
