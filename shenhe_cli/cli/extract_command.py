"""`shenhe extract`: the records of reports, filtered and sorted, in a format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain
from typing import Annotated

import typer

from shenhe_cli.cli.app import count_of
from shenhe_cli.cli.batch import Batch, Context, choose_jobs, default_paths
from shenhe_cli.cli.choices import check_choice, split_list
from shenhe_cli.cli.destination import LAYOUTS, Destination, Layout, choose_destination
from shenhe_cli.cli.inputs import TextKeeper, read_tables
from shenhe_cli.cli.progress import Progress
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
    layout: Annotated[str, typer.Option("--layout", metavar="LAYOUT")] = "long",
    profile: Annotated[str | None, typer.Option("--profile", metavar="PROFILE")] = None,
    chart: Annotated[bool, typer.Option("--chart")] = False,
    datapackage: Annotated[bool, typer.Option("--datapackage")] = False,
    status: Annotated[str | None, typer.Option("--status", metavar="STATUS")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="MEASURE")] = None,
    indicator: Annotated[str | None, typer.Option("--indicator", metavar="INDICATOR")] = None,
    rule: Annotated[str | None, typer.Option("--rule", metavar="RULE")] = None,
    min_confidence: Annotated[float | None, typer.Option("--min-confidence", metavar="NUMBER")] = None,
    sort_by: Annotated[str | None, typer.Option("--sort", metavar="FIELDS")] = None,
    relations: Annotated[bool, typer.Option("--relations")] = False,
    lexicon_files: Annotated[list[str] | None, typer.Option("--lexicon", metavar="FILE")] = None,
    region: Annotated[str | None, typer.Option("--region", metavar="NAME")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1900, max=2999)] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME")] = None,
    text_column: Annotated[str | None, typer.Option("--text-column", metavar="NAME")] = None,
    id_columns: Annotated[str | None, typer.Option("--id-columns", metavar="NAMES")] = None,
    save_text: Annotated[str | None, typer.Option("--save-text", metavar="FOLDER")] = None,
    convert: Annotated[bool, typer.Option("--convert")] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", metavar="NUMBER", min=1)] = None,
    output_dir: Annotated[str | None, typer.Option("--output-dir", metavar="FOLDER")] = None,
    no_bom: Annotated[bool, typer.Option("--no-bom")] = False,
    strict: Annotated[bool, typer.Option("--strict")] = False,
) -> int:
    """Pull the figures out of reports, one row each. Returns the exit code."""
    wanted = default_paths(paths)
    if wanted is None:
        context.fail("No PATH is given and nothing is piped in")
    if labels is not None:
        check_choice(labels, LANGUAGES, "--labels")
    check_choice(layout, LAYOUTS, "--layout")
    if profile is not None:
        from shenhe_cli.export.profiles import load_profiles

        check_choice(profile, load_profiles(), "--profile")
    chosen = parse_columns(columns) if columns is not None else None
    shape = Layout(layout == "wide", profile, chart, datapackage)
    if output_dir is not None:
        from shenhe_cli.cli.shard_output import check_shards

        others = {"-o": output, "--sort": sort_by, "--layout wide": shape.is_wide, "--chart": chart, "--datapackage": datapackage}
        format_name = check_shards(format_name, {**others, "--save-text": save_text})
    destination = choose_destination(format_name, output, labels, no_bom, chosen, shape)
    if output_dir is None:
        destination.refuse_terminal()
    tests = make_tests(status, measure, indicator, rule, min_confidence)
    keys = parse_sort(sort_by) if sort_by is not None else []

    # Imported only now: a wrong option is answered before the extractor's tables are read.
    from shenhe_cli.cli.lexicons import make_extractor
    from shenhe_cli.read.sources import expand

    sources, errors = expand(wanted) if text_column is None else (wanted, [])
    destination.refuse(sources)
    count = len(sources) if text_column is None else None
    batch = Batch(
        make_extractor(lexicon_files),
        Context(region, year, encoding, strict, relations, convert),
        choose_jobs(jobs, sources, text_column is not None),
        lexicon_files,
        Progress(count, output is not None or output_dir is not None or not sys.stdout.isatty()),
    )
    destination = destination.naming(lexicon_files or ())
    if destination.needs_text():
        batch.keeps_documents, destination = True, destination.showing(batch.documents)
    for error in errors:
        batch.fail(error)
    if save_text is not None:
        batch.text_keeper = TextKeeper(save_text, sources)
    read = sources if text_column is None else read_tables(sources, text_column, split_list(id_columns or ""), encoding, batch.fail)
    if output_dir is not None:
        from shenhe_cli.cli.shard_output import Filter, write_shards

        choose = Filter(status, measure, indicator, rule, min_confidence)
        return write_shards(output_dir, destination.format_name, destination.options, batch, choose, read)
    records = select(batch.records(read), tests)
    if keys:
        records, destination = iter(sort(records, keys)), destination.mixed(len(sources) > 1 or text_column is not None)
    write(records, batch, destination)
    return batch.exit_code()


def write(records: Iterator[Record], batch: Batch, destination: Destination) -> None:
    """Write the records as they come; where no source could be read there is nothing to write, not even headings."""
    first = next(records, None)
    if first is None and not batch.read:
        return
    count = destination.write([] if first is None else chain([first], records))
    if first is None and not batch.warned:
        batch.warn("no row is left. Loosen the filters")
    elif sys.stderr.isatty():
        print(f"{count_of(count, 'row')} from {count_of(batch.read, 'report')}", file=sys.stderr)
