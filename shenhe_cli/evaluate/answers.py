"""Answers made by hand, from the two formats they are kept in.

Gold JSON Lines (`*.jsonl`), what annotation is compiled to. The first line names the document and the parts of it that are
annotated, in code points, end exclusive; every other line is one mention, in the order of the text:

    {"document": "report.txt", "ranges": [[0, 4338]]}
    {"start": 837, "end": 839, "quantity": "5%", "indicator": ["地区生产总值", "GDP"], "value": 5, "value_high": null,
     "unit": ["%"], "measure": ["change_rate"], "direction": ["up"], "bound": [null], "status": ["expected"],
     "basis": [null], "period": ["2022"], "optional": false}

Lists hold every value that is accepted, the first is the one to aim for; null is none. `value` and `unit` are as written (75.8,
亿元); `period` null or ["?"] is not judged; what is `optional` counts neither way. `value_high`, `direction`, `bound`, `basis`,
`period` and `optional` may be left out.

Annotation (`*.tsv`) is described in annotation.py.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from shenhe_cli.errors import AnswersError

Accepted = tuple[str | None, ...]
CHOICES: dict[str, tuple[str, ...]] = {
    "measure": ("level", "change_rate", "change_amount", "share", "rank"),
    "direction": ("up", "down", "flat"),
    "bound": ("approx", "at_least", "at_most"),
    "status": ("actual", "expected", "target"),
}
# what may be left out, and what it is then
_DEFAULTS: dict[str, Any] = {"value_high": None, "direction": [None], "bound": [None], "basis": [None], "period": None, "optional": False}
_FIELDS = ("start", "end", "quantity", "indicator", "value", "value_high", "unit", *CHOICES, "basis", "period", "optional")


class Answer(NamedTuple):
    """A mention as it should be; tuples hold all accepted values, `period` is None where it is not judged."""

    start: int
    end: int
    quantity: str
    indicator: tuple[str, ...]
    value: Decimal
    value_high: Decimal | None
    unit: Accepted
    measure: Accepted
    direction: Accepted
    bound: Accepted
    status: Accepted
    basis: Accepted
    period: Accepted | None
    is_optional: bool


class Gold(NamedTuple):
    """The answers for one document, the parts of it that are annotated, and what is wrong with the file."""

    path: Path
    document: str
    ranges: tuple[tuple[int, int], ...]
    answers: tuple[Answer, ...]
    problems: tuple[AnswersError, ...]


def read_gold(path: Path, text: str) -> Gold:
    """The answers in `path` for a document with that text. What is wrong is listed in `problems`, each with file:line.

    Raises AnswersError where the file as a whole is no gold file.
    """
    if path.suffix.lower() == ".tsv":
        from shenhe_cli.evaluate.annotation import compile_annotation

        return compile_annotation(path, read_lines(path), text)
    lines = [(number, line) for number, line in enumerate(read_lines(path), 1) if line.strip()]
    document, ranges = read_header(path)
    answers: list[Answer] = []
    problems: list[AnswersError] = []
    for number, line in lines[1:]:
        try:
            answers.append(_read_answer(json.loads(line, parse_float=Decimal, parse_int=Decimal), text))
        except (ValueError, TypeError, ArithmeticError) as error:
            what = "not JSON" if isinstance(error, json.JSONDecodeError) else str(error)
            problems.append(AnswersError(what, f"{path}:{number}", "See `shenhe evaluate --help` for the format"))
    return Gold(path, document, ranges or ((0, len(text)),), tuple(answers), tuple(problems))


def read_header(path: Path) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The document's name and the annotated ranges (none: all of it). Raises AnswersError where the first line does not say."""
    if path.suffix.lower() == ".tsv":
        from shenhe_cli.evaluate.annotation import read_directives

        return read_directives(path, read_lines(path))
    first = next((line for line in read_lines(path) if line.strip()), "")
    try:
        header = json.loads(first)
        return header["document"], tuple((int(low), int(high)) for low, high in header.get("ranges", ()))
    except (ValueError, TypeError, KeyError, AttributeError):
        hint = 'Write {"document": "report.txt", "ranges": [[0, 4338]]} there'
        raise AnswersError("the first line names no document", f"{path}:1", hint) from None


def read_lines(path: Path) -> list[str]:
    """The lines of a gold file. Raises AnswersError where it cannot be read."""
    try:
        return path.read_text("utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise AnswersError(f"cannot be read: {reason}", str(path), "GOLD is a .jsonl or .tsv file, or a folder of them") from None


def _read_answer(row: Any, text: str) -> Answer:
    """One line of the file. Raises ValueError that says what is wrong."""
    if not isinstance(row, dict):
        raise ValueError("no JSON object")
    missing = [name for name in _FIELDS if name not in row and name not in _DEFAULTS]
    if missing:
        raise ValueError(f"{', '.join(missing)} missing")
    row = _DEFAULTS | row
    for name in ("indicator", "unit", "basis", *CHOICES):
        if not isinstance(row[name], list) or not row[name]:
            raise ValueError(f"{name} is no list of accepted values")
    for name, allowed in CHOICES.items():
        check_choices(name, row[name], allowed)
    start, end, quantity = int(row["start"]), int(row["end"]), row["quantity"]
    if text[start:end] != quantity:
        raise ValueError(f"{start}-{end} is {text[start:end]!r} in the document, not {quantity!r}")
    accepted: dict[str, Accepted] = {name: tuple(row[name]) for name in ("unit", "basis", *CHOICES)}
    period = None if row["period"] is None or "?" in row["period"] else tuple(row["period"])
    high = None if row["value_high"] is None else Decimal(row["value_high"])
    return Answer(
        start, end, quantity, tuple(label or "" for label in row["indicator"]), Decimal(row["value"]), high,
        **accepted, period=period, is_optional=bool(row["optional"]),
    )  # fmt: skip


def check_choices(name: str, values: list[str | None], allowed: tuple[str, ...]) -> None:
    """Raises ValueError where one of `values` is none of `allowed`."""
    for value in values:
        if value is not None and value not in allowed:
            raise ValueError(f"{name} {value!r} is not known; one of {' '.join(allowed)}")
