"""What a file says of its making: the program's version, its lexicon's, the schema's, and when."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import shenhe_cli
from shenhe_cli.errors import UsageError
from shenhe_cli.lexicon.tables import FOLDER
from shenhe_cli.model import SCHEMA_VERSION

# Of the tables' digest: enough to tell two lexicons apart, short enough to be read out.
DIGEST_LENGTH = 8


@cache
def lexicon_version() -> str:
    """The first hexadecimal digits of the SHA-256 of all tables, by name and content."""
    return digest_of(sorted(FOLDER.glob("*.tsv")))


def digest_of(paths: Iterable[Path]) -> str:
    """The first hexadecimal digits of the SHA-256 of files, by name and content."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode("utf-8", "surrogateescape") + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:DIGEST_LENGTH]


def provenance(own_lexicon: Sequence[str] = ()) -> dict[str, str]:
    """`shenhe`, `lexicon` and `schema_version`, each with its version; a user's own files are told behind a +."""
    lexicon = lexicon_version()
    if own_lexicon:
        lexicon += f"+{digest_of(Path(name) for name in own_lexicon)}"
    return {"shenhe": shenhe_cli.__version__, "lexicon": lexicon, "schema_version": SCHEMA_VERSION}


def sign(own_lexicon: Sequence[str] = ()) -> str:
    """The versions on one line: shenhe 0.1.0 · lexicon 1a2b3c4d · schema 1.0."""
    versions = provenance(own_lexicon)
    return f"shenhe {versions['shenhe']} · lexicon {versions['lexicon']} · schema {versions['schema_version']}"


def made_at() -> datetime:
    """Now, or what SOURCE_DATE_EPOCH says (seconds since 1970, UTC). Raises UsageError where that is no number."""
    text = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(text) if text else int(time.time()), UTC).replace(tzinfo=None)
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"{text!r} is no number of seconds", "SOURCE_DATE_EPOCH", "Unset it, or give whole seconds") from None
