"""Answers as a person writes them: a table of snippets, found in the document and checked on the way.

Tab separated, a line a mention in the order of the text; `#` opens a comment. Columns: `snippet`, a piece of the document with
the quantity in brackets (增长[5%]; a line break is written \\n), then `indicator`, `value` (low~high for a range, A:B for a ratio),
`unit`, `measure`, `direction`, `bound`, `status`, `basis`, `period` (`?`: not judged), `flags` (`opt`: counts neither way). `|`
stands between accepted values, `-` for none; columns at the end may be left out. Two comments say something: `#document NAME`
the document, without it the one called like the file; `#range 332-1362` that only this part (code points, end exclusive) is annotated.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

from shenhe_cli.errors import AnswersError
from shenhe_cli.evaluate.answers import CHOICES, Accepted, Answer, Gold, check_choices

COLUMNS = "snippet indicator value unit measure direction bound status basis period flags".split()
_NONE = ("-", "")


def read_directives(path: Path, lines: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The document's name ("" where it is that of the file) and the annotated ranges. Raises AnswersError."""
    document = ""
    ranges: list[tuple[int, int]] = []
    for number, line in enumerate(lines, 1):
        word, _, rest = line.strip().partition(" ")
        if word == "#document":
            document = rest.strip()
        elif word == "#range":
            try:
                low, high = map(int, rest.split("-"))
            except ValueError:
                raise AnswersError(f"{rest!r} is no range", f"{path}:{number}", "Write #range 332-1362") from None
            ranges.append((low, high))
    return document, tuple(ranges)


def compile_annotation(path: Path, lines: list[str], text: str) -> Gold:
    """The answers that the lines hold for a document with that text, and all that is wrong with them."""
    document, ranges = read_directives(path, lines)
    answers: list[Answer] = []
    problems: list[AnswersError] = []
    position = 0
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            answer = _read_row(line, text, position, ranges)
        except ValueError as error:
            problems.append(AnswersError(str(error), f"{path}:{number}"))
            continue
        position = answer.end
        answers.append(answer)
    return Gold(path, document, ranges or ((0, len(text)),), tuple(answers), tuple(problems))


def _read_row(line: str, text: str, position: int, ranges: tuple[tuple[int, int], ...]) -> Answer:
    """One line; `position` is where the mention before it ended. Raises ValueError that says what is wrong."""
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(COLUMNS):
        raise ValueError(f"{len(cells)} cells, at most {len(COLUMNS)} wanted: {' '.join(COLUMNS)}")
    cell = dict(zip(COLUMNS, cells + ["-"] * (len(COLUMNS) - len(cells)), strict=True))
    start, end = _find(cell["snippet"], text, position)
    if ranges and not any(low <= start and end <= high for low, high in ranges):
        raise ValueError(f"outside the annotated ranges: {cell['snippet']}")
    accepted = {name: _alternatives(cell[name]) for name in COLUMNS[1:-1]}
    for name, allowed in CHOICES.items():
        check_choices(name, list(accepted[name]), allowed)
    low, high = _read_value(cell["value"])
    return Answer(
        start, end, text[start:end], tuple(label or "" for label in accepted["indicator"]), low, high, accepted["unit"],
        accepted["measure"], accepted["direction"], accepted["bound"], accepted["status"], accepted["basis"],
        None if "?" in cell["period"] else accepted["period"], "opt" in cell["flags"],
    )  # fmt: skip


def _find(snippet: str, text: str, position: int) -> tuple[int, int]:
    """The span of the quantity in brackets, at or after `position`; its context may overlap the mention before it."""
    if snippet.count("[") != 1 or snippet.count("]") != 1 or snippet.index("[") > snippet.index("]"):
        raise ValueError(f"one [quantity] a snippet: {snippet}")
    before, _, rest = snippet.replace("\\n", "\n").partition("[")
    quantity, _, after = rest.partition("]")
    plain = before + quantity + after
    found = text.find(plain, max(0, position - len(before)))
    while 0 <= found < position - len(before):
        found = text.find(plain, found + 1)
    if found < 0:
        raise ValueError(f"{'only before the line above' if plain in text else 'not in the document'}: {snippet}")
    start = found + len(before)
    return start, start + len(quantity)


def _alternatives(cell: str) -> Accepted:
    return tuple(None if part in _NONE else part for part in cell.split("|"))


def _read_value(cell: str) -> tuple[Decimal, Decimal | None]:
    """(low, high) of a value; high is None but for a range, a ratio is its quotient."""
    try:
        if ":" in cell:
            left, right = map(Decimal, cell.split(":"))
            return left / right, None
        low, is_range, high = cell.partition("~")
        return Decimal(low), Decimal(high) if is_range else None
    except (InvalidOperation, ValueError, ZeroDivisionError):
        raise ValueError(f"the value {cell!r} is no number, low~high or A:B") from None
