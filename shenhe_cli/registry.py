"""What a folder offers is what lies in it: `csv_writer.py` in export/ is the format `csv`. Listing imports nothing."""

from __future__ import annotations

import importlib
import os
import sys
from types import ModuleType
from typing import NamedTuple


class Registry(NamedTuple):
    """The modules of `package` whose names end in `ending`, each known by what stands before it."""

    package: str
    ending: str

    def names(self) -> list[str]:
        """All names, sorted."""
        folder = os.path.dirname(sys.modules[self.package].__file__ or "")
        ending = f"{self.ending}.py"
        return sorted(name.removesuffix(ending) for name in os.listdir(folder) if name.endswith(ending))

    def load(self, name: str) -> ModuleType:
        """Import the module called `name`, which must be one of `names()`."""
        return importlib.import_module(f"{self.package}.{name}{self.ending}")
