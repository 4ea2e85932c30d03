"""Growth rates as bars on a terminal: to the right where they grow, to the left where they fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.summary import clean
from shenhe_cli.model import Record

if TYPE_CHECKING:
    from rich.table import Table

# Shares of the width for label and number; the bars have the rest.
LABEL_SHARE = 0.35
NUMBER_WIDTH = 9
# One outlier must not flatten the others: the scale ends at three times the upper quartile.
BEYOND = 3
QUARTILE = 0.75
BLOCKS = "▏▎▍▌▋▊▉█"
TITLES = {"en": "Growth rates, %", "zh": "增速，%"}


def draw_rates(records: list[Record], labels: str, width: int) -> Table:
    """The growth rates as a rich table, largest first."""
    from rich.table import Table
    from rich.text import Text

    rates = [(record, float(record.norm_value)) for record in records if record.norm_value is not None]
    rates.sort(key=lambda rate: -rate[1])
    table = Table.grid(padding=(0, 1))
    label_width = int(width * LABEL_SHARE)
    table.add_column(max_width=label_width, no_wrap=True, overflow="ellipsis")
    table.add_column(justify="right", min_width=NUMBER_WIDTH)
    table.add_column(no_wrap=True)
    table.add_row(Text(TITLES[labels], style="bold"), "", "")
    has_losses = any(value < 0 for _, value in rates)
    room = max(8, width - label_width - NUMBER_WIDTH - 4)
    half = room // 2 if has_losses else 0
    end = scale_end([abs(value) for _, value in rates])
    for record, value in rates:
        bar = make_bar(abs(value) / end, room - half)
        text = f"{' ' * half}{bar}" if value >= 0 else f"{'█' * max(1, round(min(1, -value / end) * half)):>{half}}"
        number = write_number(record.norm_value if record.norm_value is not None else 0)
        style = "blue" if value >= 0 else "yellow"
        table.add_row(Text(clean(record.indicator or "?")), Text(number), Text(text + ("»" if abs(value) > end else ""), style=style))
    return table


def scale_end(sizes: list[float]) -> float:
    """The size that a full bar stands for."""
    ordered = sorted(sizes)
    if not ordered or not ordered[-1]:
        return 1.0
    quartile = ordered[int(len(ordered) * QUARTILE)]
    return min(ordered[-1], BEYOND * quartile or ordered[-1])


def make_bar(share: float, room: int) -> str:
    """A bar of `share` (cut at 1) of `room` columns, to an eighth of a column."""
    eighths = max(1, round(min(1.0, share) * room * 8))
    whole, rest = divmod(eighths, 8)
    return "█" * whole + (BLOCKS[rest - 1] if rest else "")
