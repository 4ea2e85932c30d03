"""What a user names on the command line (files, folders, patterns, archives, `-`) to a list of sources."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from shenhe_cli.errors import ReadError
from shenhe_cli.read.documents import ARCHIVE, FOREIGN_SUFFIXES, STDIN, known_suffixes, list_kinds


def expand(paths: Iterable[str]) -> tuple[list[str], list[ReadError]]:
    """The sources that `paths` name, in order and each once, and an error for every path that names none.

    A folder stands for the reports in it and below (known suffixes, nothing hidden, no link to a folder followed), sorted; a
    pattern for its matches; a zip file for the reports in it (`reports.zip/a.docx`).
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
    if os.path.isdir(path):
        found = list_folder(path)
        if not found:
            raise ReadError("a folder without reports", path, f"Known kinds: {list_kinds()}")
        return found
    if glob.has_magic(path) and not os.path.exists(path):
        found = sorted(match_pattern(path))
        if not found:
            raise ReadError("no file matches", path, "Check the pattern")
        return [source for name in found for source in open_up(name)]
    return open_up(path)


def list_folder(path: str) -> list[str]:
    """The reports in the folder `path` and below it, sorted."""
    suffixes = (*known_suffixes(), *FOREIGN_SUFFIXES, ARCHIVE)
    found = []
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        for name in names:
            if name.lower().endswith(suffixes) and not is_hidden(name) and os.path.isfile(os.path.join(folder, name)):
                found.append(str(Path(folder, name)))
    return [source for name in sorted(found) for source in open_up(name)]


def match_pattern(pattern: str) -> Iterator[str]:
    """The files that match; ** goes into no folder by a link, so that a loop of links ends."""
    anchor = Path(pattern).anchor
    for path in Path(anchor or ".").glob(pattern[len(anchor) :]):
        if not any(is_hidden(part) for part in path.parts if part not in (".", "..")) and path.is_file():
            yield str(path)


def open_up(path: str) -> list[str]:
    """The reports in a zip file, as sources of their own; anything else stands for itself. Raises ReadError."""
    if not path.lower().endswith(ARCHIVE) or not os.path.isfile(path):
        return [path]
    from shenhe_cli.read.archives import list_members, open_archive

    suffixes = (*known_suffixes(), *FOREIGN_SUFFIXES)
    with open_archive(path, path) as archive:
        names = sorted(name for name, _ in list_members(archive) if PurePosixPath(name).suffix.lower() in suffixes)
    if not names:
        raise ReadError("an archive without reports", path, f"Known kinds: {' '.join(known_suffixes())}")
    return [f"{path}/{name}" for name in names]


def is_hidden(name: str) -> bool:
    """Whether a name is one that programs keep for themselves."""
    return name.startswith((".", "~$"))
