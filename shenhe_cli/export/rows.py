"""Records to rows: which fields, under which headings, enum values in which language. Shared by all writers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from shenhe_cli.errors import UsageError
from shenhe_cli.model import FIELDS, Document, Record

NO_DOCUMENTS: Mapping[str, Document] = MappingProxyType({})

LANGUAGES = ("en", "zh")


class WriteOptions(NamedTuple):
    """How to write: fields (None: all, or what a table's width holds), language of labels, and what only some formats heed.

    `is_guarded`: text cells that a spreadsheet would run as a formula are made harmless. `width` of a table in columns;
    `is_coloured`: it may use colour; `is_mixed`: sources are not together, so that each row names its own; `has_chart`:
    it ends with bars. `profile`: columns under the names of another standard, `columns` then come behind them. `documents`:
    for a writer with NEEDS_TEXT every document by its source, the one of a record at the latest when the record comes, all when the
    last one has come. `own_lexicon`: the user's files of own words, which a format with a place for versions tells of.
    """

    columns: tuple[str, ...] | None = None
    labels: str = "en"
    is_guarded: bool = False
    width: int | None = None
    is_coloured: bool = False
    is_mixed: bool = False
    has_chart: bool = False
    profile: str | None = None
    documents: Mapping[str, Document] = NO_DOCUMENTS
    own_lexicon: tuple[str, ...] = ()


def parse_columns(text: str) -> tuple[str, ...]:
    """The fields that `a,b,c` names, by English name or Chinese heading. Raises UsageError for an unknown or repeated one."""
    by_heading = {} if text.isascii() else headings_zh()
    columns = tuple(by_heading.get(name, name) for part in text.replace("，", ",").split(",") if (name := part.strip()))
    for name in columns:
        check_field(name, "--columns")
        if columns.count(name) > 1:
            raise UsageError(f"{name} is named twice", "--columns", "Name every column once")
    if not columns:
        raise UsageError("no column is named", "--columns", f"Choose from: {' '.join(FIELDS)}")
    return columns


def check_field(name: str, option: str) -> None:
    """Raise UsageError where no field is called `name`, with the nearest name if there is one."""
    if name in FIELDS:
        return
    from difflib import get_close_matches

    near = get_close_matches(name, FIELDS, 1)
    hint = f"Did you mean {near[0]}?" if near else f"Known are: {' '.join(FIELDS)}"
    raise UsageError(f"no field is called {name!r}", option, hint)


def headings_zh() -> dict[str, str]:
    """The fields by their Chinese headings."""
    from shenhe_cli.export.labels import load_fields

    return {field.heading_zh: field.name for field in load_fields().values()}


def own_columns(options: WriteOptions) -> tuple[str, ...]:
    """The record's fields among the columns: those chosen, else all; behind a profile's columns only those chosen."""
    return options.columns or (FIELDS if options.profile is None else ())


def make_keys(options: WriteOptions) -> list[str]:
    """The names of the columns, as programs know them."""
    names = own_columns(options)
    if options.profile is None:
        return list(names)
    from shenhe_cli.export.profiles import profile_names

    return [*profile_names(options.profile), *names]


def make_headings(options: WriteOptions) -> list[str]:
    """The headings of the columns."""
    keys = make_keys(options)
    if options.labels == "en":
        return keys
    from shenhe_cli.export.labels import load_fields

    fields = load_fields()
    return [fields[name].heading(options.labels) if name in fields else name for name in keys]


def make_rows(records: Iterable[Record], options: WriteOptions) -> Iterable[list[Any]]:
    """For every record the values of the chosen columns, enum values in the language of the labels."""
    columns = own_columns(options)
    pick = picker(columns)
    before = 0
    if options.profile is not None:
        from shenhe_cli.export.profiles import load_profiles, pick_profile

        pick, before = pick_profile(options.profile, columns), len(load_profiles()[options.profile])
    if options.labels == "en":
        return map(pick, records)
    translations = [(place + before, words) for place, words in enum_translations(columns)]

    def translated(record: Record) -> list[Any]:
        row = pick(record)
        for place, words in translations:
            row[place] = words.get(row[place], row[place])
        return row

    return map(translated, records)


def picker(columns: tuple[str, ...]) -> Callable[[Record], list[Any]]:
    """The function that takes the values of `columns` out of a record."""
    if columns == FIELDS:
        return list
    places = [FIELDS.index(name) for name in columns]
    return lambda record: [record[place] for place in places]


def enum_translations(columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """For every enum among `columns` its place and its values' Chinese labels."""
    from shenhe_cli.export.labels import load_enums

    enums = load_enums()
    return [(place, enums[name]) for place, name in enumerate(columns) if name in enums]
