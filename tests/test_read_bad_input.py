"""Files that are broken or hostile: a clear message within seconds, bounded memory, and the batch goes on."""

import io
import os
import time
import tracemalloc
import zipfile

import pytest
from make_documents import FOLDER, NAME, W, make_docx, pack, paragraphs

from shenhe_cli.errors import ReadError
from shenhe_cli.read import documents
from shenhe_cli.read.documents import READERS, read_document
from shenhe_cli.read.sources import expand

SENTENCE = "<p>全区生产总值增长5%，各项事业全面发展，人民生活不断改善。</p>"


@pytest.fixture(autouse=True)
def seconds_and_memory():
    """No case takes more than seconds, nor more than some megabytes for its own objects."""
    tracemalloc.start()
    begin = time.perf_counter()
    yield
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - begin < 10
    assert peak < 400 << 20


def refuse(path, words):
    with pytest.raises(ReadError) as caught:
        read_document(path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert words in message
    assert caught.value.hint


def outcome_of(action):
    """What an action gives, or the way out that its error shows."""
    try:
        return action()
    except ReadError as error:
        return error.hint


def make_pdf(objects, trailer=""):
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode() + b"".join(
        f"{o:010} 00000 n \n".encode() for o in offsets
    )
    return data + f"trailer << /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


PAGE = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
]


def test_truncated_docx(tmp_path):
    data = make_docx(paragraphs(), True)
    for part in (0.1, 0.5, 0.95):
        path = tmp_path / "report.docx"
        path.write_bytes(data[: int(part * len(data))])
        refuse(path, "damaged or cut short")


