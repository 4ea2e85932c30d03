"""A user's own lexicon: rows in TSV and TOML over the built-in ones, every problem with file and line, and the command."""

from __future__ import annotations

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

import shenhe_cli
from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon import default_lexicon
from shenhe_cli.lexicon.own import check_rows, find_overrides, load_own_lexicon, read_own_files, table_names
from shenhe_cli.lexicon.own_files import DEFAULTS
from shenhe_cli.lexicon.tables import FOLDER, read_columns, read_table
from shenhe_cli.lexicon.units import CANONICAL_UNITS, UNIT_COLUMNS
from shenhe_cli.pipeline import Extractor, extract

ROOT = Path(__file__).parents[1]
TOML = """\
# mine
[lexicon]
files = ["my-actions.tsv"]

[[lexicon.units]]
unit = "奇件"

[[lexicon.units]]
unit = "亩"
dimension = "area"
norm_unit = "m2"
factor = "666.7"

[[lexicon.indicators]]
code = "teapots"
name = "茶壶保有量"
aliases = ["茶壶总数量", "地区生产总值"]
dimension = ["count"]

[[lexicon.names]]
name = "两家渡"
"""


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a shenhe.toml and a TSV that it names."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shenhe.toml").write_text(TOML, "utf-8")
    (tmp_path / "my-actions.tsv").write_text("word\tkind\tdirection\n拉高\tchange\tup\n", "utf-8")
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_every_kind_of_row_counts(own: Path) -> None:
    lexicon = load_own_lexicon([own / "shenhe.toml"])
    extractor = Extractor(lexicon)
    first, second = extractor.extract("茶壶保有量3万奇件，拉高5%。")
    assert (first.norm_value, first.norm_unit, first.indicator_code) == (30000, "奇件", "teapots")
    assert (second.measure, second.direction, second.action) == ("change_rate", "up", "拉高")
    assert extractor.extract("整治两家渡。") == []
    assert [r.quantity for r in extract("整治两家渡。")] == ["两家"]


def test_rows_override_built_in_ones(own: Path) -> None:
    lexicon = load_own_lexicon([own / "shenhe.toml"])
    mu, builtin = lexicon.units.find("亩"), default_lexicon().units.find("亩")
    assert mu is not None
    assert builtin is not None
    assert Fraction(mu.factor) == Fraction("666.7")
    assert Fraction(builtin.factor) == Fraction(2000, 3)
    # an alias that a user claims is no longer the built-in row's
    assert lexicon.indicators.code_of("地区生产总值") == "teapots"
    assert default_lexicon().indicators.code_of("地区生产总值") == "gdp"
    assert {o.key: o.replaced for o in find_overrides(read_own_files([own / "shenhe.toml"]))}["亩"][0].startswith("units.tsv:")


def test_the_default_lexicon_does_not_change(own: Path) -> None:
    before = default_lexicon()
    load_own_lexicon([own / "shenhe.toml"])
    assert default_lexicon() is before
    assert before.units.find("奇件") is None


def test_of_two_files_the_later_counts(tmp_path: Path) -> None:
    one = write(tmp_path, "a.tsv", "unit\tnorm_unit\tfactor\n奇件\t件\t2\n怪件\t件\t3\n")
    other = write(tmp_path, "b.tsv", "unit\tnorm_unit\tfactor\n奇件\t件\t5\n")
    lexicon = load_own_lexicon([one, other])
    assert [lexicon.units.find(u).factor for u in ("奇件", "怪件")] == [5, 3]  # type: ignore[union-attr]


def test_a_factor_is_of_the_dimensions_canonical_unit(tmp_path: Path) -> None:
    own = write(tmp_path, "a.tsv", "unit\tdimension\tfactor\n俄里\tlength\t1066.8\n俄丈\tlength\t1\n奇件\tcount\t1\n")
    records = Extractor(load_own_lexicon([own])).extract("全长3俄里，宽3俄丈，共3奇件。")
    assert [(str(r.norm_value), r.norm_unit) for r in records] == [("3200.4", "m"), ("3", "m"), ("3", "奇件")]


def test_canonical_units_are_those_of_the_table() -> None:
    rows = [cells for _, cells in read_table(FOLDER / "units.tsv", UNIT_COLUMNS)]
    for dimension, norm_unit in CANONICAL_UNITS.items():
        assert {row[2] for row in rows if row[1] == dimension and row[3] != "1"} == {norm_unit}


def test_the_public_name(own: Path) -> None:
    lexicon = shenhe_cli.load_own_lexicon(["shenhe.toml"])
    assert shenhe_cli.Extractor(lexicon).extract("茶壶3奇件。")[0].unit == "奇件"


