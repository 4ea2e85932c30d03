"""The stage: a document's tables to mentions, and the cells that prose need not read again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import groupby
from typing import NamedTuple

from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.lexicon.table_headings import default_headings
from shenhe_cli.model import Block, Document, Mention, Quantity, Span
from shenhe_cli.tables.figures import Bounds, make_quantity, read_figure, read_number
from shenhe_cli.tables.grids import Grid, find_grids
from shenhe_cli.tables.headings import Heading, HeadingReader, UnitRead, take_period, take_plan
from shenhe_cli.tables.labels import join_names, make_label
from shenhe_cli.tables.rows import CellReading, GridReader

# One cell in so many, at least, is a figure in a table of figures.
_FEWEST_FIGURES = 8
# A cell with this in it, besides digits, is text that prose reads.
_RUNNING = re.compile("[。；，]")
_TITLE_YEAR = re.compile(r"((?:19|20)[0-9]{2})\s*年[^\n。，；]{0,24}(?:统计公报|工作报告)")
# Rows of sectors name value added only in a table of the accounts.
_SECTOR, _ACCOUNTS = re.compile("第[一二三]产业|[一二三]产"), re.compile("生产总值|增加值|GDP")


class TableMention(NamedTuple):
    """A mention that stands in a table (offsets are the document's), its row as sentence, the table's caption as section.

    `is_named` is False where the row's name alone does not say what is measured: 第一产业 in a table of investment.
    """

    mention: Mention
    sentence: Span
    section: str | None
    heading: str
    is_named: bool


class Tables(NamedTuple):
    """What the tables of a document give. `blocks` are the document's, cells of tabbed lines added; `read` what prose leaves out."""

    blocks: tuple[Block, ...]
    read: tuple[Span, ...]
    readings: tuple[tuple[Grid, tuple[str, ...], tuple[CellReading, ...]], ...]


class TableReader:
    """Reads tables with the lexicon's words. `recognize` finds quantities in a text."""

    def __init__(self, cues: Cues, recognize: Callable[[str], list[Quantity]]) -> None:
        changes = {word: action.direction for word, action in cues.actions.items() if "change" in action.kinds}
        self._headings = HeadingReader(recognize, default_headings(), frozenset(cues.bases), changes)
        self._figure_of = partial(read_figure, bounds=Bounds(cues.bounds_before, cues.bounds_after), recognize=recognize)

    def find(self, document: Document) -> Tables:
        """The tables of a document that hold figures."""
        blocks, spans, readings = list(document.blocks), [], []
        for grid in find_grids(document):
            reader = GridReader(grid, document.text, self._headings, self._figure_of)
            cells = tuple(reader.read()) if self._has_figures(grid, document.text) else ()
            if cells and reader.is_sound:
                readings.append((grid, tuple(reader.caption), cells))
                spans += _read_spans(grid, document.text, {reading.block for reading in cells})
                if not grid.is_marked:
                    blocks += grid.cells.values()
        blocks.sort(key=lambda block: (block.start, -block.end))
        return Tables(tuple(blocks), tuple(spans), tuple(readings))

    def _has_figures(self, grid: Grid, text: str) -> bool:
        """Whether a table is one of figures: an eighth of its cells, and two at least, are a number or a quantity and nothing else."""
        cells = [text[cell.start : cell.end] for cell in grid.cells.values()]
        count = sum(read_number(cell) is not None for cell in cells)
        if count < 2 or count < len(cells) / _FEWEST_FIGURES:
            count = sum((figure := self._figure_of(cell)) is not None and figure.end - figure.start == len(cell) for cell in cells)
        return count > 1 and count >= len(cells) / _FEWEST_FIGURES

    def mentions(self, tables: Tables, text: str, data_year: int | None, is_plan: bool) -> Iterator[TableMention]:
        """The mentions of tables found in `text`, in order. `data_year` is what the document looks back on."""
        last: str | None = None
        for grid, caption, readings in tables.readings:
            period = take_period(" ".join(caption))[0] or (take_plan("".join(caption))[0] if is_plan else None)
            titles = None if period else list(_TITLE_YEAR.finditer(text, 0, grid.span.start))
            # A caption without a year means that of the caption before it, where a file holds the bulletins of several years.
            last = period if period and len(period) == 4 else last
            period = period or last or (titles[-1].group(1) if titles else str(data_year) if data_year else None)
            around = _Around(
                self._headings.read("".join(caption)),
                self._headings.caption_units(caption),
                self._headings.read_unit("%"),
                period,
                "target" if is_plan else "actual",
            )
            for row, group in groupby(readings, key=lambda reading: reading.block.row):
                cells = grid.row(row)
                sentence = Span(cells[0].start, cells[-1].end)
                for reading in group:
                    section = " ".join(caption) or None
                    is_named = (
                        not _SECTOR.fullmatch(reading.row.name) or bool(reading.noun) or bool(_ACCOUNTS.search(section or ""))
                    )
                    yield TableMention(_make_mention(reading, sentence, around), sentence, section, reading.heading, is_named)


class _Around(NamedTuple):
    """What is said of all figures of a table: in its caption, or before it."""

    caption: Heading
    units: tuple[UnitRead, ...]
    percent: UnitRead | None
    period: str | None
    status: str


def _read_spans(grid: Grid, text: str, figures: set[Block]) -> list[Span]:
    """The stretches of the table that were read; cells of running text are left for prose."""
    spans: list[Span] = []
    is_open = False
    for cell in grid.cells.values():
        body = text[cell.start : cell.end]
        if cell not in figures and _RUNNING.search(body) and any(c.isdigit() for c in body):
            is_open = False
        elif is_open:
            spans[-1] = Span(spans[-1].start, cell.end)
        else:
            spans.append(Span(cell.start, cell.end))
            is_open = True
    return spans


def _make_mention(reading: CellReading, sentence: Span, around: _Around) -> Mention:
    column, figure = reading.column, reading.figure
    role = column.role
    if role == "value" and not column.noun and around.caption.role in {"change", "share"} and any(u.written == "%" for u in around.units):
        role = around.caption.role
    unit, rule = _choose_unit(reading, role, around)
    quantity = make_quantity(figure, reading.block.start, unit)
    measure, direction = _measure(role, quantity, column)
    if role == "rank":
        quantity = quantity._replace(kind="rank")
    period = column.period or reading.row.period
    status = column.status or around.status
    inferred = () if period else ("period",) if around.period else ()
    return Mention(
        quantity,
        sentence,
        make_label(reading.row, column, reading.noun),
        join_names(reading.row.parent, column, reading.noun) if reading.row.parent else None,
        None,
        measure,
        column.action,
        direction,
        figure.bound,
        figure.bound_text,
        status,
        None,
        column.basis,
        None,
        period or around.period,
        rule,
        inferred,
    )


def _measure(role: str, quantity: Quantity, column: Heading) -> tuple[str, str | None]:
    """The measure of a figure, and for a change its direction: the heading's, turned round by a minus."""
    if role in {"share", "rank"}:
        return role, None
    if role != "change":
        return "level", None
    is_rate = quantity.unit is None or quantity.unit.dimension in {"percent", "multiple"}
    way = column.direction or "up"
    if quantity.value == 0:
        way = "flat"
    elif quantity.value < 0:
        way = "down"
    return "change_rate" if is_rate else "change_amount", way


def _choose_unit(reading: CellReading, role: str, around: _Around) -> tuple[UnitRead | None, str]:
    """The unit of a bare number, and the rule that says where it stands."""
    column, units = reading.column, around.units
    if reading.figure.own:
        return None, "tables/own-unit"
    if role == "rank":
        return None, "tables/rank"
    if column.unit:
        return column.unit, "tables/column-unit"
    percent = next((unit for unit in units if unit.written == "%"), None)
    if role in {"change", "share"}:
        return percent or around.percent, "tables/percent"
    if reading.row_unit:
        return reading.row_unit, "tables/unit-column"
    if reading.row.unit:
        return reading.row.unit, "tables/row-unit"
    level = next((unit for unit in units if unit.written != "%"), percent)
    return (level, "tables/caption-unit") if level else (None, "tables/no-unit")
