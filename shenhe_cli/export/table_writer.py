"""A table to read on a terminal, in as many columns as its width holds; a table for every source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import chain, groupby
from typing import IO, TYPE_CHECKING, Any

from shenhe_cli.export.charts import draw_rates
from shenhe_cli.export.labels import load_fields
from shenhe_cli.export.notes import Tally
from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.rows import WriteOptions, make_rows
from shenhe_cli.export.summary import CHANGE, clean, summarise
from shenhe_cli.model import Record

if TYPE_CHECKING:
    from rich.table import Table

IS_FOR_READING = True

# From which width on which columns are shown; `change` joins measure and direction.
LAYOUTS = (
    (190, ("indicator", "quantity", "change", "norm_value", "basis", "status", "period", "sentence")),
    (110, ("indicator", "quantity", "change", "norm_value", "basis", "status", "period")),
    (0, ("indicator", "quantity", "change", "period")),
)
NUMERIC = frozenset(
    "quantity value value_high norm_value norm_value_high report_year year start_char end_char confidence".split()
)
# Shares of the width that long texts may take, so that one long label does not push the others out.
SHARES = {"source": 2, "indicator": 3, "sentence": 6, "basis": 2, "quantity": 2, "norm_value": 2}
DEFAULT_WIDTH = 80


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write one table a source, each as soon as its records are there, or a single one where the sources are mixed."""
    from rich.console import Console
    from rich.text import Text

    width = options.width or DEFAULT_WIDTH
    is_coloured = options.is_coloured
    # Not rich but whoever opened the stream settles what happens when its reader goes away.
    console = Console(file=StringIO(), width=width, no_color=not is_coloured, force_terminal=is_coloured, highlight=False)
    for title, group in group_records(records, options.is_mixed):
        tally = Tally()
        rates: list[Record] | None = [] if options.has_chart else None
        with console.capture() as shown:
            console.print(make_table(title, count_in(group, tally, rates), options, width))
            console.print(Text(write_footer(tally, options.labels)), soft_wrap=False)
            if rates is not None:
                console.print(draw_rates(rates, options.labels, width))
        stream.write(shown.get())


def count_in(records: Iterable[Record], tally: Tally, rates: list[Record] | None) -> Iterator[Record]:
    """The records as they come, counted, and the growth rates among them kept for the chart."""
    for record in records:
        tally.add(record)
        if rates is not None and record.measure == "change_rate":
            rates.append(record)
        yield record


def write_footer(tally: Tally, labels: str) -> str:
    """`53 rows: level 30, change_rate 15; actual 40, target 13`."""
    counts = ("、" if labels == "zh" else ", ", "；" if labels == "zh" else "; ")
    parts = [counts[0].join(f"{name} {count}" for name, count in lines) for lines in tally.lines(labels).values()]
    total = sum(tally.sources.values())
    head = f"共 {total} 行：" if labels == "zh" else f"{total} row{'' if total == 1 else 's'}: "
    return head + counts[1].join(part for part in parts if part)


def group_records(records: Iterable[Record], is_mixed: bool) -> Iterator[tuple[str, Iterable[Record]]]:
    """The records of each source with what to write over them; all together, without a title, where sources are mixed."""
    if is_mixed:
        yield "", records
        return
    for source, group in groupby(records, key=lambda record: record.source):
        first = next(group)
        facts = (source, first.region, str(first.report_year or ""))
        yield clean("  ".join(fact for fact in facts if fact)), chain([first], group)  # noqa: B031 (it goes on after the first)


def make_table(title: str, records: Iterable[Record], options: WriteOptions, width: int) -> Table:
    """Some records as a rich table."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=Text(title) if title else None, title_justify="left", pad_edge=False)
    columns = choose_columns(options, width)
    for name, heading in zip(columns, headings(columns, options.labels), strict=True):
        table.add_column(
            heading,
            justify="right" if name in NUMERIC else "left",
            ratio=SHARES.get(name) if options.columns is None else None,
            no_wrap=options.columns is None and name not in SHARES,
            overflow="fold",
        )
    rows = make_rows(records, options) if options.columns else (summarise(record, columns, options.labels) for record in records)
    for row in rows:
        table.add_row(*(Text(show(value)) for value in row))
    return table


def choose_columns(options: WriteOptions, width: int) -> tuple[str, ...]:
    """The user's columns, or those that the width holds."""
    if options.columns:
        return options.columns
    columns = next(columns for least, columns in LAYOUTS if width >= least)
    return ("source", *columns) if options.is_mixed else columns


def headings(columns: tuple[str, ...], labels: str) -> list[str]:
    """Headings of the columns of a layout or of the user's choice."""
    known = load_fields()
    return [known[name].heading(labels) if name in known else CHANGE[labels] for name in columns]


def show(value: Any) -> str:
    """A cell's text on one line."""
    if isinstance(value, str):
        return clean(value)
    return "" if value is None else write_number(value)
