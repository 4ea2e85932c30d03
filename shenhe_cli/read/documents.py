"""One source to one Document: which reader takes it, and what can be wrong with it."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from shenhe_cli.errors import ReadError
from shenhe_cli.model import Document
from shenhe_cli.registry import Registry

READERS = Registry("shenhe_cli.read", "_reader")

STDIN = "-"


def read_document(path: str | Path, encoding: str | None = None) -> Document:
    """The report at `path` (`-`: standard input) as a Document.

    `encoding` overrides the guess between UTF-8 and GB18030. Raises ReadError where the file is missing, empty, binary,
    undecodable or of an unknown kind.
    """
    source = str(path)
    reader = READERS.load("text") if source == STDIN else find_reader(source)
    data = read_bytes(source)
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise ReadError("empty", "standard input" if source == STDIN else source, "There is no text in it")
    document: Document = reader.read(data, source, encoding)
    return document


def read_bytes(source: str) -> bytes:
    """Everything in the file or on standard input."""
    if source == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(source).read_bytes()
    except FileNotFoundError:
        raise ReadError("no such file", source, "Check the name; `-` reads standard input") from None
    except IsADirectoryError:
        raise ReadError("a folder, not a file", source, "`shenhe extract FOLDER` reads the reports in it") from None
    except PermissionError:
        raise ReadError("may not be read", source, "Check the file's permissions") from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ReadError(f"cannot be read: {reason}", source, "Check the name and the disk") from None


def find_reader(source: str) -> ModuleType:
    """The reader for the suffix of `source`; a name without a suffix is taken for text. Raises ReadError."""
    suffix = Path(source).suffix.lower()
    if not suffix or Path(source).is_dir():
        return READERS.load("text")
    for reader in load_readers():
        if suffix in reader.SUFFIXES:
            return reader
    hint = f"Known kinds: {' '.join(known_suffixes())}; `-` reads text from standard input"
    raise ReadError(f"files of the kind {suffix} cannot be read", source, hint)


def load_readers() -> list[ModuleType]:
    """Every reader, the one for text first since it is nearly always the one wanted."""
    return [READERS.load(name) for name in sorted(READERS.names(), key=lambda name: (name != "text", name))]


def known_suffixes() -> list[str]:
    """All suffixes that some reader takes."""
    return [suffix for reader in load_readers() for suffix in reader.SUFFIXES]
