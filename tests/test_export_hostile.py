"""A report with markup, formulas, direction marks and emoji: harmless and unchanged in every format."""

import html.parser
import io
import json
import re
import zipfile
from itertools import pairwise

import pytest
from conftest import make_record
from expected_files import render
from markdown_it import MarkdownIt

from shenhe_cli import extract
from shenhe_cli.export.read_back import read_records
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.writers import WRITERS
from shenhe_cli.model import Document

TEXT = (
    "<script>alert(1)</script>区政府工作报告\n\n"
    '一、2022年工作回顾\n=cmd()产业总产值达到75.8亿元，</script><img src=x onerror="alert(2)">投资增长5%。\n'
    "\u202e逆向\u202c园区😀新增企业30家；|表格|`码`*星*_线_收入1.2万元 & &amp;人口2.3个\n百分点。\n"
    "{{js}}税收@SUM(A1)收入+1亿元，www.example.com与https://example.com/营收12亿元，\u2028累计8亿元。\n"
)
SOURCE = "=报告<b>😀.txt"
DOCUMENT = Document(TEXT, SOURCE)
FIELDS = ("indicator", "section", "sentence", "action", "basis")


@pytest.fixture(scope="module")
def records():
    found = extract(DOCUMENT)
    assert len(found) >= 6
    # Whatever the binder makes of such a text, the writers must bear labels like these.
    labels = ["=cmd()", "<script>alert(1)</script>", "\u202e逆向😀", "@SUM(A1)|`*_[x](y)", "-1+1", "\t制表", "</script>&amp;"]
    return [record._replace(indicator=label, basis=label) for record, label in zip(found, labels, strict=False)]


def options(name, **changes):
    return WriteOptions(is_guarded=name == "csv", documents={SOURCE: DOCUMENT}, **changes)


@pytest.mark.parametrize("name", ["csv", "tsv", "json", "jsonl"])
def test_text_formats_give_it_back(name, records):
    text = render(name, [records], options(name)).decode()
    assert read_records(text, name) == records
    if name == "jsonl":
        assert len(text.splitlines()) == len(records)
    if name == "csv":
        assert not re.search(r'(?:^|,)"?[=+@\t]', text, re.MULTILINE)


def test_a_workbook_holds_text_only(records):
    openpyxl = pytest.importorskip("openpyxl")
    data = render("xlsx", [records], options("xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(data), rich_text=True)["figures"]
    headings, *rows = sheet.iter_rows()
    places = {cell.value: place for place, cell in enumerate(headings)}
    for row, record in zip(rows, records, strict=True):
        for field in FIELDS:
            value = row[places[field]].value
            assert (None if value is None else str(value)) == getattr(record, field)
            assert row[places[field]].data_type in {"s", "n", "inlineStr"}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        xml = "".join(book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels")))
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_a_parquet_file_gives_it_back(records):
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = parquet.read_table(io.BytesIO(render("parquet", [records], options("parquet")))).to_pylist()
    for field in FIELDS:
        assert [row[field] for row in rows] == [getattr(record, field) for record in records]


class Page(html.parser.HTMLParser):
    """The elements of a page, and the text of its articles."""

    def __init__(self):
        super().__init__()
        self.tags, self.open, self.articles, self.data, self.attributes = [], [], [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, *pair) for pair in attrs]
        self.open.append((tag, dict(attrs)))
        if tag == "article":
            self.articles.append("")

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        names = [name for name, _ in self.open]
        if "article" in names:
            self.articles[-1] += data
        if self.open and self.open[-1][1].get("id") == "data":
            self.data += data


def test_the_page_shows_it_as_text(records):
    text = render("html", [records], options("html")).decode()
    page = Page()
    page.feed(text)
    assert page.articles == [TEXT]
    assert page.tags.count("script") == 2
    assert not {"img", "iframe", "link", "object", "base"} & set(page.tags)
    assert not [each for each in page.attributes if each[1].startswith("on") or each[1] in {"src", "style"}]
    data = json.loads(page.data)
    assert [each["indicator"] for each in data["records"]] == [record.indicator for record in records]
    assert "default-src 'none'" in text
    assert "</script>" not in text[text.index('id="data"') : text.index("</script>", text.index('id="data"'))]
    assert not re.search(r"(src|href)=\"?https?:", text)


def test_markdown_shows_it_as_text(records):
    columns = ("indicator", "sentence", "norm_value")
    text = render("md", [records], options("md", columns=columns)).decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    cells = [token for before, token in pairwise(tokens) if before.type == "td_open"]
    assert len(cells) == 3 * len(records)
    kinds = {child.type for cell in cells for child in cell.children}
    assert kinds <= {"text", "text_special"}
    shown = ["".join(child.content for child in cell.children) for cell in cells]
    # A line break ends a row of the table, and white space at a cell's ends is not shown.
    wanted = [" ".join(text.split("\n")).strip() for record in records for text in (record.indicator, record.sentence)]
    assert [cell for place, cell in enumerate(shown) if place % 3 < 2] == wanted
    assert "https://" not in text
    assert "www." not in text


def test_annotations_keep_their_places(records):
    (task,) = json.loads(render("labelstudio", [records], options("labelstudio")))
    assert task["data"]["text"] == TEXT
    regions = [result for result in task["predictions"][0]["result"] if result["type"] == "labels"]
    assert [TEXT[r["value"]["start"] : r["value"]["end"]] for r in regions] == [record.quantity for record in records]
    lines = render("brat", [records], options("brat")).decode().split("\n")
    entities = [line.split("\t") for line in lines if line.startswith("T")]
    for (_, place, quantity), record in zip(entities, records, strict=True):
        spans = [tuple(map(int, span.split())) for span in place.split(" ", 1)[1].split(";")]
        assert " ".join(TEXT[start:end] for start, end in spans) == quantity
        assert quantity == " ".join(record.quantity.split("\n"))
    assert all(line[0] in "TA#" for line in lines if line)


def test_a_terminal_gets_no_control_characters(records):
    text = render("table", [records], options("table", width=200, has_chart=True)).decode()
    assert "=cmd()" in text
    assert "<script>" in text
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", text)


@pytest.mark.parametrize("name", WRITERS.names())
def test_a_file_name_that_is_no_text_stops_no_format(name):
    """Bytes of a name that are not UTF-8 come as lone surrogates; streams of text escape them when they encode."""
    record = make_record(source="\udcff.txt", id="\udcff#1")
    data = options(name)._replace(documents={"\udcff.txt": Document(record.sentence, "\udcff.txt")})
    from shenhe_cli.export.writers import load_writer

    writer = load_writer(name)
    raw = io.BytesIO()
    stream = raw if getattr(writer, "IS_BINARY", False) else io.TextIOWrapper(raw, "utf-8", "backslashreplace")
    writer.write([record], stream, data)
    stream.flush()
    assert raw.tell() > 0
