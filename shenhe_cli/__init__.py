"""shenhe: reads Chinese government work reports and pulls out every figure.

>>> import shenhe_cli
>>> records = shenhe_cli.extract("2022年，全区一般公共预算收入实现75.8亿元。")  # doctest: +SKIP

The public names are those of `__all__`. What they need is imported when they are first asked for, so that importing the
package costs next to nothing.
"""

from __future__ import annotations

import importlib

# As type checkers read it; importing typing for it would be most of the package's start-up.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from shenhe_cli.errors import ShenheError
    from shenhe_cli.lexicon.own import load_own_lexicon
    from shenhe_cli.model import Document, Record
    from shenhe_cli.normalize.written import Written
    from shenhe_cli.pipeline import Extractor, extract
    from shenhe_cli.read.documents import read_document

__version__ = "0.1.0"

__all__ = ["Document", "Extractor", "Record", "ShenheError", "__version__", "extract", "load_own_lexicon", "normalize", "read_document"]

_HOMES = {
    "Document": "model",
    "Extractor": "pipeline",
    "Record": "model",
    "ShenheError": "errors",
    "extract": "pipeline",
    "load_own_lexicon": "lexicon.own",
    "read_document": "read.documents",
}

# The stage's folder has the function's name. Importing a submodule sets it as an attribute of its package, once: done
# here, before `normalize` is defined, the function keeps the name for good (`from shenhe_cli.normalize.x import y` works).
importlib.import_module("shenhe_cli.normalize")


def normalize(text: str) -> Written:
    """The written quantity `text` (75.8亿元): `value` and `unit` as written, `norm_value` and `norm_unit` (7580000000 CNY).

    Raises ShenheError where there is no quantity in `text`, or more than one.
    """
    from shenhe_cli.quantities import normalize as normalize_quantity

    return normalize_quantity(text)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
