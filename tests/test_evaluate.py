"""Scoring against hand-made answers: the measures, the two formats, what is wrong with them, and the command."""

from __future__ import annotations

import importlib.util
import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import ModuleType

import pytest

from shenhe_cli.errors import AnswersError
from shenhe_cli.evaluate.answers import Answer, Gold, read_gold
from shenhe_cli.evaluate.judge import is_same_basis, label_similarity, years
from shenhe_cli.evaluate.report import list_errors, write_error, write_table
from shenhe_cli.evaluate.scores import NOTHING, judge
from shenhe_cli.evaluate.values import canonical, normalise, same_number
from shenhe_cli.lexicon import default_lexicon
from shenhe_cli.model import Record
from shenhe_cli.pipeline import extract
from shenhe_cli.read.documents import read_document

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
TEXT = "2022年，一般公共预算收入实现75.8亿元，同比增长5%左右。固定资产投资下降三分之一。"
ANNOTATION = (
    "#range 0-60\n"
    "收入实现[75.8亿元]\t一般公共预算收入\t75.8\t亿元\tlevel\t-\t-\tactual\t-\t2022\t-\n"
    "增长[5%]左右\t一般公共预算收入|公共预算收入\t5\t%\tchange_rate\tup\tapprox\tactual\t同比|-\t?\t-\n"
    "投资下降[三分之一]\t固定资产投资\t1:3\t分之\tchange_rate\tdown\t-\tactual\t-\t2022\topt\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(TEXT, "utf-8")
    (tmp_path / "report.tsv").write_text(ANNOTATION, "utf-8")
    return tmp_path


def annotation(folder: Path, text: str = TEXT) -> Gold:
    return read_gold(folder / "report.tsv", text)


def write_gold(folder: Path, *rows: dict[str, object] | str, header: str | None = None) -> Path:
    path = folder / "gold.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join([header or '{"document": "report.txt"}', *lines]) + "\n", "utf-8")
    return path


ROW = {
    "start": 16, "end": 22, "quantity": "75.8亿元", "indicator": ["一般公共预算收入"], "value": 75.8, "unit": ["亿元"],
    "measure": ["level"], "status": ["actual"], "period": ["2022"],
}  # fmt: skip


def score_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "tools" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def plain(records: list[Record]) -> list[dict[str, object]]:
    return [{k: float(v) if isinstance(v, Decimal | Fraction) else v for k, v in r.to_dict().items()} for r in records]


@pytest.mark.skipif(not (SHARED / "tools" / "score.py").exists(), reason="needs ../shared")
@pytest.mark.parametrize("is_spoilt", [False, True])
def test_figures_are_those_of_the_other_scorer(is_spoilt: bool) -> None:
    """The nine gold documents; spoilt: with records moved, renamed, dropped and of another unit, so that figures differ from 1."""
    other = score_module()
    total, theirs = NOTHING, {}
    for path in sorted((SHARED / "gold").glob("*.jsonl")):
        name = json.loads(path.read_text("utf-8").splitlines()[0])["document"]
        document = next(f / name for f in (SHARED / "corpus", SHARED / "seeds") if (f / name).exists())
        records = extract(read_document(document))
        if is_spoilt:
            records = [spoil(i, record) for i, record in enumerate(records) if i % 11]
        score, _ = judge(read_gold(path, read_document(document).text), records, default_lexicon())
        gold, ranges = other.read_gold(path)
        counts = other.score(gold, other.within(plain(records), ranges))[0]
        assert score.measures() == pytest.approx(other.report(counts)), path.stem
        total, theirs = total + score, other.add(theirs, counts)
    assert total.measures() == pytest.approx(other.report(theirs))
    assert (total.measures()["row_f1"] < 0.8) == is_spoilt


def spoil(i: int, record: Record) -> Record:
    changes: list[dict[str, object]] = [
        {}, {"start_char": record.start_char + 1}, {"indicator": (record.indicator or "")[1:]}, {"norm_unit": "CNY"}, {"indicator": "贷款"},
        {}, {"direction": "down", "norm_value": -(record.norm_value or 0)}, {"basis": "同比"}, {"period": "1999"}, {"bound": "approx"},
        {"indicator": None},
    ]  # fmt: skip
    return record._replace(**changes[i % len(changes)])


def test_annotation_and_its_compiled_form_are_the_same() -> None:
    folder = ROOT / "fixtures" / "gold"
    text = read_document(ROOT / "seeds" / "shenhe_2023.txt").text
    one, other = (read_gold(folder / f"shenhe_2023.{suffix}", text) for suffix in ("tsv", "jsonl"))
    assert not one.problems
    assert len(one.answers) == len(other.answers) > 100
    for a, b in zip(one.answers, other.answers, strict=True):
        assert a._replace(value=b.value) == b
        assert same_number(a.value, Fraction(b.value))


def test_annotation(folder: Path) -> None:
    gold = annotation(folder)
    assert not gold.problems
    first, second, third = gold.answers
    assert first[:6] == (16, 22, "75.8亿元", ("一般公共预算收入",), Decimal("75.8"), None)
    assert second.basis == ("同比", None)
    assert second.period is None
    assert third.is_optional
    score, judgements = judge(gold, extract(TEXT, year=2023), default_lexicon())
    assert score.measures()["full_row_f1"] == 1
    assert (score.gold, score.records) == (2, 2)
    assert not list(list_errors(judgements))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("收入实现75.8亿元\t收入", "one [quantity] a snippet"),
        ("支出实现[75.8亿元]\t支出\t75.8\t亿元\tlevel", "not in the document"),
        ("收入实现[75.8亿元]\t收入\t七十\t亿元\tlevel", "the value '七十' is no number"),
        ("收入实现[75.8亿元]\t收入\t75.8\t亿元\tgrowth", "measure 'growth' is not known; one of level"),
        ("收入实现[75.8亿元]\t收入\t75.8\t亿元\tlevel\tupwards", "direction 'upwards'"),
        ("\t".join("abcdefghijklm"), "13 cells"),
        ("同比增长[5%]左右\t收入\t5\t%\tchange_rate\tup\tapprox\tactual\t-\t-\t-\n收入实现[75.8亿元]\t收入\t1", "only before"),
    ],
)
def test_problems_of_an_annotation_are_named_with_their_line(folder: Path, line: str, words: str) -> None:
    path = folder / "report.tsv"
    path.write_text(f"# mine\n\n{line}\n", "utf-8")
    gold = read_gold(path, TEXT)
    number = 2 + len(line.splitlines())
    assert [problem.where for problem in gold.problems] == [f"{path}:{number}"]
    assert words in gold.problems[0].what


