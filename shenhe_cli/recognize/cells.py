"""Rows of tables in text form: bare numbers whose unit stands in the heading or in brackets after the label.

地区生产总值3003亿元 8.8 · 居民消费价格1.5 2.2 · 全员劳动生产率（万元/人） 29.6 35左右 预期性
"""

from __future__ import annotations

from shenhe_cli.model import Quantity, Unit
from shenhe_cli.recognize.compounds import match_compound
from shenhe_cli.recognize.numerals import DIGITS, Numeral
from shenhe_cli.recognize.rules import Candidate, Rule, make_candidate
from shenhe_cli.recognize.scan import CLAUSE_END, Scan
from shenhe_cli.recognize.units import read_measure

_CELL_EDGE = " \t\n"
# a row of a table has no clauses, and no leaders as a table of contents has
_NO_ROW = CLAUSE_END - {":", "："} | {"…"}
_LONGEST_ROW = 200
# between the brackets and the number stand at most other cells of the row
_LONGEST_GAP = 40
_LONGEST_UNIT = 10
# rows between a cell and the heading of its column
_LONGEST_TABLE = 60
# what the other cells of a row are made of: numbers, dashes, comparison signs, 左右, 预期性, 约束性
_IN_ROW = frozenset("0123456789.-—–~ \t＞>≥＜<≤【】〔〕∗*左右以上下内预期约束性")
_BEFORE_CELL = frozenset(" \t）)＞>≥＜<≤【〔")


def build_cell(scan: Scan, i: int) -> Candidate | None:
    """A bare number in a row of a table in text form, whose unit stands in the heading: 地区生产总值3003亿元 8.8."""
    numeral, text = scan.numerals[i], scan.text
    start, end = numeral.start, numeral.end
    if numeral.value is None or scan.measures[i] is not None or (end < len(text) and text[end] not in _CELL_EDGE):
        return None
    if scan.has_minus(start):
        start -= 1
    if not _begins_cell(scan, i, start) or _is_year_number(numeral):
        return None
    line = text.rfind("\n", max(0, start - _LONGEST_ROW), start) + 1
    row = text[line:start]
    label = row.split(None, 1)[0] if row.strip() else ""
    is_cut = line == 0 and start > _LONGEST_ROW
    if is_cut or not _is_label(label) or not _NO_ROW.isdisjoint(row) or "...." in row:
        return None
    value = numeral.value if start == numeral.start else -numeral.value
    found = _column_unit(scan, line, row) if "\t" in row else None
    scale, unit, written, rule = (*found, "cells/column") if found else (1, None, "", "cells/row")
    return make_candidate(Quantity(start, end, "quantity", value, None, scale, written, unit, None, None, -1, rule))


def _column_unit(scan: Scan, line: int, row: str) -> tuple[int, Unit, str] | None:
    """Scale, unit and text of a cell's unit: in the cell before it (粮食 万吨 38.4), else at the end of its column's heading."""
    text, column = scan.text, row.count("\t")
    if column > 1 and (found := _read_unit(scan, row.split("\t")[-2].strip())) is not None:
        return found
    passed, start, found = [line], line, None
    for _ in range(_LONGEST_TABLE):
        if start <= 0:
            break
        end = start - 1
        start = text.rfind("\n", max(0, end - _LONGEST_ROW), end) + 1
        if (start, column) in scan.columns:
            found = scan.columns[start, column]
            break
        cells = text[start:end].split("\t")
        if len(cells) == 1:
            break
        found = _heading_unit(scan, cells[column].strip()) if column < len(cells) else None
        if found is not None:
            break
        passed.append(start)
    for start in passed:
        # the rows below need not look so far
        scan.columns[start, column] = found
    return found


def _heading_unit(scan: Scan, cell: str) -> tuple[int, Unit, str] | None:
    """The unit that a column's heading names: 绝对数（亿元）, 比上年增长%."""
    opening, closing = max(cell.rfind("（"), cell.rfind("(")), max(cell.rfind("）"), cell.rfind(")"))
    if 0 < opening < closing:
        return _read_unit(scan, cell[opening + 1 : closing])
    if cell.endswith(("%", "％")) and not cell[0].isdigit() and cell[0] not in "-－+":
        return _read_unit(scan, cell[-1])
    return None


