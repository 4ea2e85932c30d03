"""The user's own lexicon on the command line: the files that hold it, and an extractor with it.

Without such files nothing is imported for it: two look-ups of a file are all that it costs.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shenhe_cli.lexicon import Lexicon
    from shenhe_cli.pipeline import Extractor

SETTINGS = "shenhe.toml"


def own_files(given: Sequence[str] | None = None) -> list[str]:
    """The files with a user's rows, the strongest last: the user's shenhe.toml, that of the working folder, those given."""
    found = [path for path in (os.path.join(settings_folder(), SETTINGS), SETTINGS) if os.path.isfile(path)]
    return [*found, *(given or ())]


def settings_folder() -> str:
    """The user's folder for settings: XDG_CONFIG_HOME or ~/.config, on Windows APPDATA; in it `shenhe`."""
    base = os.environ.get("XDG_CONFIG_HOME") or (os.environ.get("APPDATA") if os.name == "nt" else None)
    return os.path.join(base or os.path.join(os.path.expanduser("~"), ".config"), "shenhe")


def own_lexicon(given: Sequence[str] | None = None) -> Lexicon | None:
    """The lexicon with the user's rows; None where there are none. Raises LexiconError."""
    files = own_files(given)
    if not files:
        return None
    from shenhe_cli.lexicon.own import load_own_lexicon

    return load_own_lexicon(files)


def make_extractor(given: Sequence[str] | None = None) -> Extractor:
    """An extractor with the user's lexicon, else the built-in one. Raises LexiconError."""
    from shenhe_cli.pipeline import Extractor

    lexicon = own_lexicon(given)
    return Extractor(lexicon) if lexicon else Extractor()
