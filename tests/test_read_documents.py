"""One report in every format: the same text, the same records; and what each format has besides text."""

import io
import os
import re
import socket
import subprocess
import sys
import tomllib
import zipfile

import pytest
from make_documents import FOLDER, NAME, W, make_docx, make_html, pack, paragraphs

from shenhe_cli.errors import ReadError
from shenhe_cli.model import Document
from shenhe_cli.pipeline import Extractor
from shenhe_cli.read import extras
from shenhe_cli.read.documents import READERS, read_document
from shenhe_cli.read.kinds import kind_of
from shenhe_cli.read.layout import Cell, place_cells

FILES = [f"gb18030/{NAME}.txt", f"{NAME}.html", f"{NAME}.docx", f"{NAME}.pdf"]


def read_docx(body, **parts):
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return READERS.load("docx").read(pack({"word/document.xml": document, **parts}), "x.docx", None)


def read_html(body, head=""):
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return READERS.load("html").read(page.encode(), "x.html", None)


def paragraph(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


@pytest.fixture(scope="module")
def extractor():
    return Extractor()


@pytest.mark.parametrize("name", FILES)
def test_the_same_records_from_every_format(extractor, name):
    expected = extractor.extract(read_document(FOLDER / f"{NAME}.txt"))
    document = read_document(FOLDER / name)
    records = extractor.extract(document)
    assert [r._replace(source="", locator=None) for r in records] == [r._replace(source="", locator=None) for r in expected]
    assert len(records) > 40
    if not name.endswith(".txt"):
        assert all(r.locator for r in records)
        assert document.text == read_document(FOLDER / f"{NAME}.txt").text.rstrip("\n")


def test_the_documents_are_what_their_script_makes():
    assert (FOLDER / f"{NAME}.html").read_bytes() == make_html(paragraphs())
    # Compressed bytes differ from one zlib to another.
    made, kept = (
        zipfile.ZipFile(io.BytesIO(data)) for data in (make_docx(paragraphs(), True), (FOLDER / f"{NAME}.docx").read_bytes())
    )
    assert {name: made.read(name) for name in made.namelist()} == {name: kept.read(name) for name in kept.namelist()}


def test_locators_count_paragraphs_and_pages(extractor):
    by_name = {name: extractor.extract(read_document(FOLDER / name)) for name in FILES[1:]}
    assert by_name[f"{NAME}.docx"][0].locator == "para6"
    assert by_name[f"{NAME}.pdf"][0].locator == "p1"
    assert by_name[f"{NAME}.pdf"][-1].locator == "p2"


def test_tracked_changes_footnotes_and_fields():
    change = 'w:id="1" w:author="a"'
    body = (
        f"<w:p><w:r><w:t>增长</w:t></w:r><w:del {change}><w:r><w:delText>9%</w:delText></w:r></w:del><w:ins {change}><w:r><w:t>5.</w:t></w:r></w:ins>"
        "<w:r><w:t>2%</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        f"<w:p><w:pPr><w:rPr><w:del {change}/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p>{paragraph('后半句。')}"
        f"<w:sdt><w:sdtContent>{paragraph('控件内')}</w:sdtContent></w:sdt>"
    )
    rule = f'<w:footnote w:type="separator" w:id="0">{paragraph("-")}</w:footnote>'
    notes = f'<w:footnotes {W}>{rule}<w:footnote w:id="2">{paragraph("初步统计数。")}</w:footnote></w:footnotes>'
    document = read_docx(body, **{"word/footnotes.xml": notes})
    assert document.text.split("\n\n") == ["增长5.2%", "前半句，后半句。", "控件内", "初步统计数。"]
    assert document.blocks[-1].locator == "fn1"


def test_tables_of_word_with_merged_cells():
    def cell(text, properties=""):
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"

    def row(*cells):
        return f"<w:tr>{''.join(cells)}</w:tr>"

    span, start, goes_on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = (
        row(cell("类别", start), cell("合计", span))
        + row(cell("", goes_on), cell("2021年"), cell("2022年"))
        + row(cell("粮食"), cell("1"), cell("2"))
    )
    document = read_docx(f"<w:tbl>{table}</w:tbl>{paragraph('后文')}")
    assert document.text == "类别\t合计\n\t2021年\t2022年\n粮食\t1\t2\n\n后文"
    assert [(b.locator, b.height, b.width) for b in document.blocks[:3]] == [("t1r1c1", 2, 1), ("t1r1c2", 1, 2), ("t1r2c2", 1, 1)]


def test_cells_that_reach_down_push_the_others():
    rows = place_cells([[Cell("a", 2, 1), Cell("b")], [Cell("c")], [Cell("d"), Cell("e")]])
    assert [[(column, cell.text) for column, cell in row.items()] for row in rows] == [
        [(0, "a"), (1, "b")],
        [(1, "c")],
        [(0, "d"), (1, "e")],
    ]


def test_a_page_without_its_furniture():
    text = "全区生产总值<b>1</b>,234<i>.5</i>亿元，\n    增长<span>5</span>%，农村居民收入稳步增加，各项事业全面发展。"
    document = read_html(
        f"<div><ul><li><a href=1>首页</a></li><li><a href=2>新闻</a></li></ul></div><div><p>　　{text}</p><p>二<br>三</p></div>"
        "<div>主办：区政府办公室</div><script>var a='增长9%。'</script><div hidden>隐藏，12%。</div><footer>备案，1号。</footer>",
        "<title>政府工作报告_某某区人民政府</title>",
    )
    assert document.text.split("\n\n") == [
        "政府工作报告",
        "全区生产总值1,234.5亿元，增长5%，农村居民收入稳步增加，各项事业全面发展。",
        "二",
        "三",
    ]


def test_anchors_are_no_links():
    page = "<p><a name=_Toc1>一、2022年工作回顾</a></p><p>全区生产总值增长5%，各项事业全面发展。</p><p><a href=x>相关阅读</a></p>"
    assert read_html(page).text == "一、2022年工作回顾\n\n全区生产总值增长5%，各项事业全面发展。"


def test_a_report_that_its_page_hides_until_a_script_has_run():
    assert (
        "增长5%" in read_html("<div style='display: none'><p>全区生产总值增长5%，各项事业全面发展。</p></div><p>加载中</p>").text
    )


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5", "utf-16"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", None])
def test_declared_and_real_encodings_of_pages(codec, declared):
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>財政收入增加，人民生活改善。共12億元。</p></body></html>"
    assert READERS.load("html").read(page.encode(codec), "x.html", None).text == "財政收入增加，人民生活改善。共12億元。"


