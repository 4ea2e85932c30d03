"""`shenhe schema`: the fields of a record, for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from shenhe_cli.cli.choices import check_choice
from shenhe_cli.export.rows import LANGUAGES


def schema(
    kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "json",
    labels: Annotated[str, typer.Option("--labels", metavar="LANGUAGE")] = "en",
) -> None:
    """Print the JSON Schema or Table Schema of a record."""
    import json

    from shenhe_cli.export.schemas import SCHEMAS
    from shenhe_cli.export.writers import open_stdout

    check_choice(kind, tuple(SCHEMAS), "--kind")
    check_choice(labels, LANGUAGES, "--labels")
    with open_stdout(is_binary=False) as stream:
        stream.write(json.dumps(SCHEMAS[kind](labels), ensure_ascii=False, indent=2) + "\n")
