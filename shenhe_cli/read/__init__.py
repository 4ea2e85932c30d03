"""From a path or a stream to a `Document`. A reader is one file, `<name>_reader.py`, with two names:

SUFFIXES: tuple[str, ...]                                        # of the files it reads, lower case, with the dot
read(data: bytes, source: str, encoding: str | None) -> Document

Readers are found by listing this folder, so heavy imports belong inside `read`.
"""
