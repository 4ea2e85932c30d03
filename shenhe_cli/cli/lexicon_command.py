"""`shenhe lexicon`: list, search and check the tables, built-in and the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from shenhe_cli.cli.app import EXIT_PARTLY, complain, count_of
from shenhe_cli.cli.choices import check_choice
from shenhe_cli.cli.lexicons import own_files
from shenhe_cli.errors import ReadError, UsageError

TASKS = ("list", "search", "check")


def lexicon(
    task: Annotated[str, typer.Argument(metavar="list|search|check")],
    words: Annotated[list[str] | None, typer.Argument(metavar="[TABLE|WORD|FILE]...")] = None,
    lexicon_files: Annotated[list[str] | None, typer.Option("--lexicon", metavar="FILE")] = None,
) -> int:
    """List, search or check the tables of words. Returns the exit code."""
    check_choice(task, TASKS, "shenhe lexicon")
    if task == "check":
        return check(words or own_files(lexicon_files))
    from shenhe_cli.export.writers import open_stdout

    files = own_files(lexicon_files)
    if task == "list":
        lines = list_table(check_table(words[0]), files) if words else list_tables(files)
    else:
        if not words:
            raise UsageError("no word is given", "shenhe lexicon search", "Such as: shenhe lexicon search 亩")
        lines = iter([line for word in words for line in search(word, files)])
    count = 0
    with open_stdout(is_binary=False) as stream:
        for line in lines:
            stream.write(f"{line}\n")
            count += 1
    return complain(f"no table holds {' or '.join(words or ())}", EXIT_PARTLY) if not count else 0


def check_table(name: str) -> str:
    """`name` where a table is called so; else a UsageError."""
    from shenhe_cli.lexicon.own import table_names

    return check_choice(name.removesuffix(".tsv"), table_names(), "TABLE")


def check(files: list[str]) -> int:
    """Name everything that is wrong with the user's files, and which built-in rows they take the place of."""
    from shenhe_cli.lexicon.own import check_rows, find_overrides, read_own_files

    if not files:
        raise ReadError("no file of your own", "shenhe lexicon check", "Write shenhe.toml, or name a file; see --help")
    own = read_own_files(files)
    problems = check_rows(own)
    for problem in problems:
        complain(str(problem), EXIT_PARTLY)
    for override in find_overrides(own):
        print(f"{override.place}: {override.key} takes the place of {', '.join(override.replaced)}")
    counts = ", ".join(f"{len(rows)} {table}" for table, rows in own.rows.items() if rows) or "no rows"
    print(f"{counts}; {count_of(len(problems), 'problem') if problems else 'no problems'}")
    return EXIT_PARTLY if problems else 0


def list_tables(files: list[str]) -> Iterator[str]:
    """Every table with the number of its rows, the user's own, and what it is for."""
    from shenhe_cli.lexicon.own import iterate_table, read_own_files, table_names
    from shenhe_cli.lexicon.own_files import DEFAULTS
    from shenhe_cli.lexicon.tables import FOLDER

    own = read_own_files(files).rows
    for name in table_names():
        with (FOLDER / f"{name}.tsv").open(encoding="utf-8") as lines:
            purpose = next(lines).lstrip("# ").strip()
        rows = f"{sum(1 for _ in iterate_table(name))}{f'+{len(own[name])}' if own.get(name) else ''}"
        yield f"{name:15} {rows:>7} {'*' if name in DEFAULTS else ' '} {purpose}"


def list_table(name: str, files: list[str]) -> Iterator[str]:
    """The rows of one table as TSV, the user's first, each with where it stands."""
    from shenhe_cli.lexicon.tables import FOLDER, read_columns

    yield "\t".join(("place", *read_columns(FOLDER / f"{name}.tsv")))
    for place, cells in table_rows(name, files):
        yield "\t".join((place, *cells))


def search(word: str, files: list[str]) -> Iterator[str]:
    """The rows, of all tables, that hold `word`: those where it is a whole cell or a word of one first, then the others."""
    from shenhe_cli.lexicon.own import table_names

    whole, part = [], []
    for name in table_names():
        for place, cells in table_rows(name, files):
            if word in {each for cell in cells for each in cell.replace("|", " ").split(" ")} | set(cells):
                whole.append(shorten(place, cells, word))
            elif any(word in cell for cell in cells):
                part.append(shorten(place, cells, word))
    yield from whole
    yield from part


def table_rows(name: str, files: list[str]) -> Iterator[tuple[str, list[str]]]:
    """(place, cells) of a table as it counts: the user's rows, and the built-in ones that they do not replace."""
    from shenhe_cli.lexicon.own import read_own_files
    from shenhe_cli.lexicon.tables import FOLDER, LayeredTable, read_columns, read_table

    path = FOLDER / f"{name}.tsv"
    own = tuple(read_own_files(files).rows.get(name, ())) if files else ()
    return read_table(LayeredTable(path, own), read_columns(path))


def shorten(place: str, cells: list[str], word: str) -> str:
    """A row on a line; of a long list of words only those that hold `word`."""
    shown = []
    for cell in cells:
        parts = cell.split(" ")
        near = [part for part in parts if word in part]
        shown.append(cell if len(parts) < 8 or not near else f"… {' '.join(near)} …")
    return "\t".join((place, *shown))
