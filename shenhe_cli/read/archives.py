"""Parts of zip files (archives of reports, DOCX), with a limit to what they may grow to."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from collections.abc import Iterator

from shenhe_cli.errors import ReadError

# Far beyond any report: 300 pages of text are 2 MB of XML.
MOST_BYTES = 64 << 20
MOST_PARTS = 20_000
SUFFIX = ".zip"
_HINT = "Get the file again, or open it and save it anew"
_UTF8_NAME = 0x800


def open_archive(data: bytes | str, source: str) -> zipfile.ZipFile:
    """The zip file in `data`, or at that path. Raises ReadError where it is damaged."""
    try:
        archive = zipfile.ZipFile(data if isinstance(data, str) else io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"damaged or cut short ({error})", source, _HINT) from None
    if len(archive.infolist()) > MOST_PARTS:
        raise ReadError(f"{len(archive.infolist())} files inside", source, "Unpack it and give the folder")
    return archive


def read_part(archive: zipfile.ZipFile, part: str | zipfile.ZipInfo, source: str, limit: int = MOST_BYTES) -> bytes:
    """One part, unpacked. Raises ReadError where it is missing, damaged, locked, or would be larger than `limit`."""
    try:
        with archive.open(part) as stream:
            data = stream.read(limit + 1)
    except KeyError:
        raise ReadError(f"no part {part} in it", source, _HINT) from None
    except RuntimeError:
        raise ReadError("a zip file with a password", source, "Unpack it first") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise ReadError(f"damaged or cut short ({error})", source, _HINT) from None
    if len(data) > limit:
        name = part if isinstance(part, str) else part.filename
        raise ReadError(
            f"{name} in it unpacks to more than {limit >> 20} MB: no report is that long", source, "Is it a zip bomb?"
        )
    return data


def list_members(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """(name, part) of every file in the archive, names of old Chinese programs in GB18030 put right; no folders, nothing hidden."""
    for part in archive.infolist():
        name = member_name(part)
        if not part.is_dir() and not any(step.startswith((".", "~$", "__MACOSX")) for step in name.split("/")):
            yield name, part


def member_name(part: zipfile.ZipInfo) -> str:
    """The name of a part: UTF-8 where it is flagged so, else GB18030 where it can be."""
    if part.flag_bits & _UTF8_NAME:
        return part.filename
    try:
        raw = part.filename.encode("cp437")
    except UnicodeEncodeError:
        return part.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.filename


def split_source(source: str) -> tuple[str, str] | None:
    """(archive, member) of `reports.zip/2023/沈河区.docx` where the archive is a file, None for any other source."""
    at = source.lower().find(SUFFIX + "/")
    while at >= 0:
        archive = source[: at + len(SUFFIX)]
        if os.path.isfile(archive):
            return archive, source[at + len(SUFFIX) + 1 :]
        at = source.lower().find(SUFFIX + "/", at + 1)
    return None


def read_member(archive: zipfile.ZipFile, member: str, source: str) -> bytes:
    """The file called `member` in an archive. Raises ReadError."""
    with archive:
        for name, part in list_members(archive):
            if name == member:
                return read_part(archive, part, source)
    raise ReadError("no such file in the archive", source, "Check the name")
