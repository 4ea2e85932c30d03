"""The corpus of binding: what each construction of the language must give, cases in corpus/bind, one file a family.

    => 城镇居民人均可支配收入 4 % up ; 农村居民人均可支配收入 5 % up
    城镇、农村居民人均可支配收入分别增长4%、5%。

After `=>` stand the records in the order of the text, ` ; ` between them, or `nothing`. A record is `indicator norm_value
norm_unit` and then any of the words up down flat · level change_rate change_amount share rank · approx at_least at_most · actual
expected target, and `field=value` for any other field (basis= period= year= parent= scope= commitment= region= …; `-` is an empty
field). Only what is given is checked, but the number of records must be right.

`|` stands between acceptable values, `(…)` in half-width brackets around what a label may have or not: (新建)公园|公园建设.
`*` as indicator is any. A value may carry 万 or 亿 and be a fraction; a range is low~high; changes are signed: -18 % down.

Settings: `@year` the report's year · `@section plan` or `review`, the heading above the cases (二、2023年工作安排, 一、2022年工作回顾;
without @year of a report of 2023) · `@file` the name of the report · `@wrapped 60` a text with lines of 60 columns before it.
"""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import product
from math import prod
from typing import Any, NamedTuple

import pytest
from corpus_cases import Case, each_case, read_cases

from shenhe_cli.export.labels import load_enums
from shenhe_cli.model import FIELDS, Document, Record
from shenhe_cli.pipeline import extract

ENUMS = {"direction", "measure", "bound", "status"}
FIELD_OF = {value: field for field, values in load_enums().items() if field in ENUMS for value in values}
SCALES = {"万": 10**4, "亿": 10**8}
PROSE = "我们坚持稳字当头，统筹发展和安全，扎实推进各项工作，群众的获得感幸福感安全感不断增强，"
PROSE_END = "全县上下团结一心、迎难而上、奋勇争先，经济运行总体平稳、稳中有进，社会大局保持和谐稳定。"
HEADINGS = {"review": "一、{}年工作回顾", "plan": "二、{}年工作安排"}


class Wanted(NamedTuple):
    """A record as a case wants it: acceptable labels (None: any), value or range, and acceptable values of other fields."""

    labels: frozenset[str] | None
    low: Fraction
    high: Fraction | None
    fields: dict[str, frozenset[str]]


def parse_expected(text: str) -> list[Wanted]:
    """The records that the text after `=>` asks for."""
    return [] if text == "nothing" else [parse_record(part) for part in text.split(" ; ")]


def parse_record(text: str) -> Wanted:
    label, value, unit, *flags = text.split()
    low, _, high = value.partition("~")
    fields = {"norm_unit": frozenset(unit.split("|"))}
    for flag in flags:
        name, is_named, values = flag.partition("=")
        name, values = (name, values) if is_named else (FIELD_OF[flag.split("|")[0]], flag)
        assert name in FIELDS, flag
        fields[name] = frozenset("" if value == "-" else value for value in values.split("|"))
    labels = None if label == "*" else frozenset(form for part in label.split("|") for form in expand(part))
    return Wanted(labels, parse_number(low), parse_number(high) if high else None, fields)


def expand(label: str) -> list[str]:
    """A label with every choice of its optional parts: (新建)公园 → 公园, 新建公园."""
    pieces = [("", piece[1:-1]) if piece.startswith("(") else (piece,) for piece in re.split(r"(\([^)]*\))", label) if piece]
    return ["".join(choice) for choice in product(*pieces)]


def parse_number(text: str) -> Fraction:
    scale = prod(SCALES.get(character, 1) for character in text)
    return Fraction(text.rstrip("".join(SCALES))) * scale


def extract_case(case: Case) -> list[Record]:
    """What the program gives for a case, with the surroundings that its settings ask for."""
    settings = case.settings
    section = settings.get("section")
    year = int(settings.get("year") or (2023 if section else 0)) or None
    text = wrap_after_prose(case.surface, int(settings["wrapped"])) if "wrapped" in settings else case.surface
    if section:
        text = f"{HEADINGS[section].format((year or 0) - (section == 'review'))}\n\n{text}\n"
    return extract(Document(text, settings.get("file", "-")), year=year)


def wrap_after_prose(surface: str, width: int) -> str:
    """`surface` at the end of a text whose lines are `width` columns wide, its own first line among them."""
    line, _, rest = surface.partition("\n")
    own = sum(1 if character.isascii() else 2 for character in line)
    prose = PROSE * 40
    wrapped = [prose[i : i + width // 2] for i in range(0, 20 * (width // 2), width // 2)]
    return "\n".join([*wrapped, PROSE_END[-(width - own) // 2 :] + line, rest])


def differences(wanted: Wanted, record: Record) -> dict[str, Any]:
    """The fields in which a record is not what is wanted, with what it holds."""
    wrong: dict[str, Any] = {}
    if wanted.labels is not None and (record.indicator or "-") not in wanted.labels:
        wrong["indicator"] = record.indicator
    if (record.norm_value, record.norm_value_high) != (wanted.low, wanted.high):
        wrong["norm_value"] = (record.norm_value, record.norm_value_high)
    for name, values in wanted.fields.items():
        found = getattr(record, name)
        if ("" if found is None else str(found)) not in values:
            wrong[name] = found
    return wrong


@each_case("bind")
def test_records(case: Case) -> None:
    wanted, records = parse_expected(case.expected), extract_case(case)
    assert len(records) == len(wanted), [f"{record.quantity}: {record.indicator}" for record in records]
    wrong = {record.quantity: differences(w, record) for w, record in zip(wanted, records, strict=True)}
    assert not any(wrong.values()), {quantity: fields for quantity, fields in wrong.items() if fields}


def test_long_cells_of_tables_do_not_hide_that_a_text_is_wrapped() -> None:
    text = wrap_after_prose("年末住户存款余额30亿元，比上年增长\n\n4.0%。", 60) + "\n电气机械和器材制造业增加值（万元）" * 60
    assert [(r.indicator, r.measure, float(r.norm_value)) for r in extract(text)][:2] == [
        ("住户存款余额", "level", 3e9),
        ("住户存款余额", "change_rate", 4.0),
    ]


def test_the_corpus_is_large_enough() -> None:
    assert len(list(read_cases("bind"))) >= 250


@pytest.mark.parametrize(
    ("label", "forms"), [("(新建)公园", "公园 新建公园"), ("公园", "公园"), ("(甲)乙(丙)", "乙 甲乙 乙丙 甲乙丙")]
)
def test_optional_parts_of_a_label(label: str, forms: str) -> None:
    assert set(expand(label)) == set(forms.split())
