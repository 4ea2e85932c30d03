"""Tables of a document as grids: those that the reader has marked, and those that are lines with tabs in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from shenhe_cli.model import Block, Document, Span

# Lines before a table that may be its caption and its unit: so many, so long.
_CAPTION_LINES, _LONGEST_CAPTION = 3, 60
_PIPE_LINES = re.compile(r"^ *\|[^\n]*\| *(?:\n *\|[^\n]*\| *)+$", re.MULTILINE)
_TAB_LINES = re.compile(r"^[^\n\t]*\t[^\n]*(?:\n[^\n\t]*\t[^\n]*)+$", re.MULTILINE)
_CAPTION = re.compile(r"^(?:附?表|单位|计量单位|[（(]?(?:计量)?单位)|情况|单位[：:]|表$|构成|产量|指标|幅度|速度")


class Grid(NamedTuple):
    """A table: its cells by (row, column) from 1, the lines before it that may be its caption, its span, and whether a reader marked it."""

    cells: dict[tuple[int, int], Block]
    caption: tuple[str, ...]
    span: Span
    is_marked: bool

    @property
    def height(self) -> int:
        """The number of the last row."""
        return max(row for row, _ in self.cells)

    @property
    def width(self) -> int:
        """The number of the last column."""
        return max(cell.column + cell.width - 1 for cell in self.cells.values())

    def row(self, number: int) -> list[Block]:
        """The cells of a row, from left to right."""
        return [cell for (row, _), cell in sorted(self.cells.items()) if row == number]

    def rows(self) -> Iterator[tuple[int, list[Block]]]:
        """(number, cells) of every row that has cells."""
        for number, group in groupby(sorted(self.cells.items()), key=lambda item: item[0][0]):
            yield number, [cell for _, cell in group]


def find_grids(document: Document) -> list[Grid]:
    """The tables of a document in order: marked cells, and tabbed lines outside them."""
    marked = [block for block in document.blocks if block.kind == "cell"]
    grids = [_make_grid(document.text, list(cells), True) for _, cells in groupby(marked, key=lambda block: block.table)]
    number = marked[-1].table if marked else 0
    spans = [grid.span for grid in grids]
    for mark, pattern in (("\t", _TAB_LINES), ("|", _PIPE_LINES)):
        for match in pattern.finditer(document.text) if document.text.count(mark) > 1 else ():
            if not any(span.start < match.end() and match.start() < span.end for span in spans):
                number += 1
                cells = list(_written_cells(match, number, mark))
                if cells:
                    grids.append(_make_grid(document.text, cells, False))
    return sorted(grids, key=lambda grid: grid.span)


def _make_grid(text: str, cells: list[Block], is_marked: bool) -> Grid:
    span = Span(cells[0].start, cells[-1].end)
    return Grid({(cell.row, cell.column): cell for cell in cells}, _caption_before(text, span.start), span, is_marked)


def _written_cells(match: re.Match[str], table: int, mark: str) -> Iterator[Block]:
    """The cells of lines with tabs, or between upright bars as in Markdown; blanks around their texts are not theirs."""
    start = match.start()
    for row, line in enumerate(match.group().split("\n"), 1):
        # The first bar opens the first cell; the first tab ends it.
        column = 0 if mark == "|" else 1
        for found in re.finditer(rf"[{mark}]|[^{mark}]+", line):
            if found.group() == mark:
                column += 1
                continue
            body = found.group().strip()
            if body.strip(":-") and column:
                at = start + found.start() + found.group().index(body)
                yield Block(at, at + len(body), "cell", f"t{table}r{row}c{column}", table, row, column)
        start += len(line) + 1


def _caption_before(text: str, start: int) -> tuple[str, ...]:
    """The short lines right before the table that look like its caption, in order."""
    lines: list[str] = []
    for seen, line in enumerate(filter(None, map(str.strip, reversed(text[max(0, start - 400) : start].split("\n"))))):
        if len(line) > _LONGEST_CAPTION or line[-1] in "。；，" or "\t" in line or seen == _CAPTION_LINES:
            break
        # a caption in Markdown stands between stars
        caption = line.strip("*# ")
        if _CAPTION.search(caption):
            lines.append(caption)
    return tuple(reversed(lines))
