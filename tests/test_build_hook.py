"""The build's hook: pure Python unless it is asked for more, and one message where compiling fails. Nothing is compiled here."""

from __future__ import annotations

import subprocess
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from shenhe_cli import build_hook

ROOT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]


class Aborted(Exception):
    pass


def abort(message):
    raise Aborted(message)


def make_hook():
    return build_hook.CompileHook(str(ROOT), {}, None, None, "", "wheel", SimpleNamespace(abort=abort))


def make_data():
    return {"force_include": {}, "pure_python": True, "infer_tag": False}


def compiler(monkeypatch, returncode, stderr="", files=()):
    """Stands in for the process that compiles: leaves these files in its folder, or fails."""

    def run(command, cwd, **_):
        for name in files:
            (cwd / name).parent.mkdir(parents=True, exist_ok=True)
            (cwd / name).write_bytes(b"")
        return SimpleNamespace(returncode=returncode, stdout="", stderr=stderr)

    monkeypatch.setattr(subprocess, "run", run)


def test_the_settings_name_the_hook_and_keep_it_out_of_the_wheel():
    path = SETTINGS["hooks"]["custom"]["path"]
    assert ROOT / path == Path(build_hook.__file__)
    assert f"/{path}" in SETTINGS["exclude"]


@pytest.mark.parametrize(("value", "version"), [(None, "standard"), ("", "standard"), ("0", "standard"), ("1", "editable")])
def test_a_build_is_pure_python(value, version, monkeypatch):
    monkeypatch.delenv("SHENHE_COMPILE", raising=False)
    if value is not None:
        monkeypatch.setenv("SHENHE_COMPILE", value)
    monkeypatch.setattr(subprocess, "run", None)
    data = make_data()
    make_hook().initialize(version, data)
    assert data == make_data()
    assert bool(make_hook().dependencies()) is (value == "1")


def test_compiled_modules_go_into_a_wheel_for_one_platform(monkeypatch):
    monkeypatch.setenv("SHENHE_COMPILE", "1")
    suffix = build_hook.EXTENSION_SUFFIXES[0]
    module, library = f"shenhe_cli/bind/frames{suffix}", f"shenhe__mypyc{suffix}"
    compiler(monkeypatch, 0, files=(module, library, f"build/lib/{module}"))
    hook, data = make_hook(), make_data()
    hook.initialize("standard", data)
    assert sorted(data.pop("force_include").values()) == sorted(str(Path(name)) for name in (module, library))
    assert data == {"pure_python": False, "infer_tag": True}


@pytest.mark.parametrize(
    ("output", "trouble"),
    [
        ("cc -Werror -c a.c\na.c:1: fatal error: Python.h: No such file\nerror: command 'cc' failed", "a.c:1: fatal error: Python.h: No such file"),
        ("error: Command '['cc', '-O1', 'a.c']' returned non-zero exit status 1.", "error: command 'cc' returned non-zero exit status 1"),
        ("Traceback\nModuleNotFoundError: No module named 'mypyc'", "ModuleNotFoundError: No module named 'mypyc'"),
    ],
    ids=["headers", "compiler", "mypyc"],
)
def test_what_went_wrong_is_in_the_one_message(output, trouble, monkeypatch):
    monkeypatch.setenv("SHENHE_COMPILE", "1")
    compiler(monkeypatch, 1, output)
    with pytest.raises(Aborted) as caught:
        make_hook().initialize("standard", make_data())
    assert str(caught.value) == f"SHENHE_COMPILE is set, but shenhe cannot be compiled: {trouble}. {build_hook.HINT}."


def test_what_is_compiled_is_typed_for_it():
    """No script for `python -m` is compiled, and every RULES says its type: mypy reads recognize/ in a circle and cannot find it."""
    modules = build_hook.find_modules(ROOT)
    assert {Path(module).parent.name for module in modules} == set(build_hook.FOLDERS)
    for module in modules:
        text = (ROOT / module).read_text("utf-8")
        assert "\nRULES = " not in text, module
        assert '__name__ == "__main__"' not in text, module
