"""`shenhe text`: the text of a report as it is read, which offsets refer to."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from shenhe_cli.cli.batch import default_paths


def text(
    context: typer.Context,
    path: Annotated[str | None, typer.Argument(metavar="PATH")] = None,
    encoding: Annotated[str | None, typer.Option("--encoding", metavar="NAME")] = None,
    convert: Annotated[bool, typer.Option("--convert")] = False,
) -> int:
    """Print the text of a report, verbatim. Returns the exit code."""
    from shenhe_cli.export.writers import open_stdout
    from shenhe_cli.read.documents import read_document

    wanted = default_paths([path] if path else None)
    if wanted is None:
        context.fail("No PATH is given and nothing is piped in")
    document = read_document(wanted[0], encoding, convert)
    with open_stdout(is_binary=False) as stream:
        stream.write(document.text)
        # Nothing is added to what a program reads.
        if sys.stdout.isatty() and not document.text.endswith("\n"):
            stream.write("\n")
    return 0
