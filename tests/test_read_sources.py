"""What users name: archives, tables of texts, places in names; and the commands that show and keep what was read."""

import json
import zipfile

import pytest
from make_documents import FOLDER, NAME

from shenhe_cli.errors import ReadError, UsageError
from shenhe_cli.lexicon.regions import load_regions
from shenhe_cli.model import Document
from shenhe_cli.pipeline import Extractor
from shenhe_cli.read.documents import read_document
from shenhe_cli.read.sources import expand
from shenhe_cli.read.table_rows import read_rows
from shenhe_cli.segment.front_matter import read_front_matter

TEXT = "一般公共预算收入实现75.8亿元，增长5%。"


def zip_of(path, names, encoding="utf-8"):
    """An archive as other programs write it: names in UTF-8 with the flag, or in an old encoding without it."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            info = zipfile.ZipInfo(name if encoding == "utf-8" else name.encode(encoding).decode("cp437"))
            archive.writestr(info, TEXT)
    if encoding != "utf-8":
        data = path.read_bytes()
        for name in names:
            data = data.replace(name.encode(encoding).decode("cp437").encode(), name.encode(encoding))
        path.write_bytes(data)


@pytest.mark.parametrize("encoding", ["utf-8", "cp437"])
def test_archives_are_folders(tmp_path, monkeypatch, encoding):
    monkeypatch.chdir(tmp_path)
    zip_of(tmp_path / "r.zip", ["b/2.txt", "1.txt", "__MACOSX/1.txt", ".x.txt", "notes.xyz"], encoding)
    (tmp_path / "c.txt").write_text(TEXT, "utf-8")
    assert expand(["r.zip"]) == (["r.zip/1.txt", "r.zip/b/2.txt"], [])
    assert expand(["."])[0] == ["c.txt", "r.zip/1.txt", "r.zip/b/2.txt"]
    assert expand(["*.zip"])[0] == ["r.zip/1.txt", "r.zip/b/2.txt"]
    document = read_document("r.zip/b/2.txt")
    assert (document.text, document.source) == (TEXT, "r.zip/b/2.txt")
    with pytest.raises(ReadError, match="no such file in the archive"):
        read_document("r.zip/none.txt")


def test_names_in_archives_of_old_chinese_programs(tmp_path):
    path = tmp_path / "r.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x" * len("沈河区.txt".encode("gb18030")), TEXT)
    raw = "沈河区.txt".encode("gb18030")
    path.write_bytes(path.read_bytes().replace(b"x" * len(raw), raw))
    assert expand([str(path)])[0] == [f"{path}/沈河区.txt"]
    assert read_document(f"{path}/沈河区.txt").text == TEXT


def test_an_archive_without_reports(tmp_path):
    zip_of(tmp_path / "r.zip", ["a.xyz"])
    assert [error.what for error in expand([str(tmp_path / "r.zip")])[1]] == ["an archive without reports"]


ROWS = [
    ("省份", "年份", "正文"),
    ("沈阳市沈河区", "2023", TEXT),
    ("沈阳市沈河区", "2024", ""),
    ("河北省", "2023", "增长6%。"),
    ("河北省", "2023", "增长7%。"),
]


def write_csv(path):
    path.write_text("\ufeff" + "".join('"' + '","'.join(row) + '"\r\n' for row in ROWS), "utf-8")


def write_xlsx(path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(path)


def write_parquet(path):
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    columns = list(zip(*ROWS[1:], strict=True))
    parquet.write_table(arrow.table({name: list(column) for name, column in zip(ROWS[0], columns, strict=True)}), path)


@pytest.mark.parametrize(("suffix", "write"), [("csv", write_csv), ("xlsx", write_xlsx), ("parquet", write_parquet)])
def test_texts_in_a_column(tmp_path, monkeypatch, suffix, write):
    monkeypatch.chdir(tmp_path)
    name = f"reports.{suffix}"
    write(tmp_path / name)
    found = list(read_rows(name, "正文", ["省份", "年份"]))
    assert [(d.source, d.text) for d in found] == [
        (f"{name}/沈阳市沈河区_2023", TEXT),
        (f"{name}/河北省_2023", "增长6%。"),
        (f"{name}/河北省_2023_row5", "增长7%。"),
    ]
    record = Extractor().extract(found[0])[0]
    assert (record.id, record.region, record.region_code, record.report_year) == (
        "沈阳市沈河区_2023#10",
        "沈阳市沈河区",
        "210103",
        2023,
    )
    assert next(d.source for d in read_rows(name, "正文", [])) == f"{name}/row2"
    with pytest.raises(UsageError, match=r"--text-column.*'doc'.*省份, 年份, 正文"):
        list(read_rows(name, "doc", []))
    with pytest.raises(ReadError, match="--text-column NAME"):
        read_document(name)


def test_tables_that_are_none(tmp_path):
    for name, data in {"a.csv": b"", "a.xlsx": b"PK\x03\x04", "a.parquet": b"PAR1junk", "a.txt": b"x"}.items():
        (tmp_path / name).write_bytes(data)
        with pytest.raises(ReadError):
            list(read_rows(str(tmp_path / name), "t", []))


def test_extract_from_a_table_and_an_archive(tmp_path, monkeypatch, run, fake_pipeline):
    monkeypatch.chdir(tmp_path)
    write_csv(tmp_path / "r.csv")
    zip_of(tmp_path / "r.zip", ["a.txt"])
    code, out, _ = run("extract", "r.csv", "--text-column", "正文", "--id-columns", "省份,年份", "--columns", "source,quantity")
    assert code == 0
    assert out.splitlines()[:3] == ["source,quantity", "r.csv/沈阳市沈河区_2023,75.8亿元", "r.csv/沈阳市沈河区_2023,5%"]
    code, out, _ = run("extract", "r.zip", "--columns", "source,quantity")
    assert (code, out.splitlines()[1]) == (0, "r.zip/a.txt,75.8亿元")
    assert run("extract", "r.csv", "--text-column", "none")[0] == 2


def test_text_is_what_offsets_refer_to(run, tmp_path, monkeypatch):
    path = FOLDER / f"{NAME}.pdf"
    code, text, err = run("text", path)
    assert (code, err) == (0, "")
    assert text == read_document(path).text
    code, out, _ = run("extract", path, "--format", "jsonl", "--save-text", tmp_path / "texts")
    assert code == 0
    kept = (tmp_path / "texts" / f"{NAME}.txt").read_text("utf-8")
    assert kept == text
    for line in out.splitlines():
        record = json.loads(line)
        assert kept[record["start_char"] : record["end_char"]] == record["quantity"]
    assert run("text", tmp_path / "none.pdf")[0] == 3


def test_save_text_never_writes_over_a_source(run, report, fake_pipeline):
    before = report.read_bytes()
    code, _, err = run("extract", "report.txt", "--save-text", ".")
    assert (code, "is being read" in err) == (2, True)
    assert report.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text", "region", "code", "level", "year"),
    [
        ("county_保定市唐县_2020_work-report.txt", "各位代表：", "保定市唐县", "130627", "county", 2020),
        ("2023年沈河区政府工作报告.docx", "各位代表：", "沈河区", "210103", "county", 2023),
        ("a.txt", "2023年沈河区政府工作报告\n各位代表：", "沈河区", "210103", "county", 2023),
        # Several places have the name; one is named with it.
        ("a.txt", "2023年朝阳区政府工作报告\n各位代表：", "朝阳区", None, "county", 2023),
        ("county_长春市朝阳区_2023.txt", "2023年朝阳区政府工作报告\n各位代表：", "朝阳区", "220104", "county", 2023),
        # Abolished in 2010, and not known now.
        ("a.txt", "2005年崇文区政府工作报告\n各位代表：", "崇文区", "110103", "county", 2005),
        ("a.txt", "2020年崇文区政府工作报告\n各位代表：", "崇文区", None, "county", 2020),
        ("county_深圳市大鹏新区_2021_work-report.txt", "各位代表：", "深圳市大鹏新区", None, "county", 2021),
        ("a.txt", "临江区2023年政府工作报告\n各位代表：", "临江区", None, "county", 2023),
        ("province_西藏_2025_work-report.docx", "各位代表：", "西藏", "540000", "province", 2025),
        ("a.txt", "2024年黔东南州国民经济和社会发展统计公报\n", "黔东南州", "522600", "city", 2025),
        ("national_全国_2020_work-report.txt", "各位代表：", "全国", None, "national", 2020),
        ("notes.txt", "各位代表：", None, None, None, None),
    ],
)
def test_place_level_and_year(name, text, region, code, level, year):
    front = read_front_matter(Document(text, name))
    assert (front.region, front.region_code, front.level, front.report_year) == (region, code, level, year)


def test_a_place_under_the_wrong_city_is_none():
    assert load_regions().find("上海市沈河区") is None
    assert load_regions().find("吉林") is None
    assert load_regions().find("辽宁省沈阳市沈河区").code == "210103"
