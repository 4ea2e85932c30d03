"""The indicators a label may name, so that 地区生产总值 and GDP meet under one code.

Names are the National Bureau of Statistics' (Statistical Communiqué, China Statistical Yearbook), else the reports' own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from shenhe_cli.errors import LexiconError
from shenhe_cli.lexicon.tables import FOLDER, Source, own_keys, pick, read_table
from shenhe_cli.lexicon.units import DIMENSIONS as UNIT_DIMENSIONS
from shenhe_cli.patterns import LazyPattern

COLUMNS = ("code", "name", "name_en", "aliases", "dimension", "polarity")
DIMENSIONS = (*UNIT_DIMENSIONS, "ratio", "rank", "index")
POLARITIES = ("up_good", "up_bad", "neutral")
MEASURES = ("level", "change_rate", "change_amount", "share", "rank")

# Ways of writing one thing inside a label, the longer first; 的, 实现 and 完成 say nothing of what is measured.
_WAYS = "国内生产总值=GDP 地区生产总值=GDP 生产总值=GDP 规上=规模以上 研究与试验发展=研发 R&D=研发 研发(研发)=研发"
_SPELLINGS = tuple(tuple(way.split("=")) for way in (*_WAYS.split(), "实现=", "完成=", "的="))
_MARKS = str.maketrans("", "", " \t\n“”\"‘’'「」『』《》〈〉")
# Whose figure or when before the name; after it, how much there is of it and, by measure, that it is a change or a share.
_PREFIXES = frozenset(
    "全市 全省 全县 全区 全国 全州 全盟 全旗 全镇 全乡 全年 年末 年底 本市 本省 本县 本区 我市 我省 我县 我区 我州 我国".split()
)
_SIZES = ("总数量", "总数", "总量", "总额", "数量", "数", "额")
_GROWTHS = ("增长速度", "增长率", "增速", "增幅", "涨幅", "降幅", "跌幅", "增长", *_SIZES)
_ENDINGS = {"change_rate": _GROWTHS, "change_amount": _GROWTHS, "share": ("占比", "比重", "比例", *_SIZES)}
_SAME_THING = LazyPattern(r"[ -~]+|(?:含|不含|按|现价|当年价|初步|可比价).*")
Claims = dict[str | None, "Indicator"]


class Indicator(NamedTuple):
    """A row: `dimensions` are those its level may have, the usual one first; `polarity` tells whether up is good."""

    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    dimensions: tuple[str, ...]
    polarity: str

    def admits(self, dimension: str, measure: str) -> bool:
        """Whether a figure of that dimension can be this indicator's level or an absolute change of it; True for others."""
        if measure == "change_amount":
            return dimension in self.dimensions or (dimension in {"percentage_point", "percent"} and "percent" in self.dimensions)
        return measure != "level" or dimension in self.dimensions or dimension == "multiple"


class IndicatorTable(NamedTuple):
    """All indicators in the table's order, by code, and by plain label and the measure claimed (None: any)."""

    rows: tuple[Indicator, ...]
    by_code: dict[str, Indicator]
    labels: dict[str, Claims]

    def code_of(self, label: str, dimension: str | None = None, measure: str | None = None) -> str | None:
        """The code of the indicator that `label` is, or None. The dimension of a level or an absolute change must fit."""
        claims = self.labels.get(label) or self._look_up(plain_label(label), measure)
        row = (claims.get(measure) or claims.get(None)) if claims else None
        return row.code if row and (not dimension or not measure or row.admits(dimension, measure)) else None

    def _look_up(self, key: str, measure: str | None) -> Claims | None:
        labels = self.labels
        while key not in labels and key[:2] in _PREFIXES:
            key = key[2:]
        if claims := labels.get(key):
            return claims
        if "(" in key:
            before, _, rest = key.partition("(")
            inside, _, after = rest.partition(")")
            found = self._look_up(before + after, measure) if "(" not in after else None
            is_same = _SAME_THING.fullmatch(inside) or (found and found.get(None) in labels.get(inside, {}).values())
            return found if is_same else None
        endings = _ENDINGS.get(measure or "level", _SIZES)
        if key.endswith(endings):
            return next(filter(None, (labels.get(key.removesuffix(end)) for end in endings if key.endswith(end))), None)
        return None


@lru_cache(maxsize=1 << 14)
def plain_label(label: str) -> str:
    """The label as the table keys it: NFKC, no blanks and quotes, one spelling where several are in use."""
    label = normalize("NFKC", label)
    if not label.isalnum():
        label = label.translate(_MARKS)
    for written, plain in _SPELLINGS:
        if written in label:
            label = label.replace(written, plain)
    return label


def load_indicators(path: Source = FOLDER / "indicators.tsv") -> IndicatorTable:
    """Read the table. Raises LexiconError with file:line for a code or alias that stands twice, or a value that is unknown."""
    by_code: dict[str, Indicator] = {}
    labels: dict[str, Claims] = {}
    own = own_keys(path)
    for place, row in _read_rows(path):
        if by_code.setdefault(row.code, row) is not row:
            raise LexiconError(f"the code {row.code} stands twice", place, "Keep one row an indicator, other names in aliases")
        for alias in (row.name, *row.aliases):
            written, _, measure = alias.partition("@")
            owner = labels.setdefault(plain_label(written), {}).setdefault(pick(place, measure, MEASURES), row)
            # what a user claims is no longer the built-in row's
            if owner is not row and (row.code in own or owner.code not in own):
                raise LexiconError(f"{alias} is claimed by {owner.code} already", place, "A label names one indicator")
    return IndicatorTable(tuple(by_code.values()), by_code, labels)


def _read_rows(path: Source) -> Iterator[tuple[str, Indicator]]:
    for place, (code, name, name_en, aliases, dimension, polarity) in read_table(path, COLUMNS):
        dimensions = tuple(filter(None, (pick(place, each, DIMENSIONS) for each in dimension.split("|"))))
        trend = pick(place, polarity, POLARITIES)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", code) or not (name and name_en and dimensions and trend):
            raise LexiconError(f"{code}: the row is not complete", place, "snake_case code, both names, dimension, polarity")
        yield place, Indicator(code, name, name_en, tuple(filter("-".__ne__, aliases.split("|"))), dimensions, trend)
