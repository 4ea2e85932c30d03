"""`shenhe normalize`: written quantities to numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from shenhe_cli.cli.batch import default_paths


def normalize(
    context: typer.Context,
    texts: Annotated[list[str] | None, typer.Argument(metavar="[TEXT]...")] = None,
) -> int:
    """Turn written quantities into exact numbers in canonical units, one a line. Returns the exit code."""
    if default_paths(texts) is None:
        context.fail("No TEXT is given and nothing is piped in")
    from shenhe_cli.cli.app import EXIT_NOTHING, EXIT_PARTLY, complain
    from shenhe_cli.errors import ShenheError
    from shenhe_cli.export.writers import open_stdout

    done = failed = 0
    with open_stdout(is_binary=False) as stream:
        for text in texts or read_lines():
            try:
                stream.write(f"{write_normalized(text)}\n")
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


def write_normalized(text: str) -> str:
    """`7580000000 CNY`, or `5–6 %` for a range. Raises ShenheError where `text` is no quantity."""
    from shenhe_cli import normalize as normalize_text
    from shenhe_cli.export.numbers import write_number

    written = normalize_text(text)
    high = "" if written.norm_value_high is None else f"–{write_number(written.norm_value_high)}"
    return f"{write_number(written.norm_value)}{high} {written.norm_unit}"
