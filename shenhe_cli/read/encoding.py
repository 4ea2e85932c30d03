"""Bytes to text, strictly: nothing is replaced, and what is wrong is named with its offset.

UTF-8 first, since few other texts happen to be valid UTF-8; then GB18030 (the superset of GBK and GB2312), which accepts
nearly anything and is therefore believed only where it gives Chinese as it is written. UTF-16 only with its mark.
"""

from __future__ import annotations

import codecs

from shenhe_cli.errors import ReadError, UsageError

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# First bytes of files that are often renamed to .txt, and what to do then.
SIGNATURES = (
    (b"%PDF-", "a PDF", "Rename it to .pdf, or save its text as .txt"),
    (b"PK\x03\x04", "a zip, DOCX or XLSX file", "Save the report as text (.txt, UTF-8) first"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "Save the report as text (.txt, UTF-8) first"),
    (b"\x89PNG", "a picture", "Run text recognition on it first"),
    (b"\xff\xd8\xff", "a picture", "Run text recognition on it first"),
    (b"\x1f\x8b", "a gzip file", "Unpack it first"),
)

# Characters looked at to believe GB18030: enough to be sure, few enough to cost nothing.
SAMPLE = 4000
# Of a Chinese text nearly all characters are in GB 2312's first level (3,755 common ones) or its punctuation; of UTF-8 or
# another encoding misread as GB18030 about half are.
PLAUSIBLE = 0.85


def decode(data: bytes, source: str, encoding: str | None = None) -> str:
    """The text of `data`; `encoding` overrides the guess. Raises ReadError with the offset of the first bad byte."""
    check_binary(data, source, encoding)
    if encoding is not None:
        return decode_as(data, source, encoding)
    if data.startswith(UTF16_MARKS):
        return decode_as(data, source, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf8 = error
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as gb18030:
        if is_chinese(data[: gb18030.start].decode("gb18030")):
            raise undecodable(source, data, gb18030.start, "GB18030") from None
        raise undecodable(source, data, offset_in(data, utf8), "UTF-8") from None
    if is_chinese(text):
        return text
    raise undecodable(source, data, offset_in(data, utf8), "UTF-8") from None


def decode_as(data: bytes, source: str, encoding: str) -> str:
    """The text of `data` in the encoding called `encoding`, its byte order mark off."""
    try:
        name = codecs.lookup(encoding).name
        text = data.decode("utf-8-sig" if name == "utf-8" else name)
    except UnicodeDecodeError as error:
        raise undecodable(source, data, offset_in(data, error), encoding) from None
    except LookupError:
        raise UsageError("no such encoding", f"--encoding {encoding}", "Known are utf-8, gb18030, gbk, big5 and more") from None
    except (UnicodeError, ValueError) as error:
        raise ReadError(f"not {encoding}: {error}", source, "Leave --encoding out to have it guessed") from None
    return text.removeprefix("\ufeff")


def check_binary(data: bytes, source: str, encoding: str | None) -> None:
    """Raise ReadError where `data` is no text: a known signature, or a NUL that no 16-bit encoding explains."""
    for signature, kind, hint in SIGNATURES:
        if data.startswith(signature):
            raise ReadError(f"not a text file but {kind}", source, hint)
    wide = data.startswith(UTF16_MARKS) if encoding is None else "16" in encoding or "32" in encoding
    if not wide and (offset := data.find(b"\0")) >= 0:
        raise ReadError(f"a binary file, not text (NUL at byte {offset})", source, "Save the report as text (.txt, UTF-8) first")


def is_chinese(text: str) -> bool:
    """Whether what is not ASCII in `text` is mostly common Chinese characters and punctuation."""
    sample = [character for character in text[: 4 * SAMPLE] if character > "\x7f"][:SAMPLE]
    common = sum(is_common(character) for character in sample)
    return bool(sample) and common >= PLAUSIBLE * len(sample)


def is_common(character: str) -> bool:
    """Whether `character` is in GB 2312's rows of punctuation and full-width forms (1 to 3) or of its first level (16 to 55)."""
    encoded = character.encode("gb2312", "ignore")
    return bool(encoded) and (0xA1 <= encoded[0] <= 0xA3 or 0xB0 <= encoded[0] <= 0xD7)


def offset_in(data: bytes, error: UnicodeDecodeError) -> int:
    """Where in `data` the error is: utf-8-sig counts from behind the mark."""
    return error.start + len(data) - len(error.object)


def undecodable(source: str, data: bytes, offset: int, encoding: str) -> ReadError:
    """The error that names the byte at `offset`."""
    what = f"byte {offset} (0x{data[offset]:02x}) is not {encoding}"
    return ReadError(what, source, "Name the file's encoding with --encoding, or save it as UTF-8")
