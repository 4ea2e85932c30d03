"""When the figures of a section are of: by its heading, by the bulletin it stands in, by the term that a paragraph opens with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from shenhe_cli.lexicon.plan_years import plan_period, read_small_number
from shenhe_cli.model import Section
from shenhe_cli.patterns import LazyPattern
from shenhe_cli.segment.front_matter import Front

_HAN = "一二三四五六七八九十"
_DIGITS = "(?:19|20)[0-9]{2}"
# a year of a heading; the number in 中国制造2025 is none
YEAR = LazyPattern(rf"({_DIGITS})(?= ?年(?!以来)| ?[-—－–~～至到]+ ?{_DIGITS})")
# 过去五年工作回顾, 五年来的工作; a government's term is five years
_PAST = LazyPattern(rf"(?:过去|近|这|前)的?([{_HAN}])年|([{_HAN}])年来|本届政府")
_TERM, _LONGEST_PAST = 5, 10
_NEXT = LazyPattern("(?:今后|未来|下一?个?)五年|新一届政府")
# 高标准编制“十四五”规划, 为“十三五”发展打下基础: work of another time
_PLAN = LazyPattern(f'(?<!编制)(?<!制定)(?<!谋划)(?<!为)(?:[“"](十?[{_HAN}])五[”"]|第(十?[{_HAN}])个五年)')
# what a report says in its opening that it is on
_PLAN_REPORT = LazyPattern(rf"关于[^，。]{{0,16}}第(十?[{_HAN}])个五年计划[^，。]{{0,6}}报告")
_OPENING_OF_REPORT = 300
# where the term to come ends, if the text says so
_TERM_END = LazyPattern(rf"到({_DIGITS})年")
# the title of a bulletin, or how its text begins: 2021年，在市委的坚强领导下; 2023年是…的一年
_BULLETIN = LazyPattern(
    rf"^[ \u3000#*]*(?:[^\n。，0-9]{{0,12}}(?P<year>{_DIGITS}) ?年[^\n。，]{{0,24}}统计公报[ *]*$"
    rf"|(?P<opening>{_DIGITS})年(?:，[^\n。]{{0,60}}(?:领导下|指导下|指导，|指引下)|是))",
    re.MULTILINE,
)
# a paragraph that opens with a term speaks of it, and so do those after it; or a sentence that looks back on one
_PLACE = LazyPattern(r"[\n。！](?:(?<=\n)|(?=回[望顾首]|总结))")
_OPENING = LazyPattern(
    r"[ \u3000]*(?:各位代表[！!，,：:]\s*)?(?:回望|回顾|回首|总结|展望|刚刚|即将|过去|在|的)*"
    rf"(?:(?P<past>(?:过去|近|这|前)?的?[三四五]年(?=来|间|[，。是]|的?工作)|本届政府(?:任期|成立|履职))"
    rf"|[“\"](?P<plan>十?[{_HAN}])五[”\"](?:时期|期间|以来|规划|[，。])"
    r"|(?P<next>(?:今后|未来|下一?个?)五年)"
    rf"|(?P<year>{_DIGITS})年(?=[，。是以])|(?P<this>今年|新的一年)|(?P<last>过去的?一年|一年来|去年))"
)
_THIS_YEAR = ("今年", "明年", "新的一年", "年度")


class _Turn(NamedTuple):
    """Where the text turns to another time; None: back to that of its part."""

    start: int
    period: str | None


def date_heading(heading: str, front: Front) -> str | None:
    """The time that a heading dates its section to: a year, an interval of years, a five-year plan, or five years to come or gone by."""
    years = YEAR.findall(heading)
    plans = [first or second for first, second in _PLAN.findall(heading)]
    if len(years) + len(plans) == 1:
        return years[0] if years else plan_period(plans[0])
    if years or plans or front.report_year is None or front.data_year is None:
        return None
    if _NEXT.search(heading):
        return f"{front.report_year}/{front.report_year + _TERM - 1}"
    past = _PAST.search(heading)
    return _date_past(past.group(1) or past.group(2), front) if past else None


def _date_past(number: str | None, front: Front) -> str | None:
    """The years gone by up to the data year; those of a term where no number is said."""
    span = read_small_number(number) if number else _TERM
    return f"{front.data_year - span + 1}/{front.data_year}" if front.data_year and 1 < span <= _LONGEST_PAST else None


def date_bulletins(text: str, sections: list[Section], front: Front) -> list[Section]:
    """The sections of a file that holds the bulletins of several years one after the other, each with its own year."""
    starts = [(match.start(), match.group("year") or match.group("opening")) for match in _BULLETIN.finditer(text)]
    if all(year == str(front.data_year) for _, year in starts):
        return sections
    whole = [Section(start, None, "none", year) for start, year in starts]
    dated: list[Section] = []
    year: str | None = None
    for section in sorted([*sections, *whole], key=lambda section: section.start):
        year = section.period if section.heading is None and section.period else year
        dated.append(section if section.period else section._replace(period=year))
    return dated


def date_plans(text: str, sections: list[Section]) -> list[Section]:
    """The sections of a report on a five-year plan: what is planned under headings without a time is of the plan's years."""
    plan = _PLAN_REPORT.search(text, 0, _OPENING_OF_REPORT)
    period = plan_period(plan.group(1)) if plan else None
    if period is None:
        return sections
    return [section._replace(period=period) if section.part == "plan" and section.period is None else section for section in sections]