def test_every_problem_is_named(folder: Path) -> None:
    path = write_gold(
        folder,
        ROW,
        "{not json",
        {**ROW, "quantity": "75.9亿元"},
        {**ROW, "status": ["done"]},
        {**ROW, "unit": "亿元"},
        {key: value for key, value in ROW.items() if key != "value"},
        "[]",
        {**ROW, "value": "x"},
    )
    gold = read_gold(path, TEXT)
    assert len(gold.answers) == 1
    assert [problem.where for problem in gold.problems] == [f"{path}:{n}" for n in range(3, 10)]
    said = "\n".join(map(str, gold.problems))
    for words in ("not JSON", "16-22 is '75.8亿元' in the document", "status 'done'", "unit is no list", "value missing", "no JSON object"):
        assert words in said


@pytest.mark.parametrize("header", ["", "[]", '{"ranges": []}', "{", '{"document": "a.txt", "ranges": [1]}'])
def test_a_file_that_is_no_gold_file(folder: Path, header: str) -> None:
    with pytest.raises(AnswersError, match=r"gold\.jsonl:1: the first line"):
        read_gold(write_gold(folder, ROW, header=header or " "), TEXT)


@pytest.mark.parametrize(
    ("found", "wanted", "similarity"),
    [
        ("5G基站", "新增5G基站", 4 / 6),
        ("公园", "新增城区口袋公园", 0.25),
        ("城镇居民收入", "农村居民收入", 0),
        ("居民可支配收入", "农村居民可支配收入", 0),
        ("“小巨人”企业", "小巨人企业", 1),
        ("", "公园", 0),
    ],
)
def test_labels_are_judged_as_the_contract_says(found: str, wanted: str, similarity: float) -> None:
    assert label_similarity(found, [wanted]) == pytest.approx(similarity)


