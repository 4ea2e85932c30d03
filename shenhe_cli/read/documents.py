"""One source to one Document: which reader takes it, and what can be wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from shenhe_cli.errors import ReadError
from shenhe_cli.model import Document
from shenhe_cli.read.kinds import FOREIGN, PACKED, kind_of, refuse_foreign
from shenhe_cli.registry import Registry

READERS = Registry("shenhe_cli.read", "_reader")

STDIN = "-"
# No report has more; a device file has no end.
_MOST_BYTES = 256 << 20
# Suffixes of kinds that are recognised and refused with a way out: a folder's listing names them instead of passing them over.
FOREIGN_SUFFIXES = {".doc": "doc", ".wps": "doc", ".rtf": "rtf", ".ofd": "ofd", ".odt": "odt"}
ARCHIVE = ".zip"
_ROWS = (".csv", ".tsv", ".xlsx", ".parquet")


def read_document(path: str | Path, encoding: str | None = None, convert: bool = False) -> Document:
    """The report at `path` (`-`: standard input; `reports.zip/a.docx`: a file in an archive) as a Document.

    What the file is shows in its content first, then in its name. `encoding` overrides the one found out. With `convert`, old
    Word, WPS and RTF files go through LibreOffice. Raises ReadError where the file is missing, empty, damaged, undecodable or of
    an unknown kind.
    """
    source = str(path)
    data = read_bytes(source)
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ReadError("empty", "standard input" if source == STDIN else source, "There is no text in it")
    kind = kind_of(data)
    if convert and kind is None:
        kind = FOREIGN_SUFFIXES.get(Path(source).suffix.lower())
    if convert and kind in FOREIGN and FOREIGN[kind].is_convertible:
        from shenhe_cli.read.convert import convert_to_docx

        data, kind = convert_to_docx(data, source), "docx"
    document: Document = choose_reader(kind, source).read(data, source, encoding)
    return document


def choose_reader(kind: str | None, source: str) -> ModuleType:
    """The reader for a file of a kind (see kinds.py), or for its name where the content does not show one. Raises ReadError."""
    if kind in READERS.names():
        return READERS.load(kind or "")
    if kind in PACKED and Path(source).suffix.lower() in known_suffixes():
        # A reader of packed texts knows what is inside.
        return find_reader(source)
    refuse_foreign(kind, source)
    if kind == "zip" and not source.lower().endswith(READERS.load("docx").SUFFIXES):
        raise ReadError(
            "a zip file, but no whole DOCX or XLSX", source, "`shenhe extract FILE.zip` reads the reports in it; or unpack it"
        )
    return READERS.load("text") if source == STDIN else find_reader(source)


def read_bytes(source: str) -> bytes:
    """Everything in the file, on standard input, or in the file in an archive. Raises ReadError."""
    if source == STDIN:
        return sys.stdin.buffer.read()
    if ".zip/" in source.lower():
        from shenhe_cli.read.archives import open_archive, read_member, split_source

        inside = split_source(source)
        if inside:
            return read_member(open_archive(inside[0], source), inside[1], source)
    try:
        with open(source, "rb") as stream:
            data = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise ReadError("no such file", source, "Check the name; `-` reads standard input") from None
    except IsADirectoryError:
        raise ReadError("a folder, not a file", source, "`shenhe extract FOLDER` reads the reports in it") from None
    except PermissionError:
        raise ReadError("may not be read", source, "Check the file's permissions") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadError(f"cannot be read: {reason}", source, "Check the name and the disk") from None
    if len(data) > _MOST_BYTES:
        raise ReadError(f"more than {_MOST_BYTES >> 20} MB", source, "No report is that long. Is it the right file?")
    return data


def find_reader(source: str) -> ModuleType:
    """The reader for the suffix of `source`; a name without a suffix is taken for text. Raises ReadError."""
    suffix = Path(source).suffix.lower()
    if not suffix or Path(source).is_dir():
        return READERS.load("text")
    for reader in load_readers():
        if suffix in reader.SUFFIXES:
            return reader
    if suffix in _ROWS:
        raise ReadError("a table of data, not a report", source, "Texts in a column are read with --text-column NAME")
    if suffix in FOREIGN_SUFFIXES:
        foreign = FOREIGN[FOREIGN_SUFFIXES[suffix]]
        raise ReadError(f"by its name {foreign.what}, by its content none", source, foreign.hint)
    hint = f"Known kinds: {list_kinds()}; `-` reads text from standard input"
    raise ReadError(f"files of the kind {suffix} cannot be read", source, hint)


def load_readers() -> list[ModuleType]:
    """Every reader, the one for text first since it is nearly always the one wanted."""
    return [READERS.load(name) for name in sorted(READERS.names(), key=lambda name: (name != "text", name))]


def list_kinds() -> str:
    """What a user may name, for messages: the suffixes that some reader takes, and that of archives."""
    return " ".join([*known_suffixes(), ARCHIVE])


def known_suffixes() -> list[str]:
    """All suffixes that some reader takes."""
    return [suffix for reader in load_readers() for suffix in reader.SUFFIXES]
