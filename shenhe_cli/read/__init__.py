"""From a path or a stream to a `Document`. A reader is one file, `<name>_reader.py`, with two names:

SUFFIXES: tuple[str, ...]                                        # of the files it reads, lower case, with the dot
read(data: bytes, source: str, encoding: str | None) -> Document

Readers are found by listing this folder, so heavy imports belong inside `read`; a package that only one format needs is got by
`extras.need`, which names the command that installs it. A reader whose name kinds.py gives to a content (html, docx, pdf) reads such
content under any name. Paragraphs, pages and cells become `Document.blocks`; layout.py puts them together.
"""
