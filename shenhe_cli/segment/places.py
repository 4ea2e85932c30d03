"""The place a document is about, with its code and level: from the text's beginning, then the file's name."""

from __future__ import annotations

import re
from typing import NamedTuple

from shenhe_cli.lexicon.regions import LEVELS, load_regions
from shenhe_cli.patterns import LazyPattern

_PLACE = r"(?!自治|[^省市区县旗盟州\n]{0,6}会)[一-鿿]{2,9}?(?:自治区|自治州|自治县|自治旗|新区|省|市|区|县|旗|盟|州)"
_REGION = (
    LazyPattern(r"代表(" + _PLACE + r")人民政府"),
    LazyPattern(r"^(?:[0-9]{4} ?年)?(" + _PLACE + r")(?:人民)?(?:政府工作报告|国民经济|[0-9]{4} ?年)", re.MULTILINE),
    LazyPattern(r"在(" + _PLACE + r")第[一二三四五六七八九十0-9]+届"),
)
_NATIONAL = LazyPattern(r"代表国务院|中华人民共和国|国家统计局$|全国人民代表大会")
_NATION = "全国"
_NAME_PARTS = LazyPattern(r"[_\s,，—–-]+")
_YEAR_BEFORE = LazyPattern(r"^(?:19|20)[0-9]{2}年?")
_SMALLER = LazyPattern("[一-鿿]{1,8}?(?:新区|开发区|[区县市旗州盟])")
_COUNTY_ENDINGS, _PROVINCE_ENDINGS = ("县", "旗", "区"), ("省", "自治区", "特别行政区")
# Around a name that several places have: what its city or province is called there.
_AROUND = 400


class Place(NamedTuple):
    """A place as written, its code of GB/T 2260 where it can be one place only, and its level (national, province, city, county)."""

    region: str | None
    code: str | None
    level: str | None


def find_place(head: str, name: str, year: int | None, given: str | None = None) -> Place:
    """The place that the beginning of a text (`head`), or the file's `name`, says it is about; `given` goes before both."""
    in_text = given or _find_in_text(head)
    in_name = None if in_text else _find_in_name(name)
    region = in_text or in_name or (_NATION if _NATIONAL.search(head) else None)
    if region is None or region == _NATION:
        return Place(region, None, "national" if region else None)
    found = load_regions().find(region, year, f"{name} {head[:_AROUND]}")
    if found is None and (in_name := _find_in_name(name)) and in_name.endswith(region):
        found = load_regions().find(in_name, year)
    return Place(region, found.code if found else None, found.level if found else _level_of(region, name))


def _find_in_text(head: str) -> str | None:
    for pattern in _REGION:
        match = pattern.search(head)
        if match and match.group(1) not in {"本市", "全市", "我市"}:
            return match.group(1)
    return None


def _find_in_name(name: str) -> str | None:
    """county_保定市唐县_2020_work-report → 保定市唐县, 2023年沈河区政府工作报告 → 沈河区."""
    regions = load_regions()
    parts = [_YEAR_BEFORE.sub("", part) for part in _NAME_PARTS.split(name)]
    if _NATION in parts:
        return _NATION
    for part in parts:
        for end in range(min(len(part), 20), 1, -1):
            if regions.is_place(part[:end]):
                # 深圳市大鹏新区: more than the table knows.
                longer = _SMALLER.match(part, end)
                return part[: longer.end()] if longer else part[:end]
    match = next((match for part in parts if (match := re.match(_PLACE, part))), None)
    return match.group() if match else None


def _level_of(region: str, name: str) -> str | None:
    """The level that a file's name says (county_…), else what the place's ending says."""
    said = _NAME_PARTS.split(name)[0]
    if said in LEVELS:
        return said
    if region.endswith(_PROVINCE_ENDINGS):
        return "province"
    return "county" if region.endswith(_COUNTY_ENDINGS) else None
