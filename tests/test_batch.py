"""Many reports: any number of jobs gives the same bytes, and shards with a manifest lose and double nothing."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from shenhe_cli.cli import progress
from shenhe_cli.shard import plan
from shenhe_cli.shard.manifest import NAME, Manifest, parse_line

ROOT = Path(__file__).parents[1]


@pytest.fixture
def reports(tmp_path, monkeypatch):
    """Nine small reports, one of them without figures, and one that is none; four to a shard."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(plan, "SHARD_SIZE", 4)
    folder = tmp_path / "reports"
    folder.mkdir()
    for i in range(9):
        text = f"第{i}区二〇二三年政府工作报告\n新建学校{i + 3}所，同比增长{i + 1}.5%。"
        (folder / f"r{i}.txt").write_text(text if i != 4 else "没有数字。", "utf-8")
    (folder / "r9.txt").write_bytes(b"\x00\x01")
    return folder


def read_shards(folder):
    return b"".join(path.read_bytes() for path in sorted(Path(folder).glob("part-*.jsonl")))


def lines_of(folder):
    return [parse_line(line) for line in (Path(folder) / NAME).read_bytes().splitlines(keepends=True)]


@pytest.mark.parametrize("format_name", ["csv", "tsv", "json", "jsonl", "md", "html"])
def test_bytes_do_not_depend_on_jobs(run, reports, format_name):
    outputs = []
    for jobs in ("1", "3"):
        code, _, err = run("extract", "reports", "--jobs", jobs, "-f", format_name, "-o", f"out{jobs}")
        outputs.append((code, err, Path(f"out{jobs}").read_bytes()))
    assert outputs[0] == outputs[1]
    assert outputs[0][0] == 1
    assert "r9.txt" in outputs[0][1]
    assert "r4.txt: no figures found" in outputs[0][1]


def test_shards_hold_what_the_file_would(run, reports):
    code, out, err = run("extract", "reports", "-f", "jsonl", "--jobs", "1")
    for jobs in ("1", "2"):
        assert run("extract", "reports", "--output-dir", f"shards{jobs}", "--jobs", jobs) == (code, "", err)
        assert read_shards(f"shards{jobs}") == out.encode()
        assert [len(shard.sources) for shard in lines_of(f"shards{jobs}")] == [4, 4, 2]
    assert sorted(os.listdir("shards1")) == sorted(os.listdir("shards2"))
    assert Path("shards1", NAME).read_bytes() == Path("shards2", NAME).read_bytes()
    first = json.loads(Path("shards1", NAME).read_text("utf-8").splitlines()[0])
    assert list(first) == ["number", "shard", "size", "records", "shenhe", "lexicon", "schema_version", "format", "options", "sources"]
    assert len(first["sources"][0]["sha256"]) == 64


def stamps(folder):
    return {path.name: path.stat().st_mtime_ns for path in Path(folder).glob("part-*")}


def test_what_has_not_changed_is_left_alone(run, reports):
    first = run("extract", "reports", "--output-dir", "shards")
    before = stamps("shards")
    # The same messages and exit code, though nothing is made again.
    assert run("extract", "reports", "--output-dir", "shards") == first
    assert stamps("shards") == before
    (reports / "r0.txt").write_text("新建医院8家。", "utf-8")
    (reports / "r8.txt").unlink()
    (reports / "a.txt").write_text("新建公园7个。", "utf-8")
    run("extract", "reports", "--output-dir", "shards")
    after = stamps("shards")
    assert len(set(before) & set(after)) == 1
    names = [[Path(entry.source).stem for entry in shard.sources] for shard in lines_of("shards")]
    assert names == [["r0", "r1", "r2", "r3"], ["r4", "r5", "r6", "r7"], ["r9"], ["a"]]
    _, out, _ = run("extract", "reports", "-f", "jsonl")
    assert sorted(read_shards("shards").splitlines()) == sorted(out.encode().splitlines())


