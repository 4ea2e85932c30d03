"""The program around the commands: help in two languages, start-up, pipes, colours, schema, and the package's own surface."""

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
import typer
from conftest import SENTENCE
from hypothesis import given
from hypothesis import strategies as st

import shenhe_cli
from shenhe_cli.cli.app import COMMANDS, app
from shenhe_cli.cli.messages import language, load_help
from shenhe_cli.cli.pages import width_of, wrap
from shenhe_cli.export.writers import WRITERS

ROOT = Path(__file__).parents[1]
PROGRAM = typer.main.get_command(app)
CONTEXT = click.Context(PROGRAM, info_name="shenhe")
NAMES = PROGRAM.list_commands(CONTEXT)


def start(*arguments, code="from shenhe_cli.cli.app import run; run()", **options):
    environment = {**os.environ, "SHENHE_LANG": "en", "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False, **options)


def test_every_command_is_a_file():
    assert sorted(NAMES) == COMMANDS.names()
    # The main job comes first.
    assert NAMES[0] == "extract"


@pytest.mark.parametrize("labels", ["en", "zh"])
@pytest.mark.parametrize("name", [None, *NAMES])
def test_every_help_page_explains_everything(run, monkeypatch, name, labels):
    monkeypatch.setenv("SHENHE_LANG", labels)
    monkeypatch.setenv("COLUMNS", "80")
    code, page, err = run(*([name] if name else []), "--help")
    assert (code, err) == (0, "")
    assert max(map(width_of, page.splitlines())) <= 80
    assert f"$ shenhe {name or 'extract'}" in "\n".join(f"$ {line.strip()}" for line in page.splitlines())
    command = PROGRAM.get_command(CONTEXT, name) if name else PROGRAM
    words = load_help(labels)
    for parameter in command.get_params(click.Context(command, info_name=name)):
        key = max(parameter.opts, key=len) if parameter.param_type_name == "option" else (parameter.name or "").upper()
        text = words.get(key) or words[f"{name or 'shenhe'} {key}"]
        start = re.split(r"[{，。]", text)[0][:20]
        assert start in "".join(page.split("\n")) or start.split()[0] in page
        assert all(option in page for option in parameter.opts if option.startswith("-"))
    assert ("用法" in page) == (labels == "zh")


def test_help_names_the_formats(run):
    page = run("extract", "--help")[1]
    assert ", ".join(WRITERS.names()) in " ".join(page.split())


def test_no_help_text_is_left_over():
    keys = {key for key in load_help("en") if not key.startswith("$ ")}
    used = {"usage", "commands", "arguments", "options", "examples", "shenhe", *NAMES}
    for name in ["shenhe", *NAMES]:
        command = PROGRAM if name == "shenhe" else PROGRAM.get_command(CONTEXT, name)
        for parameter in command.get_params(click.Context(command, info_name=name)):
            key = max(parameter.opts, key=len) if parameter.param_type_name == "option" else (parameter.name or "").upper()
            used |= {key, f"{name} {key}"}
    assert keys <= used


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "de_DE"}, "en"),
        ({"LANG": "en_US.UTF-8", "SHENHE_LANG": "zh"}, "zh"),
        ({}, "en"),
    ],
)
def test_language_of_the_locale(monkeypatch, environment, expected):
    for name in ("SHENHE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert language() == expected


@given(st.text(st.sampled_from("甲乙，。（）ab c"), max_size=60), st.integers(12, 40))
def test_wrapping_loses_nothing_and_keeps_the_width(text, width):
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    words = re.split(r"[甲乙 ]", text)
    if max(map(width_of, words)) <= width - 6:
        assert all(width_of(line) <= width for line in lines)


def test_version(run):
    assert run("--version")[:2] == (0, f"shenhe {shenhe_cli.__version__}\n")


def test_without_a_command_it_shows_how_it_is_used(run):
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "Usage: shenhe" in err


def test_an_unknown_command_is_wrong_usage(run):
    code, out, err = run("extrakt")
    assert (code, out) == (2, "")
    assert "extrakt" in err
    assert "shenhe --help" in err


@pytest.mark.parametrize("kind", ["json", "table"])
def test_schema_is_json(run, kind):
    code, out, _ = run("schema", "--kind", kind)
    assert code == 0
    assert json.loads(out)["$schema"].startswith("https://")
    assert "指标" in run("schema", "--kind", kind, "--labels", "zh")[1]


def test_schema_of_an_unknown_kind(run):
    code, out, err = run("schema", "--kind", "xml")
    assert (code, out) == (2, "")
    assert "json table" in err


IMPORTS = """
import sys
sys.path.insert(0, "tests")
from conftest import make_record
from shenhe_cli.cli.destination import choose_destination
"""
HEAVY = ("rich", "jieba", "pydantic", "regex", "hypothesis")


@pytest.mark.parametrize("arguments", [["--help"], ["extract", "--help"], ["--version"], ["schema"]])
def test_light_paths_import_nothing_heavy(arguments):
    code = (
        "import sys; from shenhe_cli.cli.app import main; main(); "
        f"print([name for name in {HEAVY} if name in sys.modules] + "
        "[name for name in sys.modules if name.startswith(('shenhe_cli.bind', 'shenhe_cli.pipeline'))], file=sys.stderr)"
    )
    assert start(*arguments, code=code).stderr.decode().strip() == "[]"


def test_importing_the_package_is_cheap():
    code = "import sys; before = set(sys.modules); import shenhe_cli; print(len(set(sys.modules) - before))"
    assert int(start(code=code).stdout) < 10


def test_public_names():
    assert set(shenhe_cli.__all__) <= set(dir(shenhe_cli))
    for name in ("Document", "Record", "ShenheError", "read_document"):
        assert getattr(shenhe_cli, name).__name__ == name
    assert callable(shenhe_cli.normalize)
    with pytest.raises(AttributeError, match="nonesuch"):
        shenhe_cli.nonesuch  # noqa: B018


def test_normalize_stays_a_function_beside_the_folder_of_its_name():
    import shenhe_cli.pipeline  # Imports the modules of the folder normalize/

    written = shenhe_cli.normalize("75.8亿元")
    assert (written.norm_value, written.norm_unit) == (7580000000, "CNY")
    for text in ("好", "1亿元和2%"):
        with pytest.raises(shenhe_cli.ShenheError, match=text):
            shenhe_cli.normalize(text)


def test_normalize_command(run, monkeypatch):
    assert run("normalize", "75.8亿元", "三分之二", "5%—6%")[:2] == (0, "7580000000 CNY\n66.6666666666667 %\n5–6 %\n")
    code, out, err = run("normalize", "好", "1.2万人")
    assert (code, out) == (1, "\n12000 人\n")
    assert "'好'" in err
    assert run("normalize", "好")[0] == 3
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("3公顷\n".encode())))
    assert run("normalize")[:2] == (0, "30000 m2\n")


