"""`shenhe extract` with an extractor made by hand: sources, filters, formats, exit codes."""

import csv
import io
import json
import sys

import conftest
import pytest
from conftest import SENTENCE

pytestmark = pytest.mark.usefixtures("fake_pipeline")


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def feed(monkeypatch, data):
    stream = io.TextIOWrapper(io.BytesIO(data))
    monkeypatch.setattr(sys, "stdin", stream)


def test_csv_when_piped(run, report):
    code, out, err = run("extract", "report.txt")
    assert (code, err) == (0, "")
    assert [row["quantity"] for row in rows_of(out)] == ["75.8亿元", "5%"]
    assert not out.startswith("\ufeff")


def test_standard_input_named_and_not(run, monkeypatch):
    for arguments in (("-",), ()):
        feed(monkeypatch, SENTENCE.encode("gb18030"))
        code, out, _ = run("extract", *arguments, "--format", "jsonl")
        assert code == 0
        assert [json.loads(line)["source"] for line in out.splitlines()] == ["-", "-"]


def test_no_path_on_a_terminal_is_wrong_usage(run, monkeypatch):
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    code, out, err = run("extract")
    assert (code, out) == (2, "")
    assert "No PATH" in err
    assert "shenhe extract --help" in err


@pytest.mark.parametrize("name", ["xlsx", "parquet"])
def test_bytes_never_go_to_a_terminal(run, report, monkeypatch, name):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    code, out, err = run("extract", "report.txt", "--format", name)
    assert (code, out) == (2, "")
    assert f"Give -o FILE.{name}" in err
    assert run("extract", "report.txt", "--format", name, "-o", f"out.{name}")[0] == 0


def test_a_terminal_is_told_how_many_rows(run, report, monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert run("extract", "report.txt")[2] == "2 rows from 1 report\n"
    assert run("extract", "report.txt", "--measure", "level")[2] == "1 row from 1 report\n"


@pytest.mark.parametrize(
    ("filters", "quantities"),
    [
        (["--status", "expected"], ["5%"]),
        (["--status", "expected,actual"], ["75.8亿元", "5%"]),
        (["--measure", "level"], ["75.8亿元"]),
        (["--indicator", "general_budget_revenue"], ["75.8亿元", "5%"]),
        (["--indicator", "预算收入"], ["75.8亿元", "5%"]),
        (["--min-confidence", "0.9"], ["75.8亿元"]),
        (["--rule", "frames"], ["75.8亿元", "5%"]),
        (["--rule", "frames/topic"], ["5%"]),
        (["--rule", "tables/rank,lists,frames/subject"], ["75.8亿元"]),
        (["--sort", "norm_value"], ["5%", "75.8亿元"]),
        (["--sort", "-norm_value"], ["75.8亿元", "5%"]),
        (["--sort", "indicator,-start_char"], ["5%", "75.8亿元"]),
        (["--sort", "direction"], ["5%", "75.8亿元"]),
        (["--sort", "-direction"], ["5%", "75.8亿元"]),
    ],
)
def test_filters_and_order(run, report, filters, quantities):
    code, out, _ = run("extract", "report.txt", *filters)
    assert code == 0
    assert [row["quantity"] for row in rows_of(out)] == quantities


def test_a_filter_that_leaves_nothing_says_so(run, report):
    code, out, err = run("extract", "report.txt", "--indicator", "粮食产量")
    assert code == 0
    assert rows_of(out) == []
    assert out.startswith("id,source")
    assert "warning" in err
    assert run("extract", "report.txt", "--indicator", "粮食产量", "--strict")[0] == 1


def test_region_and_year_reach_the_extractor(run, report):
    _, out, _ = run("extract", "report.txt", "--region", "海东区", "--year", "2021", "--columns", "region,report_year")
    assert out.splitlines() == ["region,report_year", "海东区,2021", "海东区,2021"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "doc"], ["--format", "'doc'", "brat csv html json jsonl"]),
        (["--columns", "valeu"], ["--columns", "valeu", "Did you mean value"]),
        (["--labels", "fr"], ["--labels", "en zh"]),
        (["--status", "done"], ["--status", "actual expected target"]),
        (["--measure", ""], ["--measure", "level change_rate"]),
        (["--sort", "-size"], ["--sort", "size"]),
        (["--rule", "foo"], ["--rule", "'foo'", "frames relations lists tables frames/subject", "tables/rank", "relations/parity"]),
        (["--rule", "frames/foo"], ["--rule", "frames/topic"]),
        (["--rule", ""], ["--rule", "empty"]),
        (["--min-confidence", "2"], ["--min-confidence", "between 0 and 1"]),
        (["--min-confidence", "high"], ["high"]),
        (["--year", "12"], ["12"]),
        (["--encoding", "klingon"], ["klingon"]),
        (["--colour"], ["--colour", "shenhe extract --help"]),
        (["--region"], ["--region", "shenhe extract --help"]),
        (["-o", "out.doc"], ["out.doc", "--format"]),
        (["-o", "none/out.csv"], ["none/out.csv", "cannot be written"]),
        (["-o", "report.txt", "--format", "csv"], ["report.txt", "being read"]),
    ],
)
def test_wrong_options_exit_2_and_say_what_is_right(run, report, arguments, words):
    code, out, err = run("extract", "report.txt", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("shenhe: ")
    assert all(word in err for word in words)
    assert report.read_text("utf-8") == SENTENCE


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01", "binary"),
        ("scan.txt", b"%PDF-1.4", "PDF"),
        ("bad.txt", "国".encode() * 9 + b"\xff", "byte 27"),
        ("report.xyz", b"1", "Known kinds: .txt"),
        ("other.xyz", b"1", ".zip; `-`"),
        ("folder", ..., "folder without reports"),
        ("*.none", None, "no file matches"),
        ("乱.txt", "乱".encode(), "defect in the program"),
    ],
)
def test_bad_input_is_named_and_stops_nothing(run, report, name, data, word):
    path = report.parent / name
    if data is ...:
        path.mkdir()
    elif data is not None:
        path.write_bytes(data)
    code, out, err = run("extract", name)
    assert (code, out) == (3, "")
    assert err.startswith(f"shenhe: {name}: ")
    assert word in err
    code, out, err = run("extract", name, "report.txt", "--format", "jsonl")
    assert code == 1
    assert len(out.splitlines()) == 2
    assert word in err


