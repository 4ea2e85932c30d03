"""The README says what is true: its commands are run and print what stands there, its tables and recipes hold.

Run as a script (python tests/test_readme.py) it writes what the commands print today, the tables made from TSV, and
options that have no row yet into the README.
"""

from __future__ import annotations

import gzip
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import types
from collections.abc import Callable
from pathlib import Path

import pytest

import shenhe_cli
from shenhe_cli.cli.app import COMMANDS, main
from shenhe_cli.cli.messages import load_help
from shenhe_cli.export.writers import WRITERS
from shenhe_cli.lexicon import load_lexicon
from shenhe_cli.lexicon.tables import FOLDER
from shenhe_cli.recognize import Recognizer, names
from shenhe_cli.recognize.recognizer import RULES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
FIELDS, ENUMS, OPTIONS = "| field | type | 中文 | meaning |", "| field | values |", "| option | what it does |"
WIDTH = "120"

Runner = Callable[[str], tuple[int, str]]


def section(heading: str, text: str = README) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = heading.split()[0]
    (_, after) = f"\n{text}".split(f"\n{heading}\n", 1)
    return re.split(rf"\n#{{2,{len(level)}}} ", after)[0]


def blocks(kind: str, text: str = README) -> list[str]:
    """The fenced blocks of a kind."""
    return re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)


def table_rows(text: str) -> list[list[str]]:
    """The rows of the first table in `text`, without its heading."""
    lines = text[text.index("\n|") :].strip().split("\n\n")[0].splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def table_under(header: str, text: str = README) -> str:
    """The table that begins with the line `header`."""
    return header + text.split(header, 1)[1].split("\n\n", 1)[0]


def read_rows(path: str) -> list[list[str]]:
    """The rows of a TSV table, without its heading."""
    lines = (ROOT / "shenhe_cli" / path).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and line[0] != "#"][1:]


def make_fields() -> str:
    """The README's table of fields."""
    rows = [f"| `{name}` | {kind} | {zh} | {meaning} |" for name, kind, zh, meaning, _ in read_rows("export/fields.tsv")]
    return "\n".join([FIELDS, "| --- | --- | --- | --- |", *rows])


def make_enums() -> str:
    """The README's table of enum values."""
    values: dict[str, list[str]] = {}
    for field, value, zh in read_rows("export/enums.tsv"):
        if field != "dimension":  # they stand under Canonical units
            values.setdefault(field, []).append(f"`{value}` {zh}")
    return "\n".join([ENUMS, "| --- | --- |", *(f"| `{field}` | {' · '.join(words)} |" for field, words in values.items())])


def make_folder(folder: Path) -> None:
    """A folder in which the examples can run: the seed report and its answers, and `shenhe` for the shell."""
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    for name in ("gold", "documents"):
        shutil.copytree(ROOT / "fixtures" / name, folder / "fixtures" / name)
    (folder / "bin").mkdir()
    program = folder / "bin" / "shenhe"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m shenhe_cli "$@"\n', "utf-8")
    program.chmod(0o755)


def add_options(table: str) -> str:
    """The table of options with a row, in the words of the help page, for every option of extract that has none."""
    lines = table.splitlines()
    for key, text in load_help("en").items():
        command, _, option = key.partition(" ")
        if command == "extract" and option.startswith("--") and f"`{option}`" not in table:
            lines.insert(-1, f"| `{option}` | {text[0].lower()}{text[1:].rstrip('.')} |")
    return "\n".join(lines)


def run_in_shell(command: str, folder: Path) -> tuple[int, str]:
    """Exit code and output of a command line with pipes."""
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "COLUMNS": WIDTH, "SHENHE_LANG": "en"}
    done = subprocess.run(["bash", "-c", command], capture_output=True, cwd=folder, env=environment, timeout=60, check=False)
    return done.returncode, (done.stdout + done.stderr).decode()


def play(block: str, run: Runner) -> str:
    """The block as it would be on a terminal today. A command must succeed unless `$ echo $?` comes after it."""
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    lines: list[str] = []
    code = 0
    for i, command in enumerate(commands):
        lines.append(command)
        if command == "$ echo $?":
            lines.append(str(code))
            continue
        code, out = run(command.removeprefix("$ "))
        is_asked = commands[i + 1 : i + 2] == ["$ echo $?"]
        assert code == 0 or is_asked, (command, code, out)
        lines += [line.rstrip() for line in out.rstrip().splitlines()]
    return "\n".join(lines) + "\n"


