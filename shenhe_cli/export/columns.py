"""What stands in each column of an output: its name, heading, type and meaning. For formats that keep types."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.export.labels import load_enums, load_fields
from shenhe_cli.export.rows import WriteOptions, own_columns

# What no two records share; an id is the stem of the source's name, which two files in two folders may share.
PRIMARY_KEY = ("source", "start_char")


class Column(NamedTuple):
    """A column: the record's field in it (None for a profile's own), its heading, type (as in fields.tsv) and meaning."""

    field: str | None
    heading: str
    type: str
    meaning: str
    is_optional: bool
    values: tuple[str, ...] = ()


def describe_columns(options: WriteOptions) -> list[Column]:
    """The columns in the order in which `make_rows` gives their values."""
    return [*describe_profile(options), *(describe_field(name, options.labels) for name in own_columns(options))]


def describe_field(name: str, labels: str) -> Column:
    """A record's field as a column."""
    field = load_fields()[name]
    values = load_enums().get(name, {})
    words = tuple(values.values() if labels == "zh" else values)
    return Column(name, field.heading(labels), field.type, field.explain(labels), field.is_optional, words)


def describe_profile(options: WriteOptions) -> list[Column]:
    """The columns of the profile, none without one."""
    if options.profile is None:
        return []
    from shenhe_cli.export.profiles import load_profiles

    fields = load_fields()
    return [
        Column(None, name, kind, fields[field].explain(options.labels) if field else "10^0", field is not None)
        for name, kind, field, _ in load_profiles()[options.profile]
    ]
