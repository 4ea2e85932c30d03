"""Kill -9 at random moments of a batch, each taken up again: the shards must be those of an undisturbed run, file by file.

    python tests/benchmarks/kills.py FOLDER [--kills 10] [--jobs 2]
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path


def start(command: Sequence[str], target: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([*command, "--output-dir", str(target)], stderr=subprocess.DEVNULL, start_new_session=True)


def same_files(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, byte for byte."""
    names = sorted(os.listdir(one))
    return names == sorted(os.listdir(other)) and all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def kill_and_resume(command: Sequence[str], folder: Path, count: int, seed: int) -> tuple[int, float]:
    """How many of `count` killed and resumed batches gave the undisturbed one's files, and how long that one took."""
    chance = random.Random(seed)
    began = time.monotonic()
    start(command, folder / "whole").wait()
    length = time.monotonic() - began
    right = 0
    for i in range(count):
        target = folder / "killed"
        shutil.rmtree(target, ignore_errors=True)
        process = start(command, target)
        time.sleep(chance.uniform(0, length))
        is_with_workers = i % 2 == 1
        # The program alone, whose workers then have nobody, or all of them.
        (os.killpg if is_with_workers else os.kill)(process.pid, signal.SIGKILL)
        process.wait()
        done = sum(1 for name in os.listdir(target) if name.startswith("part-")) if target.exists() else 0
        start(command, target).wait()
        is_right = same_files(folder / "whole", target)
        right += is_right
        print(f"kill {i + 1}: {done} shards were done, {'the same' if is_right else 'NOT THE SAME'}", file=sys.stderr)
    return right, length


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--jobs", default="2")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    command = [sys.executable, "-m", "shenhe_cli", "extract", options.folder, "--jobs", options.jobs]
    with tempfile.TemporaryDirectory() as name:
        right, length = kill_and_resume(command, Path(name), options.kills, options.seed)
    print(f"{right} of {options.kills} the same as the undisturbed run ({length:.0f} s); --seed {options.seed}")
    sys.exit(right != options.kills)


if __name__ == "__main__":
    main()
