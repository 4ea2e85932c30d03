"""Makes one shard: a file beside its place, and what the manifest will say of it. Runs in workers."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from shenhe_cli.errors import ShenheError
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.writers import load_writer, open_stream
from shenhe_cli.model import Document, Record
from shenhe_cli.read.documents import read_bytes
from shenhe_cli.shard.manifest import Entry, Shard
from shenhe_cli.shard.plan import ShardTask

FORMATS = ("jsonl", "parquet")


class Outcome(Protocol):
    """What came of one report: its records, or what was wrong with it."""

    @property
    def records(self) -> list[Record]: ...
    @property
    def error(self) -> ShenheError | None: ...


class Made(NamedTuple):
    """A shard as it now is, the file to put in its place, and whether it is the one that there was."""

    shard: Shard
    beside: str | None = None
    is_same: bool = False


class ShardMaker:
    """Makes shards in `folder`: `extract` gives a report's outcome, `choose` keeps the records that are wanted."""

    def __init__(
        self,
        folder: str,
        format_name: str,
        options: WriteOptions,
        stamp: Mapping[str, Any],
        extract: Callable[[str | Document], Outcome],
        choose: Callable[[Iterable[Record]], Iterator[Record]],
    ) -> None:
        self.folder, self.format_name, self.options, self.stamp = folder, format_name, options, stamp
        self.extract, self.choose = extract, choose

    def __call__(self, task: ShardTask) -> Made:
        """The shard of a task, made only if it is not as it was."""
        return self.make(task, map(self.extract, task.reports))

    def make(self, task: ShardTask, outcomes: Iterable[Outcome]) -> Made:
        """The shard of a task from the outcomes of its reports, in order."""
        if not task.reports:
            return Made(Shard(task.number, None))
        # Taken before the report is read: changed in between, it has another hash the next time and is read again.
        hashes = [hash_report(report) for report in task.reports]
        before = task.before
        if before and before.stamp == self.stamp and hashes == [entry.sha256 for entry in before.sources] and self.fails_again(task):
            return Made(before, None, True)
        entries: list[Entry] = []
        beside = Path(self.folder, f".part-{task.number:05}.{os.getpid()}.tmp")
        writer = load_writer(self.format_name)
        # Not by a name's suffix: .tmp stands for no format.
        with open_stream(beside, getattr(writer, "IS_BINARY", False), False) as stream:
            writer.write(self.records(task, hashes, outcomes, entries), stream, self.options)
            stream.flush()
            os.fsync(stream.fileno())
        name = f"part-{task.number:05}-{self.digest(entries)}.{self.format_name}"
        count = sum(entry.records for entry in entries)
        return Made(Shard(task.number, name, beside.stat().st_size, count, self.stamp, tuple(entries)), str(beside))

    def fails_again(self, task: ShardTask) -> bool:
        """Whether the reports that could not be read before cannot be read now: what was missing may have been installed."""
        entries = task.before.sources if task.before else ()
        failed = [(report, entry.problem) for report, entry in zip(task.reports, entries, strict=True) if entry.kind == "error"]
        return all(str(self.extract(report).error) == problem for report, problem in failed)

    def records(
        self, task: ShardTask, hashes: list[str | None], outcomes: Iterable[Outcome], entries: list[Entry]
    ) -> Iterator[Record]:
        """The wanted records of every report as they come; `entries` gets what the manifest says of each."""
        for report, digest, outcome in zip(task.reports, hashes, outcomes, strict=True):
            source = report if isinstance(report, str) else report.source
            chosen = list(self.choose(outcome.records))
            if outcome.error is not None:
                entries.append(Entry(source, digest, 0, "error", str(outcome.error)))
            elif not outcome.records:
                entries.append(Entry(source, digest, 0, "warning"))
            else:
                entries.append(Entry(source, digest, len(chosen)))
            yield from chosen

    def digest(self, entries: Iterable[Entry]) -> str:
        """Eight hexadecimal digits over what went into a shard: other reports, or another program, give another name."""
        inputs = repr((sorted((name, str(value)) for name, value in self.stamp.items()), [(e.source, e.sha256) for e in entries]))
        return hashlib.sha256(inputs.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def hash_report(report: str | Document) -> str | None:
    """The SHA-256 of a file's bytes or of a document's text; None where the file cannot be read."""
    if isinstance(report, Document):
        return hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        return hashlib.sha256(read_bytes(report)).hexdigest()
    except ShenheError:
        return None
