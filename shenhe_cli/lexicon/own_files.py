"""A user's own rows, read from TSV and TOML files: every row with its file and line, every problem too.

TSV: the first line that is no comment (`#`) names columns of a table, in any order; columns with a usual value may be left out.
Which table it is follows from the file's name (units.tsv, my-units.tsv) or from the columns. TOML (`shenhe.toml`):

    [lexicon]
    files = ["units.tsv"]          # more tables, from this file's folder

    [[lexicon.units]]
    unit = "标箱"

    [[lexicon.indicators]]
    code = "container_throughput"
    name = "集装箱吞吐量"
    aliases = ["港口集装箱吞吐量"]
    dimension = "count"
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon.tables import FOLDER, Row, read_columns
from shenhe_cli.lexicon.units import CANONICAL_UNITS

# Tables that take rows, the most wanted first, with the values that a column has where it is left out ("=": the first cell; of a
# unit with a factor it is the canonical unit of its dimension). The others (function words, cue words, set phrases, regions) hold
# grammar or lists of words in one cell.
DEFAULTS: dict[str, dict[str, str]] = {
    "units": {"dimension": "count", "norm_unit": "=", "factor": "1", "after": "any", "avoid": "-", "source": "own"},
    "indicators": {"name_en": "=", "aliases": "-", "polarity": "neutral"},
    "names": {"kind": "name"},
    "actions": {"kind": "flow", "direction": "-"},
    "bases": {"kind": "fixed", "value": "-"},
    "bounds": {},
    "statuses": {"commitment": "-", "scope": "clause"},
    "scopes": {"kind": "scope"},
    "label_heads": {"direction": "-"},
    "headings": {},
    "periods": {},
    "collectives": {},
    "scales": {},
    "words_extra": {"class": "n"},
    "relations": {},
}
# what stands between the members of a list in a cell
_JOINTS = {"aliases": "|", "dimension": "|"}
# a line of TOML that heads a table, and one that sets a key
_HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]")
_SETTING = re.compile(r"""\s*([\w\-."' ]+?)\s*=""")
_LINE = re.compile(r"at line ([0-9]+)")


class OwnRows(NamedTuple):
    """Rows by table, and everything that is wrong with the files they come from."""

    rows: dict[str, list[Row]]
    problems: list[LexiconError]


def read_own_file(path: Path) -> OwnRows:
    """The rows of a TSV or TOML file and of the files that a TOML file names."""
    own = OwnRows({}, [])
    try:
        text = path.read_text("utf-8-sig")
        reader = _read_toml if path.suffix.lower() == ".toml" else _read_tsv
        reader(path, text, own)
    except LexiconError as error:
        own.problems.append(error)
    except (OSError, UnicodeDecodeError) as error:
        reason = "no such file" if isinstance(error, FileNotFoundError) else "not UTF-8" if isinstance(error, ValueError) else error.strerror
        own.problems.append(LexiconError(f"cannot be read: {reason}", str(path), "A lexicon file is TSV or TOML"))
    return own


def _read_tsv(path: Path, text: str, own: OwnRows) -> None:
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"]
    if not lines:
        raise LexiconError("empty", str(path), "The first line names the columns: unit	dimension	factor")
    header = [cell.strip() for cell in lines[0][1].split("\t")]
    table = _find_table(path, lines[0][0], header)
    for number, line in lines[1:]:
        cells = [cell.strip() for cell in line.split("\t")]
        place = f"{path}:{number}"
        if len(cells) != len(header):
            hint = f"Columns, tab separated: {' '.join(header)}"
            own.problems.append(LexiconError(f"{len(cells)} cells, {len(header)} wanted", place, hint))
        else:
            _add(table, place, dict(zip(header, cells, strict=True)), own)


def _find_table(path: Path, number: int, header: list[str]) -> str:
    """The table that a TSV file holds rows of. Raises LexiconError where its columns are of none, or of several."""
    columns = {table: read_columns(FOLDER / f"{table}.tsv") for table in DEFAULTS if (FOLDER / f"{table}.tsv").exists()}
    named = [table for table in columns if path.stem == table or path.stem.endswith(("-" + table, "_" + table, "." + table))]
    fitting = [t for t, names in columns.items() if set(header) <= set(names) and not _missing(names, t, header)]
    if not fitting and named:
        table = named[0]
        strange = [name for name in header if name not in columns[table]]
        what = f"{', '.join(strange)} is no column of {table}" if strange else f"{_missing(columns[table], table, header)[0]} is missing"
        raise LexiconError(what, f"{path}:{number}", f"Columns of {table}: {' '.join(columns[table])}")
    if not fitting:
        known = "; ".join(f"{table}: {' '.join(columns[table])}" for table in list(columns)[:4])
        raise LexiconError(f"no table has the columns {' '.join(header)}", f"{path}:{number}", f"Known are, among others, {known}")
    both = [table for table in fitting if table in named]
    if len(fitting) > 1 and not both:
        hint = f"Name the file after one of them: {' or '.join(f'{table}.tsv' for table in fitting)}"
        raise LexiconError(f"the columns {' '.join(header)} are those of {' and '.join(fitting)}", f"{path}:{number}", hint)
    return (both or fitting)[0]


def _missing(columns: tuple[str, ...], table: str, given: list[str]) -> list[str]:
    return [name for name in columns if name not in given and name not in DEFAULTS[table]]


def _read_toml(path: Path, text: str, own: OwnRows) -> None:
    import tomllib

    try:
        settings: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _LINE.search(str(error))
        raise LexiconError(f"not TOML: {error}", f"{path}:{line[1] if line else 1}", "See `shenhe lexicon --help`") from None
    for key in settings.keys() - {"lexicon"}:
        place = f"{path}:{_line_of(text, key)}"
        own.problems.append(LexiconError(f"nothing is called {key!r}", place, "Write [lexicon] and [[lexicon.units]]"))
    lexicon = settings.get("lexicon", {})
    if not isinstance(lexicon, dict):
        raise LexiconError("lexicon is no table", f"{path}:{_line_of(text, 'lexicon')}", "Write [lexicon] and [[lexicon.units]]")
    for key, value in lexicon.items():
        if key == "files" and isinstance(value, list):
            for name in value:
                found = read_own_file(path.parent / str(name))
                own.problems.extend(found.problems)
                for table, rows in found.rows.items():
                    own.rows.setdefault(table, []).extend(rows)
        elif key in DEFAULTS and isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
            for lines, entry in zip(_lines_of_entries(text, key, value), value, strict=True):
                places = {name: f"{path}:{line}" for name, line in lines.items()}
                _add(key, places[""], {name: _write(name, cell) for name, cell in entry.items()}, own, places)
        else:
            hint = f"files, or [[lexicon.TABLE]] with one of: {' '.join(DEFAULTS)}"
            own.problems.append(LexiconError(f"lexicon has no {key!r} of that kind", f"{path}:{_line_of(text, 'lexicon', key)}", hint))


def _lines_of_entries(text: str, table: str, entries: list[dict[str, Any]]) -> Iterator[dict[str, int]]:
    """For every entry of a table the lines on which its keys are set, and under "" its first: [[lexicon.table]], or its first key."""
    lines = text.splitlines()
    heads = [n for path, n in _walk(text) if path == ("lexicon", table) and lines[n - 1].lstrip().startswith("[[")]
    is_inline = len(heads) != len(entries)
    start = _line_of(text, "lexicon", table)
    settings = {key: _lines_setting(lines, key, start) for key in dict.fromkeys(key for entry in entries for key in entry)}
    seen = dict.fromkeys(settings, 0)
    for number, entry in enumerate(entries):
        first = start if is_inline else heads[number]
        found = {}
        for key in entry:
            # An inline entry has no head: its keys are counted from where the list begins.
            place = seen[key] if is_inline else bisect_left(settings[key], first)
            found[key] = settings[key][place] if place < len(settings[key]) else first
            seen[key] += 1
        yield {**found, "": min(found.values(), default=first) if is_inline else first}


def _lines_setting(lines: list[str], key: str, first: int) -> list[int]:
    """The lines, from `first` on, that set a key; one that sets it twice stands there twice."""
    setting = re.compile(rf"""(?<![\w-]){re.escape(key)}["']?\s*=""")
    return [n for n, line in enumerate(lines[first - 1 :], first) if key in line for _ in setting.findall(line.partition("#")[0])]


def _line_of(text: str, *path: str) -> int:
    """The first line on which a table or key stands, else that of what it is in."""
    while path:
        for found, line in _walk(text):
            if found[: len(path)] == path:
                return line
        path = path[:-1]
    return 1


def _walk(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """The full name of every table and key that a line of TOML begins with, and the line."""
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _split_name(header[1])
            yield table, number
        elif setting := _SETTING.match(line):
            yield table + _split_name(setting[1]), number


def _split_name(name: str) -> tuple[str, ...]:
    return tuple(part.strip(" \t\"'") for part in name.split("."))


def _write(column: str, value: Any) -> str:
    """A value of TOML as a cell."""
    return _JOINTS.get(column, " ").join(map(str, value)) if isinstance(value, list) else str(value)


def _add(table: str, place: str, cells: dict[str, str], own: OwnRows, places: Mapping[str, str] = MappingProxyType({})) -> None:
    """Add a row, its columns in the table's order and what was left out filled in; or the problem with it.

    `places`: where its cells stand, if on lines of their own.
    """
    columns = read_columns(FOLDER / f"{table}.tsv")
    strange = [name for name in cells if name not in columns]
    missing = [name for name in columns if not cells.get(name) and name not in DEFAULTS[table]]
    if strange or missing:
        what = f"{table} has no {', '.join(strange)}" if strange else f"{', '.join(missing)} is missing"
        where = places.get(strange[0], place) if strange else place
        own.problems.append(LexiconError(what, where, f"Columns of {table}: {' '.join(columns)}"))
        return
    if table == "units" and cells.get("factor") and not cells.get("norm_unit"):
        cells = {**cells, "norm_unit": CANONICAL_UNITS.get(cells.get("dimension", ""), "")}
    first = cells[columns[0]]
    own_name = cells.get("name", first) if table == "indicators" else first
    values = (cells.get(name) or DEFAULTS[table][name] for name in columns)
    own.rows.setdefault(table, []).append(Row(place, [own_name if value == "=" else value for value in values]))
