"""`shenhe schema`: the fields of a record, for programs."""

from __future__ import annotations

from typing import Annotated

import typer

from shenhe_cli.cli.choices import check_choice
from shenhe_cli.export.rows import LANGUAGES


def schema(
    kind: Annotated[str, typer.Option("--kind", metavar="KIND")] = "json",
    labels: Annotated[str, typer.Option("--labels", metavar="LANGUAGE")] = "en",
    datapackage: Annotated[str | None, typer.Option("--datapackage", metavar="FILE")] = None,
) -> None:
    """Print the JSON Schema or Table Schema of a record, or describe a CSV file in a datapackage.json beside it."""
    import json

    from shenhe_cli.export.schemas import SCHEMAS
    from shenhe_cli.export.writers import open_stdout

    check_choice(kind, tuple(SCHEMAS), "--kind")
    check_choice(labels, LANGUAGES, "--labels")
    if datapackage is not None:
        write_package(datapackage)
        return
    with open_stdout(is_binary=False) as stream:
        stream.write(json.dumps(SCHEMAS[kind](labels), ensure_ascii=False, indent=2) + "\n")


def write_package(path: str) -> None:
    """Write datapackage.json beside the CSV or TSV file at `path`."""
    from pathlib import Path

    from shenhe_cli.export.datapackage import NAME, options_of_file, write_datapackage
    from shenhe_cli.export.writers import open_file

    format_name, options = options_of_file(path)
    with open_file(str(Path(path).with_name(NAME)), False, False) as stream:
        stream.write(write_datapackage(path, format_name, options))
