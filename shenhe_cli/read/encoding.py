"""Bytes to text, strictly: nothing is replaced, and what is wrong is named with its offset.

UTF-8 first, since few other texts happen to be valid UTF-8; then GB18030 (the superset of GBK and GB2312) and Big5, which accept
nearly anything and are therefore believed only where they give Chinese as it is written: the one that does so better. UTF-16 by its
mark, or where the bytes can be nothing else.
"""

from __future__ import annotations

import codecs

from shenhe_cli.errors import ReadError, UsageError
from shenhe_cli.read.kinds import kind_of, refuse_foreign

UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

# Characters looked at to believe an encoding: enough to be sure, few enough to cost nothing.
SAMPLE = 4000
# Of a Chinese text nearly all characters are common ones or punctuation: of GB 2312's first level (3,755) if it is simplified, of
# Big5's (5,401) if traditional. Of one encoding misread as another about half are.
PLAUSIBLE = 0.85
# Of a Chinese text in UTF-16, at least this part is Han; digits and line ends are what brings the NULs.
_MOSTLY_HAN = 0.5


def decode(data: bytes, source: str, encoding: str | None = None) -> str:
    """The text of `data`; `encoding` overrides the guess. Raises ReadError with the offset of the first bad byte."""
    if encoding is not None:
        check_binary(data, source, encoding)
        return decode_as(data, source, encoding)
    if data.startswith(UTF16_MARKS):
        return decode_as(data, source, "utf-16")
    if b"\0" in data[:SAMPLE] and (wide := decode_wide(data)) is not None:
        return wide
    check_binary(data, source, encoding)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        utf8 = error
    # Big5 with the additions of Hong Kong.
    found = [(plausibility(text), text) for name in ("gb18030", "big5hkscs") if (text := try_decode(data, name)) is not None]
    best = max(found, key=lambda pair: pair[0], default=(0.0, ""))
    if best[0] >= PLAUSIBLE:
        return best[1]
    try:
        data.decode("gb18030")
    except UnicodeDecodeError as gb18030:
        if is_chinese(data[: gb18030.start].decode("gb18030")):
            raise undecodable(source, data, gb18030.start, "GB18030") from None
    raise undecodable(source, data, offset_in(data, utf8), "UTF-8") from None


def try_decode(data: bytes, encoding: str) -> str | None:
    """The text of `data` in an encoding, None where it is not in it."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def decode_wide(data: bytes) -> str | None:
    """The text of UTF-16 without a mark, None where it is none: it has to be mostly Han characters."""
    for name in ("utf-16-le", "utf-16-be"):
        text = try_decode(data, name)
        if text and "\0" not in text and is_chinese(text) and count_han(text[:SAMPLE]) >= _MOSTLY_HAN * len(text[:SAMPLE]):
            return text
    return None


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


def count_han(text: str) -> int:
    """The Han characters of all planes in `text`."""
    # `re` knows no scripts, and a class of ranges would be the Unicode table once more.
    import regex

    return len(regex.findall(r"\p{Han}", text))


def check_binary(data: bytes, source: str, encoding: str | None) -> None:
    """Raise ReadError where `data` is no text: a known kind of file, or a NUL that no 16-bit encoding explains."""
    kind = kind_of(data)
    refuse_foreign(kind, source)
    if kind == "pdf" or data.startswith(b"PK\x03\x04"):
        what = "a PDF" if kind == "pdf" else "a zip, DOCX or XLSX file"
        raise ReadError(f"not a text file but {what}", source, "Give it its own suffix, or save the report as text (.txt, UTF-8)")
    wide = data.startswith(UTF16_MARKS) if encoding is None else "16" in encoding or "32" in encoding
    if not wide and (offset := data.find(b"\0")) >= 0:
        raise ReadError(f"a binary file, not text (NUL at byte {offset})", source, "Save the report as text (.txt, UTF-8) first")


def is_chinese(text: str) -> bool:
    """Whether what is not ASCII in `text` is mostly common Chinese characters and punctuation, simplified or traditional."""
    return plausibility(text) >= PLAUSIBLE


def plausibility(text: str) -> float:
    """The part of what is not ASCII in `text` that is common in simplified, or in traditional, Chinese; 0 where all is ASCII."""
    sample = [character for character in text[: 4 * SAMPLE] if character > "\x7f"][:SAMPLE]
    if not sample:
        return 0.0
    return max(sum(map(is_common, sample)), sum(map(is_common_traditional, sample))) / len(sample)


def is_common(character: str) -> bool:
    """Whether `character` is in GB 2312's rows of punctuation and full-width forms (1 to 3) or of its first level (16 to 55)."""
    encoded = character.encode("gb2312", "ignore")
    return bool(encoded) and (0xA1 <= encoded[0] <= 0xA3 or 0xB0 <= encoded[0] <= 0xD7)


def is_common_traditional(character: str) -> bool:
    """Whether `character` is in Big5's rows of punctuation and full-width forms or of its first level."""
    encoded = character.encode("big5", "ignore")
    return len(encoded) == 2 and (0xA1 <= encoded[0] <= 0xA3 or 0xA4 <= encoded[0] <= 0xC6)


def offset_in(data: bytes, error: UnicodeDecodeError) -> int:
    """Where in `data` the error is: utf-8-sig counts from behind the mark."""
    return error.start + len(data) - len(error.object)


def undecodable(source: str, data: bytes, offset: int, encoding: str) -> ReadError:
    """The error that names the byte at `offset`."""
    what = f"byte {offset} (0x{data[offset]:02x}) is not {encoding}"
    return ReadError(what, source, "Name the file's encoding with --encoding, or save it as UTF-8")
