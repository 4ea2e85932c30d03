"""Records to bytes. A writer is one file, `<format>_writer.py`, with one function:

write(records: Iterable[Record], stream: IO[Any], options: WriteOptions) -> None

and, for a format that is not text, `IS_BINARY = True` (the stream then takes bytes). Formats are found by listing this
folder, so heavy imports belong inside `write`. A writer neither filters nor rounds.
"""
