"""Sections: the headings of a document and what they say of the figures under them (done or to be done, and when)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain

from shenhe_cli.model import Section
from shenhe_cli.patterns import LazyPattern
from shenhe_cli.segment.dating import YEAR, carry_terms, date_bulletins, date_heading, date_plans
from shenhe_cli.segment.front_matter import Front

_HAN = "一二三四五六七八九十"
_MARK = rf"(?:[{_HAN}]{{1,3}}、|第[{_HAN}]{{1,3}}(?:部分|章|节|篇)|[（(][{_HAN}]{{1,3}}[）)])"
# a heading stands on a line of its own, or opens a paragraph, or follows a full stop in texts without line breaks
_PLACE = LazyPattern(rf"[。！!\n](?:(?<=\n)|(?=[ #*{_HAN}第（(]))")
_HEADING = LazyPattern(
    rf"[ #*]*((?P<mark>{_MARK})\s*(?P<text>[^\n。；;！]{{2,40}}))"
    rf"|^[ #*]*(?P<bare>[^\n。；;，,：:！]{{4,26}})[ *：:]*$",
    re.MULTILINE,
)
_TOP = LazyPattern(rf"[{_HAN}]{{1,3}}、|第[{_HAN}]")
# the top headings of a document that has no higher ones
_SECOND = LazyPattern(r"[（(]")
# what a heading with a year in it must speak of to turn to that year
_WORK = LazyPattern("工作|计划|任务|安排|争取|预算|决算")
# a list at the end of a report (2016年民生实事完成情况): what its columns are called turns to nothing else
_LIST = LazyPattern("完成情况|落实情况|进展情况|清单|一览")
# and what does end it
_NEXT = ("工作安排", "目标任务", "工作打算", "主要任务", "工作部署")
# 发展成效和目标任务: a heading that looks back and ahead begins with the review
_BOTH = LazyPattern("(?:回顾|成效)[和与及、]|(?:成就|成绩)和今后")
_TURN = LazyPattern(
    r"主要预期目标|预期目标[是为：:]|主要目标[是为：:]|(?:今年|明年)[^。\n]{0,12}(?:总体要求|工作思路|指导思想|总体思路|主要任务|重点任务)"
    r"|做好(?:今年|[0-9]{4}年)[^。\n]{0,6}工作|新的一年"
)


def find_sections(text: str, front: Front, cues: Mapping[str, str]) -> list[Section]:
    """The sections of a view, by start; the first one starts at 0. `cues` maps words of headings to review or plan."""
    part = "none" if front.is_bulletin else "plan" if front.is_plan else "review"
    sections = [Section(0, None, part, None)]
    headings = list(_find_headings(text))
    in_list = has_plan = False
    top = _TOP if any(_is_chapter(match, front, cues) for match in headings) else _SECOND
    for match in headings:
        mark, heading = match.group("mark"), (match.group("text") or match.group("bare")).strip()
        line_end = text.find("\n", match.start(1) if mark else match.start())
        whole = line_end < 0 or line_end <= match.end()
        said = _part_of(heading, front, cues)
        if YEAR.search(heading) or said == "note":
            in_list = mark is None and has_plan and _LIST.search(heading) is not None
        elif in_list and mark is None and not heading.endswith(_NEXT):
            continue
        elif in_list and heading.endswith(_NEXT):
            in_list = False
        elif in_list:
            said = None
        if mark is None and (said is None or heading.endswith(("报告", "公报", "纲要"))):
            continue
        if mark and not whole:
            heading = _cut_heading(heading, cues)
        if said == "done":
            said = None if part == "plan" else "review"
        opens_part = mark is None or top.match(mark) is not None
        if not front.is_bulletin and said and opens_part:
            part = "none" if said == "note" else said
            has_plan |= part == "plan"
        elif mark and opens_part and not whole and said is None:
            continue
        is_top = mark is None or _TOP.match(mark) is not None
        sections.append(Section(match.start(), ((mark or "") + heading).strip(), part, date_heading(heading, front), is_top))
    if front.is_bulletin:
        return date_bulletins(text, sections, front)
    return date_plans(text, carry_terms(text, _add_turns(text, sections), front))


def _find_headings(text: str) -> Iterator[re.Match[str]]:
    """What may be headings, in order: only at the beginning and after the marks where one can stand."""
    end = 0
    for start in chain((0,), (place.end() for place in _PLACE.finditer(text))):
        match = _HEADING.match(text, start) if start >= end else None
        if match:
            end = match.end()
            yield match


def _is_chapter(match: re.Match[str], front: Front, cues: Mapping[str, str]) -> bool:
    """Whether a heading stands above those in brackets."""
    mark = match.group("mark")
    return _TOP.match(mark) is not None if mark else _part_of(match.group("bare"), front, cues) is not None


def _cut_heading(heading: str, cues: Mapping[str, str]) -> str:
    """A heading that runs into its paragraph, up to its last cue word (一、2008年政府工作回顾|过去的一年)."""
    ends = [heading.find(cue) + len(cue) for cue in cues if cue in heading[:24]]
    return heading[: max(ends)] if ends else heading[:20]


def _part_of(heading: str, front: Front, cues: Mapping[str, str]) -> str | None:
    years = [int(y) for y in YEAR.findall(heading)]
    found = [(heading.rfind(cue), part) for cue, part in cues.items() if cue in heading]
    found += [(0, part) for cue, part in cues.items() if cue[0] == "^" and heading.startswith(cue[1:])]
    if not found and not (years and _WORK.search(heading)):
        return None
    if any(part == "note" for _, part in found):
        return "note"
    if found and all(part == "world" for _, part in found) and not years:
        return "note"
    found = [(place, part) for place, part in found if part != "world"]
    if not found and not (years and _WORK.search(heading)):
        return None
    if _BOTH.search(heading) or (years and front.report_year and "回顾" in heading and min(years) < front.report_year):
        return "review"
    if years and front.report_year:
        return "review" if max(years) < front.report_year else "plan"
    if heading.startswith(("过去", "近五年", "五年来")) or "过去" in heading or "回顾" in heading:
        return "review"
    if heading.startswith(("今后", "未来", "今年", "下一", "明年")):
        return "plan"
    return max(found)[1] if found else None


def _add_turns(text: str, sections: list[Section]) -> list[Section]:
    """Where the text itself turns to the plan (今年发展的主要预期目标是…) without a heading that says so."""
    if any(section.part == "plan" for section in sections):
        return sections
    result: list[Section] = []
    for i, section in enumerate(sections):
        result.append(section)
        if section.part != "review":
            continue
        end = sections[i + 1].start if i + 1 < len(sections) else len(text)
        turn = _TURN.search(text, max(section.start + len(section.heading or ""), len(text) // 5), end)
        if turn:
            start = max(text.rfind("。", 0, turn.start()), text.rfind("\n", 0, turn.start())) + 1
            result.append(Section(start, section.heading, "plan", None))
            result.extend(later if later.part != "review" else later._replace(part="plan") for later in sections[i + 1 :])
            return result
    return result