def test_docx_of_broken_xml(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(pack({"word/document.xml": f"<w:document {W}><w:body><w:p>"}))
    refuse(path, "damaged")
    path.write_bytes(pack({"word/document.xml": f"<w:document {W}><w:body/></w:document>"}))
    refuse(path, "no text in it")
    path.write_bytes(pack({"word/document.xml": f"<w:document {W}>{'<w:p>' * 20000}{'</w:p>' * 20000}</w:document>"}))
    refuse(path, "nested too deeply")


def test_zip_bomb(tmp_path):
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as stream:
        for _ in range(300):
            stream.write(b" " * (1 << 20))
    assert path.stat().st_size < 1 << 20
    refuse(path, "unpacks to more than")


def test_xml_entity_bomb(tmp_path):
    path = tmp_path / "report.docx"
    bomb = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    for entities, used in ((f'<!ENTITY a "增长5%">{bomb}', "&j;"), ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")):
        body = f"<w:document {W}><w:body><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body></w:document>"
        path.write_bytes(pack({"word/document.xml": f"<!DOCTYPE w [{entities}]>{body}"}))
        refuse(path, "declares entities")


def test_pdf_with_a_password(tmp_path):
    path = tmp_path / "report.pdf"
    lock = f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>"
    path.write_bytes(make_pdf([*PAGE, lock], f"/Encrypt 4 0 R /ID [<{'43' * 16}> <{'43' * 16}>]"))
    refuse(path, "password")


def test_pdf_without_text_and_damaged_ones(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf(PAGE))
    refuse(path, "only pictures of pages")
    data = (FOLDER / f"{NAME}.pdf").read_bytes()
    for broken in (data[:400], b"%PDF-1.7\n" + os.urandom(2000), b"no PDF at all"):
        path.write_bytes(broken)
        refuse(path, "damaged PDF")


def test_a_page_of_fifty_megabytes(tmp_path):
    path = tmp_path / "report.html"
    with path.open("wb") as stream:
        stream.write(b"<html><body>")
        for _ in range(50):
            stream.write(b"<p>x</p>" * (1 << 17))
    refuse(path, "a page of 50 MB")
    path.write_bytes(b"<html>" + b"<p>x" * 1_000_001)
    refuse(path, "tags")


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul"])
def test_a_page_nested_ten_thousand_deep(tmp_path, tag):
    path = tmp_path / "report.html"
    inside = {"table": "<table><tr><td>", "ul": "<ul><li>"}.get(tag, f"<{tag}>")
    path.write_text(f"<html><body>{SENTENCE}{inside * 10_000}{SENTENCE}", "utf-8")
    assert read_document(path).text.count("增长5%") == 2


def test_a_page_that_holds_only_links(tmp_path):
    path = tmp_path / "list.html"
    links = "".join(f'<li><a href="{year}.html">{year}年政府工作报告，增长5%</a> {year}-01-20</li>' for year in range(2000, 2024))
    path.write_text(f"<html><body><ul>{links}</ul><p>版权所有</p></body></html>", "utf-8")
    refuse(path, "a page of links")
    path.write_text("<html><body><script>load()</script><img src=a.png></body></html>", "utf-8")
    refuse(path, "without text")


def test_junk_that_looks_like_a_page(tmp_path):
    path = tmp_path / "x.html"
    for body in (
        "<html>",
        "<html><table><td>5<table><tr><td>6</table>",
        "<html>" + "<p" * 50_000,
        "<html>" + "</div>" * 50_000 + SENTENCE,
        "<html><body>" + "&#0;&#x110000;" * 999,
    ):
        path.write_text(body, "utf-8")
        assert "\0" not in outcome_of(lambda: read_document(path).text)


def test_loops_of_links_in_folders_and_patterns(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "report.txt").write_text("增长5%。", "utf-8")
    for name in ("loop", "again"):
        (tmp_path / "a" / name).symlink_to(tmp_path / "a", target_is_directory=True)
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    assert expand(["a"]) == (["a/report.txt"], [])
    assert expand(["**/*.txt"]) == (["a/report.txt"], [])
    with pytest.raises(ReadError):
        read_document("a/self.txt")


def test_a_file_that_vanishes(tmp_path, monkeypatch, run, fake_pipeline):
    monkeypatch.chdir(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("一般公共预算收入实现75.8亿元，增长5%。", "utf-8")
    original = documents.read_bytes

    def vanish(source):
        if source == "a.txt":
            (tmp_path / source).unlink()
        return original(source)

    monkeypatch.setattr(documents, "read_bytes", vanish)
    code, out, err = run("extract", ".", "--format", "jsonl")
    assert code == 1
    assert "a.txt: no such file" in err
    assert out.count("b.txt") == 2


def test_a_folder_of_bad_files_and_one_good_one(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    bad = {
        "bomb.docx": pack({"word/document.xml": f"<!DOCTYPE w []><w:document {W}/>"}),
        "cut.docx": make_docx(paragraphs(), True)[:900],
        "scan.pdf": make_pdf(PAGE),
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
        "links.html": b"<html><a href=a>a</a></html>",
        "empty.txt": b"",
        "cut.zip": b"PK\x03\x04",
    }
    for name, data in bad.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.html").write_bytes(f"<html><body>{SENTENCE}</body></html>".encode())
    code, out, err = run("extract", *sorted(os.listdir(".")), "--format", "csv", "--columns", "source,quantity")
    assert code == 1
    assert out.splitlines() == ["source,quantity", "good.html,5%"]
    assert all(f"{name}: " in err for name in bad)
    assert "Traceback" not in err


@pytest.mark.parametrize(("name", "way"), [("a.doc", "--convert"), ("a.WPS", "--convert"), ("a.rtf", "soffice"), ("a.ofd", "save it as PDF")])
def test_an_old_document_that_is_none_by_its_content_is_named_with_the_way_out(tmp_path, name, way):
    path = tmp_path / name
    path.write_bytes(b"\x01\x02 no document")
    refuse(path, way)


def test_an_old_document_known_by_its_name_alone_is_converted(tmp_path, monkeypatch):
    path = tmp_path / "a.wps"
    path.write_bytes(b"\x01\x02 no document")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReadError, match="LibreOffice, which is not installed"):
        read_document(path, convert=True)


def test_a_folder_without_reports_lists_archives_too(tmp_path):
    (error,) = expand([str(tmp_path)])[1]
    assert ".txt" in str(error)
    assert ".zip" in str(error)


def test_every_reader_survives_files_cut_anywhere():
    for name in ("docx", "html", "pdf"):
        data = (FOLDER / f"{NAME}.{name}").read_bytes()
        for cut in range(0, len(data), len(data) // 12):
            assert outcome_of(lambda name=name, data=data[:cut]: READERS.load(name).read(data, "x", None))


def test_zip_members_are_bounded(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("big.txt", b"0" * (65 << 20))
        archive.writestr("../../out.txt", "增长5%。")
    sources, errors = expand([str(path)])
    assert errors == []
    refuse(f"{path}/big.txt", "unpacks to more than")
    # A name that leads out of the archive is not followed, nor read.
    assert sources == [f"{path}/big.txt"]


def test_endless_input_is_cut_off(monkeypatch):
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            return len(buffer)

    monkeypatch.setattr(documents, "_MOST_BYTES", 1 << 20)
    monkeypatch.setattr("builtins.open", lambda *_: Endless())
    with pytest.raises(ReadError, match="more than 1 MB"):
        documents.read_bytes("endless")
