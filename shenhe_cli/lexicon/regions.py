"""Places: the dated table of GB/T 2260, and the code of a name where it can mean one place only."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import NamedTuple

from shenhe_cli.lexicon.tables import FOLDER

COLUMNS = ("code", "name", "alias", "since", "until")
_FIRST, _LAST = 0, 9999
_PROVINCE_ENDINGS = ("特别行政区", "省", "市")
LEVELS = ("province", "city", "county")


class Region(NamedTuple):
    """A row: a place under one name and code, from the year `since` to the year `until`."""

    code: str
    name: str
    alias: str
    since: int
    until: int

    @property
    def level(self) -> str:
        """province, city (prefecture) or county."""
        return LEVELS[0] if self.code.endswith("0000") else LEVELS[1] if self.code.endswith("00") else LEVELS[2]

    def exists(self, year: int | None, slack: int = 0) -> bool:
        """Whether it is in force in `year` (None: now), give or take `slack` years."""
        return self.until == _LAST if year is None else self.since - slack <= year <= self.until + slack


class RegionTable:
    """Look-up by name and by code. Rows become objects when they are asked for: seven thousand would take longer than a report."""

    def __init__(self, text: str) -> None:
        self._lines = [line for line in text.split("\n") if line[:1].isdigit()]
        self._names: dict[str, list[str]] = {}
        names = self._names
        for line in self._lines:
            code, name, alias, _ = line.split("\t", 3)
            if name in names:
                names[name].append(line)
            else:
                names[name] = [line]
            if alias != "-":
                names.setdefault(alias, []).append(line)
            if code[2:] == "0000" and (short := _short_province(code, name)) != "-":
                names.setdefault(short, []).append(line)

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """The rows by code, made where a name is several places'."""
        codes: dict[str, list[str]] = {}
        for line in self._lines:
            codes.setdefault(line[:6], []).append(line)
        return codes

    def rows_named(self, name: str) -> list[Region]:
        """The rows of that name, of that alias, and the province of that short name."""
        rows = [make_region(line) for line in self._names.get(name, ())]
        # 吉林 may be the province or its city.
        is_city_too = any(
            line.startswith("00", 4) and not line.startswith("0000", 2) for line in self._names.get(f"{name}市", ())
        )
        return [row for row in rows if row.name == name or not (is_city_too and row.level == "province")]

    def knows(self, name: str) -> bool:
        """Whether some place has or had that name."""
        return name in self._names

    def is_place(self, written: str) -> bool:
        """Whether a text is the name of a place, those that it belongs to before it or not (沈河区, 保定市唐县)."""
        name, above = self._split(written)
        rows = self.rows_named(name)
        return bool(rows) and (not above or any(self._is_under(row, above) for row in rows))

    def find(self, written: str, year: int | None = None, around: str = "") -> Region | None:
        """The place that `written` (沈河区, 保定市唐县) means in `year`, None where it is unknown or may be several.

        `around` (title, file name) helps where several have the name: the one whose city or province is named there.
        """
        name, above = self._split(written)
        rows = self.rows_named(name)
        found = [row for row in rows if row.exists(year)] or [row for row in rows if row.exists(year, 1)]
        if above:
            found = [row for row in found if self._is_under(row, above)]
        elif len(found) > 1:
            named = [row for row in found if any(parent in around for parent in self._names_above(row))]
            # Only a county of a named city, where its namesakes are of the same province.
            found = named if len(named) == 1 else [row for row in named if any(city in around for city in self._city_names(row))]
        return found[0] if len({row.code for row in found}) == 1 else None

    def _split(self, written: str) -> tuple[str, str]:
        """保定市唐县 → 唐县, 保定市: the longest ending that is a place, and what stands before it."""
        for cut in range(len(written) - 1):
            if self.knows(written[cut:]):
                return written[cut:], written[:cut]
        return written, ""

    def _is_under(self, row: Region, above: str) -> bool:
        """Whether `above` (保定市, 河北省保定市, 河北) is made of names of what `row` belongs to."""
        names = sorted(self._names_above(row), key=len, reverse=True)
        while above:
            name = next((name for name in names if above.startswith(name)), None)
            if name is None:
                return False
            above = above[len(name) :]
        return True

    def _names_above(self, row: Region) -> set[str]:
        return self._city_names(row) | self._names_of(row.code[:2] + "0000")

    def _city_names(self, row: Region) -> set[str]:
        return self._names_of(row.code[:4] + "00") if row.level == "county" else set()

    def _names_of(self, code: str) -> set[str]:
        rows = [make_region(line) for line in self._codes.get(code, ())]
        return {name for row in rows for name in (row.name, row.alias, _short_province(row.code, row.name))} - {"-"}


def _short_province(code: str, name: str) -> str:
    """河北 for 河北省, 香港 for 香港特别行政区, for no province `-`."""
    ending = next((ending for ending in _PROVINCE_ENDINGS if name.endswith(ending)), "") if code.endswith("0000") else ""
    return name.removesuffix(ending) if ending else "-"


def make_region(line: str) -> Region:
    """The region of a row."""
    code, name, alias, since, until = line.split("\t")
    return Region(code, name, alias, _FIRST if since == "-" else int(since), _LAST if until == "-" else int(until))


@lru_cache(maxsize=1)
def load_regions() -> RegionTable:
    """The table in the package, read once and only where a document names a place."""
    return RegionTable((FOLDER / "regions.tsv").read_text("utf-8"))
