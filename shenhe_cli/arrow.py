"""Documents to records as Arrow record batches, for programs that spread data over machines: Spark, Ray, Dask.

Needs pyarrow (`pip install 'shenhe[parquet]'`). One function does the work, `extract_batches`; it keeps nothing between batches and
gives the same rows wherever a document is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from shenhe_cli.errors import ShenheError, UsageError
from shenhe_cli.export.columns import describe_columns
from shenhe_cli.export.rows import WriteOptions, make_rows, parse_columns
from shenhe_cli.model import Document, Record

if TYPE_CHECKING:
    import pyarrow as pa

    from shenhe_cli.pipeline import Extractor

# Rows of a batch that goes out: some megabytes. One batch of documents may give many.
ROWS = 4_096

log = logging.getLogger("shenhe")


def record_schema(columns: str | None = None) -> pa.Schema:
    """The schema of the batches that `extract_batches` gives; `columns` chooses fields (`indicator,norm_value`)."""
    return make_schema(choose(columns))


def extract_batches(
    batches: Iterable[pa.RecordBatch],
    text_column: str = "text",
    id_column: str = "id",
    columns: str | None = None,
    relations: bool = False,
    lexicon_files: Sequence[str] = (),
    is_strict: bool = False,
) -> Iterator[pa.RecordBatch]:
    """For every row of `batches` (a document's text, and what it is called) the rows of its records, in order.

    A text is a string, or the bytes of a file of any kind that is read, told by its content and the suffix of its id. `source` is
    the id. Numbers are doubles. A document that cannot be read gives no rows but a warning in the log `shenhe`; with `is_strict` it
    raises ShenheError. `lexicon_files` are a user's own tables, found on every machine under the same path.
    """
    import pyarrow as pa

    options = choose(columns)
    schema = make_schema(options)
    extractor = make_extractor(tuple(lexicon_files))
    for batch in batches:
        for name in (text_column, id_column):
            if name not in batch.schema.names:
                raise UsageError(f"no column {name!r}", "extract_batches", f"The columns are: {' '.join(batch.schema.names)}")
        pairs = zip(batch.column(text_column), batch.column(id_column), strict=True)
        records = (
            record for text, name in pairs for record in extract_one(extractor, text.as_py(), str(name.as_py()), relations, is_strict)
        )
        rows = iter(make_rows(records, options))
        while group := list(islice(rows, ROWS)):
            arrays = [make_array(values, field.type) for values, field in zip(zip(*group, strict=True), schema, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def extract_one(extractor: Extractor, text: str | bytes | None, name: str, relations: bool, is_strict: bool) -> list[Record]:
    """The records of one document. Raises ShenheError only if `is_strict`."""
    if text is None:
        return []
    try:
        return extractor.extract(read(text, name), relations=relations)
    except ShenheError as error:
        if is_strict:
            raise
        log.warning("%s", error)
    except Exception as error:
        if is_strict:
            raise ShenheError(f"defect in the program: {type(error).__name__}: {error}", name) from error
        log.warning("%s: defect in the program", name, exc_info=True)
    return []


def read(text: str | bytes, name: str) -> Document:
    """A text, or the bytes of a file, as the Document that the file would be read as. Raises ShenheError."""
    if isinstance(text, str):
        return Document(text.replace("\r\n", "\n").replace("\r", "\n"), name)
    from shenhe_cli.read.documents import choose_reader
    from shenhe_cli.read.kinds import kind_of

    document: Document = choose_reader(kind_of(text), name).read(text, name, None)
    return document


@cache
def make_extractor(lexicon_files: tuple[str, ...]) -> Extractor:
    """An extractor, made once a process."""
    from shenhe_cli.pipeline import Extractor

    if not lexicon_files:
        return Extractor()
    from shenhe_cli.lexicon.own import load_own_lexicon

    return Extractor(load_own_lexicon(lexicon_files))


def choose(columns: str | None) -> WriteOptions:
    """The options that choose the columns."""
    return WriteOptions(columns=parse_columns(columns) if columns else None)


def make_schema(options: WriteOptions) -> pa.Schema:
    """Plain types only, which every engine knows: strings (enums too), 32-bit integers, doubles."""
    import pyarrow as pa

    types = {"string": pa.string(), "enum": pa.string(), "integer": pa.int32(), "number": pa.float64()}
    return pa.schema([pa.field(column.heading, types[column.type]) for column in describe_columns(options)])


def make_array(values: Sequence[Any], kind: Any) -> pa.Array:
    """The values of a column; numbers lose their exactness only here, lone surrogates are shown escaped."""
    import pyarrow as pa

    from shenhe_cli.export.numbers import write_number

    if pa.types.is_floating(kind):
        return pa.array([None if value is None else float(write_number(value)) for value in values], kind)
    if pa.types.is_string(kind):
        return pa.array([None if value is None else value.encode("utf-8", "backslashreplace") for value in values], kind)
    return pa.array(values, kind)