def test_content_goes_before_the_name(tmp_path):
    lines = paragraphs()
    for name, data in {
        "report.doc": make_html(lines),
        "报告.txt": make_docx(lines, False),
        "report.html": (FOLDER / f"{NAME}.pdf").read_bytes(),
        "report": make_docx(lines, False),
    }.items():
        (tmp_path / name).write_bytes(data)
        assert read_document(tmp_path / name).text.startswith(lines[0]), name


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), ("old Word", "--convert")),
        (OLE + "Workbook".encode("utf-16-le"), ("Excel", ".xlsx")),
        (OLE + "EncryptedPackage".encode("utf-16-le"), ("password",)),
        (b"{\\rtf1\\ansi text}", ("RTF", "--convert")),
        (pack({"OFD.xml": "<OFD/>"}), ("OFD", "PDF")),
        (pack({"xl/workbook.xml": "<workbook/>"}), ("Excel", "--text-column")),
    ],
)
@pytest.mark.parametrize("name", ["report.doc", "report.wps", "report.txt", "report.ofd"])
def test_other_office_formats_are_refused_with_the_way_out(tmp_path, data, words, name):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError) as caught:
        read_document(path)
    assert all(word in str(caught.value) for word in words)


def test_convert_uses_libreoffice_or_says_that_it_is_missing(tmp_path, monkeypatch):
    path = tmp_path / "report.rtf"
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg936 \\'d4\\'f6\\'b3\\'a45%}")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match="LibreOffice, which is not installed"):
        read_document(path, convert=True)
    # A stand-in for LibreOffice: it writes what it is asked for into the folder it is given.
    (tmp_path / "made.docx").write_bytes(make_docx(["增长5%。"], False))
    script = tmp_path / "soffice"
    script.write_text(
        f'#!/bin/sh\nfor last; do :; done\n/bin/cp \'{tmp_path}/made.docx\' "$(/usr/bin/dirname "$last")/document.docx"\n',
        "utf-8",
    )
    script.chmod(0o755)
    assert read_document(path, convert=True).text == "增长5%。"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["made.docx", "report.rtf", "soffice"]


@pytest.mark.parametrize(("name", "extra"), [("html", "html"), ("pdf", "pdf")])
def test_a_missing_package_is_named_with_its_install_command(monkeypatch, name, extra):
    monkeypatch.setitem(sys.modules, "selectolax.lexbor", None)
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    data = (FOLDER / f"{NAME}.{name}").read_bytes()
    with pytest.raises(ReadError, match=rf"pip install 'shenhe\[{extra}\]'"):
        READERS.load(name).read(data, "x", None)
    assert extras.need("json", "html", "x")


def test_nothing_is_written_beside_the_input(tmp_path):
    for name in FILES:
        (tmp_path / name.rsplit("/", 1)[-1]).write_bytes((FOLDER / name).read_bytes())
    before = sorted(p.name for p in tmp_path.iterdir())
    for path in list(tmp_path.iterdir()):
        read_document(path)
    assert sorted(p.name for p in tmp_path.iterdir()) == before


def test_reading_opens_no_connection_and_runs_nothing(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("reading reached out of the file")

    page = "<p><img src=http://192.0.2.1/a.png>全区生产总值增长5%，各项事业全面发展。<script src=//192.0.2.1/a.js></script></p>"
    for module, name in ((socket, "socket"), (subprocess, "Popen"), (os, "system")):
        monkeypatch.setattr(module, name, refuse)
    assert "增长5%" in read_html(page, "<link rel=stylesheet href=//192.0.2.1/a.css><base href=file:///etc/>").text
    for name in FILES:
        assert read_document(FOLDER / name).text


def test_every_extra_that_is_named_can_be_installed():
    root = FOLDER.parents[1]
    extras_of = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    named = {
        name
        for path in (root / "shenhe_cli" / "read").glob("*.py")
        for name in re.findall(r'need\("[a-z0-9.]+", "(\w+)"', path.read_text("utf-8"))
    }
    assert named == {"html", "pdf", "tables", "parquet"}
    assert named < set(extras_of)
    assert all(name in extras_of["all"][0] for name in (*named, "docx"))


def test_traditional_text_is_read_as_it_is(extractor):
    text = "全區生產總值完成12億元，同比增長5%。"
    records = extractor.extract(Document(text))
    assert [(r.quantity, text[r.start_char : r.end_char]) for r in records][-1] == ("5%", "5%")


def test_kinds_by_content():
    assert kind_of(b"%PDF-1.7") == "pdf"
    assert kind_of(b"\n<!-- saved -->\n<!DOCTYPE html><html>") == "html"
    assert kind_of("一、2022年".encode()) is None
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "x")
    assert kind_of(stream.getvalue()) == "zip"
