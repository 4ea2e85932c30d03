"""Reading one TSV table: UTF-8, `#` lines explain it, the first other line names its columns. A user's rows may lie over it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from shenhe_cli.errors import LexiconError

FOLDER = Path(__file__).parent


class Row(NamedTuple):
    """A row and where it stands (`file:line`); cells are in the order of the table's columns."""

    place: str
    cells: list[str]


class LayeredTable(NamedTuple):
    """The table at `path` with a user's rows over it: they come first, and take the place of rows with the same first cell."""

    path: Path
    own: tuple[Row, ...]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


class LayeredFolder(NamedTuple):
    """A folder of tables with a user's rows over them, by table."""

    folder: Path
    own: Mapping[str, tuple[Row, ...]]

    def __truediv__(self, name: str, /) -> LayeredTable:
        return LayeredTable(self.folder / name, self.own.get(name.removesuffix(".tsv"), ()))


Source = Path | LayeredTable


class Folder(Protocol):
    """Where tables lie: a path, or one with a user's rows over it."""

    def __truediv__(self, name: str, /) -> Source: ...


def read_table(source: Source, columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield (place, cells) for every row of the table; place is `file:line`, cells are in the order of `columns`.

    Raises LexiconError where the header is not `columns`, or a row has another number of cells or an empty first one.
    """
    if isinstance(source, Path):
        yield from _read_file(source, columns)
        return
    yield from source.own
    replaced = {row.cells[0] for row in source.own}
    yield from (row for row in _read_file(source.path, columns) if row[1][0] not in replaced)


def own_keys(source: Source) -> frozenset[str]:
    """The first cells of a user's rows."""
    return frozenset() if isinstance(source, Path) else frozenset(row.cells[0] for row in source.own)


def read_columns(path: Path) -> tuple[str, ...]:
    """The columns that the header of a table names."""
    with path.open(encoding="utf-8") as lines:
        return next((tuple(line.rstrip("\n").split("\t")) for line in lines if line.strip() and line[0] != "#"), ())


def _read_file(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    header: list[str] | None = None
    width, name = len(columns), path.name
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line or line[0] == "#":
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if tuple(cells) != columns:
                raise LexiconError(f"the header is {' '.join(cells)}", f"{name}:{number}", f"It should be: {' '.join(columns)}")
            continue
        if len(cells) != width or not cells[0]:
            raise LexiconError(
                f"{len(cells)} cells, {width} wanted", f"{name}:{number}", f"Columns, tab separated: {' '.join(columns)}"
            )
        yield f"{name}:{number}", cells


def pick(place: str, value: str, allowed: tuple[str, ...]) -> str | None:
    """`value` where it is one of `allowed`, None where it is empty or `-`; else a LexiconError."""
    if value in {"", "-"}:
        return None
    if value not in allowed:
        raise LexiconError(f"{value!r} is not known", place, f"One of: {' '.join(allowed)}")
    return value
