"""The recipes for pandas, R and Stata, run on the expected files; Stata's is checked as far as it can be without Stata."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from expected_files import EXPECTED, load_records

from shenhe_cli.model import FIELDS

RECIPES = Path(__file__).parents[1] / "fixtures" / "recipes"
GROWTH = {
    (record.year, record.indicator_code, float(record.norm_value))
    for record in load_records()
    if record.measure == "change_rate" and record.scope is None and record.indicator_code
}


def run(*command):
    return subprocess.run([*map(str, command)], capture_output=True, check=True, timeout=120, encoding="utf-8").stdout


def check(text):
    """Every indicator and every rate stands in the output."""
    for year, code, value in GROWTH:
        assert code in text
        assert str(year) in text
        assert re.search(rf"(?<![\d.]){re.escape(f'{value:g}')}(\.0+)?(?!\d)", text), value


@pytest.mark.parametrize("name", ["report.csv", "report.parquet"])
def test_pandas(name):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    check(run(sys.executable, RECIPES / "figures.py", EXPECTED / name))


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="needs R: apt-get install r-base-core")
def test_r():
    check(run("Rscript", "--encoding=UTF-8", RECIPES / "figures.R", EXPECTED / "report.csv"))


def test_stata():
    """Commands and options are Stata's, variables ours, quotes and brackets are closed."""
    text = (RECIPES / "figures.do").read_text("utf-8")
    commands = "args import keep duplicates rename replace reshape list".split()
    lines = [line for line in text.splitlines() if line and not line.startswith("*")]
    made = {"path", "g_"}
    words = set(FIELDS) | made | set("substr i j string using varnames encoding bindquotes strict maxquotedrows unlimited stringcols clear".split())
    words |= set("delimited if drop force wide abbreviate".split())
    for line in lines:
        command, _, rest = line.partition(" ")
        assert command.rstrip(",") in commands
        bare = re.sub(r"`path'", "path", rest)
        assert bare.count('"') % 2 == 0
        assert bare.count("(") == bare.count(")")
        assert set(re.findall(r"[a-z_]+", re.sub(r'"[^"]*"', "", bare))) <= words, line
    columns = re.search(r"stringcols\(([\d ]+)\)", text)[1].split()
    assert [FIELDS[int(number) - 1] for number in columns] == ["region_code", "indicator_code", "scope", "period"]
