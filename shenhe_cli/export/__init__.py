"""Records to bytes. A writer is one file, `<format>_writer.py`, with one function:

write(records: Iterable[Record], stream: IO[Any], options: WriteOptions) -> None

and, where it applies,

IS_BINARY = True        the stream takes bytes
NEEDS_TEXT = True       `options.documents` then holds every document by its source
IS_FOR_READING = True   a person reads it: without `--labels` it is in the language of the screen
REQUIRES = (module, package, extra)     what has to be installed, and our extra that brings it
write_table(headings, rows, stream, options)        or
write_wide(table: WideTable, records, stream, options)      for `--layout wide`

Formats are found by listing this folder, so heavy imports belong inside `write`. A writer neither filters nor rounds.
"""
