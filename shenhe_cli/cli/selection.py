"""Which records a user wants to see, and in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from shenhe_cli.cli.choices import split_choices, split_list
from shenhe_cli.errors import UsageError
from shenhe_cli.export.rows import check_field
from shenhe_cli.model import Record

Test = Callable[[Record], bool]


class SortKey(NamedTuple):
    """A field to sort by."""

    field: str
    is_descending: bool


def make_tests(
    status: str | None, measure: str | None, indicator: str | None, rule: str | None, min_confidence: float | None
) -> list[Test]:
    """A test for every filter that was given. Raises UsageError for a value that the field cannot have."""
    tests: list[Test] = []
    if status is not None:
        tests.append(make_enum_test("status", status))
    if measure is not None:
        tests.append(make_enum_test("measure", measure))
    if indicator is not None:
        tests.append(make_indicator_test(split_list(indicator)))
    if rule is not None:
        tests.append(make_rule_test(rule))
    if min_confidence is not None:
        if not 0 <= min_confidence <= 1:
            raise UsageError(f"{min_confidence} is not between 0 and 1", "--min-confidence", "Try 0.8")
        least = min_confidence
        tests.append(lambda record: record.confidence >= least)
    return tests


def make_enum_test(field: str, text: str) -> Test:
    """Whether the field has one of the values in `text`. Raises UsageError for one that it cannot have."""
    from shenhe_cli.export.labels import load_enums

    values = split_choices(text, load_enums()[field], f"--{field}")
    return lambda record: getattr(record, field) in values


def make_rule_test(text: str) -> Test:
    """Whether one of the rules in `text`, or one below it (frames: frames/topic), bound the figure. Raises UsageError for an unknown one."""
    from shenhe_cli.bind.rules import RULES
    from shenhe_cli.tables.rules import RULES as TABLE_RULES

    rules = [*RULES, *TABLE_RULES]
    folders = dict.fromkeys(name.partition("/")[0] for name in rules)
    wanted = split_choices(text, [*folders, *rules], "--rule")
    return lambda record: record.rule in wanted or record.rule.partition("/")[0] in wanted


def make_indicator_test(wanted: list[str]) -> Test:
    """Whether a record's indicator has one of the codes, or one of the words in its label."""
    return lambda record: any(
        word == record.indicator_code or word.lower() in (record.indicator or "").lower() for word in wanted
    )


def select(records: Iterable[Record], tests: list[Test]) -> Iterator[Record]:
    """The records that pass every test, as they come."""
    return (record for record in records if all(test(record) for test in tests)) if tests else iter(records)


def parse_sort(text: str) -> list[SortKey]:
    """The keys that `a,-b` names. Raises UsageError for an unknown field."""
    keys = [SortKey(word.removeprefix("-"), word.startswith("-")) for word in split_list(text)]
    for key in keys:
        check_field(key.field, "--sort")
    if not keys:
        raise UsageError("empty", "--sort", "Name a field, such as --sort indicator,-year")
    return keys


def sort(records: Iterable[Record], keys: list[SortKey]) -> list[Record]:
    """The records in the order of `keys`; empty fields come last either way, equals stay as they were."""
    rows = list(records)
    for key in reversed(keys):
        rows.sort(key=order_by(key.field), reverse=key.is_descending)
        rows.sort(key=is_empty(key.field))
    return rows


def order_by(field: str) -> Callable[[Record], Any]:
    """The sort key of a field; decimals and fractions are not comparable with each other as they are."""

    def order(record: Record) -> Any:
        value = getattr(record, field)
        # Empty ones are put last afterwards, but must not be compared with the others.
        return (value is not None, Fraction(value) if isinstance(value, Decimal) else value) if value is not None else (False,)

    return order


def is_empty(field: str) -> Test:
    """Whether a record has nothing in the field."""
    return lambda record: getattr(record, field) is None
