"""LibreOffice opens the workbook and the CSV of the seed report and converts them back to CSV with the same cells."""

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import make_record

from shenhe_cli import extract
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.writers import load_writer
from shenhe_cli.model import Document

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="needs LibreOffice: apt-get install libreoffice-calc-nogui")
SEED = Path(__file__).parents[1] / "seeds" / "shenhe_2023.txt"
# Comma, quote, UTF-8, from line 1; what is written is the cell's content rather than how it is shown.
OUT = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false"
# Into which nothing special (dates in 2022-10) is read.
IN = "Text - txt - csv (StarCalc):44,34,76,1,,0,false,false"


@pytest.fixture(scope="module")
def records():
    formula = make_record(indicator="=1+1", basis="@x", action="+1", section="-1", sentence='="75.8亿元"', start_char=2, end_char=8)
    return [*extract(Document(SEED.read_text("utf-8"), "seeds/shenhe_2023.txt")), formula]


def write_csv(records, **options):
    stream = io.StringIO(newline="")
    load_writer("csv").write(records, stream, WriteOptions(**options))
    return stream.getvalue()


def convert(path, folder, *arguments):
    """The rows that LibreOffice makes of a file."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", *arguments, "--convert-to", OUT, "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = (folder / "out" / f"{path.stem}.csv").read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def rows_of(text):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def settle(rows):
    """Cells as LibreOffice writes them: numbers by their value, a line break in a cell as \\n."""
    return [[settle_cell(cell.replace("\r\n", "\n")) for cell in row] for row in rows]


def settle_cell(cell):
    try:
        # A spreadsheet counts fifteen digits.
        return f"{float(cell):.15g}"
    except ValueError:
        return cell


def test_a_csv_with_its_mark(tmp_path, records):
    text = write_csv(records, is_guarded=True)
    path = tmp_path / "figures.csv"
    path.write_text(text, "utf-8-sig", newline="")
    rows = convert(path, tmp_path, f"--infilter={IN}")
    assert settle(rows) == settle(rows_of(text))
    assert "一般公共预算收入" in {cell for row in rows for cell in row}
    # Guarded, so that it is no formula.
    assert "'=1+1" in rows[-1]


def test_a_workbook(tmp_path, records):
    pytest.importorskip("xlsxwriter")
    path = tmp_path / "figures.xlsx"
    with path.open("wb") as stream:
        load_writer("xlsx").write(records, stream, WriteOptions())
    rows = convert(path, tmp_path)
    assert settle(rows) == settle(rows_of(write_csv(records)))
    assert "=1+1" in rows[-1]
    assert "一般公共预算收入" in {cell for row in rows for cell in row}