@pytest.mark.parametrize(
    ("name", "text", "line", "words"),
    [
        ("a.tsv", "unit\tdimension\n奇件\tmoney\n", 2, "'money' is not known"),
        ("a.tsv", "# mine\nunit\tfactor\n奇件\tmany\n", 3, "'many' is no positive number"),
        ("a.tsv", "unit\tfactor\n奇件\n", 2, "1 cells, 2 wanted"),
        ("a.tsv", "unit\tfactor\n奇件\t1\n奇件\t2\n", 3, "stands twice"),
        ("a.tsv", "name\tkind\n长城\tname\n", 2, "no numeral"),
        ("a.tsv", "code\tname\tdimension\nGDP\t生产总值\tcurrency\n", 2, "not complete"),
        ("a.tsv", "code\tname\tdimension\na\t甲\tcount\nb\t甲\tcount\n", 3, "甲 is claimed by a"),
        ("a.tsv", "word\tkind\tdirection\n拉高\tchange\tupwards\n", 2, "'upwards'"),
        ("a.tsv", "colour\tsize\n红\t1\n", 1, "no table has the columns colour size"),
        ("units.tsv", "unit\tweight\n奇件\t1\n", 1, "weight is no column of units"),
        ("my-bounds.tsv", "word\tside\n大概其\tbefore\n", 1, "bound is missing"),
        ("a.tsv", "word\tkind\n东经\tscope\n", 1, "those of"),
        ("a.tsv", "word\tclass\n茶壶\tzz\n", 2, "'zz' is not known"),
        ("a.tsv", "word\tanchor\tfrom\tto\n后年\treport\ttwo\t2\n", 2, "'two' is no number of years"),
        ("a.toml", "[lexicon\n", 1, "not TOML"),
        ("a.toml", "[lexicon]\n\n[[lexicon.units]]\nunit = '奇件'\nsize = 3\n", 5, "units has no size"),
        ("a.toml", "[[lexicon.units]]\nfactor = 3\n", 1, "unit is missing"),
        ("a.toml", "# x\n[[lexicon.unit]]\nunit = 'x'\n", 2, "no 'unit'"),
        ("a.toml", "[[lexicon.names]]\nname = 'unit 两家渡'\n\n[[lexicon.unit]]\nunit = 'x'\n", 4, "no 'unit'"),
        ("a.toml", "[[lexicon.units]]\nunit = 'a'\n[lexicon]\nunit = 3\n", 4, "no 'unit'"),
        ("a.toml", "[[lexicon.units]]\nunit = 'a' # dimention = 1\ndimention = 'count'\n", 3, "units has no dimention"),
        ("a.toml", "[lexicon]\nunits = [\n  {unit = 'a'},\n  {unit = 'b', size = 3},\n]\n", 4, "units has no size"),
        ("a.toml", "[lexicon]\nunits = [\n  {unit = 'a'},\n  {unit = 'b', factor = 'x'},\n]\n", 4, "'x' is no positive"),
        ("a.toml", "[lexicon]\nunits = [\n  {unit = 'b', factor = 'x'},\n]\n", 3, "'x' is no positive"),
        ("a.tsv", "unit\tfactor\n奇件\t12\n", 2, "the factor 12 is of no unit. Give the norm_unit"),
        ("a.toml", "\n[lexcon]\n", 2, "'lexcon'"),
        ("a.toml", "lexicon = 3\n", 1, "no table"),
        ("a.toml", "[lexicon]\nunits = [{unit = '奇件', factor = 'x'}]\n", 2, "'x' is no positive"),
        ("a.toml", "[[lexicon.units]]\nunit = 'a'\n[[lexicon.units]]\nunit = '奇件'\ndimension = 'money'\n", 3, "'money'"),
    ],
)
def test_what_is_wrong_is_named_with_file_and_line(tmp_path: Path, name: str, text: str, line: int, words: str) -> None:
    path = write(tmp_path, name, text)
    problems = check_rows(read_own_files([path]))
    assert [problem.where for problem in problems] == [f"{path}:{line}"]
    assert words in str(problems[0])
    with pytest.raises(LexiconError, match="shenhe lexicon check"):
        load_own_lexicon([path])


def test_every_problem_is_named_not_only_the_first(tmp_path: Path) -> None:
    path = write(tmp_path, "a.tsv", "unit\tdimension\tfactor\n甲\tmoney\t1\n乙\tcount\tx\n丙\tcount\t1\n丁\tcount\n戊\tcount\t0\n")
    other = write(tmp_path, "b.tsv", "name\n长城\n长江\n")
    lost = tmp_path / "none.tsv"
    places = [problem.where for problem in check_rows(read_own_files([path, other, lost]))]
    assert places == [f"{path}:2", f"{path}:3", f"{path}:5", f"{path}:6", f"{other}:2", f"{other}:3", str(lost)]


