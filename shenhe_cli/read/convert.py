"""Old office files to .docx by LibreOffice, where it is installed: in a folder of its own that is removed, with macros off."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from shenhe_cli.errors import ReadError

_COMMANDS = ("soffice", "libreoffice")
_SECONDS = 120


def convert_to_docx(data: bytes, source: str) -> bytes:
    """The document as .docx. Raises ReadError where LibreOffice is missing, takes too long, or cannot read it."""
    command = next((path for name in _COMMANDS if (path := shutil.which(name))), None)
    if command is None:
        raise ReadError(
            "--convert needs LibreOffice, which is not installed", source, "Install it, or save the file as .docx in Word or WPS"
        )
    with tempfile.TemporaryDirectory(prefix="shenhe-") as folder:
        # The content decides; the name only has to be one that is safe.
        given = Path(folder, "document.doc")
        given.write_bytes(data)
        arguments = ["--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation=file://{folder}/profile"]
        arguments += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, str(given)]
        try:
            subprocess.run([command, *arguments], capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            raise ReadError(
                f"LibreOffice did not finish in {_SECONDS} seconds", source, "Save the file as .docx by hand"
            ) from None
        except OSError as error:
            raise ReadError(f"LibreOffice could not be started ({error})", source, "Save the file as .docx by hand") from None
        made = Path(folder, "document.docx")
        if not made.is_file():
            raise ReadError("LibreOffice could not read it", source, "Open it in Word or WPS and save it as .docx")
        return made.read_bytes()
