"""Reading text files: encodings, line ends, and what is wrong with a file that cannot be read."""

import codecs
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shenhe_cli.errors import ReadError, UsageError
from shenhe_cli.read.documents import READERS, read_document
from shenhe_cli.read.encoding import decode
from shenhe_cli.read.sources import expand

TEXT = "2023年临江区政府工作报告\n各位代表：\n一般公共预算收入实现75.8亿元，增长5%。\n"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16"])
def test_encodings_are_found_out(tmp_path, codec):
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(codec))
    assert read_document(path).text == TEXT


def test_big_endian_utf16_with_a_mark(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"))
    assert read_document(path).text == TEXT


def test_gb18030_beyond_gbk():
    # Four-byte characters are rare and must not make a text implausible.
    assert decode(f"{TEXT}㙍镇".encode("gb18030"), "x") == f"{TEXT}㙍镇"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "gb18030"])
def test_encoding_overrides_the_guess(tmp_path, mark):
    path = tmp_path / "report.txt"
    path.write_bytes(TEXT.encode(mark))
    assert read_document(path, encoding="utf-8" if mark == "utf-8-sig" else mark).text == TEXT


def test_traditional_chinese_in_any_encoding(tmp_path):
    path = tmp_path / "report.txt"
    text = "財政收入實現75億元，較上年增長百分之五。"
    for codec in ("big5", "big5hkscs", "gbk", "gb18030", "utf-8", "utf-16", "utf-16-le", "utf-16-be"):
        path.write_bytes(text.encode(codec))
        assert read_document(path).text == text, codec
    path.write_bytes(text.encode("big5"))
    assert read_document(path, encoding="big5").text == text


def test_utf16_without_a_mark(tmp_path):
    path = tmp_path / "report.txt"
    for codec in ("utf-16-le", "utf-16-be"):
        path.write_bytes(TEXT.encode(codec))
        assert read_document(path).text == TEXT


def test_an_unknown_encoding_is_a_wrong_option(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    for name in ("klingon", "base64"):
        with pytest.raises((UsageError, ReadError), match=name):
            read_document(path, encoding=name)


def test_line_ends_become_newlines(tmp_path):
    path = tmp_path / "report.txt"
    path.write_bytes("一\r\n二\r三\n四".encode())
    assert read_document(path).text == "一\n二\n三\n四"


@pytest.mark.parametrize(
    ("data", "offset", "encoding"),
    [
        (TEXT.encode()[:28] + b"\xff" + TEXT.encode()[28:], 28, "UTF-8"),
        (codecs.BOM_UTF8 + TEXT.encode()[:28] + b"\xff", 31, "UTF-8"),
        (TEXT.encode("gb18030") + b"\xff\xff", len(TEXT.encode("gb18030")), "GB18030"),
        (TEXT.encode() + "国".encode()[:2], len(TEXT.encode()), "UTF-8"),
        ("café crème brûlée".encode("latin-1"), 3, "UTF-8"),
    ],
)
def test_an_undecodable_byte_is_named_with_its_offset(tmp_path, data, offset, encoding):
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=rf"bad\.txt: byte {offset} .*{encoding}.*--encoding"):
        read_document(path)


def test_named_encoding_also_names_the_offset():
    with pytest.raises(ReadError, match="byte 1 "):
        decode(b"a\xe9", "x", "ascii")
    with pytest.raises(ReadError, match="byte 5 "):
        decode(codecs.BOM_UTF8 + b"ab\xe9", "x", "utf-8")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n...", "PDF"),
        (b"PK\x03\x04rest", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Word"),
        (b"\x89PNG\r\n", "picture"),
        (b"abc\x00def", "NUL at byte 3"),
    ],
)
def test_binary_files_are_named_as_what_they_are(tmp_path, data, word):
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match=word):
        read_document(path)


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n"])
def test_empty_files(tmp_path, data):
    path = tmp_path / "report.txt"
    path.write_bytes(data)
    with pytest.raises(ReadError, match="empty"):
        read_document(path)


def test_missing_folder_and_unknown_suffix(tmp_path):
    with pytest.raises(ReadError, match="no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(ReadError, match="folder"):
        read_document(tmp_path)
    (tmp_path / "report.xyz").write_text(TEXT, "utf-8")
    with pytest.raises(ReadError, match=r"\.xyz.*\.txt"):
        read_document(tmp_path / "report.xyz")
    with pytest.raises(ReadError):
        read_document("a\0b.txt")


def test_names_without_a_suffix_and_in_capitals(tmp_path):
    for name in ("report", "REPORT.TXT"):
        (tmp_path / name).write_text(TEXT, "utf-8")
        assert read_document(tmp_path / name).text == TEXT


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030"))))
    document = read_document("-")
    assert (document.text, document.source) == (TEXT, "-")


def test_folders_patterns_and_repeats(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("b.txt", "a.txt", "sub/c.md", ".hidden.txt", ".git/d.txt", "notes.xyz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert expand(["b.txt", "."]) == (["b.txt", "a.txt", "sub/c.md"], [])
    assert expand(["*.txt", "-"]) == (["a.txt", "b.txt", "-"], [])


def test_a_file_whose_name_looks_like_a_pattern(tmp_path):
    path = tmp_path / "report[1].txt"
    path.write_text(TEXT, "utf-8")
    assert expand([str(path)]) == ([str(path)], [])


def test_what_names_no_source(tmp_path):
    sources, errors = expand([str(tmp_path), str(tmp_path / "*.txt")])
    assert sources == []
    assert [error.what for error in errors] == ["a folder without reports", "no file matches"]


@pytest.mark.parametrize("name", READERS.names())
@given(data=st.binary(max_size=300))
def test_every_reader_survives_junk(name, data):
    # Whatever the bytes, a Document or a ReadError that names the source: any other error fails the test.
    outcome = None
    try:
        outcome = READERS.load(name).read(data, "junk", None).text
    except ReadError as error:
        outcome = str(error)
    assert "\r" not in outcome


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=80))
def test_utf8_is_never_taken_for_something_else(text):
    data = text.encode()
    if not data.startswith((b"%PDF-", b"PK\x03\x04")):
        assert decode(data, "x") == text.removeprefix("\ufeff")


def test_every_reader_names_its_suffixes():
    suffixes = [suffix for name in READERS.names() for suffix in READERS.load(name).SUFFIXES]
    assert suffixes
    assert len(set(suffixes)) == len(suffixes)
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)
