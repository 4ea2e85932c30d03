"""Reading one TSV table: UTF-8, `#` lines explain it, the first other line names its columns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from shenhe_cli.errors import LexiconError

FOLDER = Path(__file__).parent


def read_table(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield (place, cells) for every row of the table at `path`; place is `file:line`, cells are in the order of `columns`.

    Raises LexiconError where the header is not `columns`, or a row has another number of cells or an empty first one.
    """
    header: list[str] | None = None
    width = len(columns)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if tuple(cells) != columns:
                raise LexiconError(f"the header is {' '.join(cells)}", f"{path.name}:{number}", f"It should be: {' '.join(columns)}")
            continue
        if len(cells) != width or not cells[0]:
            raise LexiconError(
                f"{len(cells)} cells, {width} wanted", f"{path.name}:{number}", f"Columns, tab separated: {' '.join(columns)}"
            )
        yield f"{path.name}:{number}", cells


def pick(place: str, value: str, allowed: tuple[str, ...]) -> str | None:
    """`value` where it is one of `allowed`, None where it is empty or `-`; else a LexiconError."""
    if value in {"", "-"}:
        return None
    if value not in allowed:
        raise LexiconError(f"{value!r} is not known", place, f"One of: {' '.join(allowed)}")
    return value
