"""The recipes for many reports run as they stand in the README."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from test_readme import README, blocks, section

from shenhe_cli.cli.app import main

ROOT = Path(__file__).parents[1]
HEADING = "## Many reports"
if f"\n{HEADING}\n" not in README:
    pytest.skip(f"the README has no section {HEADING}", allow_module_level=True)
CODE = {name: code for code in blocks("python", section(HEADING)) for name in ("duckdb", "dask", "ray") if f"import {name}\n" in code}


def run_code(code: str) -> str:
    """What the code prints; in a process and a file of its own, as workers want it."""
    Path("recipe.py").write_text(code, "utf-8")
    return subprocess.run([sys.executable, "recipe.py"], capture_output=True, check=True, encoding="utf-8", timeout=200).stdout


def test_duckdb_reads_the_shards(tmp_path, monkeypatch):
    pytest.importorskip("duckdb")
    pytest.importorskip("pyarrow")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    assert main(["extract", str(ROOT / "seeds"), "--output-dir", "figures", "--format", "parquet"]) == 0
    out = run_code(CODE["duckdb"])
    assert "地区生产总值" in out
    assert "part-00000-" in out


@pytest.mark.parametrize("name", ["dask", "ray"])
def test_other_engines_give_the_same_records(name, tmp_path, monkeypatch):
    pytest.importorskip(f"{name}.dataframe" if name == "dask" else "ray.data")
    import pyarrow as pa
    from pyarrow import parquet

    from shenhe_cli.arrow import extract_batches, record_schema

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    text = (ROOT / "seeds" / "shenhe_2023.txt").read_text("utf-8")
    Path("crawl").mkdir()
    batches = [pa.RecordBatch.from_pydict({"id": [f"{i}-{j}" for j in range(3)], "text": [text] * 3}) for i in range(2)]
    for i, batch in enumerate(batches):
        parquet.write_table(pa.Table.from_batches([batch]), f"crawl/{i}.parquet")
    run_code(CODE[name])
    wanted = pa.Table.from_batches(extract_batches(batches), record_schema()).to_pylist()
    found = parquet.read_table("figures").to_pylist()
    assert sorted(map(str, found)) == sorted(map(str, wanted))
