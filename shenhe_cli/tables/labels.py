"""Headings of rows: marks and numbers off, what they are part of, and what they are called together with their column."""

from __future__ import annotations

import re
from typing import NamedTuple

from shenhe_cli.model import Number
from shenhe_cli.tables.headings import Heading, HeadingReader, UnitRead

_FOOTNOTE = re.compile(r"[\[〔［]\s*[0-9]{1,2}\s*[\]〕］]|[①-⑳]|[*＊]+$")
_PART = re.compile(r"^(?:其\s*中\s*[：:]?|[#＃]+)\s*")
_NUMBER = re.compile(r"^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)、.．]\s*(?![0-9])|[①-⑳]\s*|[-—–·•◆●]+\s*)")
_INNER_BLANKS = re.compile(r"(?<=[一-鿿])[ \u3000\u00a0\u2002]+(?=[一-鿿])")
# A name that ends so says itself what is measured: 牛出栏, not 牛出栏产量.
_MEASURED = "量额数率值栏积"
_YEAR_ROW = re.compile(r"(?:(?:19|20)[0-9]{2})年?")


class RowHeading(NamedTuple):
    """A row's name; `parent` is the row it is a part of, `unit` one that stands in its brackets, `period` set where it is a year."""

    name: str
    parent: str | None
    unit: UnitRead | None
    period: str | None
    is_total: bool


class RowReader:
    """Reads the headings of a table's rows from top to bottom; holds what a later 其中 belongs to.

    After 其中 a row without a mark may be another part or the next whole. It is a whole for certain only where its figure is larger
    than the last whole's; where that is not so, a 其中 after it gets no parent.
    """

    def __init__(self, headings: HeadingReader) -> None:
        self._headings = headings
        self._group: str | None = None
        # Name and figure of the last certain whole, of the row before, and whether parts have come since.
        self._whole: tuple[str, Number] | None = None
        self._before: tuple[str, Number] | None = None
        self._is_open = self._was_part = False

    def open_group(self, text: str) -> None:
        """A row with a name and no figures: what comes under it is its part."""
        self._group = self._clean(text)[0] or None
        self._whole = self._before = None
        self._is_open = self._was_part = False

    def read(self, text: str, above: str | None, value: Number) -> RowHeading:
        """The heading of the next row; `above` is the one it shares with others (merged downwards), `value` its first figure."""
        body, is_part = self._clean(text)
        body, unit = self._headings.split_unit(body)
        body = body.strip(" ：:")
        if _YEAR_ROW.fullmatch(body):
            return RowHeading("", None, unit, body[:4], False)
        parent = self._parent() if is_part else above or self._group
        if is_part:
            self._is_open = True
        elif not self._is_open or self._whole is None or value > self._whole[1]:
            self._whole, self._is_open = (body, value), False
        self._before, self._was_part = (body, value), is_part
        return RowHeading(body, parent if parent != body else None, unit, None, self._headings.role_of(body) == "total")

    def _parent(self) -> str | None:
        """What a row marked 其中 is part of, None where that is not certain."""
        if self._before is None:
            return self._group
        if not self._is_open or self._was_part:
            return self._before[0]
        return None

    def _clean(self, text: str) -> tuple[str, bool]:
        """The name without footnote marks, numbers and inner blanks; whether it is marked as a part."""
        body = _INNER_BLANKS.sub("", _FOOTNOTE.sub("", text).strip())
        part = _PART.match(body)
        if part:
            body = body[part.end() :]
        body = _NUMBER.sub("", body, count=1)
        inner = _PART.match(body)
        return (body[inner.end() :], True) if inner else (body, part is not None)


def make_label(row: RowHeading, column: Heading, noun: str) -> str | None:
    """What row and column are called together: 粮食 + 产量 → 粮食产量; `noun` is the column's, or that of the column it goes with."""
    if not row.name or row.is_total:
        return noun or row.name or None
    return join_names(row.name, column, noun)


def join_names(name: str, column: Heading, noun: str) -> str:
    """The name of a row, or of what it is part of, with the column's noun."""
    if not noun or noun in name or (noun[-1] in _MEASURED and name[-1:] in _MEASURED):
        return name
    return noun + name if column.is_prefix or name in noun else name + noun
