"""Which formats there are and where a format's bytes go: standard output, or a file written beside and renamed."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import IO, Any

from shenhe_cli.errors import ShenheError, UsageError
from shenhe_cli.registry import Registry

WRITERS = Registry("shenhe_cli.export", "_writer")
# Suffixes that are not a format's name.
SUFFIXES = {"htm": "html", "markdown": "md", "ann": "brat"}


def load_writer(format_name: str) -> ModuleType:
    """The module that writes `format_name`.

    Raises UsageError naming the formats there are, or the command that installs what the format needs.
    """
    names = WRITERS.names()
    if format_name not in names:
        raise UsageError(f"no format is called {format_name!r}", "--format", f"Known are: {' '.join(names)}")
    writer = WRITERS.load(format_name)
    module, package, extra = getattr(writer, "REQUIRES", (None, None, None))
    if module is not None and not is_installed(module):
        what = f"writing it needs the package {package}, which is not installed"
        raise UsageError(what, f"--format {format_name}", f"Run: pip install 'shenhe[{extra}]'")
    return writer


def is_installed(module: str) -> bool:
    """Whether a module can be imported; asking does not import it."""
    try:
        return find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def wide_formats() -> list[str]:
    """The formats that can be written in wide layout."""
    return [name for name in WRITERS.names() if {"write_wide", "write_table"} & set(dir(WRITERS.load(name)))]


def format_of(path: str) -> str:
    """The format that the suffix of `path` stands for. Raises UsageError where it stands for none."""
    suffix = Path(path).suffix.lower().removeprefix(".")
    suffix = SUFFIXES.get(suffix, suffix)
    names = WRITERS.names()
    if suffix not in names:
        raise UsageError("the suffix tells no format", f"--output {path}", f"Give --format; known are: {' '.join(names)}")
    return suffix


@contextmanager
def open_stdout(is_binary: bool) -> Iterator[IO[Any]]:
    """Standard output for bytes, or for text in UTF-8 whatever the terminal's encoding, line ends verbatim.

    Ends quietly where the reader has gone away (`shenhe … | head`).
    """
    sys.stdout.flush()
    # A file name that is not UTF-8 comes as lone surrogates: shown escaped rather than failing.
    text = io.TextIOWrapper(sys.stdout.buffer, "utf-8", "backslashreplace", newline="")
    try:
        yield sys.stdout.buffer if is_binary else text
        text.flush()
    except OSError as error:
        # One with a name is about another file, and no failure to write.
        if error.filename is not None:
            raise
        # What is still in the buffers goes nowhere, so that flushing them at exit does not fail again.
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise ShenheError(f"cannot be written: {error.strerror}", "standard output") from None
    finally:
        # Otherwise the wrapper, when collected, closes standard output.
        text.detach()


@contextmanager
def open_file(path: str, is_binary: bool, has_mark: bool) -> Iterator[IO[Any]]:
    """A file that takes the place of `path` when all went well, and leaves nothing behind when not.

    `has_mark`: it begins with a byte order mark. Raises UsageError where the file cannot be made.
    """
    # Through a link rather than over it.
    target = Path(path).resolve()
    # /dev/null and named pipes are written to, never replaced.
    is_special = target.exists() and not target.is_file()
    beside = target if is_special else target.with_name(f".{target.name}.{os.getpid()}.part")
    # What removes the file beside is in place before the file is: Ctrl-C may come in between.
    try:
        try:
            stream = open_stream(beside, is_binary, has_mark)
        except OSError as error:
            raise UsageError(f"cannot be written: {error.strerror}", f"--output {path}", "Check the folder") from None
        with stream:
            yield stream
        if not is_special:
            put_in_place(beside, target)
    except OSError as error:
        if error.filename is not None:
            raise
        raise ShenheError(f"cannot be written: {error.strerror}", path) from None
    finally:
        if not is_special:
            beside.unlink(missing_ok=True)


def open_stream(path: Path, is_binary: bool, has_mark: bool) -> IO[Any]:
    """The file at `path`, made or emptied, for bytes or text."""
    if is_binary:
        return open(path, "wb")
    return open(path, "w", encoding="utf-8-sig" if has_mark else "utf-8", errors="backslashreplace", newline="")


def put_in_place(beside: Path, target: Path) -> None:
    """Rename `beside` to `target`, which keeps its permissions if it was there."""
    if target.exists():
        beside.chmod(target.stat().st_mode & 0o777)
    beside.replace(target)
