"""A part of a page to paragraphs and tables: blanks as a browser shows them, links that stand alone left out."""

from __future__ import annotations

import re

from shenhe_cli.read.layout import FIRST_WIDE, LONGEST_CELL, Builder, Cell
from shenhe_cli.read.markup import BLOCKS, LINE, Page, Part

# A paragraph is a link, or a list of links, when they are so much of it.
_LINKED = 0.8
_SOURCE_BLANKS = re.compile(r"[ \t\r\n\f]+")


class Flow:
    """Turns a part of a page into paragraphs and tables."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._text: list[str] = []
        self._linked = self._kept = self._dropped = 0
        self._in_link = 0
        self._has_sentence = False

    @property
    def is_mostly_links(self) -> bool:
        """Whether more text was dropped as links than kept, and no sentence was kept."""
        return self._dropped > self._kept and not self._has_sentence

    def add(self, part: Part) -> None:
        """All of the part."""
        page, at = part.page, part.start
        while at < part.end:
            item = page.items[at]
            if isinstance(item, str):
                self._add_text(item)
            else:
                node = page.nodes[item if item >= 0 else ~item]
                if node.tag in BLOCKS:
                    self._end_paragraph()
                if node.tag == "table" and item >= 0:
                    caption, rows = _read_table(page, item)
                    if rows is not None:
                        self._builder.add_paragraph(caption)
                        self._builder.add_table(rows)
                        self._kept += sum(len(cell.text) for row in rows for cell in row)
                        at = page.ends[item]
                self._in_link += 0 if node.tag != "a" else 1 if item >= 0 else -1
            at += 1
        self._end_paragraph()

    def _add_text(self, text: str) -> None:
        self._text.append(text)
        if self._in_link > 0:
            self._linked += count_letters(text)

    def _end_paragraph(self) -> None:
        text = collapse("".join(self._text))
        size, linked = count_letters(text), self._linked
        self._text, self._linked = [], 0
        if linked and linked >= _LINKED * size and "。" not in text:
            self._dropped += size
            return
        self._kept += size
        self._has_sentence |= "。" in text
        for line in text.split("\n"):
            if line.strip():
                self._builder.add_paragraph(line)


def _read_table(page: Page, number: int) -> tuple[str, list[list[Cell]] | None]:
    """The caption and the rows of a table element; None where it is layout: one with tables inside, or with long text in a cell."""
    rows: list[list[Cell]] = []
    texts: list[str] = []
    caption = ""
    for at in range(page.nodes[number].start + 1, page.ends[number]):
        item = page.items[at]
        if isinstance(item, str):
            texts.append(item)
            continue
        node = page.nodes[item if item >= 0 else ~item]
        if node.tag == "table":
            return "", None
        if node.tag == "tr" and item >= 0:
            rows.append([])
        elif node.tag == "caption":
            caption, texts = collapse("".join(texts)), []
        elif node.tag in ("td", "th"):
            if item < 0:
                if not rows:
                    rows.append([])
                rows[-1].append(Cell(collapse("".join(texts)), node.height, node.width))
            texts = []
        elif node.tag in BLOCKS:
            texts.append(LINE)
    if any(len(cell.text) > LONGEST_CELL for row in rows for cell in row) or max((len(row) for row in rows), default=0) < 2:
        return "", None
    return caption, [row for row in rows if row]


def collapse(text: str) -> str:
    """Blanks of the source as a browser shows them, but for line breaks inside Chinese text; LINE becomes a line break."""
    return _SOURCE_BLANKS.sub(_shown_blank, text).replace(LINE, "\n")


def _shown_blank(match: re.Match[str]) -> str:
    text, start, end = match.string, match.start(), match.end()
    is_wide = start > 0 and end < len(text) and text[start - 1] >= FIRST_WIDE and text[end] >= FIRST_WIDE
    return "" if is_wide and "\n" in match.group() else " "


def count_letters(text: str) -> int:
    """Letters and characters: dates and marks around a link are no text of their own."""
    return sum(map(str.isalpha, text))
