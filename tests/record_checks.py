"""What holds for the records of any text: the invariants of the contract, used by the property tests.

KNOWN lists the invariants that the program is known to break, each with a text that shows it: test_contract.py runs that text as
a strict known miss, and the other tests leave the invariant out. Whoever mends one takes its line out here, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath

from shenhe_cli.export.labels import load_enums, load_fields
from shenhe_cli.model import Document, Record

TYPES: dict[str, type | tuple[type, ...]] = {"string": str, "integer": int, "enum": str, "number": (int, Decimal, Fraction)}
CHANGES = {"change_rate", "change_amount"}
INFERABLE = {*Record._fields, ""}
KNOWN: dict[str, str] = {}


def check_records(document: Document, records: Sequence[Record], known: Collection[str] = frozenset(KNOWN)) -> None:
    """Fails where the records of a document break the contract, but for the invariants in `known`."""
    end = 0
    for record in records:
        assert end <= record.start_char < record.end_char <= len(document.text), ("overlap or disorder", record)
        end = record.end_char
        check_places(document, record)
        check_types(record)
        check_meaning(record)
        for name, holds in {
            "the sentence holds the quantity": record.sentence_start <= record.start_char
            and record.end_char <= record.sentence_end,
            "an empty field is null": "" not in record,
            "commitment belongs to targets": record.commitment is None or record.status == "target",
        }.items():
            assert holds or name in known, (name, record)
    assert len({record.id for record in records}) == len(records)


def check_places(document: Document, record: Record) -> None:
    assert document.text[record.start_char : record.end_char] == record.quantity
    assert document.text[record.sentence_start : record.sentence_end] == record.sentence
    assert len(record.sentence) <= 2000
    assert record.sentence.strip() == record.sentence
    assert record.source == document.source
    assert record.id == f"{PurePath(document.source).stem}#{record.start_char}"


def check_types(record: Record) -> None:
    enums = load_enums()
    for name, field in load_fields().items():
        value = getattr(record, name)
        if value is None:
            assert field.is_optional, name
        elif name == "confidence":
            assert 0 <= value <= 1
        else:
            assert isinstance(value, TYPES[field.type]), (name, value)
            assert not isinstance(value, bool | float), (name, value)
        if field.type == "enum":
            assert value is None or value in enums[name], (name, value)


def check_meaning(record: Record) -> None:
    assert record.value is not None
    assert record.norm_value is not None
    assert (record.value_high is None) == (record.norm_value_high is None)
    assert "\n" not in (record.unit or "") + record.norm_unit + (record.indicator or "")
    assert (record.direction is None) or record.measure in CHANGES
    if record.direction == "down":
        assert record.norm_value <= 0, record
    if record.direction == "up" and "-" not in record.quantity and "－" not in record.quantity:
        assert record.norm_value >= 0, record
    assert (record.bound is None) == (record.bound_text is None)
    assert (record.period is None) == (record.year is None)
    if record.period is not None:
        assert record.year == int(record.period.split("/")[-1][:4])
    assert set((record.inferred or "").split(";")) <= INFERABLE