def _read_unit(scan: Scan, written: str) -> tuple[int, Unit, str] | None:
    """Scale, unit and text of a text that is a unit and nothing else (亿元, %, 万吨)."""
    if not 0 < len(written) <= _LONGEST_UNIT:
        return None
    measure = read_measure(scan.lexicon, written, 0, True)
    if measure is None or measure.unit is None or measure.end != len(written):
        return None
    return measure.scale, measure.unit, written


def _begins_cell(scan: Scan, i: int, start: int) -> bool:
    """True after a blank that parts cells, or right after another quantity; digits set wide (1 9 9 3) are no cells."""
    if i and (measure := scan.measures[i - 1]) is not None and measure.end == start:
        return True
    if start < 1 or scan.text[start - 1] not in " \t":
        return False
    is_spaced = scan.text[start - 1] == " " and scan.text[start - 2 : start - 1].isdigit() and scan.numerals[i].end - start == 1
    return not is_spaced


def _is_year_number(numeral: Numeral) -> bool:
    return isinstance(numeral.value, int) and 1900 <= numeral.value <= 2100


def _is_label(text: str) -> bool:
    """True for the first cell of a row: it begins with a Chinese character and is longer than one."""
    text = text.lstrip("#")
    return len(text) > 1 and "一" <= text[0] <= "鿿" and text[0] not in "表图第附"


def build_headed_cell(scan: Scan, i: int) -> Candidate | None:
    """A bare number in a row whose label ends with its unit in brackets; the unit is not part of the span."""
    numeral, text = scan.numerals[i], scan.text
    start, end = numeral.start, numeral.end
    if numeral.value is None or start < 2 or text[start - 1] not in _BEFORE_CELL:
        return None
    if end < len(text) and text[end] not in _CELL_EDGE and not scan.cue_at("cell-after", end):
        return None
    closing = max(text.rfind("）", max(0, start - _LONGEST_GAP), start), text.rfind(")", max(0, start - _LONGEST_GAP), start))
    if closing < 0 or not _IN_ROW.issuperset(text[closing + 1 : start]) or _is_year_number(numeral):
        return None
    found = _bracketed_unit(scan, closing)
    if found is None:
        return None
    scale, unit, written = found
    return make_candidate(
        Quantity(start, end, "quantity", numeral.value, None, scale, written, unit, None, None, -1, "cells/headed")
    )


def _bracketed_unit(scan: Scan, closing: int) -> tuple[int, Unit, str] | None:
    """Scale, unit and text of the brackets that close at `closing`, None where anything else stands in them."""
    text, lexicon = scan.text, scan.lexicon
    opening = max(
        text.rfind("（", max(0, closing - _LONGEST_UNIT), closing), text.rfind("(", max(0, closing - _LONGEST_UNIT), closing)
    )
    if opening < 2 or not "一" <= text[opening - 1] <= "鿿":
        return None
    position, factor = opening + 1, 1
    unit = lexicon.units.match(text, position, True)
    if unit is None:
        scale = lexicon.scales.match(text, position)
        if scale is None:
            return None
        position, factor = position + scale[0], scale[1]
        unit = lexicon.units.match(text, position, True)
        if unit is None:
            return None
    end = position + len(unit.symbol)
    if end < closing and text[end] in "/／每":
        compound = match_compound(lexicon, text, end, unit)
        if compound is not None:
            end, unit = compound
    return (factor, unit, text[opening + 1 : closing]) if end == closing else None


RULES: tuple[Rule, ...] = (
    Rule("cells/row", (DIGITS,), False, build_cell, ("居民消费价格\t1.5\t2.2",), after=" \t\n"),
    Rule("cells/headed", (DIGITS,), False, build_headed_cell, ("全员劳动生产率（万元/人） 29.6 35左右",)),
)
