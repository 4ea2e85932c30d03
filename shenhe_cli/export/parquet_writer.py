"""Parquet: numbers as doubles, years and offsets as integers, enums as dictionaries; every field says what it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Any

from shenhe_cli.export.columns import Column, describe_columns
from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.provenance import provenance
from shenhe_cli.export.rows import WriteOptions, make_rows
from shenhe_cli.export.wide import ROW_FIELDS, WideTable
from shenhe_cli.model import Record

IS_BINARY = True
REQUIRES = ("pyarrow", "pyarrow", "parquet")

# Records in memory at a time, and rows of a row group.
BATCH = 20_000


def write(records: Iterable[Record], stream: IO[bytes], options: WriteOptions) -> None:
    """Write the records in row groups as they come."""
    columns = describe_columns(options)
    write_groups(columns, iter(make_rows(records, options)), stream, options)


def write_wide(table: WideTable, records: list[Record], stream: IO[bytes], options: WriteOptions) -> None:
    """Write the wide table; a column says in its meaning which indicator, measure and unit it holds."""
    from shenhe_cli.export.columns import describe_field

    columns = [describe_field(name, options.labels) for name in ROW_FIELDS]
    meanings = {each.heading: f"{each.indicator}, {each.measure}, {each.unit}" for each in table.columns}
    for heading in table.headings[len(columns) :]:
        columns.append(Column(None, heading, "number", meanings.get(heading, heading), True))
    write_groups(columns, iter(table.rows), stream, options)


def write_groups(columns: list[Column], rows: Iterator[list[Any]], stream: IO[bytes], options: WriteOptions) -> None:
    """Rows under typed columns, in row groups."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = make_schema(columns, provenance(options.own_lexicon))
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        group = list(islice(rows, BATCH))
        while True:
            cells = list(zip(*group, strict=True)) if group else [()] * len(columns)
            arrays = [make_array(column, values, field.type) for column, values, field in zip(columns, cells, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            if not (group := list(islice(rows, BATCH))):
                break


def make_schema(columns: list[Column], versions: dict[str, str]) -> Any:
    """The columns as an Arrow schema with the meaning of each, and the versions in the file's metadata."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "integer": pa.int32(),
        "number": pa.float64(),
        "enum": pa.dictionary(pa.int8(), pa.string()),
    }
    fields = [
        pa.field(each.heading, types[each.type], nullable=each.is_optional, metadata={"description": each.meaning}) for each in columns
    ]
    return pa.schema(fields, metadata={f"shenhe.{name}": version for name, version in versions.items()})


def make_array(column: Column, values: Iterable[Any], kind: Any) -> Any:
    """The values of a column as an Arrow array."""
    import pyarrow as pa

    if column.type == "number":
        values = [None if value is None else float(write_number(value)) for value in values]
    elif column.type == "string":
        values = [None if value is None else value.encode("utf-8", "backslashreplace") for value in values]
    return pa.array(values, kind)
