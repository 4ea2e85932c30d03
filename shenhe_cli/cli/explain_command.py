"""`shenhe explain`: how each record was found, as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from shenhe_cli.cli.batch import Context
from shenhe_cli.errors import UsageError
from shenhe_cli.model import Document

if TYPE_CHECKING:
    from shenhe_cli.pipeline import Explanation


def explain(
    what: Annotated[str, typer.Argument(metavar="TEXT|PATH")],
    region: Annotated[str | None, typer.Option("--region", metavar="NAME")] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", min=1900, max=2999)] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME")] = None,
    relations: Annotated[bool, typer.Option("--relations")] = False,
    lexicon_files: Annotated[list[str] | None, typer.Option("--lexicon", metavar="FILE")] = None,
) -> int:
    """Show how each figure was found. Returns the exit code."""
    from shenhe_cli.cli.app import complain
    from shenhe_cli.cli.lexicons import make_extractor
    from shenhe_cli.export.writers import open_stdout

    document = find_document(what, Context(region, year, encoding))
    explanations = list(make_extractor(lexicon_files).explain(document, region=region, year=year, relations=relations))
    with open_stdout(is_binary=False) as stream:
        for line in draw(explanations):
            stream.write(f"{line}\n")
    if not explanations:
        return complain("warning: no figures found. Give a sentence with a figure, or the path of a report", 0)
    return 0


def find_document(what: str, context: Context) -> Document:
    """What the user means: a report where `what` is an existing file, `-`, or ends in a known suffix; else the text itself.

    Raises UsageError for an empty text.
    """
    from shenhe_cli.read.documents import known_suffixes, read_document

    if not what.strip():
        raise UsageError("the text is empty", "shenhe explain", "Give a sentence with a figure, or the path of a report")
    is_path = what == "-" or any(what.lower().endswith(suffix) for suffix in known_suffixes()) or is_file(what)
    return read_document(what, context.encoding) if is_path else Document(what, "-")


def is_file(name: str) -> bool:
    """Whether a file has that name; a text too long or too odd for a name is none."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):
        return False


def draw(explanations: list[Explanation]) -> Iterator[str]:
    """The lines of the tree: a sentence, its figures, and under each how it was found and bound."""
    for (_, sentence), group in groupby(explanations, key=lambda e: (e.record.sentence_start, e.record.sentence)):
        yield " ".join(sentence.split())
        yield from draw_branches([(str(explanation.record), derivation(explanation)) for explanation in group])


def draw_branches(branches: list[tuple[str, list[str]]]) -> Iterator[str]:
    """Every head with its leaves under it."""
    for number, (head, leaves) in enumerate(branches, 1):
        is_last = number == len(branches)
        yield f"{'└' if is_last else '├'}─ {head}"
        stem = " " if is_last else "│"
        for position, leaf in enumerate(leaves, 1):
            yield f"{stem}  {'└' if position == len(leaves) else '├'}─ {leaf}"


def derivation(explanation: Explanation) -> list[str]:
    """How a record came about, a line each: clause, recognition, binding, what was read, what was inferred."""
    from shenhe_cli.bind.rules import RULES
    from shenhe_cli.export.numbers import write_number
    from shenhe_cli.lexicon.reliability import LABELS
    from shenhe_cli.tables.rules import RULES as TABLE_RULES

    record = explanation.record
    lines = [f"clause {' '.join(explanation.clause.split())}"]
    unit = f"{write_number(record.norm_value)} {record.norm_unit} ({record.dimension})" if record.norm_value is not None else "-"
    lines.append(f"recognised by {explanation.recognized_by}: [{record.quantity}] at {record.start_char}–{record.end_char} is {unit}")
    lines.append(f"bound by {record.rule}: {(TABLE_RULES.get(record.rule) or RULES[record.rule]).states}")
    for name in ("section", "indicator_code", "parent", "scope", "action", "bound_text", "commitment", "basis", "price_basis"):
        if value := getattr(record, name):
            lines.append(f"{name} {value}")
    if record.inferred:
        lines.append(f"inferred {', '.join(record.inferred.split(';'))}")
    evidence = explanation.evidence
    seen = f"{evidence.right} of {evidence.rows} rows of this rule with {LABELS[evidence.label]} were right when read"
    return [*lines, f"confidence {write_number(record.confidence)}: {seen}"]