def test_defaults_are_columns() -> None:
    assert set(DEFAULTS) <= set(table_names())
    for table, defaults in DEFAULTS.items():
        assert set(defaults) <= set(read_columns(FOLDER / f"{table}.tsv"))


@pytest.mark.parametrize("table", DEFAULTS)
def test_every_table_takes_its_own_rows(tmp_path: Path, table: str) -> None:
    """A copy of the built-in table is a user's file without a problem, and gives the built-in lexicon."""
    path = write(tmp_path, f"my-{table}.tsv", (FOLDER / f"{table}.tsv").read_text("utf-8"))
    own = read_own_files([path])
    assert check_rows(own) == []
    assert load_own_lexicon([path])._replace(words=default_lexicon().words) == default_lexicon()


def test_commands_use_the_working_folders_settings(run, own: Path) -> None:
    code, out, err = run("normalize", "3万奇件", "2亩")
    assert (code, out, err) == (0, "30000 奇件\n1333.4 m2\n", "")
    write(own, "report.txt", "茶壶保有量3奇件。")
    assert ",teapots," in run("extract", "report.txt")[1]
    assert "indicator_code teapots" in run("explain", "茶壶保有量3奇件。")[1]


def test_the_users_folder_and_the_option(run, own: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = tmp_path_factory.mktemp("config")
    (home / "shenhe").mkdir()
    mu = "[[lexicon.units]]\nunit = '亩'\nfactor = 1\n"
    write(home / "shenhe", "shenhe.toml", f"{mu}[[lexicon.units]]\nunit = '怪件'\nnorm_unit = '件'\nfactor = 7\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home))
    # the working folder's row is the stronger one
    assert run("normalize", "2亩", "1怪件")[1] == "1333.4 m2\n7 件\n"
    stronger = write(own, "b.tsv", "unit\tnorm_unit\tfactor\n怪件\t件\t9\n")
    assert run("normalize", "--lexicon", stronger, "1怪件")[1] == "9 件\n"


def test_a_wrong_lexicon_is_wrong_usage(run, own: Path) -> None:
    write(own, "my-actions.tsv", "word\tkind\n拉高\tchnge\n")
    for command in (("extract", "shenhe.toml"), ("explain", "1家"), ("normalize", "1家")):
        code, out, err = run(*command)
        assert (code, out) == (2, "")
        assert "my-actions.tsv:2: 'chnge' is not known" in err
        assert "shenhe lexicon check" in err


def test_lexicon_check(run, own: Path) -> None:
    code, out, err = run("lexicon", "check")
    assert (code, err) == (0, "")
    assert "1 actions, 2 units, 1 indicators, 1 names; no problems" in out
    assert "shenhe.toml:8: 亩 takes the place of units.tsv:" in out
    bad = write(own, "bad.tsv", "unit\tfactor\n甲\tx\n乙\ty\n")
    code, out, err = run("lexicon", "check", bad)
    assert code == 1
    assert f"{bad}:2" in err
    assert f"{bad}:3" in err
    assert "2 problems" in out
    (own / "shenhe.toml").unlink()
    assert run("lexicon", "check")[0] == 3


def test_lexicon_search_and_list(run, own: Path) -> None:
    code, out, _ = run("lexicon", "search", "亩")
    assert code == 0
    assert out.splitlines()[0] == "shenhe.toml:8\t亩\tarea\tm2\t666.7\tany\t-\town"
    assert "units.tsv" in out
    assert "粮食单产" in out
    assert run("lexicon", "search", "没有这个词")[0] == 1
    assert run("lexicon", "search")[0] == 2
    assert run("lexicon", "tidy")[0] == 2
    code, out, _ = run("lexicon", "list")
    assert code == 0
    assert {line.split()[0] for line in out.splitlines()} == set(table_names())
    assert "+2" in next(line for line in out.splitlines() if line.startswith("units"))
    lines = run("lexicon", "list", "names")[1].splitlines()
    assert lines[:2] == ["place\tname\tkind", "shenhe.toml:20\t两家渡\tname"]
    assert run("lexicon", "list", "nonesuch")[0] == 2


def test_a_start_without_own_rows_loads_nothing_for_them(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom shenhe_cli.cli.app import main\nmain(['normalize', '75.8亿元'])\n"
        "print([name for name in ('tomllib', 'shenhe_cli.lexicon.own', 'shenhe_cli.lexicon.own_files') if name in sys.modules])"
    )
    environment = {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[-1] == "[]"
