"""Canonical units of quantities: what the unit table says, and what the kind and the measure make of it."""

from __future__ import annotations

from shenhe_cli.model import Number, Quantity


def canonical_unit(quantity: Quantity, measure: str) -> tuple[str, str, Number]:
    """(canonical unit, dimension, factor) of `quantity` read as `measure`: what the value is multiplied by besides its scale."""
    unit = quantity.unit
    if measure == "rank" or quantity.kind == "rank":
        return "rank", "rank", 1
    if quantity.kind == "zero" and measure == "change_rate":
        # 零增长
        return "%", "percent", 1
    if unit is None:
        return "1", "index" if quantity.kind == "quantity" and quantity.scale == 1 else "count", 1
    if measure == "change_rate" and unit.dimension == "multiple":
        return "%", "percent", 100
    return unit.norm_unit, unit.dimension, unit.factor


def signed(value: Number, direction: str | None) -> Number:
    """`value` with the sign of `direction`: down is negative whether or not a minus was written."""
    if direction != "down":
        return value
    return value if value < 0 else -value
