"""Spark: documents in a DataFrame to records in a DataFrame, and folders of reports to Parquet.

    frame = extract_frame(spark.read.parquet("crawl/"), text_column="body", id_column="url")

or as a program, with the package on every worker (`pip install 'shenhe[spark]'`):

    spark-submit $(python -c "import shenhe_cli.spark as s; print(s.__file__)") IN OUT
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from shenhe_cli.arrow import extract_batches, record_schema

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

# A document takes some hundredths of a second, a task should take some seconds to a minute: one that is lost costs no more.
DOCUMENTS_A_TASK = 500
# Documents that a Python worker has in memory at a time; Spark's own 10,000 would be half a gigabyte of text.
DOCUMENTS_A_BATCH = 200
_LOCAL = re.compile(r"^file:/+")


def extract_frame(
    frame: DataFrame,
    text_column: str = "text",
    id_column: str = "id",
    columns: str | None = None,
    relations: bool = False,
    lexicon_files: Sequence[str] = (),
    is_strict: bool = False,
) -> DataFrame:
    """The records of the documents in a DataFrame; `extract_batches` says what the arguments are and what becomes of bad documents.

    Rows are where their documents were: nothing is shuffled. Repartition a frame of few partitions before. A worker holds
    `spark.sql.execution.arrow.maxRecordsPerBatch` documents at a time, 10,000 unless it is set; 200 is plenty.
    """
    extract = partial(
        extract_batches,
        text_column=text_column,
        id_column=id_column,
        columns=columns,
        relations=relations,
        lexicon_files=tuple(lexicon_files),
        is_strict=is_strict,
    )
    return frame.select(id_column, text_column).mapInArrow(extract, to_spark(record_schema(columns)))


def to_spark(schema: pa.Schema) -> Any:
    """An Arrow schema as Spark writes it in DDL."""
    types = {"string": "string", "int32": "int", "double": "double"}
    return ", ".join(f"`{field.name}` {types[str(field.type)]}" for field in schema)


def read_folder(spark: SparkSession, path: str, pattern: str = "*", partitions: int | None = None) -> DataFrame:
    """(id, text) of every file in a folder and below it: `id` is its path, `text` its bytes, so that GB18030, HTML, DOCX and PDF do too.

    `path` is anything that Spark reads (file:, hdfs:, s3a:). Without `partitions` there is one for every five hundred files.
    """
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").option("pathGlobFilter", pattern).load(path)
    count = partitions or max(spark.sparkContext.defaultParallelism, -(-files.select("path").count() // DOCUMENTS_A_TASK))
    named = files.selectExpr("path", "content AS text").mapInArrow(name_files, "id string, text binary")
    return named.repartition(count, "id")


def name_files(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """(path, text) to (id, text): local files by their path, as the command line names them; others by their address."""
    import pyarrow as pa

    for batch in batches:
        names = [name_file(path.as_py()) for path in batch.column(0)]
        yield pa.RecordBatch.from_arrays([pa.array(names, pa.string()), batch.column(1)], names=["id", "text"])


def name_file(address: str) -> str:
    """file:/a/沈.txt → /a/沈.txt. Spark escapes nothing in such an address."""
    return _LOCAL.sub("/", address, count=1)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read a folder of reports, write Parquet."""
    parser = argparse.ArgumentParser(prog="python -m shenhe_cli.spark", description="Figures of a folder of reports into Parquet, with Spark.")
    parser.add_argument("source", help="folder of reports: a path, hdfs:, s3a: …")
    parser.add_argument("target", help="folder of Parquet files to write")
    parser.add_argument("--master", help="where to run, if not by spark-submit: local[4], spark://host:7077")
    parser.add_argument("--pattern", default="*", help="names of the files to read: *.txt")
    parser.add_argument("--columns", help="fields to write, with commas between")
    parser.add_argument("--partitions", type=int, help="tasks; without it one for every 500 files")
    options = parser.parse_args(arguments)
    from pyspark.sql import SparkSession

    if options.master:
        # Otherwise workers run whatever is called python3; with spark-submit its own settings say so.
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("shenhe")
    builder = builder.config("spark.sql.execution.arrow.maxRecordsPerBatch", DOCUMENTS_A_BATCH)
    spark = (builder.master(options.master) if options.master else builder).getOrCreate()
    documents = read_folder(spark, options.source, options.pattern, options.partitions)
    extract_frame(documents, columns=options.columns).write.mode("overwrite").parquet(options.target)
    spark.stop()


if __name__ == "__main__":
    main()
