"""Front matter: what the title, the date line, the salutation and the file name say of the whole document."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import NamedTuple

from shenhe_cli.model import Document
from shenhe_cli.patterns import LazyPattern
from shenhe_cli.segment.places import find_place

_HEAD = 1500
_TITLE = LazyPattern(
    r"^[ #*]*((?:[^\n。，]{0,40})?(?:政\s*府\s*工\s*作\s*报\s*告|统计公报|公报|工作报告|规划纲要"
    r"|(?:发展计划|预算)[^\n。，]{0,20}报告|五年规划[^\n。，]{0,20}|法治政府建设[^\n。，]{0,20}))[ *]*(?:$|[（(\[])",
    re.MULTILINE,
)
_YEAR = "((?:19|20)[0-9]{2})"
_HAN_YEAR = LazyPattern(r"[一二][九〇○零０0][一二三四五六七八九〇○零０0]{2}年")
_HAN_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "０": 0, "0": 0}
# the day it was given stands on a line or in brackets of its own, or before 在…会议上; 2011年12月30日挂牌成立以来 is none
_DATE = LazyPattern(_YEAR + r"年 ?[0-9]{1,2}月 ?[0-9]{1,2}日(?![^\n。]{0,12}(?:以来|成立|挂牌|起|至|前|后))")
_YEAR_IN_TITLE = LazyPattern(_YEAR + r" ?年?")
_YEAR_IN_NAME = LazyPattern(r"(?<![0-9])" + _YEAR + r"(?![0-9])")
_REVIEWED = LazyPattern(_YEAR + r"年[^\n。，]{0,12}(?:回顾|总结|工作情况)")
_FIRST_YEAR = LazyPattern(r"(?<![0-9])" + _YEAR + r"年(?! ?[0-9]{1,2}月)")


class Front(NamedTuple):
    """What the front matter tells; `data_year` is the year that a bare 全年 or a review part means."""

    title: str | None
    region: str | None
    report_year: int | None
    data_year: int | None
    is_bulletin: bool
    is_plan: bool
    region_code: str | None = None
    level: str | None = None


def read_front_matter(document: Document, region: str | None = None, year: int | None = None) -> Front:
    """Title, region and years of a document; `region` and `year` (of the report) override what is found."""
    head = document.text[:_HEAD]
    name = PurePath(document.source).stem
    match = _TITLE.search(head)
    title = re.sub(r"\s+", "", match.group(1)) if match else None
    is_bulletin = "公报" in (title or name) or "bulletin" in name or "statistics" in name
    is_plan = bool(re.search("规划|五年计划|five-year-plan|plan-proposal", title or name))
    given = year or document.report_year
    if is_bulletin:
        data_year = given - 1 if given else _bulletin_year(head, title, name)
        given = given or (data_year + 1 if data_year else None)
    else:
        given = given or _report_year(head, title, name)
        data_year = given - 1 if given else None
    place = find_place(head, name, given, region or document.region)
    title = document.title or title
    return Front(title, place.region, given, data_year, is_bulletin, is_plan, document.region_code or place.code, document.level or place.level)


def _search_year(pattern: LazyPattern, text: str) -> int | None:
    match = pattern.search(text)
    return int(match.group(1)) if match else None


def _bulletin_year(head: str, title: str | None, name: str) -> int | None:
    return _search_year(_YEAR_IN_TITLE, title or "") or _search_year(_FIRST_YEAR, head) or _search_year(_YEAR_IN_NAME, name)


def _report_year(head: str, title: str | None, name: str) -> int | None:
    han = _HAN_YEAR.search(head[:300])
    if han and "月" in head[han.end() : han.end() + 4]:
        return int("".join(str(_HAN_DIGITS.get(c, 0)) for c in han.group()[:4]))
    reviewed = _search_year(_REVIEWED, head)
    return (
        _search_year(_DATE, head[:600])
        or _search_year(_YEAR_IN_TITLE, title or "")
        or _search_year(_YEAR_IN_NAME, name)
        or (reviewed + 1 if reviewed else None)
    )
