"""Everything that is said of speed and size, measured against the peers in one run: prints a table of ratios.

    python tests/benchmarks/run.py --corpus FOLDER [--only cold,throughput] [--quick]

FOLDER holds reports as .txt; `province_*_2026_work-report.txt` in it are the texts for throughput. Environments are made once, under
~/.cache/shenhe-benchmarks. All takes about half an hour, with --quick a few minutes. Exit code 1 where a ratio is not met.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from environments import ROOT, cache_folder, make_environment
from kills import kill_and_resume
from measure import ask, load, peak_memory, time_in_turns

HERE = Path(__file__).parent
PROGRAMS = str(HERE / "programs.py")
SEED = str(ROOT / "seeds" / "shenhe_2023.txt")


class Setting(NamedTuple):
    """What to measure with and on."""

    python: Path
    recognizers: Path
    corpus: Path
    is_quick: bool
    scratch: Path

    def shenhe(self, *arguments: str) -> list[str]:
        """A command line of the program."""
        return [str(self.python.with_name("shenhe")), *arguments]

    def program(self, name: str, *arguments: str) -> list[str]:
        """A command line of programs.py."""
        return [str(self.python), PROGRAMS, name, *arguments]

    def provinces(self) -> list[str]:
        """The texts for throughput."""
        found = sorted(map(str, self.corpus.glob("province_*_2026_work-report.txt")))
        return found or sorted(map(str, self.corpus.glob("*.txt")))[:31]


class Row(NamedTuple):
    """A row of the table: what was measured, the ratio, and its limit: at most (or at least) so much."""

    what: str
    ratio: float
    limit: float
    is_at_least: bool = False

    def is_met(self) -> bool:
        """Whether the ratio is on the right side of the limit."""
        return self.ratio >= self.limit if self.is_at_least else self.ratio <= self.limit

    def write(self) -> str:
        """A line of a Markdown table."""
        limit = f"{'at least' if self.is_at_least else 'at most'} {self.limit:.3g}"
        return f"| {self.what} | {self.ratio:.3g} | {limit} | {'yes' if self.is_met() else '**no**'} |"


def measure_cold(setting: Setting) -> Iterator[Row]:
    """Whole processes, from start to end."""
    python = str(setting.python)
    hello = [python, str(HERE / "hello.py")]
    times = time_in_turns(
        {
            "extract": setting.shenhe("extract", SEED, "--format", "csv"),
            "help": setting.shenhe("--help"),
            "jieba": [python, "-c", "import jieba; jieba.initialize()"],
            "hello": [*hello, "hello"],
            "hello help": [*hello, "--help"],
        },
        5 if setting.is_quick else 15,
    )
    yield Row("`shenhe extract` of one report ÷ `jieba.initialize()`", times["extract"] / times["jieba"], 1 / 3)
    yield Row("`shenhe extract` of one report ÷ a typer hello world", times["extract"] / times["hello"], 3)
    yield Row("`shenhe --help` ÷ the hello world's `--help`", times["help"] / times["hello help"], 1.5)


def measure_throughput(setting: Setting) -> Iterator[Row]:
    """One process, texts in memory."""
    texts = setting.provinces()
    share = "40" if setting.is_quick else "10"
    runs, scans = [ask(setting.program("shenhe", *texts))], ask(setting.program("bare", *texts))
    theirs = ask([str(setting.recognizers), PROGRAMS, "recognizers", share, *texts])[0]
    # Once more, behind the long one: the better of the two.
    runs, scans = [*runs, ask(setting.program("shenhe", *texts))], [*scans, *ask(setting.program("bare", *texts))]
    first, again = map(min, zip(*runs, strict=True))
    bare = min(scans)
    yield Row("Recognizers-Text ÷ shenhe, the provincial reports of 2026 read again", theirs / again, 50, True)
    yield Row("Recognizers-Text ÷ shenhe, the same texts read for the first time", theirs / first, 50, True)
    yield Row("shenhe ÷ a bare `re` scan, the same texts read again", again / bare, 20)
    yield Row("shenhe ÷ a bare `re` scan, the same texts read for the first time", first / bare, 20)


def measure_growth(setting: Setting) -> Iterator[Row]:
    """Time for a character in long texts against short ones."""
    text = setting.scratch / "one.txt"
    one = "".join(Path(path).read_text("utf-8-sig") for path in setting.provinces()[:10])[:333_000]
    text.write_text(one, "utf-8")
    copies = 10 if setting.is_quick else 100
    small, large = ask(setting.program("growth", str(text), "1", str(copies)))
    yield Row(f"a character of {copies} MB in one text ÷ of 1 MB", large / small / copies, 1.5)
    short, long = ask(setting.program("one_line", "100000", "1000000"))
    yield Row("a character of one line of 1,000,000 ÷ of 100,000", long / short / 10, 1.5)


def measure_jobs(setting: Setting) -> Iterator[Row]:
    """A batch over the corpus with one process and with two."""
    command = setting.shenhe("extract", str(setting.corpus), "-o", str(setting.scratch / "jobs.jsonl"))
    times = time_in_turns({jobs: [*command, "--jobs", jobs] for jobs in "12"}, 1)
    yield Row("a batch with two jobs ÷ with one", times["2"] / times["1"], 0.75)


def measure_memory(setting: Setting) -> Iterator[Row]:
    """Peak memory of a batch over the corpus, and over copies of it."""
    copies = 3 if setting.is_quick else 20
    many = setting.scratch / "many"
    for i in range(copies):
        shutil.copytree(setting.corpus, many / f"{i:02}")
    for where in ("-o", "--output-dir"):
        once, often = (
            peak_memory(setting.shenhe("extract", str(folder), where, str(setting.scratch / name), "--format", "jsonl"))
            for folder, name in ((setting.corpus, f"once{where}"), (many, f"often{where}"))
        )
        yield Row(f"peak memory of `{where}` over {copies} corpora ÷ over one ({often:.0f} MB)", often / once, 1.3)


def measure_kills(setting: Setting) -> Iterator[Row]:
    """Killed and taken up again."""
    count = 2 if setting.is_quick else 10
    right, _ = kill_and_resume(setting.shenhe("extract", str(setting.corpus)), setting.scratch, count, 4)
    yield Row(f"batches killed at a random moment and resumed: the same as undisturbed, of {count}", right, count, True)


PARTS: dict[str, Callable[[Setting], Iterator[Row]]] = {
    "cold": measure_cold,
    "throughput": measure_throughput,
    "growth": measure_growth,
    "jobs": measure_jobs,
    "memory": measure_memory,
    "kills": measure_kills,
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measures shenhe against its peers; see the head of this file.")
    parser.add_argument("--corpus", type=Path, required=True, help="folder of reports as .txt")
    parser.add_argument("--only", default=",".join(PARTS), help=f"parts, with commas between: {' '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller texts")
    parser.add_argument("--compiled", action="store_true", help="shenhe as SHENHE_COMPILE=1 installs it (needs a C compiler)")
    parser.add_argument("--envs", type=Path, default=cache_folder(), help="where the environments are made")
    options = parser.parse_args()
    python, recognizers = (make_environment(name, options.envs) for name in ("compiled" if options.compiled else "shenhe", "recognizers"))
    print(f"load {load()}\n\n| what | ratio | limit | met |\n| --- | --- | --- | --- |", flush=True)
    is_met = True
    for name in options.only.split(","):
        with tempfile.TemporaryDirectory() as scratch:
            for row in PARTS[name](Setting(python, recognizers, options.corpus.resolve(), options.quick, Path(scratch))):
                is_met &= row.is_met()
                print(row.write(), flush=True)
    print(f"\nload {load()}")
    sys.exit(not is_met)


if __name__ == "__main__":
    main()
