"""Packages that only some formats need: imported when used, and named with their install command when missing."""

from __future__ import annotations

import importlib
from typing import Any

from shenhe_cli.errors import ReadError


def need(module: str, extra: str, source: str) -> Any:
    """The module, imported. Raises ReadError with the command that installs it."""
    try:
        return importlib.import_module(module)
    except ImportError:
        what = f"reading it needs the package {module.split('.')[0]}, which is not installed"
        raise ReadError(what, source, f"Run: pip install 'shenhe[{extra}]'") from None
