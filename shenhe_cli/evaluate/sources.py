"""Which gold files a user means, and which document each of them is about."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from shenhe_cli.errors import AnswersError
from shenhe_cli.evaluate.answers import read_header
from shenhe_cli.read.documents import known_suffixes

_SUFFIXES = (".jsonl", ".tsv")


def find_gold(gold: str) -> list[Path]:
    """The gold file `gold`, or those in that folder by name; of a .jsonl and a .tsv with the same name the .jsonl.

    Raises AnswersError where there are none.
    """
    path = Path(gold)
    if path.is_dir():
        found = {file.stem: file for suffix in reversed(_SUFFIXES) for file in path.glob(f"*{suffix}")}
        if not found:
            raise AnswersError("a folder without gold files", gold, "They end in .jsonl or .tsv; see `shenhe evaluate --help`")
        return [found[stem] for stem in sorted(found)]
    if not path.exists():
        raise AnswersError("no such file", gold, "GOLD is a .jsonl or .tsv file, or a folder of them")
    if path.suffix.lower() not in _SUFFIXES:
        raise AnswersError("no gold file", gold, "GOLD is a .jsonl or .tsv file, or a folder of them")
    return [path]


def find_document(gold: Path, paths: Sequence[str], is_only: bool) -> str:
    """The document that `gold` is about: a file among `paths`, or in a folder of them, or beside the gold file.

    `is_only`: there is one gold file, so that a single file among `paths` is meant whatever its name.
    Raises AnswersError where it is not found.
    """
    files = [path for path in paths if not Path(path).is_dir()]
    if is_only and len(files) == len(paths) == 1:
        return files[0]
    document, _ = read_header(gold)
    names = [Path(document).name] if document else [gold.stem + suffix for suffix in known_suffixes()]
    folders = [Path(path) for path in paths if Path(path).is_dir()] if paths else [gold.parent]
    for name in names:
        found = [path for path in files if Path(path).name == name]
        found += [str(path) for folder in folders for path in sorted(folder.rglob(name))]
        if found:
            return found[0]
    raise AnswersError(f"its document {names[0]} is not found", str(gold), "Name it, or the folder it is in, as PATH")
