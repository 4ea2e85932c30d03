"""What readers of laid-out formats share: paragraphs and tables to one text with its blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from shenhe_cli.model import Block, Document

# Blanks of layout at the ends of a paragraph: indents are written with full-width and no-break spaces too.
BLANKS = " \t\r\n\f\v\u00a0\u3000\u2002\u2003\u200b\ufeff"
PARAGRAPH_END = "\n\n"
# A table with a longer cell, or with only one column, holds running text: it was made for the layout.
LONGEST_CELL = 200
_BREAK = re.compile(r"[ \t\r\f\v]*\n[ \t\r\n\f\v]*")
_SPACES = re.compile(r"[ \t\f\v\r]{2,}|[\t\f\v\r]")
FIRST_WIDE = "\u2e80"


class Cell(NamedTuple):
    """A cell as a table lists it; `height` and `width` are the rows and columns it covers. Height 0: part of the cell above."""

    text: str
    height: int = 1
    width: int = 1


class Builder:
    """Puts a document together. A paragraph is a line, paragraphs are parted by an empty line, cells by tabs."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._blocks: list[Block] = []
        self._length = self._paragraphs = self._tables = 0

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def _append(self, text: str) -> int:
        start = self._length
        self._pieces.append(text)
        self._length += len(text)
        return start

    def _part(self) -> None:
        if self._length:
            self._append(PARAGRAPH_END)

    def add_paragraph(self, text: str, kind: str = "paragraph", locator: str | None = None) -> None:
        """A paragraph; one without text is counted (a user counts it too) and left out."""
        self._paragraphs += 1
        text = text.strip(BLANKS)
        if text:
            self._part()
            start = self._append(text)
            self._blocks.append(Block(start, self._length, kind, locator or f"para{self._paragraphs}"))

    def add_table(self, rows: Sequence[Sequence[Cell]], place: str = "") -> None:
        """A table; one that is only layout becomes paragraphs. `place` (a page) goes before the locators of its cells."""
        if is_layout(rows):
            for row in rows:
                for cell in row:
                    for line in cell.text.split("\n"):
                        self.add_paragraph(line, locator=place or None)
            return
        self._tables += 1
        self._part()
        for number, placed in enumerate(place_cells(rows), 1):
            if number > 1:
                self._append("\n")
            self._add_row(number, placed, place)

    def _add_row(self, number: int, row: dict[int, Cell], place: str) -> None:
        """One line: every column has its place between tabs, those behind the last text none."""
        last = max((column for column, cell in row.items() if cell.text.strip(BLANKS)), default=-1)
        for column in range(last + 1):
            if column:
                self._append("\t")
            cell = row.get(column)
            text = squeeze(cell.text) if cell else ""
            if cell and text:
                start = self._append(text)
                locator = f"{place}t{self._tables}r{number}c{column + 1}"
                self._blocks.append(
                    Block(start, self._length, "cell", locator, self._tables, number, column + 1, cell.height, cell.width)
                )

    def finish(self, source: str, title: str | None = None) -> Document:
        """The document."""
        return Document("".join(self._pieces), source, title, blocks=tuple(self._blocks))


def is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table has one row or column, or cells of running text."""
    width = max((sum(cell.width for cell in row) for row in rows), default=0)
    filled = max((sum(bool(cell.text.strip(BLANKS)) for cell in row) for row in rows), default=0)
    return len(rows) < 2 or width < 2 or filled < 2 or any(len(cell.text) > LONGEST_CELL for row in rows for cell in row)


def place_cells(rows: Sequence[Sequence[Cell]]) -> list[dict[int, Cell]]:
    """Every row as {column: cell}, columns from 0: cells that reach down from rows above push the others to the right."""
    taken: dict[int, int] = {}
    origins: dict[int, tuple[dict[int, Cell], int]] = {}
    placed = []
    for row in rows:
        columns: dict[int, Cell] = {}
        column = 0
        for cell in row:
            while taken.get(column, 0) > 0:
                column += 1
            if cell.height == 0 and column in origins:
                above, at = origins[column]
                above[at] = above[at]._replace(height=above[at].height + 1)
            elif cell.height > 0:
                columns[column] = cell
                origins[column] = columns, column
            for covered in range(column, column + cell.width):
                taken[covered] = max(taken.get(covered, 0), cell.height)
            column += cell.width
        taken = {covered: height - 1 for covered, height in taken.items() if height > 1}
        placed.append(columns)
    return placed


def squeeze(text: str) -> str:
    """A cell's text as one line: line breaks of the layout go (绝对数⏎（亿元）), or become a blank between words."""
    text = _BREAK.sub(lambda match: join_with(text[: match.start()], text[match.end() :]), text.strip(BLANKS))
    return _SPACES.sub(" ", text)


def join_with(before: str, after: str) -> str:
    """What stands between two parts of a broken line: a blank between two words of letters, else nothing."""
    if not before or not after:
        return ""
    return " " if is_letter(before[-1]) and is_letter(after[0]) else ""


def is_letter(character: str) -> bool:
    """Whether a character is a letter of a script written with blanks."""
    return character.isalpha() and character < FIRST_WIDE
