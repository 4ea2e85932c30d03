"""`shenhe extract`: the records of reports, filtered and sorted, in a format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import Annotated

import typer

from shenhe_cli.cli.batch import Batch, Context, default_paths
from shenhe_cli.cli.choices import check_choice
from shenhe_cli.cli.destination import Destination, choose_destination
from shenhe_cli.cli.selection import make_tests, parse_sort, select, sort
from shenhe_cli.export.rows import LANGUAGES, parse_columns
from shenhe_cli.model import Record


def extract(
    context: typer.Context,
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...")] = None,
    format_name: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT")] = None,
    output: Annotated[str | None, typer.Option("--output", "-o", metavar="FILE")] = None,
    columns: Annotated[str | None, typer.Option("--columns", metavar="FIELDS")] = None,
    labels: Annotated[str | None, typer.Option("--labels", metavar="LANGUAGE")] = None,
    status: Annotated[str | None, typer.Option("--status", metavar="STATUS")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="MEASURE")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", metavar="INDICATOR")] = None,
    rule: Annotated[str | None, typer.Option("--rule", metavar="RULE")] = None,
    min_confidence: Annotated[float | None, typer.Option("--min-confidence", metavar="NUMBER")] = None,
    sort_by: Annotated[str | None, typer.Option("--sort", metavar="FIELDS")] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="NAME")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1900, max=2999)] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME")] = None,
    no_bom: Annotated[bool, typer.Option("--no-bom")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
) -> int:
    """Pull the figures out of reports, one row each. Returns the exit code."""
    wanted = default_paths(paths)
    if wanted is None:
        context.fail("No PATH is given and nothing is piped in")
    if labels is not None:
        check_choice(labels, LANGUAGES, "--labels")
    destination = choose_destination(format_name, output, labels, no_bom, parse_columns(columns) if columns is not None else None)
    tests = make_tests(status, measure, indicator, rule, min_confidence)
    keys = parse_sort(sort_by) if sort_by is not None else []

    # Imported only now: a wrong option is answered before the extractor's tables are read.
    from shenhe_cli.pipeline import Extractor
    from shenhe_cli.read.sources import expand

    sources, errors = expand(wanted)
    destination.refuse(sources)
    batch = Batch(Extractor(), Context(region, year, encoding, strict))
    for error in errors:
        batch.fail(error)
    records = select(batch.records(sources), tests)
    if keys:
        records, destination = iter(sort(records, keys)), destination.mixed(len(sources) > 1)
    write(records, batch, destination)
    return batch.exit_code()


def write(records: Iterator[Record], batch: Batch, destination: Destination) -> None:
    """Write the records as they come; where no source could be read there is nothing to write, not even headings."""
    first = next(records, None)
    if first is None and not batch.read:
        return
    count = destination.write([] if first is None else chain([first], records))
    if not count and not batch.warned:
        batch.warn("no row is left. Loosen the filters")
    elif sys.stderr.isatty():
        print(f"{count} rows from {batch.read} report{'' if batch.read == 1 else 's'}", file=sys.stderr)
