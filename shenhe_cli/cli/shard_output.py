"""`--output-dir`: the records of many reports as shards with a manifest, taken up where an earlier run stopped."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from shenhe_cli.cli.app import count_of
from shenhe_cli.cli.choices import check_choice
from shenhe_cli.cli.lexicons import own_files
from shenhe_cli.cli.report_extractor import ReportExtractor, bury, no_figures
from shenhe_cli.cli.selection import make_tests, select
from shenhe_cli.errors import ReadError, UsageError
from shenhe_cli.export.provenance import provenance
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.writers import load_writer
from shenhe_cli.model import Document, Record
from shenhe_cli.shard.maker import FORMATS, Made, ShardMaker
from shenhe_cli.shard.manifest import Manifest, check_free
from shenhe_cli.shard.plan import ShardTask, plan_documents, plan_sources
from shenhe_cli.workers import run_in_order

if TYPE_CHECKING:
    from shenhe_cli.cli.batch import Batch

OPTION = "--output-dir"


class Filter:
    """Keeps the records that pass the tests of `arguments` (those of `make_tests`); goes to other processes as these."""

    def __init__(self, *arguments: Any) -> None:
        self.arguments = arguments
        self.tests = make_tests(*arguments)

    def __reduce__(self) -> tuple[type[Filter], tuple[Any, ...]]:
        return Filter, self.arguments

    def __call__(self, records: Iterable[Record]) -> Iterator[Record]:
        return select(records, self.tests)


def check_shards(format_name: str | None, others: Mapping[str, object]) -> str:
    """The format of the shards. Raises UsageError for another format, or an option that does not go with shards."""
    for option, value in others.items():
        if value:
            raise UsageError(f"does not go with {OPTION}", option, "Leave one of them out")
    name = check_choice(format_name or FORMATS[0], FORMATS, f"--format with {OPTION}")
    load_writer(name)
    return name


def lexicon_stamp(given: Sequence[str] | None) -> str:
    """The lexicon's version; a user's own files add theirs."""
    version, files = provenance()["lexicon"], own_files(given)
    if not files:
        return version
    digest = hashlib.sha256()
    for path in files:
        with open(path, "rb") as stream:
            digest.update(stream.read())
    return f"{version}+{digest.hexdigest()[:8]}"


def make_stamp(format_name: str, options: WriteOptions, batch: Batch, choose: Filter) -> dict[str, Any]:
    """What a shard's content depends on besides its reports: program, lexicon, and the options that were given."""
    names = ("status", "measure", "indicator", "rule", "min_confidence")
    chosen: dict[str, Any] = {
        "columns": list(options.columns) if options.columns else None,
        "labels": options.labels,
        "profile": options.profile,
        **dict(zip(names, choose.arguments, strict=True)),
        **batch.context._asdict(),
    }
    # Changes no record.
    del chosen["is_strict"]
    given = {name: value for name, value in chosen.items() if value not in (None, False)}
    return {**provenance(), "lexicon": lexicon_stamp(batch.lexicon_files), "format": format_name, "options": given}


def write_shards(
    folder: str, format_name: str, options: WriteOptions, batch: Batch, choose: Filter, reports: Iterable[Document] | list[str]
) -> int:
    """Bring the shards in `folder` up to date with the reports (paths, or documents one after another); returns the exit code."""
    if isinstance(reports, list):
        if "-" in reports:
            raise UsageError("standard input has no name to be known by", OPTION, "Name files or folders")
        check_free(folder, reports)
        if not reports:
            return batch.exit_code()
    manifest = Manifest(folder)
    is_done = False
    try:
        extract = ReportExtractor(batch.extractor, batch.context, False, batch.lexicon_files)
        maker = ShardMaker(folder, format_name, options, make_stamp(format_name, options, batch, choose), extract, choose)
        plan = plan_sources(manifest, reports) if isinstance(reports, list) else plan_documents(manifest, reports)
        tally = Tally(batch)
        for made in run_in_order(maker, plan, batch.jobs, Gravedigger(maker)):
            if not made.is_same:
                manifest.put(made.shard, made.beside)
            tally.add(made)
        is_done = True
    finally:
        batch.progress.clear()
        manifest.close(is_done)
    tally.tell()
    return batch.exit_code()


class Gravedigger:
    """Makes a shard over which a worker died: each of its reports in a process of its own, so that only the bad one is lost."""

    def __init__(self, maker: ShardMaker) -> None:
        self.maker = maker

    def __call__(self, task: ShardTask) -> Made:
        return self.maker.make(task, run_in_order(self.maker.extract, task.reports, 2, bury))


class Tally:
    """Counts reports and records, and names what was wrong, also with reports that were done by an earlier run."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.records = self.same = 0

    def add(self, made: Made) -> None:
        """Count a shard."""
        shard = made.shard
        self.records += shard.records
        self.same += len(shard.sources) if made.is_same else 0
        self.batch.progress.advance(len(shard.sources), made.is_same)
        for entry in shard.sources:
            if entry.kind == "error":
                self.batch.fail(ReadError(entry.problem or "cannot be read"))
                continue
            self.batch.read += 1
            if entry.kind == "warning":
                self.batch.warn(no_figures(entry.source))

    def tell(self) -> None:
        """On a terminal, what there is now."""
        if sys.stderr.isatty():
            before = f", {self.same} of them done before" if self.same else ""
            print(f"{count_of(self.records, 'row')} from {count_of(self.batch.read, 'report')}{before}", file=sys.stderr)


