"""What a user names on the command line (files, folders, patterns, `-`) to a list of sources."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from pathlib import Path

from shenhe_cli.errors import ReadError
from shenhe_cli.read.documents import STDIN, known_suffixes


def expand(paths: Iterable[str]) -> tuple[list[str], list[ReadError]]:
    """The sources that `paths` name, in order and each once, and an error for every path that names none.

    A folder stands for the reports in it and below (known suffixes, nothing hidden), sorted; a pattern for its matches.
    """
    sources: dict[str, None] = {}
    errors: list[ReadError] = []
    for path in paths:
        try:
            sources.update(dict.fromkeys(expand_one(path)))
        except ReadError as error:
            errors.append(error)
    return list(sources), errors


def expand_one(path: str) -> list[str]:
    """The sources that one path names. Raises ReadError where there are none."""
    if path == STDIN:
        return [path]
    if Path(path).is_dir():
        return list_folder(path)
    if glob.has_magic(path) and not Path(path).exists():
        found = sorted(name for name in glob.glob(path, recursive=True) if Path(name).is_file())
        if not found:
            raise ReadError("no file matches", path, "Check the pattern")
        return found
    return [path]


def list_folder(path: str) -> list[str]:
    """The reports in the folder `path` and below it, sorted. Raises ReadError where there are none."""
    suffixes = known_suffixes()
    folder = Path(path)
    found = sorted(
        str(file)
        for file in folder.rglob("*")
        if file.suffix.lower() in suffixes
        and not any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)
        and file.is_file()
    )
    if not found:
        raise ReadError("a folder without reports", path, f"Known kinds: {' '.join(suffixes)}")
    return found