def carry_terms(text: str, sections: list[Section], front: Front) -> list[Section]:
    """The sections, parted where a paragraph turns to a term of years (过去五年，…) or back to one year (2025年，…).

    A term holds until the text turns: under the headings of its part that name no time of their own, in a plan also the top ones.
    """
    result: list[Section] = []
    term: str | None = None
    part = ""
    for i, section in enumerate(sections):
        end = sections[i + 1].start if i + 1 < len(sections) else len(text)
        heading = section.heading or ""
        if section.part != part or section.part == "none" or (section.part == "review" and section.is_top):
            term, part = None, section.part
        if section.period:
            # （一）为“十三五”发展打下基础 is a task of the year that its chapter plans
            if section.is_top or term is None or not _holds(section.period, term):
                term = _with_end(section.period, text[section.start : end], front)
        elif any(word in heading for word in _THIS_YEAR) or (section.is_top and not (term and _is_ahead(term, front))):
            term = None
        result.append(section._replace(period=term))
        for turn in _find_turns(text, section.start + len(heading), end, part, front):
            if turn.period != term and (turn.period or (term and "/" in term)):
                term = turn.period
                result.append(section._replace(start=turn.start, period=term))
    return result


def _holds(period: str, year: str) -> bool:
    """Whether a period is an interval and `year` a year of it."""
    first, _, last = period.partition("/")
    return bool(last) and "/" not in year and first <= year <= last


def _is_ahead(period: str, front: Front) -> bool:
    """Whether a period is an interval of years that are not over."""
    return "/" in period and not _is_past(period, front)


def _is_past(term: str, front: Front) -> bool:
    return front.data_year is not None and int(term[5:]) <= front.data_year


def _find_turns(text: str, start: int, end: int, part: str, front: Front) -> Iterator[_Turn]:
    """Where a stretch of a part turns to a term of years, or back to the year that the part is of."""
    if part == "none" or front.data_year is None or front.report_year is None:
        return
    for place in chain((start,), (mark.end() for mark in _PLACE.finditer(text, start, end))):
        match = _OPENING.match(text, place, end)
        if match is None:
            continue
        if plan := match["plan"]:
            period = plan_period(plan)
            if period and _is_past(period, front) == (part == "review"):
                yield _Turn(match.start(), period)
        elif match["past"]:
            if part == "review":
                number = re.search("[三四五]", match["past"])
                yield _Turn(match.start(), _date_past(number.group() if number else None, front))
        elif match["next"]:
            if part == "plan":
                period = f"{front.report_year}/{front.report_year + _TERM - 1}"
                yield _Turn(match.start(), _with_end(period, text[match.start() : end], front))
        elif part == "review" and (match["last"] or match["year"] == str(front.data_year)):
            yield _Turn(match.start(), None)
        elif part == "plan" and (match["this"] or match["year"] == str(front.report_year)):
            yield _Turn(match.start(), None)


def _with_end(period: str, text: str, front: Front) -> str:
    """The term to come with the end that the text gives it: a report at the end of a year plans from the next one on."""
    first, _, last = period.partition("/")
    if not last or front.report_year is None or int(first) != front.report_year:
        return period
    later = str(int(last) + 1)
    said = [match.group(1) for match in _TERM_END.finditer(text)]
    return f"{first}/{later}" if later in said and last not in said else period
