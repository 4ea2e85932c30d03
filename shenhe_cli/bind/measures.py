"""Level, change, share or rank: read off the verb, the head of the label and the unit."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.left import Left
from shenhe_cli.bind.words import join
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Quantity

_RATES = frozenset(("percent", "multiple"))


class Reading(NamedTuple):
    """What kind of figure a quantity is, which way it goes, and what it is measured against."""

    measure: str
    direction: str | None
    basis: str | None
    bound: str | None
    is_stock: bool


def head_kind(label: str, cues: Cues) -> tuple[str | None, str | None]:
    """(kind, direction) of the noun that heads a label: share for 占比, rate for 增速."""
    for length in (3, 2):
        found = cues.heads.get(label[-length:])
        if found:
            for kind in ("share", "rate"):
                if kind in found.kinds:
                    return kind, found.direction
    return None, None


def read_measure(quantity: Quantity, left: Left, cues: Cues) -> Reading:
    """The reading of a quantity with its left context."""
    if quantity.kind == "rank":
        return Reading("rank", None, left.scope, left.bound, False)
    if quantity.kind == "proportion":
        return Reading("share", None, left.basis, left.bound, False)
    dimension = quantity.unit.dimension if quantity.unit else ("percent" if quantity.kind == "fraction" else "index")
    kinds = left.verb.kinds if left.verb else frozenset()
    label = join(left.head[-3:])
    if "share" in kinds or (left.is_of and dimension == "percent"):
        return Reading("share", None, left.basis, left.bound, True)
    if "change" in kinds and left.verb is not None:
        direction = left.verb.direction
        if quantity.value < 0:
            direction = {"up": "down", "down": "up"}.get(direction or "", direction)
        elif quantity.kind == "zero":
            direction = "flat"
        measure = "change_rate" if dimension in _RATES or quantity.kind in ("fraction", "zero") else "change_amount"
        return Reading(measure, direction, left.basis, left.bound, False)
    kind, direction = head_kind(label, cues)
    if kind == "rate" and dimension in _RATES:
        return Reading("change_rate", direction, left.basis, left.bound, False)
    if kind == "share" and dimension == "percent":
        return Reading("share", None, left.basis, left.bound, True)
    return Reading("level", None, left.basis, left.bound, bool(kinds & {"level", "to"}))
