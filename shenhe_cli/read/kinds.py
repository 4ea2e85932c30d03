"""What a file is, from its content: names lie (a .doc that is a web page, a .txt that is a PDF)."""

from __future__ import annotations

import io
import re
from typing import NamedTuple

from shenhe_cli.errors import ReadError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1"
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
# Names of streams in an OLE file are UTF-16.
_STREAMS = (("EncryptedPackage", "locked"), ("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
# One part that only this kind of zip has.
_PARTS = (
    ("word/document.xml", "docx"),
    ("xl/workbook.xml", "xlsx"),
    ("OFD.xml", "ofd"),
    ("ppt/presentation.xml", "pptx"),
    ("content.xml", "odt"),
)
_CONVERT = "Convert it first: soffice --headless --convert-to docx FILE, or with --convert let shenhe do so (needs LibreOffice)"


class Kind(NamedTuple):
    """What a file is, and how to get at its text where no reader takes it (`hint`)."""

    what: str
    hint: str
    is_convertible: bool = False


# Recognised, but no reader takes them.
FOREIGN = {
    "doc": Kind("an old Word or WPS document (.doc, .wps)", _CONVERT, True),
    "rtf": Kind("an RTF document", _CONVERT, True),
    "ofd": Kind("an OFD document", "Open it in an OFD reader (数科, 福昕, WPS) and save it as PDF"),
    "odt": Kind("an OpenDocument file", _CONVERT, True),
    "xls": Kind("an old Excel workbook", "Save it as .xlsx; texts in a column are read with --text-column NAME"),
    "ppt": Kind("a PowerPoint file", "Save the report's text as .docx, .pdf or .txt"),
    "pptx": Kind("a PowerPoint file", "Save the report's text as .docx, .pdf or .txt"),
    "xlsx": Kind("an Excel workbook", "Texts in a column are read with --text-column NAME"),
    "locked": Kind("an Office file with a password", "Open it in Word or WPS, take the password off, and save it"),
    "picture": Kind("a picture", "Run text recognition (OCR) on it first"),
    "gzip": Kind("a gzip file", "Unpack it first"),
    "rar": Kind("a RAR archive", "Unpack it first, or pack it as .zip"),
    "7z": Kind("a 7z archive", "Unpack it first, or pack it as .zip"),
}

PACKED = frozenset(("gzip", "rar", "7z"))

_SIGNATURES = (
    (b"%PDF-", "pdf"),
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"II*\x00", "picture"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
)


def kind_of(data: bytes) -> str | None:
    """The name of the kind that `data` shows itself to be: a reader's, one of FOREIGN, `zip`, or None (text, or unknown)."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return name
    if data.startswith(OLE[:4]):
        return next((name for stream, name in _STREAMS if stream.encode("utf-16-le") in data), "doc")
    if data.startswith(ZIP):
        return _kind_of_zip(data)
    return "html" if _HTML.match(data[:4096]) else None


def _kind_of_zip(data: bytes) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        # Cut short: the list of parts stands at the end, but the names also stand in front of the parts.
        return next((name for part, name in _PARTS if part.encode() in data), "docx" if b"word/" in data else "zip")
    return next((name for part, name in _PARTS if part in names), "zip")


def refuse_foreign(kind: str | None, source: str) -> None:
    """Raise ReadError where the file is recognised and no reader takes it."""
    if kind in FOREIGN:
        raise ReadError(f"not a text file but {FOREIGN[kind].what}", source, FOREIGN[kind].hint)
