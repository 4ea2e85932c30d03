"""The same records from a real Spark cluster, also when one of its executors is killed in mid-job.

Takes a minute, needs Java 17 and pyspark, and so runs only when asked: SHENHE_SPARK=1 pytest tests/test_spark.py
"""

# ruff: noqa: E402 - where it is not to run, nothing of Spark is imported

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
if not os.environ.get("SHENHE_SPARK"):
    pytest.skip("takes a minute: SHENHE_SPARK=1 runs it", allow_module_level=True)
pytest.importorskip("pyspark", reason="pip install 'shenhe[spark]'")
if not shutil.which("java"):
    pytest.skip("Spark needs Java 17: apt-get install openjdk-17-jre-headless", allow_module_level=True)

import pyarrow as pa
from pyarrow import parquet
from pyspark.sql import SparkSession

from shenhe_cli.arrow import extract_batches, record_schema
from shenhe_cli.read.sources import list_folder
from shenhe_cli.spark import extract_frame, read_folder

COPIES = 60
COLUMNS = ["source", "start_char"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Copies of the seed report, one in GB18030, one with a percent sign in its name, and one without figures."""
    folder = tmp_path_factory.mktemp("reports")
    text = (ROOT / "seeds" / "shenhe_2023.txt").read_text("utf-8")
    for i in range(COPIES):
        (folder / f"沈河区 {i:03}.txt").write_text(f"第{i}份\n{text}", "utf-8")
    (folder / "国标 50%25.txt").write_text(text, "gb18030")
    (folder / "empty.txt").write_text("没有数字", "utf-8")
    return folder


@pytest.fixture(scope="module")
def spark():
    """A cluster with two executors in processes of their own."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    builder = SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"]).config("spark.sql.shuffle.partitions", 4)
    session = builder.config("spark.executor.memory", "1g").getOrCreate()
    yield session
    session.stop()


@pytest.fixture(scope="module")
def alone(folder):
    """The records as one process gives them."""
    names = list_folder(str(folder))
    batch = pa.RecordBatch.from_pydict({"id": names, "text": [Path(name).read_bytes() for name in names]})
    table = pa.Table.from_batches(extract_batches([batch]), record_schema())
    return table.sort_by([(name, "ascending") for name in COLUMNS])


def executors() -> list[int]:
    """Processes of the executors, all of them started by this test's cluster."""
    listing = subprocess.run(["ps", "-eww", "-o", "pid,ppid,args"], capture_output=True, text=True, check=True).stdout
    rows = [line.split(None, 2) for line in listing.splitlines()[1:]]
    parents = {int(pid): int(ppid) for pid, ppid, _ in rows}

    def is_ours(pid: int) -> bool:
        while pid in parents:
            if pid == os.getpid():
                return True
            pid = parents[pid]
        return False

    return [int(pid) for pid, _, args in rows if "CoarseGrainedExecutorBackend" in args and "java" in args and is_ours(int(pid))]


def assert_same(target: Path, alone: pa.Table) -> None:
    table = parquet.read_table(target).sort_by([(name, "ascending") for name in COLUMNS])
    assert table.num_rows == alone.num_rows
    differing = [name for name in alone.schema.names if not table[name].combine_chunks().equals(alone[name].combine_chunks())]
    assert not differing, [(table[name].to_pylist()[:3], alone[name].to_pylist()[:3]) for name in differing[:3]]


def test_records_of_a_cluster_are_those_of_one_process(spark, folder, alone, tmp_path):
    frame = read_folder(spark, str(folder), "*.txt", partitions=8)
    target = tmp_path / "figures"
    extract_frame(frame).write.parquet(str(target))
    assert alone.num_rows > 100 * COPIES
    assert_same(target, alone)


def test_an_executor_killed_in_mid_job_loses_and_doubles_nothing(spark, folder, alone, tmp_path):
    frame = read_folder(spark, str(folder), "*.txt", partitions=40)
    target = tmp_path / "figures"
    tracker = spark.sparkContext.statusTracker()
    before = executors()
    assert len(before) == 2
    killed = []

    def kill_one() -> None:
        while not killed:
            stages = [tracker.getStageInfo(each) for each in tracker.getActiveStageIds()]
            # The stage of forty tasks, under way.
            if any(stage and stage.numTasks == 40 and 5 <= stage.numCompletedTasks <= 30 for stage in stages):
                os.kill(before[0], signal.SIGKILL)
                killed.append(before[0])
            time.sleep(0.02)

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    extract_frame(frame).write.parquet(str(target))
    assert killed == before[:1], "the job was over before the kill"
    assert_same(target, alone)
    assert before[0] not in executors()
