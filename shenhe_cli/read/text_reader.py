"""Plain text: the document's text is the file's, without a byte order mark and with line ends as \\n."""

from __future__ import annotations

from shenhe_cli.model import Document
from shenhe_cli.read.encoding import decode

SUFFIXES = (".txt", ".text", ".md")


def read(data: bytes, source: str, encoding: str | None = None) -> Document:
    """The bytes of a text file as a Document. Raises ReadError where they are binary or undecodable."""
    text = decode(data, source, encoding)
    return Document(text.replace("\r\n", "\n").replace("\r", "\n"), source)