@pytest.mark.parametrize("name", ["jsonl", "table", "md", "xlsx", "parquet"])
def test_a_reader_that_goes_away_ends_it_quietly(name):
    """`shenhe … | head`: nobody reads what a pipe does not hold."""
    code = IMPORTS + (
        "import random\n"
        "records = (make_record(start_char=n, sentence=random.randbytes(400).hex()) for n in range(2000))\n"
        f"choose_destination({name!r}, None, None, False, None).write(records)"
    )
    command = [sys.executable, "-c", code]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment) as process:
        assert process.stdout is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(30) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_gives_one_line():
    with open("/dev/full", "wb") as full:
        environment = {**os.environ, "SHENHE_LANG": "en", "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "shenhe_cli", "schema"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("shenhe: standard output: cannot be written")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")
@pytest.mark.parametrize("command", ["extract seeds/shenhe_2023.txt", "explain 收入5亿元"])
def test_a_closed_standard_output_is_written_to_nowhere(command):
    environment = {**os.environ, "SHENHE_LANG": "en", "PYTHONPATH": str(ROOT)}
    shell = ["sh", "-c", f"{sys.executable} -m shenhe_cli {command} >&-"]
    done = subprocess.run(shell, stderr=subprocess.PIPE, cwd=ROOT, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_defect_gives_one_line(run, report, fake_pipeline, monkeypatch):
    report.write_text("乱", "utf-8")
    code, _, err = run("explain", "report.txt")
    assert code == 1
    assert err.count("\n") == 1
    assert "ZeroDivisionError" in err
    monkeypatch.setenv("SHENHE_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run("explain", SENTENCE + "乱")


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("environment", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_a_table_and_perhaps_colour(environment, is_coloured):
    import pty

    code = IMPORTS + (
        "choose_destination(None, None, 'zh', False, None).write([make_record()])"
    )
    ours, theirs = pty.openpty()
    full = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80", **environment}
    if "NO_COLOR" not in environment:
        full.pop("NO_COLOR", None)
    with subprocess.Popen([sys.executable, "-c", code], stdout=theirs, stderr=theirs, cwd=ROOT, env=full) as process:
        assert process.wait(30) == 0
    os.close(theirs)
    text = os.read(ours, 65536).decode()
    os.close(ours)
    assert "一般公共预算收入" in text
    assert "指标" in text
    assert ("\x1b[" in text) == is_coloured


def test_the_readme_has_both_commands():
    readme = (ROOT / "README.md").read_text("utf-8")
    before, development = readme.split("## Development", 1)
    commands = [line.strip() for line in before.splitlines() if line.startswith("    ") and "-m venv" in line]
    assert len(commands) == 1
    assert commands[0].endswith("shenhe extract seeds/shenhe_2023.txt")
    commands = [line.strip() for line in development.splitlines() if line.startswith("    ") and "-m venv" in line]
    assert len(commands) == 1
    assert commands[0].endswith("-m pytest")