@pytest.mark.parametrize(
    ("value", "unit", "measure", "direction", "wanted", "norm_unit"),
    [
        ("75.8", "亿元", "level", None, "7580000000", "CNY"),
        ("2", "番", "change_rate", "up", "300", "%"),
        ("3.5", "倍", "change_rate", "up", "350", "%"),
        ("2.3", "倍", "level", None, "2.3", "倍"),
        ("18", "%", "change_rate", "down", "-18", "%"),
        ("-2.6", "%", "change_rate", "down", "-2.6", "%"),
        ("50", "百分之", "share", None, "50", "%"),
        ("3", "万分之", "level", None, "3", "per_10k"),
        ("14.3", "/10万", "level", None, "14.3", "per_100k"),
        ("1.2", "万人", "level", None, "12000", "人"),
        ("2", "万", "level", None, "20000", "1"),
        ("500", "公斤/亩", "level", None, "7500", "kg/ha"),
        ("3", "万奇件", "level", None, "30000", "奇件"),
        ("4.32", None, "level", None, "4.32", "1"),
        ("3", "位", "rank", None, "3", "rank"),
    ],
)
def test_values_in_canonical_units(value: str, unit: str | None, measure: str, direction: str | None, wanted: str, norm_unit: str) -> None:
    found = normalise(Decimal(value), unit, (measure, direction), False, default_lexicon())
    assert found == (Fraction(wanted), norm_unit)


def test_a_fraction_is_a_percentage() -> None:
    assert normalise(Decimal("0.5"), None, ("share", None), True, default_lexicon()) == (50, "%")
    assert canonical("平方 米", default_lexicon()) == ("m2", 1)


def test_bases_and_periods() -> None:
    assert is_same_basis("比上年", "上年")
    assert not is_same_basis("比", "比上年")
    assert is_same_basis(None, None)
    assert years("2023-Q1") == ["2023"]


def test_errors_are_listed_in_the_order_of_the_text(folder: Path) -> None:
    gold = annotation(folder)
    records = extract(TEXT, year=2023)
    spurious = records[0]._replace(start_char=0, end_char=5, quantity="2022年")
    score, judgements = judge(gold, [spurious, records[0]._replace(status="target", norm_value=None)], default_lexicon())
    errors = list(list_errors(judgements))
    assert [error["error"] for error in errors] == ["spurious", "wrong", "missed"]
    assert set(errors[1]["fields"]) == {"status", "value"}
    lines = [write_error(error) for error in errors]
    assert "status target, not actual" in lines[1]
    assert lines[2].startswith("missed   27-29 5%")
    assert "row F1" in "\n".join(write_table({"a": score, "b": score}))


def test_relations_are_not_scored(folder: Path) -> None:
    gold = annotation(folder)
    records = extract(TEXT, year=2023)
    relation = records[0]._replace(relation="持平", quantity=None, start_char=1, end_char=3)
    assert judge(gold, [relation, *records], default_lexicon())[0].records == 2


def test_an_answer_may_leave_out_what_is_none(folder: Path) -> None:
    (answer,) = read_gold(write_gold(folder, ROW), TEXT).answers
    assert isinstance(answer, Answer)
    assert (answer.basis, answer.bound, answer.value_high, answer.is_optional) == ((None,), (None,), None, False)


def test_command(run, folder: Path) -> None:
    code, out, err = run("evaluate", folder / "report.tsv")
    assert (code, err) == (0, "")
    assert "row F1            1.000" in out
    code, out, _ = run("evaluate", folder / "report.tsv", folder, "--format", "json", "--errors")
    result = json.loads(out)
    assert code == 0
    assert result["documents"]["report"]["errors"] == []
    assert result["total"]["gold"] == 2


def test_command_on_a_folder_lists_errors_and_totals(run, folder: Path) -> None:
    (folder / "other.txt").write_text("工业投资增长7%。", "utf-8")
    write_gold(folder, {**ROW, "start": 6, "end": 8, "quantity": "7%", "value": 8}, header='{"document": "other.txt"}')
    code, out, err = run("evaluate", folder, folder, "--errors")
    assert (code, err) == (0, "")
    assert "gold: wrong    6-8 7%" in out
    assert out.splitlines()[-1].startswith("total")
    assert len(json.loads(run("evaluate", folder, "--format", "json")[1])["documents"]) == 2


def test_what_goes_wrong_on_the_command_line(run, folder: Path) -> None:
    assert run("evaluate", folder / "none.jsonl")[0] == 3
    assert run("evaluate", folder / "report.txt")[0] == 3
    assert run("evaluate", folder, "--format", "xml")[0] == 2
    code, out, err = run("evaluate", write_gold(folder, {**ROW, "end": 21}, "x", ROW))
    assert (code, out) == (3, "")
    assert "gold.jsonl:2: 16-21" in err
    assert "gold.jsonl:3: not JSON" in err
    assert "2 problems" in err
    code, out, err = run("evaluate", folder)
    assert code == 1
    assert "row F1" in out
    code, _, err = run("evaluate", write_gold(folder, ROW, header='{"document": "lost.txt"}'))
    assert code == 3
    assert "lost.txt is not found" in err
