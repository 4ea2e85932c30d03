"""A small scorer of our own: records against hand-made answers (fixtures/gold), by the contract's own rules.

A row is right when span, normalised value and unit, indicator, measure, direction and status are right; a full row also has bound,
basis and year right. What the answers call optional counts neither way. Nothing of the package is used, so that a mistake in its
tables cannot hide itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from shenhe_cli.model import Record

Answer = dict[str, Any]

SCALES = {"万": 10**4, "亿": 10**8, "千": 10**3}
UNITS = {
    "元": ("CNY", 1),
    "美元": ("USD", 1),
    "欧元": ("EUR", 1),
    "平方米": ("m2", 1),
    "平方公里": ("m2", 10**6),
    "公顷": ("m2", 10**4),
    "公里": ("m", 1000),
    "米": ("m", 1),
    "吨": ("t", 1),
    "天": ("d", 1),
    "个百分点": ("pp", 1),
    "": ("1", 1),
}
# words that make another indicator of a label: in both or in neither
QUALIFIERS = re.compile("进出口|进口|出口|存款|贷款|税收|人均|城镇|农村|农民|城乡|第[一二三]产业")


class Score(NamedTuple):
    """Counts: answers that count, records that count, and how many are right by span, as a row, as a full row."""

    answers: int
    records: int
    spans: int
    rows: int
    full_rows: int

    def precision(self, right: int) -> float:
        return right / self.records

    def recall(self, right: int) -> float:
        return right / self.answers

    def f1(self, right: int) -> float:
        return 2 * right / (self.answers + self.records)


def read_answers(path: Path) -> list[Answer]:
    """The answers of a gold file, without its header."""
    return [json.loads(line, parse_float=Fraction) for line in path.read_text("utf-8").splitlines()[1:] if line.strip()]


def score_records(answers: Sequence[Answer], records: Sequence[Record]) -> tuple[Score, list[str]]:
    """The score, and a line for everything that is wrong."""
    by_span = {(record.start_char, record.end_char): record for record in records}
    wrong: list[str] = []
    spans = rows = full_rows = optional = 0
    for i, answer in enumerate(answers):
        record = by_span.pop((answer["start"], answer["end"]), None)
        if answer["optional"]:
            optional += record is not None
            continue
        if record is None:
            wrong.append(f"missed {answer['quantity']}: {answer['indicator'][0]}")
            continue
        neighbours = {a["indicator"][0] for a in (*answers[max(0, i - 4) : i], *answers[i + 1 : i + 5])}
        row, full = mistakes(answer, record, neighbours)
        spans, rows, full_rows = spans + 1, rows + (not row), full_rows + (not row and not full)
        if row or full:
            wrong.append(f"{answer['quantity']} {answer['indicator'][0]}: {', '.join(row + full)} of {record}")
    wrong += [f"not in the answers: {record}" for record in by_span.values()]
    wanted = sum(not answer["optional"] for answer in answers)
    return Score(wanted, len(records) - optional, spans, rows, full_rows), wrong


def mistakes(answer: Answer, record: Record, neighbours: set[str]) -> tuple[list[str], list[str]]:
    """The names of the fields that are wrong: of those a row needs, and of those that only a full row needs."""
    row = [name for name in ("measure", "direction", "status") if getattr(record, name) not in answer[name]]
    if not any(is_label(record.indicator or "", label) for label in answer["indicator"]) or (
        record.indicator in neighbours and record.indicator not in answer["indicator"]
    ):
        row.append("indicator")
    if not any(is_same_value(record, *normalise(answer, unit or "", record)) for unit in answer["unit"]):
        row.append("norm_value")
    full = [] if record.bound in answer["bound"] else ["bound"]
    if not any(is_basis(record.basis or "", basis or "") for basis in answer["basis"]):
        full.append("basis")
    if "?" not in answer["period"] and not any(is_same_year(record.period, period) for period in answer["period"]):
        full.append("period")
    return row, full


def normalise(answer: Answer, unit: str, record: Record) -> tuple[Fraction, str]:
    """Value and canonical unit of an answer, signed by the direction that the record gives (itself judged apart)."""
    value = Fraction(answer["value"])
    if record.measure == "rank":
        return value, "rank"
    if unit == "倍" and record.measure == "change_rate":
        value, unit = value * 100, "%"
    while unit[:1] in SCALES:
        value, unit = value * SCALES[unit[0]], unit[1:]
    name, factor = UNITS.get(unit, (unit, 1))
    sign = -1 if record.direction == "down" else 1
    return sign * value * factor, name


def is_same_value(record: Record, value: Fraction, unit: str) -> bool:
    """Equal but for what a quotient (1:67) lost on its way into the answers."""
    return record.norm_unit == unit and abs(Fraction(record.norm_value or 0) - value) <= abs(value) / 10**9


def is_label(found: str, wanted: str) -> bool:
    """Equal but for quotes and points, or one the other with at most half of it left out, and no word of QUALIFIERS among it."""
    short, long = sorted((re.sub(r"[\s“”‘’（）、，·—-]", "", label) for label in (found, wanted)), key=len)
    rest = iter(long)
    is_part = all(character in rest for character in short) and 2 * len(short) >= len(long) > 0
    return is_part and sorted(QUALIFIERS.findall(short)) == sorted(QUALIFIERS.findall(long))


def is_basis(found: str, wanted: str) -> bool:
    return found == wanted or (min(len(found), len(wanted)) > 1 and (found in wanted or wanted in found))


def is_same_year(found: str | None, wanted: str | None) -> bool:
    return [part[:4] for part in (found or "").split("/")] == [part[:4] for part in (wanted or "").split("/")]
