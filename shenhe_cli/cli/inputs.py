"""What the options say of the inputs: rows of tables as reports, and where the texts that were read are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from shenhe_cli.errors import ShenheError, UsageError
from shenhe_cli.model import Document


def read_tables(
    paths: Sequence[str], text_column: str, id_columns: Sequence[str], encoding: str | None, fail: Callable[[ShenheError], None]
) -> Iterator[Document]:
    """The documents in a column of tables; a table that cannot be read is named by `fail` and passed over."""
    from shenhe_cli.read.table_rows import read_rows

    for path in paths:
        try:
            yield from read_rows(path, text_column, id_columns, encoding)
        except UsageError:
            raise
        except ShenheError as error:
            fail(error)


class TextKeeper:
    """Writes the text of every document into a folder, under its source's name. Never writes over a source."""

    def __init__(self, folder: str, sources: Sequence[str]) -> None:
        self._folder = Path(folder)
        self._sources = {Path(source).resolve() for source in sources}
        self._taken: set[str] = set()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"no folder to write to: {error.strerror}", f"--save-text {folder}", "Name another one") from None

    def keep(self, document: Document) -> None:
        """Write the document's text, UTF-8, line ends as they are."""
        stem = Path(document.source).stem if document.source != "-" else "stdin"
        name, number = stem, 1
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(name)
        path = self._folder / f"{name}.txt"
        if path.resolve() in self._sources:
            raise UsageError(f"{path} is being read", f"--save-text {self._folder}", "Name another folder")
        try:
            path.write_bytes(document.text.encode())
        except OSError as error:
            raise ShenheError(
                f"its text cannot be written to {path}: {error.strerror}", document.source, "Check the folder"
            ) from None
