"""PDF with a text layer: running heads and page numbers off, lines rejoined to paragraphs, columns of tables parted by tabs.

Read by pypdfium2 (Apache-2.0 or BSD-3; PDFium inside). Scripts, forms and attachments in the file are never opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from shenhe_cli.errors import ReadError
from shenhe_cli.model import Document
from shenhe_cli.read.extras import need

if TYPE_CHECKING:
    from shenhe_cli.read.page_lines import Char, Line

SUFFIXES = (".pdf",)

_MOST_PAGES = 2000
_MOST_CHARS = 3_000_000
# Fewer visible characters a page than this are page numbers and stamps on pictures.
_FEWEST_CHARS = 12
_MOST_UNREADABLE = 0.2
_OCR = "Run text recognition first, such as: ocrmypdf -l chi_sim IN.pdf OUT.pdf"


def read(data: bytes, source: str, encoding: str | None = None) -> Document:
    """The text of a PDF. Raises ReadError where it is damaged, locked, or has pictures of pages only."""
    from shenhe_cli.read.page_lines import find_lines

    pdfium = need("pypdfium2", "pdf", source)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "assword" in str(error):
            raise ReadError("a PDF with a password", source, "Open it, take the password off, and save it anew") from None
        raise ReadError(f"a damaged PDF ({error})", source, "Get the file again") from None
    try:
        if len(document) > _MOST_PAGES:
            raise ReadError(f"a PDF of {len(document)} pages: more than {_MOST_PAGES} are not read", source, "Split it")
        pages = [list(find_lines(chars)) for chars in _read_pages(document, source, pdfium)]
    except pdfium.PdfiumError as error:
        raise ReadError(f"a damaged PDF ({error})", source, "Get the file again") from None
    finally:
        document.close()
    return _build(pages, source)


def _build(pages: list[list[Line]], source: str) -> Document:
    from shenhe_cli.read.layout import Builder
    from shenhe_cli.read.page_tables import align_rows
    from shenhe_cli.read.page_text import drop_running_lines, join_lines

    size = sum(len(line.text) for page in pages for line in page)
    if size < _FEWEST_CHARS * len(pages):
        raise ReadError("no text in this PDF, only pictures of pages (a scan?)", source, _OCR)
    unreadable = sum("\ue000" <= c <= "\uf8ff" or (c < " " and c != "\t") for page in pages for line in page for c in line.text)
    if unreadable > _MOST_UNREADABLE * size:
        raise ReadError("this PDF does not say which characters it shows (fonts without a code table)", source, _OCR)
    builder = Builder()
    for is_table, paragraphs in groupby(join_lines(drop_running_lines(pages)), key=lambda paragraph: "\t" in paragraph[1]):
        found = list(paragraphs)
        if is_table and len(found) > 1:
            builder.add_table(align_rows([line for _, _, line in found]), f"p{found[0][0]}")
        else:
            for number, text, _ in found:
                builder.add_paragraph(text, "paragraph", f"p{number}")
    return builder.finish(source)


def _read_pages(document: Any, source: str, pdfium: Any) -> Iterator[list[Char]]:
    """The characters of every page, in the order of the file."""
    total = 0
    for page in document:
        text_page = page.get_textpage()
        chars = _read_chars(text_page, page.get_height(), pdfium.raw)
        total += len(chars)
        text_page.close()
        page.close()
        if total > _MOST_CHARS:
            raise ReadError("a PDF of more than three million characters", source, "Split it")
        yield chars


def _read_chars(text_page: Any, page_height: float, raw: Any) -> list[Char]:
    """Every character with the box that its font gives it, side bearings and all; y counts downwards from the top of the page."""
    from shenhe_cli.read.page_lines import Char

    box = raw.FS_RECTF()
    chars = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in (0, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000 or raw.FPDFText_IsGenerated(text_page, index) == 1:
            continue
        if raw.FPDFText_GetLooseCharBox(text_page, index, box):
            chars.append(Char(chr(code), box.left, box.right, page_height - box.top, page_height - box.bottom, page_height))
    return chars
