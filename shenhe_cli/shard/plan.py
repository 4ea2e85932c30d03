"""Which reports go into which shard, so that as little as possible is made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import NamedTuple

from shenhe_cli.model import Document
from shenhe_cli.shard.manifest import Manifest, Shard
from shenhe_cli.workers import chunks

# Reports of a shard: some seconds of work, some megabytes of records. Not to be made dependent on the number of jobs: the same
# reports give the same shards.
SHARD_SIZE = 32


class ShardTask(NamedTuple):
    """A shard to be made, unless it is as it was (`before`); without reports it is to be removed."""

    number: int
    reports: tuple[str | Document, ...]
    before: Shard | None


def plan_sources(manifest: Manifest, sources: Iterable[str]) -> Iterator[ShardTask]:
    """The shards for these files: a file stays in the shard that it is in, new ones make new shards.

    So one more report costs one more shard, and one that is gone costs its own. Numbers that a killed run did not get to are filled
    in order, which gives the shards that it would have made.
    """
    left = dict.fromkeys(sources)
    for number, shard in sorted(manifest.shards.items()):
        reports = tuple(entry.source for entry in shard.sources if entry.source in left)
        for source in reports:
            del left[source]
        is_same = len(reports) == len(shard.sources) and manifest.is_in_place(shard)
        yield ShardTask(number, reports, shard if is_same else None)
    free = (number for number in count() if number not in manifest.shards)
    # The numbers are drawn before any shard is put: `free` looks at a manifest that grows.
    numbered = [(next(free), chunk) for chunk in chunks(left, SHARD_SIZE)]
    yield from (ShardTask(number, tuple(chunk), None) for number, chunk in numbered)


def plan_documents(manifest: Manifest, documents: Iterable[Document]) -> Iterator[ShardTask]:
    """The shards for documents that come one after another (rows of a table): the first ones into the first shard, and so on."""
    last = -1
    before = dict(manifest.shards)
    for number, chunk in enumerate(chunks(documents, SHARD_SIZE)):
        last = number
        shard = before.get(number)
        is_same = shard is not None and manifest.is_in_place(shard) and [e.source for e in shard.sources] == [d.source for d in chunk]
        yield ShardTask(number, tuple(chunk), shard if is_same else None)
    yield from (ShardTask(number, (), None) for number in sorted(before) if number > last)
