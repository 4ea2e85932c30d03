"""The environments of the benchmark: one with shenhe and the small peers, one with Recognizers-Text. Made once, in a cache folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = {
    # shenhe brings typer and jieba.
    "shenhe": ["-e", f"{ROOT}[parquet]"],
    # The same, compiled: no editable install, so it is made anew each time.
    "compiled": [f"{ROOT}[parquet]"],
    # It needs names that later emoji and setuptools no longer have.
    "recognizers": ["recognizers-text-suite", "emoji<2", "setuptools<70"],
}


def cache_folder() -> Path:
    """Where the environments lie."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base, "shenhe-benchmarks")


def make_environment(name: str, folder: Path) -> Path:
    """The Python of an environment, which is made if need be."""
    python = folder / name / "bin" / "python"
    done = folder / name / "done"
    environment = {**os.environ, "SHENHE_COMPILE": "1" if name == "compiled" else ""}
    if name == "compiled" or not done.exists():
        print(f"making the environment {folder / name}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder / name)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "-q", *PACKAGES[name]], check=True, env=environment)
        done.touch()
    return python
