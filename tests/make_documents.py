"""Makes the report of fixtures/documents in every format from its text file, with what such files have besides text.

python -m tests.make_documents         # LibreOffice and a Chinese font are needed for the PDF
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

FOLDER = Path(__file__).parents[1] / "fixtures" / "documents"
NAME = "临江区_2023_政府工作报告"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BREAK = "\n        "
# Zip files carry times: this one, so that the same text gives the same bytes.
TIME = (2023, 1, 9, 0, 0, 0)


def paragraphs() -> list[str]:
    """The report's paragraphs."""
    return [line for line in (FOLDER / f"{NAME}.txt").read_text("utf-8").split("\n") if line]


def make_html(lines: list[str]) -> bytes:
    """A page as government sites have it: declared gb2312, menus and footers around, numbers split over tags."""
    menu = "".join(
        f'<li><a href="/{i}.html">{name}</a></li>' for i, name in enumerate(("首页", "新闻中心", "政务公开", "办事服务"))
    )
    body = []
    for line in lines[1:]:
        text = html.escape(line)
        text = re.sub(r"([0-9])\.([0-9])", r"\1<span>.\2</span>", text, count=2)
        text = re.sub(r"([0-9]+)(万|亿)", r"<b>\1</b>\2", text, count=2)
        # Lines of the source are broken inside sentences.
        body.append(f'<p style="text-indent:2em">　　{re.sub("(?<=[一-鿿]{9})(?=[一-鿿]{9})", BREAK, text, count=1)}</p>')
    page = f"""<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{lines[0]}_临江区人民政府</title><style>p {{ color: black }}</style>
<script>var visits = "今日访问12345人次，比上年增长99%。";</script></head>
<body><div class="top"><ul>{menu}</ul></div>
<div class="article"><h1>{lines[0]}</h1>
<div class="content">{"".join(body)}</div></div>
<div class="side"><h3>相关链接</h3><ul>{menu}</ul></div>
<div class="foot">主办：临江区人民政府办公室<br>网站标识码 3601020001 <a href="/map">网站地图</a></div>
<div style="display:none">隐藏的文字，增长77%。</div></body></html>
"""
    return page.encode("gb18030")


def make_docx(lines: list[str], has_changes: bool) -> bytes:
    """A Word file; with tracked changes that come to the same text where `has_changes`."""
    body = "".join(make_paragraph(number, line, has_changes) for number, line in enumerate(lines))
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
    if not has_changes:
        section = section.replace(
            "<w:sectPr>", '<w:sectPr><w:headerReference w:type="default" r:id="h"/><w:footerReference w:type="default" r:id="f"/>'
        )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{kind}.header+xml"/>'
        f'<Override PartName="/word/footer1.xml" ContentType="{kind}.footer+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="d" Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="h" Type="{relations}/header" Target="header1.xml"/>'
        f'<Relationship Id="f" Type="{relations}/footer" Target="footer1.xml"/></Relationships>',
        "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>临江区人民政府文件</w:t></w:r></w:p></w:hdr>",
        "word/footer1.xml": f'<w:ftr {W}><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>{field}'
        '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>',
        "word/document.xml": f'<w:document {W} xmlns:r="{relations}"><w:body>{body}{section}</w:body></w:document>',
    }
    return pack(parts)


def pack(parts: dict[str, str]) -> bytes:
    """A zip file of XML parts, the same bytes for the same parts."""
    import io

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(
                zipfile.ZipInfo(name, TIME),
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}',
                zipfile.ZIP_DEFLATED,
            )
    return stream.getvalue()


def make_paragraph(number: int, line: str, has_changes: bool) -> str:
    """One paragraph: the title centred, numbers split over runs, changes tracked on the way."""
    layout = '<w:jc w:val="center"/>' if number == 0 else '<w:ind w:firstLine="640"/><w:jc w:val="both"/>'
    font = '<w:rPr><w:rFonts w:ascii="Noto Sans CJK SC" w:hAnsi="Noto Sans CJK SC" w:eastAsia="Noto Sans CJK SC"/><w:sz w:val="32"/></w:rPr>'
    by = f'w:id="{number}" w:author="a" w:date="2023-01-09T00:00:00Z"'
    runs = []
    for piece in re.split(r"(?<=[0-9])(?=[.][0-9])", line):
        runs.append(f'<w:r>{font}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>')
    if has_changes:
        first, last = runs[0], runs[-1]
        runs[-1] = f"<w:ins {by}>{last}</w:ins>"
        runs.insert(0, f"<w:del {by}><w:r><w:delText>删去的文字，增长66%。</w:delText></w:r></w:del>")
        if first is not last and number == 8:
            runs.insert(1, f"<w:moveFrom {by}><w:r><w:t>移走55个项目</w:t></w:r></w:moveFrom>")
    return f"<w:p><w:pPr>{layout}</w:pPr>{''.join(runs)}</w:p>"


def make_pdf(docx: bytes) -> bytes:
    """The Word file as LibreOffice prints it."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    if command is None:
        raise SystemExit("LibreOffice is not installed")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "report.docx").write_bytes(docx)
        subprocess.run(
            [
                command,
                "--headless",
                f"-env:UserInstallation=file://{folder}/p",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                f"{folder}/report.docx",
            ],
            check=True,
            capture_output=True,
        )
        return Path(folder, "report.pdf").read_bytes()


def main() -> None:
    """Write every format."""
    lines = paragraphs()
    text = (FOLDER / f"{NAME}.txt").read_text("utf-8")
    (FOLDER / "gb18030").mkdir(exist_ok=True)
    (FOLDER / "gb18030" / f"{NAME}.txt").write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
    (FOLDER / f"{NAME}.html").write_bytes(make_html(lines))
    (FOLDER / f"{NAME}.docx").write_bytes(make_docx(lines, has_changes=True))
    (FOLDER / f"{NAME}.pdf").write_bytes(make_pdf(make_docx(lines, has_changes=False)))


if __name__ == "__main__":
    main()
