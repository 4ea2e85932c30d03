"""What is said of a score: a table, a line for every error, or an object for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shenhe_cli.evaluate.answers import Answer
from shenhe_cli.evaluate.scores import WHOLES, Judgement, Score
from shenhe_cli.export.numbers import write_number
from shenhe_cli.model import Record

# the record's and the answer's field behind a name of the score
_OF_RECORD = {"value": "norm_value", "unit": "norm_unit", "span": "quantity", "indicator_exact": "indicator"}
_OF_ANSWER = {"span": "quantity", "indicator_exact": "indicator"}
_HEADINGS = {"gold": "gold", "records": "records"} | {
    f"{whole}_{name}": f"{whole.replace('_', ' ')} {letter}"
    for whole in WHOLES
    for name, letter in (("precision", "P"), ("recall", "R"), ("f1", "F1"))
}


def write_table(scores: dict[str, Score]) -> Iterator[str]:
    """The lines of a table: for one document a measure a line, for several a document a line without precision and recall."""
    rows = {name: score.measures() for name, score in scores.items()}
    names = list(next(iter(rows.values())))
    if len(rows) == 1:
        (measures,) = rows.values()
        width = max(map(len, _HEADINGS.values()))
        for name in names:
            yield f"{_HEADINGS.get(name, name.replace('_', ' ')):{max(width, 16)}} {show(measures[name]):>6}"
        return
    width = max(map(len, rows))
    names = [name for name in names if not name.endswith(("_precision", "_recall"))]
    headings = [_HEADINGS.get(name, name.replace("_", " ")) for name in names]
    yield " " * width + "".join(f"  {heading:>6}" for heading in headings)
    for document, measures in rows.items():
        cells = (f"  {show(measures[name]):>{max(6, len(heading))}}" for name, heading in zip(names, headings, strict=True))
        yield f"{document:{width}}" + "".join(cells)


def show(value: int | float) -> str:
    """A count, or a share with three places."""
    return str(value) if isinstance(value, int) else f"{value:.3f}"


def list_errors(judgements: Iterable[Judgement]) -> Iterator[dict[str, Any]]:
    """Every mention that is not a right full row, in the order of the text: `error` is missed, wrong or spurious."""
    for answer, record, fields in judgements:
        if answer is not None and record is None:
            yield {"error": "missed", **describe(answer.start, answer.end, answer.quantity, answer.indicator[0])}
        elif answer is None and record is not None:
            yield {"error": "spurious", **describe(record.start_char, record.end_char, record.quantity, record.indicator)}
        elif answer is not None and record is not None and fields is not None and not fields["full_row"]:
            wrong = [name for name, is_right in fields.items() if not is_right and name not in {"row", "full_row"}]
            said = {name: {"found": found(record, name), "wanted": wanted(answer, name)} for name in wrong}
            yield {"error": "wrong", **describe(answer.start, answer.end, answer.quantity, answer.indicator[0]), "fields": said}


def describe(start: int, end: int, quantity: str | None, indicator: str | None) -> dict[str, Any]:
    """Where a mention stands and what it is."""
    return {"start_char": start, "end_char": end, "quantity": quantity, "indicator": indicator}


def found(record: Record, name: str) -> str | None:
    """What the record says in a field of the score."""
    value = getattr(record, _OF_RECORD.get(name, name))
    return value if value is None or isinstance(value, str) else write_number(value)


def wanted(answer: Answer, name: str) -> list[str | None] | str:
    """What the answer accepts there."""
    value = getattr(answer, _OF_ANSWER.get(name, name))
    return list(value) if isinstance(value, tuple) else value if isinstance(value, str) else write_number(value)


def write_error(error: dict[str, Any]) -> str:
    """One line for an error."""
    line = f"{error['error']:8} {error['start_char']}-{error['end_char']} {error['quantity']}  {error['indicator'] or '-'}"
    if "fields" in error:
        said = (f"{name} {part['found'] or '-'}, not {show_wanted(part['wanted'])}" for name, part in error["fields"].items())
        line += f": {'; '.join(said)}"
    return " ".join(line.split("\n"))


def show_wanted(values: list[str | None] | str) -> str:
    """Accepted values on one line."""
    return values if isinstance(values, str) else " or ".join(value or "-" for value in values)
