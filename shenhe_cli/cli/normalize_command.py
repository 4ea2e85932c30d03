"""`shenhe normalize`: written quantities to numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from shenhe_cli.cli.batch import default_paths

if TYPE_CHECKING:
    from shenhe_cli.lexicon import Lexicon
    from shenhe_cli.normalize.written import Written


def normalize(
    context: typer.Context,
    texts: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...")] = None,
    lexicon_files: Annotated[list[str] | None, typer.Option("--lexicon", metavar="FILE")] = None,
) -> int:
    """Turn written quantities into exact numbers in canonical units, one a line. Returns the exit code."""
    if default_paths(texts) is None:
        context.fail("No TEXT is given and nothing is piped in")
    from shenhe_cli.cli.app import EXIT_NOTHING, EXIT_PARTLY, complain
    from shenhe_cli.cli.lexicons import own_lexicon
    from shenhe_cli.errors import ShenheError
    from shenhe_cli.export.writers import open_stdout

    normalizer = make_normalizer(own_lexicon(lexicon_files))
    done = failed = 0
    with open_stdout(is_binary=False) as stream:
        for text in texts or read_lines():
            try:
                stream.write(f"{write_normalized(text, normalizer)}\n")
                done += 1
            except ShenheError as error:
                # An empty line keeps the answers beside their questions.
                stream.write("\n")
                complain(str(error), 0)
                failed += 1
    if not done:
        return EXIT_NOTHING
    return EXIT_PARTLY if failed else 0


def read_lines() -> Iterator[str]:
    """The lines of standard input. Raises ReadError where they are not text."""
    from shenhe_cli.read.documents import read_document

    return iter(read_document("-").text.splitlines())


def make_normalizer(lexicon: Lexicon | None) -> Callable[[str], Written]:
    """What turns a text into a quantity: with the user's lexicon, or the built-in one."""
    from shenhe_cli.quantities import normalize as normalize_text
    from shenhe_cli.quantities import normalize_with

    return normalize_with(lexicon) if lexicon else normalize_text


def write_normalized(text: str, normalizer: Callable[[str], Written]) -> str:
    """`7580000000 CNY`, or `5–6 %` for a range. Raises ShenheError where `text` is no quantity."""
    from shenhe_cli.export.numbers import write_number

    written = normalizer(text)
    high = "" if written.norm_value_high is None else f"–{write_number(written.norm_value_high)}"
    return f"{write_number(written.norm_value)}{high} {written.norm_unit}"