def test_a_text_without_figures_is_no_error_unless_strict(run, report):
    report.write_text("各位代表：", "utf-8")
    code, out, err = run("extract", "report.txt", "--format", "json")
    assert (code, json.loads(out)) == (0, [])
    assert "warning: report.txt: no figures" in err
    code, _, err = run("extract", "report.txt", "--strict")
    assert code == 1
    assert "--strict" in err


def test_a_csv_file_is_made_for_excel(run, report):
    report.write_text(SENTENCE, "gb18030")
    assert run("extract", "report.txt", "-o", "out.csv")[:2] == (0, "")
    data = (report.parent / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,source,")
    run("extract", "report.txt", "-o", "out.csv", "--no-bom", "--columns", "quantity,value")
    assert (report.parent / "out.csv").read_bytes() == "quantity,value\r\n75.8亿元,75.8\r\n5%,5\r\n".encode()


@pytest.mark.parametrize("name", ["out.tsv", "out.json", "out.jsonl"])
def test_other_files_have_no_mark(run, report, name):
    assert run("extract", "report.txt", "-o", name)[0] == 0
    assert not (report.parent / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_format_wins_over_the_suffix(run, report):
    run("extract", "report.txt", "-o", "out.txt", "--format", "jsonl")
    assert (report.parent / "out.txt").read_bytes().startswith(b'{"id"')


def test_nothing_read_writes_no_file(run, report):
    assert run("extract", "none.txt", "-o", "out.csv")[0] == 3
    assert not (report.parent / "out.csv").exists()


def test_a_dash_as_output_is_standard_output(run, report):
    assert run("extract", "report.txt", "-o", "-")[1].startswith("id,source")


def test_a_table_follows_columns_and_language(run, report, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    _, out, _ = run("extract", "report.txt", "--format", "table")
    assert "indicator" in out
    assert "\x1b" not in out
    monkeypatch.setenv("SHENHE_LANG", "zh_CN")
    assert "指标" in run("extract", "report.txt", "--format", "table")[1]
    assert "indicator" in run("extract", "report.txt", "--format", "table", "--labels", "en")[1]
    # What programs read does not depend on the language of the screen.
    assert run("extract", "report.txt")[1].startswith("id,source")


def test_several_reports_in_order(run, report):
    (report.parent / "second.txt").write_text(SENTENCE, "utf-8")
    _, out, _ = run("extract", "second.txt", "report.txt", "second.txt", "--columns", "source")
    assert out.split() == ["source", "second.txt", "second.txt", "report.txt", "report.txt"]


def test_same_input_same_bytes(run, report):
    for name in ("csv", "tsv", "json", "jsonl", "table"):
        assert run("extract", "report.txt", "--format", name) == run("extract", "report.txt", "--format", name)


def test_explain_draws_a_tree(run, report):
    code, out, err = run("explain", "report.txt")
    assert code == 0, err
    lines = out.splitlines()
    assert lines[0] == SENTENCE
    assert lines[1].startswith("├─ 一般公共预算收入 = 75.8亿元")
    assert any(line.startswith("└─ 一般公共预算收入 = 5%") for line in lines)
    assert any("bound by frames/topic: a clause without a subject" in line for line in lines)
    assert any("inferred indicator, period" in line for line in lines)
    assert run("explain", SENTENCE)[1].splitlines()[1].startswith("├─ 一般公共预算收入 = 75.8亿元")


def test_explain_tells_text_from_paths(run, report):
    assert run("explain", "none.txt")[0] == 3
    for empty in ("", " \n"):
        code, out, err = run("explain", empty)
        assert (code, out) == (2, "")
        assert "the text is empty" in err
    assert run("explain", "甲" * 5000)[0] == 0
    code, out, err = run("explain", "没有数字")
    assert (code, out) == (0, "")
    assert "warning" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--layout", "broad"], ["--layout", "long wide"]),
        (["--profile", "dcat"], ["--profile", "sdmx"]),
        (["--layout", "wide", "--format", "json"], ["--layout wide", "Choose from: csv parquet tsv xlsx\n"]),
        (["--layout", "wide", "-o", "w.md"], ["md has no wide layout"]),
        (["--layout", "wide", "--columns", "id"], ["--columns"]),
        (["--profile", "sdmx", "--format", "table"], ["--profile sdmx"]),
        (["--chart", "--format", "csv"], ["--chart", "--format table"]),
        (["--datapackage"], ["--datapackage", "-o figures.csv"]),
        (["--datapackage", "-o", "out.json"], ["--datapackage"]),
    ],
)
def test_choices_that_do_not_go_together(run, report, arguments, words):
    code, out, err = run("extract", "report.txt", *arguments)
    assert (code, out) == (2, "")
    assert all(word in err for word in words)


def test_a_workbook_and_a_page_from_the_command_line(run, report):
    pytest.importorskip("xlsxwriter")
    for name in ("out.xlsx", "out.html", "out.md", "out.ann"):
        assert run("extract", "report.txt", "-o", name)[:2] == (0, "")
    folder = report.parent
    assert (folder / "out.xlsx").read_bytes().startswith(b"PK")
    page = (folder / "out.html").read_text("utf-8")
    assert page.count("<mark ") == 2
    assert 'data-labels="en"' in page
    assert (folder / "out.ann").read_text("utf-8").startswith("T1\tlevel ")


def test_the_page_shows_reports_without_figures_and_only_the_rows_left(run, report):
    (report.parent / "none.txt").write_text("各位代表：2022年。", "utf-8")
    _, out, _ = run("extract", "report.txt", "none.txt", "--format", "html", "--measure", "level")
    assert out.count("<article") == 2
    assert out.count("<mark ") == 1
    # The figure that the filter took away is a number that no row covers.
    assert out.count('class="u"') == 1


def test_a_datapackage_beside_the_csv(run, report):
    arguments = ["extract", "report.txt", "-o", "out.csv", "--datapackage", "--columns", "id,value", "--labels", "zh"]
    assert run(*arguments)[:2] == (0, "")
    (resource,) = json.loads((report.parent / "datapackage.json").read_text("utf-8"))["resources"]
    assert resource["path"] == "out.csv"
    assert [field["name"] for field in resource["schema"]["fields"]] == ["编号", "数值"]


def test_wide_rows(run, report):
    code, out, err = run("extract", "report.txt", "--layout", "wide")
    assert (code, err) == (0, "")
    (row,) = rows_of(out)
    # Cut so that Stata takes them.
    assert {key: cell for key, cell in row.items() if key.startswith("general")} == {
        "general_budget_revenu_level": "7580000000",
        "general_budget_reven_growth": "5",
    }


def test_wide_rows_say_what_they_leave_out(run, report, monkeypatch):
    # Two figures that want one cell.
    monkeypatch.setitem(conftest.GROWTH, "measure", "level")
    monkeypatch.setitem(conftest.GROWTH, "norm_unit", "CNY")
    code, out, err = run("extract", "report.txt", "--layout", "wide", "-o", "w.csv")
    assert (code, out) == (0, "")
    assert "1 figures stand in no cell; they are listed in w_left_out.csv" in err
    (row,) = rows_of((report.parent / "w_left_out.csv").read_text("utf-8-sig"))
    assert (row["reason"], row["quantity"]) == ("other value", "5%")
    assert "on a sheet of its own" in run("extract", "report.txt", "--layout", "wide")[2]


def test_sdmx_columns(run, report):
    out = run("extract", "report.txt", "--profile", "sdmx", "--columns", "quantity")[1]
    assert out.splitlines()[0] == "REF_AREA,INDICATOR,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE,UNIT_MULT,OBS_STATUS,MEASURE,quantity"


def test_a_chart_is_a_table_with_bars(run, report):
    out = run("extract", "report.txt", "--chart")[1]
    assert "Growth rates, %" in out
    assert "█" in out


@pytest.mark.parametrize(("labels", "suffix"), [("en", "csv"), ("zh", "csv"), ("zh", "tsv")])
def test_schema_describes_a_file_that_is_there(run, report, labels, suffix):
    run("extract", "report.txt", "-o", f"out.{suffix}", "--datapackage", "--labels", labels, "--columns", "id,value,measure")
    package = report.parent / "datapackage.json"
    text = package.read_text("utf-8")
    package.unlink()
    assert run("schema", "--datapackage", f"out.{suffix}")[0] == 0
    assert package.read_text("utf-8") == text


def test_schema_of_a_file_of_something_else(run, report):
    (report.parent / "other.csv").write_text("a,b\n1,2\n", "utf-8")
    for name, word in (("other.csv", "headings"), ("none.csv", "cannot be read"), ("report.txt", "no CSV")):
        code, _, err = run("schema", "--datapackage", name)
        assert code == 3
        assert word in err