def test_other_options_make_other_shards(run, reports):
    run("extract", "reports", "--output-dir", "shards")
    before = stamps("shards")
    run("extract", "reports", "--output-dir", "shards", "--measure", "change_rate", "--columns", "indicator,norm_value")
    assert not set(stamps("shards")) & set(before)
    given = {"columns": ["indicator", "norm_value"], "labels": "en", "measure": "change_rate"}
    assert all(shard.stamp["options"] == given for shard in lines_of("shards"))
    rows = [json.loads(line) for line in read_shards("shards").splitlines()]
    assert [row["norm_value"] for row in rows] == [1.5, 2.5, 3.5, 4.5, 6.5, 7.5, 8.5, 9.5]


def test_a_line_cut_short_and_files_that_nobody_lists_are_swept_away(run, reports):
    run("extract", "reports", "--output-dir", "shards")
    whole = read_shards("shards"), sorted(os.listdir("shards"))
    manifest = Path("shards", NAME)
    lines = manifest.read_bytes().splitlines(keepends=True)
    # As a kill leaves it: the second shard's line half written, its file in place, the third one not begun, a file beside.
    manifest.write_bytes(lines[0] + lines[1][:50])
    next(Path("shards").glob("part-00002-*")).unlink()
    Path("shards", ".part-00002.77.tmp").write_bytes(b"{")
    run("extract", "reports", "--output-dir", "shards")
    assert (read_shards("shards"), sorted(os.listdir("shards"))) == whole
    assert manifest.read_bytes() == b"".join(lines)


def test_a_report_that_failed_is_tried_again(run, reports, monkeypatch):
    from shenhe_cli.read import documents

    def refuse(kind, source):
        raise documents.ReadError("reading it needs a package", source)

    with monkeypatch.context() as patch:
        patch.setattr(documents, "choose_reader", refuse)
        assert run("extract", "reports/r0.txt", "--output-dir", "shards")[0] == 3
    code, _, err = run("extract", "reports/r0.txt", "--output-dir", "shards")
    assert (code, err) == (0, "")
    assert lines_of("shards")[0].records == 2


def test_rows_of_a_table_as_reports(run, reports):
    rows = "".join(f"r{i},新建学校{i + 3}所。\n" for i in range(10))
    Path("table.csv").write_text(f"name,text\n{rows}", "utf-8")
    arguments = ("extract", "table.csv", "--text-column", "text", "--id-columns", "name")
    _, out, _ = run(*arguments, "-f", "jsonl")
    for _ in range(2):
        assert run(*arguments, "--output-dir", "shards") == (0, "", "")
        assert read_shards("shards") == out.encode()
    before = stamps("shards")
    Path("table.csv").write_text("name,text\n" + rows.replace("r5,新建学校8所", "r5,新建学校88所").rpartition("r8")[0], "utf-8")
    assert run(*arguments, "--output-dir", "shards")[0] == 0
    assert [len(shard.sources) for shard in lines_of("shards")] == [4, 4]
    assert len(set(before) & set(stamps("shards"))) == 1


def test_parquet_shards(run, reports):
    parquet = pytest.importorskip("pyarrow.parquet")
    run("extract", "reports", "--output-dir", "shards", "--format", "parquet")
    _, out, _ = run("extract", "reports", "-f", "jsonl")
    table = parquet.read_table(sorted(str(path) for path in Path("shards").glob("*.parquet")))
    assert table["quantity"].to_pylist() == [json.loads(line)["quantity"] for line in out.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "csv"], ["--output-dir", "jsonl parquet"]),
        (["-o", "out.csv"], ["-o", "--output-dir"]),
        (["--sort", "year"], ["--sort"]),
        (["--layout", "wide"], ["--layout"]),
        (["--jobs", "0"], ["--jobs"]),
    ],
)
def test_options_that_do_not_go_with_shards(run, reports, arguments, words):
    code, out, err = run("extract", "reports", "--output-dir", "shards", *arguments)
    assert (code, out) == (2, "")
    assert all(word in err for word in words)
    assert not Path("shards").exists()


def test_folders_that_are_not_ours_are_refused(run, reports):
    code, _, err = run("extract", "reports", "--output-dir", "reports")
    assert "being written" in err
    assert code != 0
    Path("mine").mkdir()
    Path("mine/thesis.docx").write_text("", "utf-8")
    code, _, err = run("extract", "reports", "--output-dir", "mine")
    assert (code, "no manifest" in err) == (2, True)
    assert os.listdir("mine") == ["thesis.docx"]


