"""Level, change, share or rank: read off the verb, the head of the label and the unit."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.left import Left
from shenhe_cli.bind.periods import TIME_TAIL
from shenhe_cli.bind.words import join
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Quantity

_RATES = frozenset(("percent", "multiple"))
# what can be a share of a whole: 占全国现有十二亿亩粮食耕地的百分之二十四 names the whole first
_PARTS = frozenset(("percent", "multiple", "index", "percentage_point"))
# dimensions of figures that compare with something
_RELATIVE = frozenset(("multiple", "percent", "percentage_point"))
_OPPOSITE = {"up": "down", "down": "up"}
# verbs of change that change the number of things, not the things (增加, 压减, 降低)
_CHANGES_NUMBER = frozenset("增减压削裁缩简降轻")
_LONGEST_HEAD = 6
# 为上年的|98%: a figure of an earlier time is no whole
_TIMES = ("年", "同期", "年末", "年底", "末")


class Reading(NamedTuple):
    """What kind of figure a quantity is, which way it goes, and what it is measured against.

    `is_stock`: it holds at a point of time, so that of an interval only the end counts.
    """

    measure: str
    direction: str | None = None
    basis: str | None = None
    is_stock: bool = False


def read_measure(quantity: Quantity, left: Left, cues: Cues, is_growth: bool = False) -> Reading:
    """The reading of a quantity with its left context; `is_growth`: a zero with 增长 after it."""
    basis = left.basis
    if quantity.kind == "rank":
        return Reading("rank", basis=basis)
    if quantity.kind == "proportion":
        return Reading("share", basis=basis)
    if quantity.unit is not None and quantity.unit.symbol in ("番", "翻倍"):
        return Reading("change_rate", "up", basis)
    dimension = _dimension(quantity)
    is_part = left.is_of and dimension == "percent" and not (basis or "").endswith(_TIMES)
    if (left.has_verb("share") and dimension in _PARTS) or is_part:
        return Reading("share", basis=basis, is_stock=True)
    if left.has_verb("change") and left.verb is not None:
        is_rate = dimension in _RATES or quantity.kind in ("fraction", "zero")
        return Reading("change_rate" if is_rate else "change_amount", _direction(quantity, left, cues), basis)
    if is_growth:
        # “三公”经费零增长: the zero is the growth
        return Reading("change_rate", "flat", basis)
    head = join(left.head[-5:])
    kind, direction = _head_kind(TIME_TAIL.sub("", head) if head[-1:] in ("度", "年") else head, cues)
    if kind == "rate" and dimension in _RATES and not (left.is_of and dimension == "multiple"):
        # 增速是GDP增速的|1.8倍 compares
        return Reading("change_rate", _OPPOSITE.get(direction or "", direction) if quantity.value < 0 else direction, basis)
    if kind == "share" and dimension == "percent":
        return Reading("share", basis=basis, is_stock=True)
    return Reading("level", basis=basis, is_stock=left.has_verb("level", "to"))


def read_named(reading: Reading, quantity: Quantity, label: str, cues: Cues) -> Reading:
    """The reading of a member of a list with a label of its own: 失业率、价格涨幅|分别控制在5%和3%."""
    kind, direction = _head_kind(label, cues)
    if _dimension(quantity) not in _RATES or reading.measure == "share" or kind == "share":
        return reading
    if kind == "rate":
        return reading._replace(measure="change_rate", direction=direction)
    return reading._replace(measure="level", direction=None) if reading.measure == "change_rate" else reading


def read_governed(reading: Reading, verb: str | None, quantity: Quantity, cues: Cues) -> Reading:
    """The reading of the object of a verb: 压减地下水开采量21亿立方米 is a change, 新增 and 减免 tell a flow."""
    action = cues.actions.get(verb or "")
    if reading.measure != "level" or action is None or action.direction is None or not changes_number(action.word):
        return reading
    is_rate = _dimension(quantity) in _RATES
    return reading._replace(measure="change_rate" if is_rate else "change_amount", direction=action.direction, is_stock=False)


def is_relative(quantity: Quantity) -> bool:
    """Whether a figure compares with something."""
    return quantity.unit is not None and quantity.unit.dimension in _RELATIVE


def changes_number(verb: str) -> bool:
    """Whether a verb of change changes how many there are (增加, 压减), not what they are like (提升, 改善)."""
    return not _CHANGES_NUMBER.isdisjoint(verb)


def _dimension(quantity: Quantity) -> str:
    if quantity.unit is not None:
        return quantity.unit.dimension
    return "percent" if quantity.kind == "fraction" else "index"


def _direction(quantity: Quantity, left: Left, cues: Cues) -> str | None:
    if left.verb is None or quantity.kind == "zero":
        return "flat"
    direction = left.verb.direction
    if left.verb.word.startswith("改善") and any(word in join(left.head) for word in cues.roles["worse-when-up"]):
        return "down"
    return _OPPOSITE.get(direction or "", direction) if quantity.value < 0 else direction


def names_share(label: str, cues: Cues) -> bool:
    """Whether the noun that heads a label is one of a share (占比, 比重)."""
    return _head_kind(label, cues)[0] == "share"


def _head_kind(label: str, cues: Cues) -> tuple[str | None, str | None]:
    """(kind, direction) of the noun that heads a label: share for 占比, rate for 增速."""
    heads = cues.heads
    for length in range(min(_LONGEST_HEAD, len(label)), 1, -1):
        found = heads.get(label[-length:])
        if found:
            if "plain" in found.kinds:
                break
            for kind in ("share", "rate"):
                if kind in found.kinds:
                    return kind, found.direction
    return None, None
