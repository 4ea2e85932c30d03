"""Columns under the names of another standard, from profiles.tsv: `--profile sdmx`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from shenhe_cli.export.labels import FOLDER
from shenhe_cli.lexicon.tables import read_table
from shenhe_cli.model import FIELDS, Record

_YEARS = re.compile(r"(\d{4})/(\d{4})")
_MONTHS = re.compile(r"(\d{4})-(\d\d)/(\d{4})-(\d\d)")
# Half-years as SDMX writes them.
_HALVES = {("01", "06"): "S1", ("07", "12"): "S2"}


class ProfileColumn(NamedTuple):
    """A column of a profile: its name and type, the field it tells most of, and what to write for a record."""

    name: str
    type: str
    field: str | None
    take: Callable[[Record], Any]


@cache
def load_profiles() -> dict[str, list[ProfileColumn]]:
    """The columns of every profile, in order."""
    profiles: dict[str, list[ProfileColumn]] = {}
    for _, (profile, name, kind, source, values) in read_table(FOLDER / "profiles.tsv", ("profile", "name", "type", "from", "values")):
        column = ProfileColumn(name, kind, None if source[0] == "=" else source.split()[-1], make_taker(source, values))
        profiles.setdefault(profile, []).append(column)
    return profiles


def make_taker(source: str, values: str) -> Callable[[Record], Any]:
    """What takes a column's value from a record."""
    if source.startswith("="):
        constant = int(source[1:])
        return lambda record: constant
    places = [FIELDS.index(field) for field in source.split()]

    def first(record: Record) -> Any:
        return next((record[place] for place in places if record[place] is not None), None)

    if values == "-":
        return first
    if values == "period":
        return lambda record: write_time_period(first(record))
    words = dict(pair.split("=") for pair in values.split())
    return lambda record: words.get(first(record))


def write_time_period(period: str | None) -> str | None:
    """A period as SDMX writes it: an interval by its first day and its length (2018/2022 → 2018-01-01/P5Y)."""
    if period is None or "/" not in period:
        return period
    if years := _YEARS.fullmatch(period):
        return f"{years[1]}-01-01/P{int(years[2]) - int(years[1]) + 1}Y"
    if months := _MONTHS.fullmatch(period):
        if months[1] == months[3] and (months[2], months[4]) in _HALVES:
            return f"{months[1]}-{_HALVES[months[2], months[4]]}"
        length = (int(months[3]) - int(months[1])) * 12 + int(months[4]) - int(months[2]) + 1
        return f"{months[1]}-{months[2]}-01/P{length}M"
    return period


def pick_profile(profile: str, columns: tuple[str, ...]) -> Callable[[Record], list[Any]]:
    """The function that takes a profile's values out of a record, and those of the fields `columns` behind them."""
    takers = [column.take for column in load_profiles()[profile]]
    places = [FIELDS.index(name) for name in columns]

    def pick(record: Record) -> list[Any]:
        return [take(record) for take in takers] + [record[place] for place in places]

    return pick


def profile_names(profile: str) -> Iterator[str]:
    """The names of a profile's columns."""
    return (column.name for column in load_profiles()[profile])
