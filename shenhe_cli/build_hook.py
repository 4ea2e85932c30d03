"""What hatchling asks when it builds: with SHENHE_COMPILE=1 the wheel holds compiled modules beside their sources, else sources alone.

    SHENHE_COMPILE=1 pip install .

mypyc makes C of the stages that take the time, in a temporary folder: the source tree stays as it is. Sources are shipped too, since
tracebacks quote them. An editable install runs from the source tree and so is never compiled, whatever the variable says.
This file is for the build alone and not in the wheel; nothing of the package may be imported here.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "shenhe_cli"
# Where the time goes. model.py and pipeline.py are left out: that costs next to nothing, and the public classes stay as Python has them.
FOLDERS = ("recognize", "bind", "segment", "lexicon", "normalize")
# Scripts for `python -m`, which runs no compiled module.
SCRIPTS = "distil_"
# Each mypy compiles a little differently: these are the ones that gave the same records.
NEEDS = ("mypy>=2.4,<2.5", "setuptools>=65")
# A file of C for each module and little optimisation: a minute and a half on one core, and more of it is hardly faster.
SETUP = """\
from mypyc.build import mypycify
from setuptools import setup

modules = mypycify(["--ignore-missing-imports", *{paths!r}], opt_level="1", debug_level="0", multi_file=True, group_name="shenhe")
setup(name="shenhe", packages=[], ext_modules=modules)
"""
HINT = (
    "It takes a C compiler and the headers of Python (Debian: apt install gcc python3-dev). "
    "Install them, or unset SHENHE_COMPILE: pure Python needs neither and gives the same records, only slower"
)


class CompileHook(BuildHookInterface[BuilderConfig]):
    """Adds compiled modules to a wheel where they are asked for."""

    def dependencies(self) -> list[str]:
        """What the build needs besides hatchling: nothing more for pure Python."""
        return list(NEEDS) if is_asked_for() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, unless `version` is editable, and say in `build_data` what goes into the wheel and that it is for one platform."""
        if version == "editable" or not is_asked_for():
            return
        # Kept until the wheel is written; it goes with the hook where that fails.
        self._folder = TemporaryDirectory(prefix="shenhe-")
        folder = Path(self._folder.name)
        shutil.copytree(Path(self.root) / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
        if trouble := compile_modules(folder):
            self.app.abort(f"SHENHE_COMPILE is set, but shenhe cannot be compiled: {trouble}. {HINT}.")
        build_data["force_include"] |= {str(path): str(path.relative_to(folder)) for path in find_compiled(folder)}
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def is_asked_for() -> bool:
    """Whether the environment asks for a compiled build."""
    return os.environ.get("SHENHE_COMPILE", "") not in ("", "0")


def find_modules(folder: Path) -> list[str]:
    """The modules to compile, as paths below `folder`. An empty one has nothing to compile."""
    paths = sorted(path for name in FOLDERS for path in (folder / PACKAGE / name).glob("*.py"))
    return [str(path.relative_to(folder)) for path in paths if path.stat().st_size and not path.name.startswith(SCRIPTS)]


def compile_modules(folder: Path) -> str:
    """Compile the copy of the package in `folder`, in place; what is wrong, where that fails, else nothing."""
    (folder / "setup.py").write_text(SETUP.format(paths=find_modules(folder)), "utf-8")
    # A process of its own, since mypyc ends the one that it runs in when it fails.
    run = subprocess.run(
        [sys.executable, "setup.py", "build_ext", "--inplace"], cwd=folder, capture_output=True, text=True, errors="replace", check=False
    )
    if run.returncode == 0:
        return ""
    lines = (run.stdout + run.stderr).splitlines() or [f"exit code {run.returncode}"]
    # The compiler's own complaint, where it had one, says more than the last line, which is that it failed, with all its arguments.
    trouble = next((line for line in lines if "error: " in line), lines[-1])
    return re.sub(r"Command '\['([^']*)'.*\]'", r"command '\1'", trouble).strip(" .")


def find_compiled(folder: Path) -> list[Path]:
    """The compiled modules, and the library they share at the top; not the copies in build/."""
    paths = [*folder.iterdir(), *(folder / PACKAGE).rglob("*")]
    return [path for path in paths if path.name.endswith(tuple(EXTENSION_SUFFIXES))]
