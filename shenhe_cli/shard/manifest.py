"""The manifest of a folder of shards: a line a shard, appended when the shard is in place. What it does not list is not there.

It says which reports are in a shard, the SHA-256 of each, how many records they gave, and with which program, lexicon and
options. A later line for the same number takes an earlier one's place; a line that was cut short by a kill counts for nothing.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from shenhe_cli.errors import ShenheError, UsageError

# Spark, pyarrow and others pass over names with an underscore when they read a folder.
NAME = "_manifest.jsonl"
LOCK = ".lock"
# Names of our own files, and nothing else, are ever removed.
_SHARD = re.compile(r"part-\d{5,}-[0-9a-f]{8}\.(?:jsonl|parquet)")
_BESIDE = re.compile(r"\.part-\d{5,}\.\d+\.tmp|\.manifest\.\d+\.tmp")


class Entry(NamedTuple):
    """A report in a shard: the hash of its bytes (None: unreadable), its records, and what was wrong.

    `kind` is error (`problem` says which) or warning (it has no figures).
    """

    source: str
    sha256: str | None
    records: int = 0
    kind: str | None = None
    problem: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Without what is empty, but for the hash."""
        return {name: value for name, value in self._asdict().items() if value is not None or name == "sha256"}


class Shard(NamedTuple):
    """A shard: its file (None: it is gone), its size, the stamp of what made it, and its reports."""

    number: int
    shard: str | None
    size: int = 0
    records: int = 0
    stamp: Mapping[str, Any] = {}
    sources: tuple[Entry, ...] = ()

    def to_line(self) -> bytes:
        """Its line in the manifest."""
        row = self._asdict()
        row |= row.pop("stamp") | {"sources": [entry.to_dict() for entry in row.pop("sources")]}
        return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


STAMP = ("shenhe", "lexicon", "schema_version", "format", "options")


def parse_line(line: bytes) -> Shard | None:
    """The shard of a line; None where the line was cut short."""
    try:
        row = json.loads(line)
        stamp = {name: row[name] for name in STAMP if name in row}
        entries = tuple(Entry(**entry) for entry in row["sources"])
        return Shard(row["number"], row["shard"], row["size"], row["records"], stamp, entries)
    except (ValueError, KeyError, TypeError):
        return None


class Manifest:
    """The manifest in a folder, which is made if need be and is this process's alone until `close`."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.path = self.folder / NAME
        self.lock = self._open_folder()
        self.shards: dict[int, Shard] = {}
        for line in self.path.read_bytes().splitlines(keepends=True) if self.path.exists() else []:
            # What does not end in a line break was being written when the program was killed.
            shard = parse_line(line) if line.endswith(b"\n") else None
            if shard is not None:
                self._take(shard)
        self.sweep()
        self.rewrite()
        self._stream = open(self.path, "ab")  # noqa: SIM115 - open as long as the run

    def _open_folder(self) -> int | None:
        """Make the folder and lock it. Raises UsageError where it is in use, or holds something else."""
        where = f"--output-dir {self.folder}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            others = [name for name in os.listdir(self.folder) if name != LOCK and not _BESIDE.fullmatch(name)]
            if others and NAME not in others:
                raise UsageError("the folder holds other files and no manifest", where, "Name a new or empty folder")
            return _lock(str(self.folder / LOCK), where)
        except OSError as error:
            raise UsageError(f"cannot be written: {error.strerror}", where, "Check the folder") from None

    def _take(self, shard: Shard) -> None:
        if shard.shard is None:
            self.shards.pop(shard.number, None)
        else:
            self.shards[shard.number] = shard

    def is_in_place(self, shard: Shard) -> bool:
        """Whether the file of a shard is there, with its size."""
        try:
            return shard.shard is not None and (self.folder / shard.shard).stat().st_size == shard.size
        except OSError:
            return False

    def put(self, shard: Shard, beside: str | None) -> None:
        """Put the file `beside` in place as the shard's, and the shard into the manifest; what it takes the place of goes.

        The old file goes first: killed at any moment, the folder never has a record twice, and what it lacks is made again.
        """
        before = self.shards.get(shard.number)
        if before is not None and before.shard is not None and before.shard != shard.shard:
            (self.folder / before.shard).unlink(missing_ok=True)
        if beside is not None and shard.shard is not None:
            os.replace(beside, self.folder / shard.shard)
        self._stream.write(shard.to_line())
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._take(shard)

    def sweep(self) -> None:
        """Remove files of ours that the manifest does not list: what a killed run left."""
        listed = {shard.shard for shard in self.shards.values()}
        for name in os.listdir(self.folder):
            if _BESIDE.fullmatch(name) or (_SHARD.fullmatch(name) and name not in listed):
                (self.folder / name).unlink(missing_ok=True)

    def rewrite(self) -> None:
        """Write the manifest anew, one line a shard, in order of their numbers."""
        beside = self.folder / f".manifest.{os.getpid()}.tmp"
        with open(beside, "wb") as stream:
            stream.writelines(self.shards[number].to_line() for number in sorted(self.shards))
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(beside, self.path)

    def close(self, is_done: bool) -> None:
        """Let the folder go; tidied up where all went well."""
        self._stream.close()
        self.sweep()
        if is_done:
            self.rewrite()
        if self.lock is not None:
            os.close(self.lock)


def _lock(path: str, where: str) -> int | None:
    """Lock a file; the system lets it go when the process ends, however it ends. None where there are no such locks."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o666)
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise UsageError("another run is writing there", where, "Wait for it, or name another folder") from None
    return handle


def check_free(folder: str, sources: list[str]) -> None:
    """Raise ShenheError where a source lies in the folder that is to be written."""
    inside = os.path.join(os.path.realpath(folder), "")
    for source in sources:
        if os.path.realpath(source).startswith(inside):
            raise ShenheError("lies in the folder that is being written", source, "Name another --output-dir")
