"""The time a figure belongs to: the nearest time expression in clause, sentence, paragraph, heading, document, in this order."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.lexicon.plan_years import plan_period, read_small_number
from shenhe_cli.patterns import LazyPattern

_HAN = "一二三四五六七八九十"
_YEAR = r"(?:19|20)[0-9]{2}"
_PATTERN = (
    rf"(?P<from>{_YEAR})年?[-—–－~～至到](?P<to>{_YEAR})年"
    rf"|(?P<year>{_YEAR})年(?:(?P<month>1[0-2]|0?[1-9])(?:[-—–－至](?P<month_to>1[0-2]|[1-9]))?月|[第前]?(?P<quarter>[一二三四])季度|(?P<half>[上下])半年)?"
    rf"|“?(?P<plan>[十]?[{_HAN}])五”?(?P<plan_end>期?末)?(?=期间|时期|以来|期?末)"
    rf"|第(?P<plan2>[十]?[{_HAN}])个五年(?:计划|规划)?(?=期间|时期|内|的|规定)"
    rf"|(?:通过|经过|利?用)(?P<effort>[{_HAN}两0-9]{{1,2}})年(?:左右)?的?(?:努力|时间)"
    rf"|(?:过去|近|这|前|最近)?的?(?P<span>[{_HAN}两0-9]{{1,3}})年(?:多)?(?:来|间|累计|共|里|期间|中(?![央期间]))"
    rf"|(?:过去|近|这|最近)的?(?P<past>[{_HAN}两0-9]{{1,2}})年"
    rf"|(?P<within>[{_HAN}两0-9]{{1,2}})年之?内|(?P<inside>年内)"
    rf"|今后(?P<next>[{_HAN}两0-9]{{1,2}})年|未来(?P<next2>[{_HAN}两0-9]{{1,2}})年"
    rf"|(?<![^，；。：:、\s])(?P<run>[{_HAN}两]|[2-9]|10)年(?=累计|新增|新建|建成|完成|生产|投入|投资|实施|引进|培育|改造|减少|增加|基本建设)"
    r"|(?P<term>本届政府|任期)|(?P<century>[本上]世纪末)"
)
# what the branches begin with
_STARTS = f"0123456789“通经利用过近这前最的第今未本任两年{_HAN}"
# what may follow 今年 and 去年
_PART_OF_YEAR = LazyPattern(
    r"(?P<month>1[0-2]|0?[1-9])(?:[-—–－至到](?P<month_to>1[0-2]|[1-9]))?月|第?(?P<quarter>[一二三四])季度|(?P<half>[上下])半年"
)
# times at the head of a clause that are no part of its label
TIME_LEAD = LazyPattern(
    rf"(?:到|至|在|于|自|从|截至|截止)?(?:{_YEAR}(?:[-—–－至到](?:{_YEAR}|[0-9]{{2}}))?年?(?:[0-9]{{1,2}}(?:[-—–至到][0-9]{{1,2}})?月份?)?(?:末|底|初|以来|间)?"
    rf"|(?:通过|经过|利?用)[{_HAN}两0-9]{{1,2}}年(?:左右)?的?(?:努力|时间)"
    rf"|(?:过去|近|这|前|连续|今后|未来|最近)?的?[{_HAN}两0-9]{{1,3}}年(?:多)?(?:来|间|累计|共|里|期间|内|中|前的?)?"
    rf"|第十?[{_HAN}]个五年(?:计划)?(?:期间|时期)?"
    r"|(?:连续)?多年来?|连续[一二三四五六七八九十两0-9]{1,3}[届次]|(?:平均)?每[年月天日周]|年均|[本上]世纪末|第?[一二三四]季度|[上下]半年|[今去上本]年(?:[上下]半年|前?[一二三四]个?季度)?|同期"
    r"|[0-9]{1,2}(?:[-—–至到][0-9]{1,2})?月份?(?:末|底)?|“[^”]{1,4}五”(?:期间|时期|以来|末|规划期)?|“[^”]{1,4}”期间|最近一个?(?:季度|月|年))"
)
# and at its end: 工业总产值第一季度, 专利申请量连续20年
TIME_TAIL = LazyPattern(
    rf"(?<=..)(?:[从自在由]?{_YEAR}年?[-—–－~～至到]+{_YEAR}年的?(?:[{_HAN}两0-9]{{1,3}}年[来中间])?"
    rf"|第?[{_HAN}]季度|[上下]半年|{_YEAR}年|连续[{_HAN}两0-9]{{1,3}}(?:年|个?月|个(?:季度|榨季|赛季))|在?(?<![{_HAN}0-9])[{_HAN}两0-9]{{1,3}}年[来中间内])$"
)
# before a basis or a point of departure: the time is not the figure's
_NOT_OWN = frozenset("比较从由自")
# 2015年前; 在1954年的基数上
_AFTER_OTHERS = ("不变价", "可比价", "前", "的基数", "的基础", "基数", "基础上", "的水平上")
# 2007年|新型农村合作医疗开展以来
_SINCE = LazyPattern(r"(?:[^，。；：,、今去上0-9\n]{1,14}(?:开展|实施|成立|启动|改革|推行|建立|运行|开放|投产|开工|试点|换届|帮扶))?以来")
_OF_TIMES = LazyPattern(r"的|[^，。；]{1,24}的[近约]?[0-9.]+倍")
_AHEAD = ("要", "将", "拟", "计划")
_IS = frozenset(("是", "为", "达", "于"))


class TimePoint(NamedTuple):
    """A time expression in the text: where it stands, and the period it means."""

    start: int
    end: int
    period: str


class TimeFinder:
    """Finds time expressions with the words of the period table."""

    def __init__(self, cues: Cues) -> None:
        words = sorted(cues.times, key=len, reverse=True)
        self._times = cues.times
        starts = "".join(sorted({*_STARTS, *(word[0] for word in words)}))
        # the look ahead passes over most of a text before any branch is tried
        self._pattern = re.compile(f"(?=[{re.escape(starts)}])(?:{'|'.join(map(re.escape, words))}|{_PATTERN})")

    def find(
        self,
        text: str,
        start: int,
        end: int,
        data_year: int | None,
        report_year: int | None,
        is_plan: bool = False,
        term: str | None = None,
    ) -> list[TimePoint]:
        """The time expressions of text[start:end] that can date a figure, in order.

        `is_plan`: of what is to come; `term`: the years that are planned for, which so many years (五年内) in a plan are.
        """
        points: list[TimePoint] = []
        for match in self._pattern.finditer(text, start, end):
            before = text[match.start() - 1 : match.start()] if match.start() > start else ""
            if match["inside"]:
                if is_plan and report_year:
                    points.append(TimePoint(match.start(), match.end(), str(report_year)))
                continue
            years = match["within"] or (match["run"] if is_plan else None)
            if years and not is_plan:
                continue
            if years and (period := _within_term(years, term, report_year, match["run"] is None)):
                points.append(TimePoint(match.start(), match.end(), period))
            if years:
                continue
            if match["span"] and points and "/" in points[-1].period and text[points[-1].end : match.start()] in ("", "的", "这"):
                # 从1953年到1980年|的二十八年间
                continue
            if before in _NOT_OWN and before and not (match["to"] and before in "从自"):
                continue
            if text.startswith(_AFTER_OTHERS, match.end()) and not _is_deadline(match, report_year):
                continue
            if before in _IS and _OF_TIMES.match(text, match.end()):
                # 是2015年的4倍, 是1950年到1997年投入总和的1.7倍
                continue
            if text.rfind("《", start, match.start()) > text.rfind("》", start, match.start()):
                # the years in a title are those of a plan, not of what it led to
                continue
            if is_plan and match["effort"]:
                period = _coming(report_year, read_small_number(match["effort"]))
            else:
                period = self._period(match, data_year, report_year)
            if period:
                points.append(TimePoint(match.start(), match.end(), period))
        return points

    def read(self, text: str, data_year: int | None, report_year: int | None) -> str | None:
        """The period of a text that is a time expression (2020年, “十三五”末, 上年); None where it is none."""
        if text.startswith("上年"):
            return None if data_year is None else str(data_year - 1)
        match = self._pattern.match(text)
        return self._period(match, data_year, report_year) if match else None

    def _period(self, match: re.Match[str], data_year: int | None, report_year: int | None) -> str | None:
        word = self._times.get(match.group())
        if word is not None:
            anchor = report_year if word.anchor == "report" else data_year
            if anchor is None:
                return None
            if word.first != word.last:
                return f"{anchor + word.first}/{anchor + word.last}"
            part = _PART_OF_YEAR.match(match.string, match.end())
            return _within_year({"year": str(anchor + word.last), **(part.groupdict() if part else {})})
        group = match.groupdict()
        if group["year"]:
            if data_year is not None and int(group["year"]) < data_year and _SINCE.match(match.string, match.end()):
                return f"{group['year']}/{data_year}"
            return _within_year(group)
        if group["from"]:
            return f"{group['from']}/{group['to']}"
        plan = group["plan"] or group["plan2"]
        if plan:
            period = plan_period(plan)
            return period.split("/")[1] if period and group["plan_end"] else period
        if group["term"]:
            return _interval(data_year, 5)
        if group["century"]:
            return None if report_year is None else str((report_year - 1) // 100 * 100 + (0 if group["century"][0] == "上" else 100))
        if group["past"] and match.group()[0] == "近" and match.string.startswith(_AHEAD, match.end()):
            # 近五年|要新增
            return _coming(report_year, read_small_number(group["past"]))
        if years := group["span"] or group["past"] or group["run"] or group["effort"]:
            return _interval(data_year, read_small_number(years))
        if group["next"] or group["next2"]:
            return _coming(report_year, read_small_number(group["next"] or group["next2"]))
        return None


def _is_deadline(match: re.Match[str], report_year: int | None) -> bool:
    """2027年前|建成: by the end of a year to come; 2015年前 is before one gone by."""
    year = match["year"]
    return year is not None and report_year is not None and int(year) >= report_year and match.string.startswith("前", match.end())


def _within_year(group: dict[str, str | None]) -> str:
    year = group["year"] or ""
    month, month_to, quarter = group.get("month"), group.get("month_to"), group.get("quarter")
    if quarter:
        return f"{year}-Q{read_small_number(quarter)}"
    if group.get("half"):
        return f"{year}-01/{year}-06" if group["half"] == "上" else f"{year}-07/{year}-12"
    if month and month_to:
        return f"{year}-{int(month):02d}/{year}-{int(month_to):02d}"
    return f"{year}-{int(month):02d}" if month else year


def _interval(last: int | None, years: int) -> str | None:
    if last is None or years < 1 or years > 60:
        return None
    return f"{last - years + 1}/{last}" if years > 1 else str(last)


def _within_term(years: str, term: str | None, report_year: int | None, may_be_new: bool) -> str | None:
    """The years of a plan that so many years are, or those from the report's on."""
    count = read_small_number(years)
    first, _, last = (term or "").partition("/")
    if last and int(last[:4]) - int(first[:4]) + 1 == count:
        return term
    return _coming(report_year, count) if may_be_new and not last and count > 1 else None


def _coming(first: int | None, years: int) -> str | None:
    return f"{first}/{first + years - 1}" if first and years else None


def nearest(points: list[TimePoint], position: int) -> TimePoint | None:
    """The last time expression that begins before `position`."""
    index = bisect_left(points, (position,))
    return points[index - 1] if index else None