def test_two_runs_at_once_are_refused(run, reports):
    held = Path("shards")
    holder = f"import sys; from shenhe_cli.shard.manifest import Manifest; m = Manifest({str(held)!r}); print(1, flush=True); sys.stdin.read()"
    process = subprocess.Popen(
        [sys.executable, "-c", holder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    process.stdout.readline()
    code, _, err = run("extract", "reports", "--output-dir", "shards")
    assert (code, "another run" in err) == (2, True)
    process.kill()
    process.communicate()
    assert run("extract", "reports", "--output-dir", "shards")[0] == 1


def test_a_report_that_kills_its_worker_is_named_and_the_others_are_written(run, reports, fake_pipeline, monkeypatch):
    from conftest import FakeExtractor

    def extract(self, document, region=None, year=None, relations=False):
        if document.source.endswith("r2.txt"):
            os.kill(os.getpid(), signal.SIGKILL)
        return []

    monkeypatch.setattr(FakeExtractor, "extract", extract)
    for arguments in ((), ("--output-dir", "shards")):
        code, _, err = run("extract", "reports", "--jobs", "2", *arguments)
        assert code == 1
        assert "r2.txt: the process that read it was ended" in err
        assert err.count("no figures found") == 8


class Terminal(io.StringIO):
    """Standard error that is a terminal."""

    def isatty(self):
        return True


def test_progress_on_a_terminal(monkeypatch):
    clock = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(sys, "stderr", Terminal())
    bar = progress.Progress(400, True)
    bar.advance(100, is_skipped=True)
    assert sys.stderr.getvalue() == ""
    clock[0] += 4
    bar.advance(20)
    assert sys.stderr.getvalue() == "\r\x1b[K120 of 400 reports · 5 a second · 0:56 left"
    bar.advance(1)
    bar.clear()
    assert sys.stderr.getvalue().endswith("left\r\x1b[K")
    assert progress.write_time(3723) == "1:02:03"
    for total, is_elsewhere in ((1, True), (400, False)):
        assert not progress.Progress(total, is_elsewhere).is_shown


def start_batch(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "SHENHE_LANG": "en"}
    command = [sys.executable, "-m", "shenhe_cli", "extract", "many", "--jobs", "2", *arguments]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True)


def wait_until(is_so):
    end = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.005)


def write_copies(count):
    Path("many").mkdir(exist_ok=True)
    text = (ROOT / "seeds" / "shenhe_2023.txt").read_text("utf-8")
    for i in range(count):
        Path("many", f"{i:03}.txt").write_text(text[:4000], "utf-8")


@pytest.fixture
def many(tmp_path, monkeypatch):
    """Seventy copies of the beginning of the seed report."""
    monkeypatch.chdir(tmp_path)
    write_copies(70)


def test_killed_and_taken_up_again(many):
    whole = start_batch("--output-dir", "whole")
    # The manifest grows as shards are done; the run without a kill goes on meanwhile.
    process = start_batch("--output-dir", "killed")
    wait_until(lambda: Path("killed", NAME).exists() and Path("killed", NAME).stat().st_size)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    resumed = start_batch("--output-dir", "killed")
    assert resumed.communicate()[1] == b""
    assert whole.communicate()[1] == b""
    assert sorted(os.listdir("killed")) == sorted(os.listdir("whole"))
    assert all(Path("killed", name).read_bytes() == Path("whole", name).read_bytes() for name in os.listdir("whole"))


@pytest.mark.parametrize("arguments", [("-o", "out.csv"), ("--output-dir", "out")])
def test_ctrl_c_leaves_nothing_half_written(many, arguments):
    # so many that they are not done before the signal comes, on a busy machine either
    write_copies(999)
    process = start_batch(*arguments)
    wait_until(lambda: list(Path().glob(".out.csv*")) + list(Path("out").glob(".part-*")))
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.strip() == b""
    assert not list(Path().glob("*.csv")) + list(Path().glob(".out.csv*")) + list(Path("out").glob(".part*"))
    if Path("out").exists():
        manifest = Manifest("out")
        assert {shard.shard for shard in manifest.shards.values()} == {path.name for path in Path("out").glob("part*")}
        manifest.close(True)
        shutil.rmtree("out")
