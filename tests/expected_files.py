"""The files of fixtures/expected: what the short report gives in every format.

`python tests/expected_files.py` writes them anew (look at the difference before you commit it). The records come from the pipeline then,
and are kept as records.jsonl, so that the tests of the formats do not depend on the pipeline; one test says whether it still gives them.
"""

import io
import os
import sys
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[1]
EXPECTED = ROOT / "fixtures" / "expected"
# Relative, as a user in the repository names it.
SOURCE = "fixtures/documents/临江区_2023_政府工作报告.txt"
WIDTH = 120

sys.path.insert(0, str(ROOT))

from shenhe_cli.export.datapackage import write_datapackage  # noqa: E402
from shenhe_cli.export.read_back import read_records  # noqa: E402
from shenhe_cli.export.rows import WriteOptions  # noqa: E402
from shenhe_cli.export.wide import make_wide  # noqa: E402
from shenhe_cli.export.wide_lists import tabulate_left_out  # noqa: E402
from shenhe_cli.export.writers import WRITERS, load_writer  # noqa: E402
from shenhe_cli.model import Document  # noqa: E402

SUFFIXES = {"brat": "ann", "labelstudio": "labelstudio.json", "table": "table.txt"}
DOCUMENT = Document((ROOT / SOURCE).read_text("utf-8"), SOURCE)


def file_of(name):
    """The expected file of a format."""
    return EXPECTED / f"report.{SUFFIXES.get(name, name)}"


def load_records():
    """The records as they were when the files were written."""
    return read_records((EXPECTED / "records.jsonl").read_text("utf-8"), "jsonl")


def fixed_provenance():
    """Versions and dates that stay the same when the program and its tables change."""
    return (
        mock.patch("shenhe_cli.export.provenance.lexicon_version", return_value="00000000"),
        mock.patch("shenhe_cli.__version__", "0"),
        mock.patch.dict(os.environ, {"SOURCE_DATE_EPOCH": "1700000000"}),
    )


def options_of(name):
    """How the expected file of a format is written: as a user gets it."""
    labels = "zh" if name in {"html", "xlsx", "table"} else "en"
    return WriteOptions(labels=labels, is_guarded=name == "csv", width=WIDTH, documents={SOURCE: DOCUMENT})


def render(name, records, options=None, write="write"):
    """The bytes of a format; a CSV with its mark."""
    writer = load_writer(name)
    stream = io.BytesIO() if getattr(writer, "IS_BINARY", False) else io.StringIO(newline="")
    patches = fixed_provenance()
    with patches[0], patches[1], patches[2]:
        getattr(writer, write)(*records, stream, options or options_of(name))
    data = stream.getvalue()
    return data if isinstance(data, bytes) else data.encode("utf-8-sig" if name == "csv" else "utf-8")


def render_all(records):
    """Every file's name and bytes."""
    files = {file_of(name).name: render(name, [records]) for name in WRITERS.names()}
    for name in ("csv", "tsv"):
        table = make_wide(records, "en")
        files[f"wide.{name}"] = render(name, [table.headings, table.rows], write="write_table")
        files[f"wide_left_out.{name}"] = render(name, tabulate_left_out(table, "en"), write="write_table")
    files["wide.xlsx"] = render("xlsx", [make_wide(records, "zh"), records], write="write_wide")
    files["wide.parquet"] = render("parquet", [make_wide(records, "en"), records], write="write_wide")
    files["sdmx.csv"] = render("csv", [records], options_of("csv")._replace(profile="sdmx"))
    patches = fixed_provenance()
    with patches[0], patches[1], patches[2]:
        files["datapackage.json"] = write_datapackage("report.csv", "csv", options_of("csv")).encode()
    return files


def main():
    """Write all files anew."""
    os.chdir(ROOT)
    from shenhe_cli import extract

    records = extract(DOCUMENT)
    EXPECTED.mkdir(exist_ok=True)
    (EXPECTED / "records.jsonl").write_bytes(render("jsonl", [records]))
    for name, data in render_all(load_records()).items():
        (EXPECTED / name).write_bytes(data)


if __name__ == "__main__":
    main()
