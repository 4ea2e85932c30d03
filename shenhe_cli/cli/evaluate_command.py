"""`shenhe evaluate`: precision and recall against hand-made answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from shenhe_cli.cli.app import EXIT_NOTHING, EXIT_PARTLY, complain
from shenhe_cli.cli.choices import check_choice
from shenhe_cli.errors import ShenheError

if TYPE_CHECKING:
    from shenhe_cli.evaluate.scores import Judgement, Score
    from shenhe_cli.lexicon import Lexicon
    from shenhe_cli.pipeline import Extractor

Result = tuple["Score", "list[Judgement]"]


def evaluate(
    gold: Annotated[str, typer.Argument(metavar="GOLD")],
    paths: Annotated[list[str] | None, typer.Argument(metavar="[PATH]...")] = None,
    errors: Annotated[bool, typer.Option("--errors")] = False,
    format_name: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT")] = "table",
    lexicon_files: Annotated[list[str] | None, typer.Option("--lexicon", metavar="FILE")] = None,
) -> int:
    """Score the program on answers made by hand. Returns the exit code."""
    check_choice(format_name, ("table", "json"), "--format")
    from shenhe_cli.cli.lexicons import own_lexicon
    from shenhe_cli.evaluate.sources import find_gold
    from shenhe_cli.lexicon import default_lexicon
    from shenhe_cli.pipeline import Extractor

    files = find_gold(gold)
    lexicon = own_lexicon(lexicon_files) or default_lexicon()
    extractor = Extractor(lexicon)
    results: dict[str, Result] = {}
    for file in files:
        try:
            results[file.stem] = score_one(file, paths or [], len(files) == 1, extractor, lexicon)
        except ShenheError as error:
            complain(str(error), EXIT_PARTLY)
    if not results:
        return EXIT_NOTHING
    write_lines(write_json(results, errors) if format_name == "json" else write_text(results, errors))
    return EXIT_PARTLY if len(results) < len(files) else 0


def score_one(file: Path, paths: list[str], is_only: bool, extractor: Extractor, lexicon: Lexicon) -> Result:
    """The score of one gold file. Raises ShenheError where it cannot be had; what is wrong in the file is named first."""
    from shenhe_cli.errors import AnswersError
    from shenhe_cli.evaluate.answers import read_gold
    from shenhe_cli.evaluate.scores import judge
    from shenhe_cli.evaluate.sources import find_document
    from shenhe_cli.read.documents import read_document

    document = read_document(find_document(file, paths, is_only))
    gold = read_gold(file, document.text)
    if gold.problems:
        for problem in gold.problems[:-1]:
            complain(str(problem), EXIT_PARTLY)
        count = len(gold.problems)
        raise AnswersError(f"{gold.problems[-1]} ({count} problem{'' if count == 1 else 's'} in {file}, not scored)")
    return judge(gold, extractor.extract(document), lexicon)


def write_lines(lines: Iterator[str]) -> None:
    """Lines to standard output."""
    from shenhe_cli.export.writers import open_stdout

    with open_stdout(is_binary=False) as stream:
        for line in lines:
            stream.write(f"{line}\n")


def total_of(results: dict[str, Result]) -> Score:
    """All documents together."""
    from shenhe_cli.evaluate.scores import NOTHING

    return sum((score for score, _ in results.values()), NOTHING)


def write_text(results: dict[str, Result], errors: bool) -> Iterator[str]:
    """Errors where they are wanted, then the table; with several documents their total last."""
    from shenhe_cli.evaluate.report import list_errors, write_error, write_table

    is_many = len(results) > 1
    for name, (_, judgements) in results.items() if errors else ():
        for error in list_errors(judgements):
            yield f"{name}: {write_error(error)}" if is_many else write_error(error)
    scores = {name: score for name, (score, _) in results.items()}
    yield from write_table({**scores, "total": total_of(results)} if is_many else scores)


def write_json(results: dict[str, Result], errors: bool) -> Iterator[str]:
    """One object: measures by document, with their errors where they are wanted, and the total."""
    import json

    from shenhe_cli.evaluate.report import list_errors

    documents: dict[str, dict[str, Any]] = {name: dict(score.measures()) for name, (score, _) in results.items()}
    if errors:
        for name, (_, judgements) in results.items():
            documents[name]["errors"] = list(list_errors(judgements))
    yield json.dumps({"documents": documents, "total": total_of(results).measures()}, ensure_ascii=False, indent=2)
