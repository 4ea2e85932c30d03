"""One record against one answer: which fields are right, as section 2 of the contract says they are judged."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import product

from shenhe_cli.evaluate.answers import Answer
from shenhe_cli.evaluate.values import is_fraction, normalise, same_number
from shenhe_cli.lexicon import Lexicon
from shenhe_cli.model import Record

FIELDS = ("value", "unit", "indicator", "indicator_exact", "measure", "direction", "bound", "status", "basis", "period")
_ROW = ("span", "value", "unit", "indicator", "measure", "direction", "status")
_FULL_ROW = ("row", "bound", "basis")
_MARKS = re.compile(r"[\s“”‘’\"'（）()《》〈〉、，,·•—\-]")
# words that make another indicator of a label: in both labels or in neither
_QUALIFIERS = re.compile(
    "进出口|进口|出口|存贷款|存款|贷款|非税|税收|人均|亩均|城镇|农村|农民|城乡|存栏|出栏|第[一二三]产业|高级|中级|初级"
    "|国家级|省级|市级|县级|夏粮|秋粮|早稻|总投资|年度投资"
)


def compare(answer: Answer, record: Record, neighbours: Collection[str], lexicon: Lexicon) -> dict[str, bool]:
    """For every field, `span`, `row` and `full_row` whether it is right; `neighbours`: the first labels of answers around."""
    value, unit = _judge_value(answer, record, lexicon)
    similarity = label_similarity(record.indicator or "", answer.indicator)
    label = squeeze(record.indicator)
    if label not in map(squeeze, answer.indicator) and label in map(squeeze, neighbours):
        similarity = 0.0
    result = {
        "span": (record.start_char, record.end_char) == (answer.start, answer.end),
        "value": value,
        "unit": unit,
        "indicator": similarity >= 0.5,
        "indicator_exact": similarity == 1.0,
    }
    for name in ("measure", "direction", "bound", "status"):
        result[name] = getattr(record, name) in getattr(answer, name)
    result["basis"] = any(is_same_basis(record.basis, basis) for basis in answer.basis)
    if answer.period is not None:
        result["period"] = any(years(record.period) == years(period) for period in answer.period)
    result["row"] = all(result[name] for name in _ROW)
    result["full_row"] = all(result[name] for name in _FULL_ROW) and result.get("period", True)
    return result


def _judge_value(answer: Answer, record: Record, lexicon: Lexicon) -> tuple[bool, bool]:
    """Whether value and canonical unit are right, in the reading that the record gives where that one is accepted."""
    said = (record.measure, record.direction)
    readings = list(product(answer.measure, answer.direction))
    written = is_fraction(answer.quantity)
    is_value = is_unit = False
    for reading, unit in product([said] if said in readings else readings, answer.unit):
        low, name = normalise(answer.value, unit, reading, written, lexicon)
        high = None if answer.value_high is None else normalise(answer.value_high, unit, reading, written, lexicon)[0]
        if (record.norm_unit or "1") != name:
            continue
        is_unit = True
        found, found_high = record.norm_value, record.norm_value_high
        is_value |= same_number(found, low) and same_number(found_high, high)
        # of a fall by a range either end may stand first
        is_value |= high is not None and same_number(found, high) and same_number(found_high, low)
    return is_value, is_unit


def label_similarity(found: str, accepted: Iterable[str]) -> float:
    """1 where the label is an accepted one; where one of the two is the other with characters left out, the share left; else 0."""
    label, best = squeeze(found), 0.0
    for other in map(squeeze, accepted):
        if label == other:
            return 1.0
        short, long = sorted((label, other), key=len)
        rest = iter(long)
        if short and all(c in rest for c in short) and sorted(_QUALIFIERS.findall(short)) == sorted(_QUALIFIERS.findall(long)):
            best = max(best, len(short) / len(long))
    return best


def squeeze(text: str | None) -> str:
    """`text` without blanks, quotes, brackets, points and dashes, in small letters."""
    return _MARKS.sub("", text or "").lower()


def is_same_basis(found: str | None, wanted: str | None) -> bool:
    """Equal, or one part of the other where both have two characters or more."""
    one, other = squeeze(found), squeeze(wanted)
    return one == other if min(len(one), len(other)) < 2 else one in other or other in one


def years(period: str | None) -> list[str]:
    """The years of a period: periods are judged by them."""
    return [part[:4] for part in (period or "").split("/")]
