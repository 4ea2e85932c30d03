"""A grid row by row: what is heading, what is a group's name, and for every figure its row, its column and its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from shenhe_cli.model import Block
from shenhe_cli.tables.figures import Figure, read_number
from shenhe_cli.tables.grids import Grid
from shenhe_cli.tables.headings import Heading, HeadingReader, UnitRead
from shenhe_cli.tables.labels import RowHeading, RowReader

DASHES = frozenset("—-–－…/\\　 .·、*")
_TABLE_NUMBER = re.compile(r"附?表\s*[0-9一二三四五六七八九十]{1,3}[：:]?")
_OF_FIGURES = frozenset(("value", "change", "share", "rank"))
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


class CellReading(NamedTuple):
    """A figure of a table with what stands around it; `noun` is the column's or that of the level it belongs to."""

    block: Block
    figure: Figure
    row: RowHeading
    column: Heading
    noun: str
    row_unit: UnitRead | None
    heading: str


class GridReader:
    """Reads one grid. `figure_of` reads a cell's text."""

    def __init__(self, grid: Grid, text: str, headings: HeadingReader, figure_of: Callable[[str], Figure | None]) -> None:
        self._grid = grid
        self._text = text
        self._headings = headings
        self._figure_of = figure_of
        self._rows = RowReader(headings)
        self._columns: dict[int, list[str]] = {}
        self._has_figures = False
        # A column of words only names its rows, whatever its heading.
        self._numeric = {cell.column for cell in grid.cells.values() if read_number(text[cell.start : cell.end])}
        # The cells of label columns that reach down, by column: text and last row.
        self._merged: dict[int, tuple[str, int]] = {}
        self.is_sound = True
        self.caption: list[str] = list(grid.caption)

    def read(self) -> Iterator[CellReading]:
        """Every figure of the grid, in order."""
        for number, cells in self._grid.rows():
            if _TABLE_NUMBER.fullmatch(self._of(cells[0])) and not self._is_data(cells):
                self.caption.append(" ".join(self._of(cell) for cell in cells))
            elif self._is_data(cells):
                self._has_figures = True
                yield from self._read_row(number, cells)
            elif len(cells) == 1 and cells[0].column == 1:
                self._read_single(cells[0])
            elif len(cells) == 1 or not (all(self._is_dash(cell) for cell in cells[1:]) or self._is_unit_and_dashes(cells)):
                self._add_header(cells)

    def _of(self, cell: Block) -> str:
        return self._text[cell.start : cell.end]

    def _is_dash(self, cell: Block) -> bool:
        return DASHES.issuperset(self._of(cell))

    def _is_unit_and_dashes(self, cells: list[Block]) -> bool:
        """Whether a row has a name, a unit and no figure (铁路 万吨公里 — —)."""
        rest = [cell for cell in cells[1:] if not self._is_dash(cell)]
        return len(rest) == 1 and len(cells) > 2 and bool(self._columns) and self._column(rest[0].column).role == "unit"

    def _is_data(self, cells: list[Block]) -> bool:
        """Whether a row holds figures: bare numbers that are no years, or quantities under a heading."""
        values = [value for cell in cells[1:] if (read := read_number(self._of(cell))) is not None for value in [read[2]]]
        if values and not all(isinstance(value, int) and _FIRST_YEAR <= value <= _LAST_YEAR for value in values):
            return True
        if values and self._has_figures:
            return True
        if not self._columns:
            return False
        under = [cell for cell in cells[1:] if self._column(cell.column).role in _OF_FIGURES]
        return any(self._figure_of(self._of(cell)) for cell in under)

    def _read_single(self, cell: Block) -> None:
        """A row of one cell: part of the caption before the headings, a group's name after them."""
        if not self._columns or (cell.width > 1 and not self._has_figures):
            self.caption.append(self._of(cell))
        else:
            self._rows.open_group(self._of(cell))

    def _add_header(self, cells: list[Block]) -> None:
        """A row of headings; one after figures begins anew."""
        if self._has_figures:
            if not self._begins_anew(cells):
                return
            self._columns, self._has_figures = {}, False
        for cell in cells:
            for column in range(cell.column, cell.column + cell.width):
                texts = self._columns.setdefault(column, [])
                if self._of(cell) not in texts:
                    texts.append(self._of(cell))

    def _begins_anew(self, cells: list[Block]) -> bool:
        """Whether a row of texts after figures is a row of headings, not one whose figures are missing."""
        first = self._of(cells[0]) if cells[0].column == 1 else ""
        return not first or first in self._columns.get(1, ()) or self._headings.role_of(first) == "label"

    def _column(self, number: int) -> Heading:
        return self._headings.read("".join(self._columns.get(number, ())))

    def _read_row(self, number: int, cells: list[Block]) -> Iterator[CellReading]:
        label: str | None = None
        above: str | None = None
        row: RowHeading | None = None
        unit: UnitRead | None = None
        period: str | None = None
        noun = ""
        for column, cell in self._with_merged(number, cells):
            text = cell if isinstance(cell, str) else self._of(cell)
            heading = self._column(column)
            if heading.role == "skip" or (isinstance(cell, Block) and self._is_dash(cell)):
                continue
            if heading.role == "unit":
                unit = self._headings.read_unit_cell(text)
                continue
            figure = None if isinstance(cell, str) or heading.role == "label" else self._figure_of(text)
            if figure and figure.own and column not in self._columns:
                # A name with a quantity in it: 500万元以上固定资产投资.
                figure = None
            if figure is None:
                is_figures = column in self._numeric or heading.unit is not None or heading.role in {"change", "share", "rank"}
                if column == 1 or heading.role == "label" or not is_figures or isinstance(cell, str):
                    above, label = label if row is None else None, text
                    row, unit, noun = None, None, ""
                    self._note_merged(column, number, cell)
                continue
            if self._columns and column not in self._columns:
                # Headings and figures are not in line (a PDF's columns): nothing here can be trusted.
                self.is_sound = False
            if label is None:
                # The number of the row, or a table without names.
                continue
            if row is None:
                row = self._rows.read(label, above, figure.value)
            if heading.role == "value":
                noun, period = heading.noun, heading.period
            elif heading.role == "change" and heading.period is None:
                # 2024年产量, 比2020年增长: the change is of the level before it
                heading = heading._replace(period=period)
            # A second 比上年增长 goes with the level before it.
            kept = heading.noun or ("" if heading.role == "value" else noun)
            assert isinstance(cell, Block)
            yield CellReading(cell, figure, row, heading, kept, unit, "".join(self._columns.get(column, ())))

    def _with_merged(self, number: int, cells: list[Block]) -> list[tuple[int, Block | str]]:
        """The row's cells by column, with the texts of those that reach down from above."""
        found: list[tuple[int, Block | str]] = [(cell.column, cell) for cell in cells]
        taken = {cell.column for cell in cells}
        found += [(column, text) for column, (text, last) in self._merged.items() if number <= last and column not in taken]
        return sorted(found, key=lambda item: item[0])

    def _note_merged(self, column: int, number: int, cell: Block | str) -> None:
        if isinstance(cell, Block) and cell.height > 1:
            self._merged[column] = self._of(cell), number + cell.height - 1
