"""Measuring processes: time, taken in turns so that noise meets all alike, and peak memory of a process with its children."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

Command = Sequence[str]


def time_in_turns(commands: Mapping[str, Command], rounds: int) -> dict[str, float]:
    """The median wall time in seconds of each command's process; every round runs each once, after one that does not count."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for i in range(rounds + 1):
        for name, command in commands.items():
            began = time.perf_counter()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            if i:
                times[name].append(time.perf_counter() - began)
    return {name: statistics.median(each) for name, each in times.items()}


def ask(command: Command, **variables: str) -> list[float]:
    """The numbers that a command prints."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, **variables})
    return [float(word) for word in done.stdout.split()]


def peak_memory(command: Command) -> float:
    """The most megabytes that a process and its children have at a time, shared pages counted once (PSS), looked at all the time."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(proportional_size(pid) for pid in [process.pid, *children_of(process.pid)]))
        time.sleep(0.05)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return peak / 1024


def children_of(pid: int) -> list[int]:
    """The children of a process, and theirs."""
    found: list[int] = []
    try:
        for task in os.listdir(f"/proc/{pid}/task"):
            found += [int(word) for word in Path(f"/proc/{pid}/task/{task}/children").read_text("ascii").split()]
    except OSError:
        return []
    return found + [grandchild for child in found for grandchild in children_of(child)]


def proportional_size(pid: int) -> int:
    """Kilobytes."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0


def load() -> str:
    """How busy the machine is besides."""
    return f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
