"""Status and period of a bound quantity: by its clause, its sentence, its paragraph, the heading, the document, in this order."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.clauses import Clause
from shenhe_cli.bind.left import Left
from shenhe_cli.bind.measures import Reading
from shenhe_cli.bind.periods import TimeFinder, TimePoint, nearest
from shenhe_cli.bind.statuses import Said, StatusFinder, settle
from shenhe_cli.model import Quantity, Section, Sentence
from shenhe_cli.patterns import LazyPattern

# an event has a day, and what is told after it has not (1990年1月|4日)
_DAY = LazyPattern("[0-9]{1,2}日")
# growth against these is that of one year
_YEARLY = ("同比", "比上年", "较上年", "比去年", "较去年")
# 较“十三五”时期: a term that is over, against which the next one is measured
_TERM = LazyPattern("五[”\"]?(?:时期|期间)$")
# a time that opens a paragraph dates all of it
_PARAGRAPH_OPENING = 40


class Years(NamedTuple):
    """The document's years: `data` is looked back on, `report` is the one it was given in."""

    data: int | None
    report: int | None


class Circumstances(NamedTuple):
    """Status, commitment and period of a quantity, and which of them were not said in its clause."""

    status: str
    commitment: str | None
    period: str | None
    inferred: tuple[str, ...]


class Surroundings(NamedTuple):
    """The times and status words around the quantities of a sentence, and those of its paragraph's opening."""

    text: str
    start: int
    section: Section
    years: Years
    times: list[TimePoint]
    statuses: list[Said]
    paragraph: list[TimePoint]
    finder: TimeFinder

    def settle(self, clause: Clause, quantity: Quantity, left: Left, reading: Reading, is_flow: bool, is_state: bool = False) -> Circumstances:
        """The circumstances of a quantity of the sentence.

        `is_flow`: it came about over the time it belongs to (新建, 累计); `is_state`: it is what there is at its end (里程|达到).
        """
        if left.is_from:
            # the A of 由A增加到B is what was before, and only a time of its own dates it
            period = self.finder.read(left.departure, *self.years) if left.departure else None
            return Circumstances("actual", None, period, ())
        inferred: tuple[str, ...] = ()
        status, commitment, where = settle(self.section.part, *self._said(clause, quantity))
        period, is_own = self._period(clause, quantity, reading, is_flow, is_state)
        if where == "part":
            status = self._status_by_year(status, period)
        if where != "clause":
            inferred += ("status",)
        return Circumstances(status, commitment, period, inferred if is_own else (*inferred, "period"))

    def _said(self, clause: Clause, quantity: Quantity) -> tuple[list[Said], list[Said]]:
        """The status words that reach a quantity: those of its clause, and those of the sentence before it."""
        if not self.statuses:
            return [], []
        after_last = start = clause.start
        for other in clause.quantities:
            if after_last < other.end <= quantity.start:
                after_last = other.end
        own: list[Said] = []
        before: list[Said] = []
        for said in self.statuses:
            if said.start < start:
                if said.status.scope != "opening" or "；" not in self.text[said.start : start]:
                    before.append(said)
            elif said.start < quantity.start and (said.status.scope != "local" or said.start >= after_last):
                own.append(said)
        return own, before

    def _status_by_year(self, status: str, period: str | None) -> str:
        """A time that is said outweighs the part of the report: before it was given is done, after it is planned."""
        if period is None or self.years.report is None or self.years.data is None:
            return status
        last = int(period.rsplit("/", 1)[-1][:4])
        if status == "target" and last <= self.years.data:
            return "actual"
        return "target" if status == "actual" and last > self.years.report else status

    def _period(self, clause: Clause, quantity: Quantity, reading: Reading, is_flow: bool, is_state: bool) -> tuple[str | None, bool]:
        """The period and whether the clause itself says it."""
        point = nearest(self.times, quantity.start)
        is_own = point is not None and point.start >= clause.start
        if point is not None and not is_own:
            point = next((p for p in reversed(self.times) if p.start < clause.start and self._carries_on(p)), None)
        if point is None and self.paragraph:
            point = self.paragraph[-1]
        if point is not None and reading.basis == "年均" and "/" not in point.period:
            # 五年来，…2020年总值达2859亿元，年均增长7%
            return self._term_before(quantity.start) or point.period, is_own
        if point is not None:
            is_of_end = (is_state or (reading.basis or "").startswith(_YEARLY)) and not is_own and _spans_years(point.period)
            is_at_end = reading.is_stock or is_of_end
            return (point.period.split("/")[-1] if is_at_end else point.period), is_own
        period = self.section.period
        if period and "/" not in period:
            return period, False
        if period and self.section.part == "plan":
            return (period.split("/")[1] if reading.measure == "level" and not is_flow else period), False
        if period and (reading.basis == "年均" or (self.section.part == "review" and (is_flow or _is_change(reading)))):
            return period, False
        year = self.years.report if self.section.part == "plan" else self.years.data
        return (str(year) if year else None), False

    def _term_before(self, position: int) -> str | None:
        """The term of years that was last spoken of, in the sentence, its paragraph or the heading."""
        terms = [*self.paragraph, *(p for p in self.times if p.start < position)]
        section = self.section.period
        return next((p.period for p in reversed(terms) if "/" in p.period), section if section and "/" in section else None)

    def _carries_on(self, point: TimePoint) -> bool:
        """Whether later clauses of the sentence fall under a time (近10年，…; not 2016年以来首次 …)."""
        end = point.end + 2 * self.text.startswith("以来", point.end)
        is_since = end > point.end or self.text[point.start] == "近"
        return (not is_since or self.text[end : end + 1] in ("，", ",")) and opens_clause(self.text, self.start, point)


def _is_change(reading: Reading) -> bool:
    """Whether a figure is a change against no other time than the one before the period it is told of."""
    return reading.measure.startswith("change") and (not reading.basis or _TERM.search(reading.basis) is not None)


def _spans_years(period: str) -> bool:
    """Whether a period is one of several years."""
    first, _, last = period.partition("/")
    return bool(last) and first[:4] != last[:4]


def opens_clause(text: str, start: int, point: TimePoint) -> bool:
    """Whether a time opens its clause in a text that begins at `start` (not 提出到2020年的目标)."""
    position = point.start
    while position > start and text[position - 1] in "到至在自截":
        position -= 1
    return position == start or text[position - 1] in "，；。：,;:\n（("


class CircumstanceFinder:
    """Finds times and status words of a sentence and of its paragraph."""

    def __init__(self, times: TimeFinder, statuses: StatusFinder) -> None:
        self._times, self._statuses = times, statuses

    def open_paragraph(self, text: str, start: int, end: int, years: Years) -> list[TimePoint]:
        """The times in the opening of a paragraph that begins at `start`, before the sentence at `end`."""
        times = self._times.find(text, start, min(start + _PARAGRAPH_OPENING, end), years.data, years.report)
        # what happened since 2007, or what a goal says for 2020, is told in the sentence that says so
        return [
            point
            for point in times
            if not text.startswith("以来", point.end)
            and not _DAY.match(text, point.end)
            and (("/" in point.period and not text.startswith("到", point.start - 1)) or opens_clause(text, start, point))
        ]

    def look(self, text: str, sentence: Sentence, years: Years, paragraph: list[TimePoint]) -> Surroundings:
        """What surrounds the quantities of a sentence."""
        start, last = sentence.start, sentence.quantities[-1].start
        section = sentence.section
        times = self._times.find(text, start, last, years.data, years.report, section.part == "plan", section.period)
        return Surroundings(text, start, section, years, times, self._statuses.find(text, start, last), paragraph, self._times)