@pytest.fixture
def shell(tmp_path, monkeypatch, capfdbinary):
    """Runs a command line in this process, in a shell only where it needs one."""
    make_folder(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("SHENHE_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SHENHE_LANG", "en")
    monkeypatch.setenv("COLUMNS", WIDTH)

    def run(command: str) -> tuple[int, str]:
        words = shlex.split(command)
        if words[0] != "shenhe" or set(words) & {"|", "<", ">"}:
            return run_in_shell(command, tmp_path)
        code = main(words[1:])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, (out + err).decode()

    return run


@pytest.mark.parametrize("block", blocks("console"), ids=lambda block: block.splitlines()[0][2:60])
def test_commands_print_what_stands_there(shell, block):
    assert play(block, shell) == block


def test_tables_of_fields_and_enums_are_in_step():
    for made, header in ((make_fields(), FIELDS), (make_enums(), ENUMS)):
        assert table_under(header) == made


def test_every_option_of_extract_has_a_row(shell):
    code, page = shell("shenhe extract --help")
    assert code == 0
    options = re.findall(r"^  (?:(-\w), )?(--[a-z-]+)\b", page, re.MULTILINE)
    assert len(options) > 10
    rows = table_under(OPTIONS)
    missing = [name for names_of_one in options for name in names_of_one if name and f"`{name}`" not in rows]
    assert not missing, "run this file as a script"


def test_every_command_has_a_section():
    missing = [name for name in COMMANDS.names() if f"\n### {name}: " not in README]
    assert not missing, "a heading, what it takes, and an example that runs"


def test_every_format_in_the_table_exists():
    formats = table_rows(section("### extract: figures to rows").split("**Formats.**")[1])
    assert {row[0].strip("`") for row in formats} <= set(WRITERS.names())


def test_python_example_prints_what_its_comments_say(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    (code,) = blocks("python", section("## In Python"))
    exec(code, {})
    wanted = [line.split("  # ")[1] for line in code.splitlines() if line.startswith("print(")]
    assert capsys.readouterr().out.splitlines() == wanted


def test_what_is_left_out_gives_no_row():
    for kind, text in table_rows(section("## What is left out on purpose")):
        assert shenhe_cli.extract(text) == [], kind


def test_known_limits_are_still_limits():
    """What is mended must leave the README."""
    for limit, text, result in table_rows("\n" + table_under("| limit | example | what comes out |")):
        records = shenhe_cli.extract(text)
        if result == "nothing":
            assert not records, limit
        else:
            field, _, wanted = result.partition(" ")
            assert [getattr(record, field) for record in records] == wanted.split(", "), limit


def test_canonical_units_are_those_of_the_program(shell):
    rows = table_rows(section("### Canonical units"))
    assert {row[0] for row in rows} == {value for field, value, _ in read_rows("export/enums.tsv") if field == "dimension"}
    alone = [(dimension, written.strip("`"), becomes) for dimension, _, written, becomes in rows if written.startswith("`")]
    code, out = shell(f"shenhe normalize {' '.join(written for _, written, _ in alone)}")
    assert (code, out.splitlines()) == (0, [becomes for *_, becomes in alone])
    for dimension, written, _ in alone:
        assert shenhe_cli.normalize(written).dimension == dimension
    for dimension, _, written, becomes in rows:
        if not written.startswith("`"):
            (record,) = shenhe_cli.extract(written)
            assert (f"{record.norm_value} {record.norm_unit}", record.dimension) == (becomes, dimension)


def seen(extractor: shenhe_cli.Extractor, text: str) -> list[tuple[str | None, str, str]]:
    return [(r.indicator, r.quantity, r.measure) for r in extractor.extract(text)]


def test_rows_of_the_recipes_do_what_is_said(tmp_path):
    for table in FOLDER.glob("*.tsv"):
        shutil.copy(table, tmp_path)
    for heading in ("### A unit", "### An indicator", "### A word to leave out", "### A verb"):
        recipe = section(heading)
        table = re.search(r"`shenhe_cli/lexicon/(\w+\.tsv)`", recipe)
        assert table
        with open(tmp_path / table[1], "a", encoding="utf-8") as stream:
            stream.write("".join(blocks("tsv", recipe)))
    with open(tmp_path / "heads.tsv", "a", encoding="utf-8") as stream:
        stream.write("个\tany\t狠抓\n")
    extractor = shenhe_cli.Extractor(load_lexicon(tmp_path))
    (record,) = extractor.extract("新建景观步道3俄里。")
    assert (str(record.norm_value), record.norm_unit) == ("3200.4", "m")
    for name in ("预制菜产值", "预制菜总产值"):
        assert extractor.extract(f"{name}突破12亿元。")[0].indicator_code == "premade_food_output"
    assert seen(shenhe_cli.Extractor(), "完成九棵树等4处文物保护。")[0][1] == "九棵"
    assert [quantity for _, quantity, _ in seen(extractor, "完成九棵树等4处文物保护。")] == ["4处"]
    assert seen(extractor, "坚持三个狠抓。") == seen(extractor, "坚持四个狠抓。") == []
    assert seen(extractor, "集体经济收入窜升到3200万元。") == [("集体经济收入", "3200万元", "level")]
    assert seen(extractor, "高技能人才飙升35%。") == [("高技能人才", "35%", "change_rate")]


def test_own_rows_work_as_printed(shell, tmp_path):
    text = section("### lexicon: the tables, and rows of your own")
    (settings,), (table,) = blocks("toml", text), blocks("tsv", text)
    (tmp_path / "shenhe.toml").write_text(settings, "utf-8")
    (tmp_path / "my-units.tsv").write_text(table, "utf-8")
    assert "my-units.tsv" in settings
    code, _ = shell("shenhe lexicon check")
    assert code == 0
    for written, becomes in (("3俄里", "3200.4 m"), ("120标准集装箱", "120 标准集装箱")):
        assert shell(f"shenhe normalize {written}") == (0, f"{becomes}\n")
    code, out = shell("shenhe lexicon list")
    assert code == 0
    assert len(re.findall(r"\d\+2 \* ", out)) == 1


def test_rule_of_the_recipe_does_what_is_said():
    (code,) = blocks("python", section("### A rule"))
    function, _, row = code.rpartition("\n\n\n")
    space = dict(vars(names))
    exec(function, space)
    rule = eval(row, space)
    lexicon = load_lexicon()
    with_rule, without = Recognizer(lexicon, [*RULES, rule]), Recognizer(lexicon, RULES)
    text = "测绘1:500地形图136幅，杠杆率达到1:67"
    assert [text[q.start : q.end] for q in without.recognize(text)] == ["1:500", "136幅", "1:67"]
    assert [text[q.start : q.end] for q in with_rule.recognize(text)] == ["136幅", "1:67"]
    assert Recognizer(lexicon, [rule]).find_candidates(*rule.examples)


def load_recipe(heading: str) -> types.ModuleType:
    """The module that a recipe shows."""
    module = types.ModuleType("recipe")
    (code,) = blocks("python", section(heading))
    exec(code, module.__dict__)
    return module


def test_writer_and_reader_of_the_recipes_work(tmp_path):
    text = "一般公共预算收入实现75.8亿元。"
    document = load_recipe("### An input format").read(gzip.compress(text.encode()), "report.txt.gz")
    assert (document.text, document.source) == (text, "report.txt.gz")
    path = tmp_path / "figures.txt"
    with path.open("w", encoding="utf-8") as stream:
        load_recipe("### An output format").write(shenhe_cli.extract(document), stream, None)
    assert path.read_text("utf-8") == "一般公共预算收入 = 75.8亿元 (level, actual, undated)\n"


def test_the_tree_and_every_path_exist():
    (tree,) = blocks("text", section("## The house"))
    folder = ROOT
    for line in tree.splitlines():
        name, _, words = line.strip().partition(" ")
        path = (folder if line.startswith(" ") else ROOT) / name
        assert path.exists(), name
        if path.is_dir() and not line.startswith(" "):
            folder = path
        for mentioned in re.findall(r"\w+(?:\.py|\.tsv)\b", words):
            assert (path / mentioned).exists(), (name, mentioned)
        for mentioned in re.findall(r"(\w+)/:", words):
            assert (path / mentioned).is_dir(), (name, mentioned)
    for path in re.findall(r"`((?:shenhe_cli|tests|fixtures|seeds)/[\w/]*(?:\.\w+)?)`", README):
        assert (ROOT / path).exists(), path
    for name in re.findall(r"`(\w+\.tsv)`", section("## How to add")):
        assert (FOLDER / name).exists(), name


def test_links_lead_somewhere():
    anchors = {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-")
        for line in README.splitlines()
        if line.startswith("#")
    }
    for anchor in re.findall(r"\]\(#([^)]+)\)", README):
        assert anchor in anchors


def refresh() -> None:
    """Write the README anew with what its commands print today."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_folder(folder)
        text = CONSOLE.sub(lambda match: play(match[0], lambda command: run_in_shell(command, folder)), README)
    text = text.replace(table_under(OPTIONS), add_options(table_under(OPTIONS)))
    text = text.replace(table_under(FIELDS), make_fields()).replace(table_under(ENUMS), make_enums())
    (ROOT / "README.md").write_text(text, "utf-8")


if __name__ == "__main__":
    refresh()
