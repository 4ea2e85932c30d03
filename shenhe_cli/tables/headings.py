"""What the heading of a column says of the figures under it: unit, time, measure, status, and the thing itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from shenhe_cli.lexicon.plan_years import plan_period
from shenhe_cli.model import Quantity, Unit

Recognize = Callable[[str], list[Quantity]]

_BRACKETS = re.compile(r"[（(【\[]([^（()）】\]]{1,12})[）)】\]]")
_REMARK = re.compile(r"[（(][^（()）]*[)）]")
_FOOTNOTE = re.compile(r"[\[〔［]\s*[0-9]{1,2}\s*[\]〕］]|[①-⑳*＊]")
# 2021年, 2016—2020年; without 年 only where nothing follows that could make it a number (2000万元)
_YEAR = re.compile(
    r"(?<![0-9.])((?:19|20)[0-9]{2})(?:\s*年?\s*[-—–~～至]+\s*((?:19|20)[0-9]{2})(?![0-9])\s*年?|\s*年[末底初度]?|(?=$|[（(【［\s]))"
)
# 比1985年增长: the year is what it is measured against
_AGAINST = re.compile(r"[比较](?:19|20)[0-9]{2}\s*年(?:同期|[末底初])?")
_PLAN = re.compile('[“"]?(十?[一二三四五六七八九])五[”"]?(?:时期|期间)?')
_CAPTION_END = re.compile(r"[（(]([^（）()]{1,8})[）)][*\s]*$")
_CAPTION_UNIT = re.compile(r"(?:计量)?单位\s*[：:]\s*([^）)\]】]{1,30})")
_LISTED = re.compile(r"[、，,；; ]+")
_NOUN_EDGES = '：:、，,（）()［］[] 　"“”‘’%％±的'
_WHOLE = frozenset(("label", "unit", "skip", "whose", "total"))
_SHARED = re.compile("占(.+?)的?$")
_MAX_UNIT = 12
# 万千升 is 万 of 千升; 万只（片、套） counts 只.
_SCALED = re.compile(r"([十百]?[万亿]|[十百]?)([^（(]+)(?:[（(].*)?")
_SCALES = {"十": 10, "百": 100, "万": 10**4, "亿": 10**8}


class UnitRead(NamedTuple):
    """A unit as written (万吨), its scale and its row in the unit table."""

    written: str
    scale: int
    unit: Unit


class Heading(NamedTuple):
    """What a heading says; `role` is that of the column, `noun` what is left of it when all else is taken off."""

    role: str
    noun: str
    is_prefix: bool
    unit: UnitRead | None
    period: str | None
    status: str | None
    action: str | None
    direction: str | None
    basis: str | None


class HeadingReader:
    """Reads headings with the lexicon's words. `recognize` finds quantities, `words` are the heading words by role."""

    def __init__(
        self, recognize: Recognize, words: Mapping[str, str], bases: Collection[str], directions: Mapping[str, str | None]
    ) -> None:
        self._recognize = recognize
        self._words = words
        self._bases = bases
        self._directions = directions
        self.read_unit = lru_cache(maxsize=1 << 10)(self._read_unit)
        self.read = lru_cache(maxsize=1 << 10)(self._read)

    def _read_unit(self, written: str) -> UnitRead | None:
        """The unit that a text is, and nothing else; None where it is none."""
        written = "".join(written.split()).replace("％", "%")
        if not 0 < len(written) <= _MAX_UNIT or written[0].isdigit():
            return None
        found = self._recognize(f"1{written}")
        if len(found) != 1 or (found[0].start, found[0].end) != (0, len(written) + 1) or found[0].unit is None:
            return None
        return UnitRead(written, found[0].scale, found[0].unit)

    def read_unit_cell(self, written: str) -> UnitRead | None:
        """The unit in a cell of a column of units: one that the lexicon does not know counts things of its own name."""
        written = "".join(written.split())
        known = self.read_unit(written)
        if known or not 0 < len(written) <= _MAX_UNIT or any(c.isdigit() for c in written):
            return known
        match = _SCALED.fullmatch(written)
        scale = 1
        for character in match.group(1) if match else "":
            scale *= _SCALES[character]
        name = match.group(2) if match else ""
        rest = self.read_unit(name)
        if rest:
            return UnitRead(written, scale * rest.scale, rest.unit)
        return UnitRead(written, scale, Unit(name, "count", name, 1)) if name else None

    def caption_units(self, caption: Collection[str]) -> tuple[UnitRead, ...]:
        """The units that a caption names (单位：亿元、%; 各年代设备的比例（％）), in order."""
        text = " ".join(caption)
        match = _CAPTION_UNIT.search(text) or _CAPTION_END.search(text)
        parts = _LISTED.split(match.group(1)) if match else []
        return tuple(unit for part in parts if (unit := self.read_unit(part)))

    def role_of(self, text: str) -> str | None:
        """The role of a heading or row that is one of the table's words and nothing else."""
        return self._words.get("".join(_FOOTNOTE.sub("", text).split()))

    def split_unit(self, text: str) -> tuple[str, UnitRead | None]:
        """A heading without the unit in brackets at its end (产量（万吨）), and the unit."""
        for match in reversed(list(_BRACKETS.finditer(text))):
            unit = self.read_unit(match.group(1).removeprefix("单位：").removeprefix("单位:"))
            if unit:
                return text[: match.start()] + text[match.end() :], unit
        if text.endswith(("%", "％")):
            return text[:-1], self.read_unit("%")
        return text, None

    def _read(self, text: str) -> Heading:
        """What the heading `text` says (the headings of several rows, joined)."""
        body = "".join(_FOOTNOTE.sub("", text).split())
        role = self._words.get(body)
        body, unit = self.split_unit(body)
        against = _AGAINST.search(body)
        if against:
            body = body[: against.start()] + body[against.end() :]
        period, body = take_period(body)
        plan, body = take_plan(body)
        period = period or plan
        role = role or self._words.get(body)
        if role in _WHOLE:
            return Heading(role, body if role == "whose" else "", role == "whose", unit, period, None, None, None, None)
        basis = _longest(self._bases, body)
        roles, change, left = self._take_words(body.replace(basis, "", 1) if basis else body)
        if against:
            roles.setdefault("change", against.group())
            basis = against.group()
        elif "change" not in roles:
            basis = ""
            roles, change, left = self._take_words(body)
        noun = _REMARK.sub("", left).strip(_NOUN_EDGES)
        if "share" in roles:
            match = _SHARED.search(noun)
            basis, noun = (match.group(1), noun[: match.start()]) if match else ("", noun)
        role = next((name for name in ("rank", "share", "change") if name in roles), "value")
        status = next((name for name in ("target", "expected", "actual") if name in roles), None)
        action = _longest(self._directions, change)
        return Heading(role, noun, False, unit, period, status, action or None, self._directions.get(action), basis or None)

    def _take_words(self, body: str) -> tuple[dict[str, str], str, str]:
        """The roles of the words in `body` with the first word of each, the words of change, and what is left."""
        roles: dict[str, str] = {}
        change, left, at = "", "", 0
        while at < len(body):
            word = next((w for n in range(8, 0, -1) if (w := body[at : at + n]) in self._words and len(w) == n), "")
            role = self._words.get(word, "whose")
            if role in _WHOLE or role == "keep":
                left += word if role == "keep" else body[at]
            else:
                roles.setdefault(role, word)
                change += word if role == "change" else ""
            at += len(word) if role not in _WHOLE else 1
        return roles, change, left


def take_plan(text: str) -> tuple[str | None, str]:
    """The interval of the five-year plan that a heading names (“十五五”目标), and the heading without it."""
    match = _PLAN.search(text)
    if not match:
        return None, text
    return plan_period(match.group(1)), text[: match.start()] + text[match.end() :]


def take_period(text: str) -> tuple[str | None, str]:
    """The year or the interval that a heading names, and the heading without it."""
    match = _YEAR.search(text)
    if not match:
        return None, text
    first, last = match.groups()
    return (f"{first}/{last}" if last else first), text[: match.start()] + text[match.end() :]


def _longest(words: Collection[str], text: str) -> str:
    """The longest of `words` in `text`, the first of several."""
    return max((word for word in words if word in text), key=len, default="") if text else ""
