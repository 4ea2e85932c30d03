"""A user's own lexicon: rows of several files over the built-in tables, checked row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon import Lexicon, load_lexicon
from shenhe_cli.lexicon.cues import load_cues
from shenhe_cli.lexicon.indicators import load_indicators
from shenhe_cli.lexicon.numbers import load_names
from shenhe_cli.lexicon.own_files import DEFAULTS, OwnRows, read_own_file
from shenhe_cli.lexicon.relations import load_relations
from shenhe_cli.lexicon.tables import FOLDER, LayeredFolder, Row
from shenhe_cli.lexicon.units import load_scales, load_units
from shenhe_cli.lexicon.words import load_words

# which loader notices what is wrong with a row of a table; the cue tables have one together
_LOADERS: dict[str, Callable[[LayeredFolder], object]] = {
    "units": lambda folder: load_units(folder / "units.tsv"),
    "scales": lambda folder: load_scales(folder / "scales.tsv"),
    "names": lambda folder: load_names(folder / "names.tsv"),
    "indicators": lambda folder: load_indicators(folder / "indicators.tsv"),
    "words_extra": lambda folder: load_words(folder=folder),
    "relations": lambda folder: load_relations(folder / "relations.tsv"),
}


class Override(NamedTuple):
    """A user's row that takes the place of built-in ones: where it stands, its first cell, and where those stand."""

    place: str
    key: str
    replaced: tuple[str, ...]


def load_own_lexicon(paths: Iterable[Path | str]) -> Lexicon:
    """The built-in lexicon with the rows of these files (TSV or TOML) over it; of two with one key the later file's count.

    Raises LexiconError, with file and line, for the first thing that is wrong; `check_rows` finds all.
    """
    own = read_own_files(paths)
    if own.problems:
        raise with_hint(own.problems[0], len(own.problems))
    try:
        return load_lexicon(LayeredFolder(FOLDER, {table: tuple(rows) for table, rows in own.rows.items()}))
    except LexiconError as error:
        raise with_hint(error, 1) from None


def with_hint(error: LexiconError, count: int) -> LexiconError:
    """The error with the command that shows all of them."""
    more = f" (and {count - 1} more)" if count > 1 else ""
    return LexiconError(f"{error.what}{more}", error.where, f"{error.hint or ''}. `shenhe lexicon check` shows all".lstrip(". "))


def read_own_files(paths: Iterable[Path | str]) -> OwnRows:
    """The rows of several files; a later file's rows take the place of an earlier one's with the same first cell."""
    merged = OwnRows({}, [])
    for path in paths:
        own = read_own_file(Path(path))
        merged.problems.extend(own.problems)
        for table, rows in own.rows.items():
            keys = {row.cells[0] for row in rows}
            merged.rows[table] = [row for row in merged.rows.get(table, ()) if row.cells[0] not in keys] + rows
    return merged


def check_rows(own: OwnRows) -> list[LexiconError]:
    """Everything that is wrong with the files, by place: one problem a row."""
    problems = list(own.problems)
    for table, rows in own.rows.items():
        problems.extend(_check_table(table, rows))
    return sorted(problems, key=lambda error: _place_order(error.where or ""))


def _check_table(table: str, rows: list[Row]) -> Iterator[LexiconError]:
    """Load the table again and again, each time without the row that was wrong."""
    rows = list(rows)
    load = _LOADERS.get(table, load_cues)
    while rows:
        try:
            load(LayeredFolder(FOLDER, {table: tuple(rows)}))
            return
        except LexiconError as error:
            yield error
            rest = [row for row in rows if row.place != error.where]
            if len(rest) == len(rows):
                return
            rows = rest


def _place_order(place: str) -> tuple[str, int]:
    file, _, line = place.rpartition(":")
    return (file, int(line)) if line.isdigit() else (place, 0)


def find_overrides(own: OwnRows) -> Iterator[Override]:
    """The rows that take the place of built-in ones."""
    for table, rows in own.rows.items():
        places: dict[str, list[str]] = {}
        for place, cells in iterate_table(table):
            places.setdefault(cells[0], []).append(place)
        for row in rows:
            if row.cells[0] in places:
                yield Override(row.place, row.cells[0], tuple(places[row.cells[0]]))


def iterate_table(table: str) -> Iterator[tuple[str, list[str]]]:
    """(place, cells) of every row of a built-in table."""
    from shenhe_cli.lexicon.tables import read_columns, read_table

    path = FOLDER / f"{table}.tsv"
    return read_table(path, read_columns(path))


def table_names() -> list[str]:
    """All tables, those that take a user's rows first."""
    names = sorted(path.stem for path in FOLDER.glob("*.tsv"))
    order = list(DEFAULTS)
    return sorted(names, key=lambda name: (order.index(name) if name in order else len(order), name))
