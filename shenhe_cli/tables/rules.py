"""The rules by which a cell gets its unit and its measure, by id: what each states, with a table (its rows) as an example."""

from __future__ import annotations

from typing import NamedTuple


class TableRule(NamedTuple):
    """What a rule states, and a table in text form in which it holds."""

    states: str
    example: str


RULES: dict[str, TableRule] = {
    "tables/own-unit": TableRule("the cell has its unit itself", "指标\t2022年\t2023年\n森林面积\t30万亩\t31万亩\n林场\t2\t3"),
    "tables/column-unit": TableRule("the unit stands in the column's heading", "指标\t绝对数（亿元）\n进出口额\t38\n出口额\t20"),
    "tables/unit-column": TableRule(
        "the unit stands in the row's cell of a column of units", "指标\t单位\t产量\n水泥\t万吨\t38.4\n轿车\t辆\t120"
    ),
    "tables/row-unit": TableRule(
        "the unit stands in brackets behind the row's name", "指标\t2022年\n粮食产量（万吨）\t38\n人口（万人）\t20"
    ),
    "tables/caption-unit": TableRule("the unit stands in the caption", "单位：万人\n指标\t2022年\n城镇人口\t38\n乡村人口\t20"),
    "tables/percent": TableRule(
        "a column of changes or shares without a unit is in %",
        "指标\t绝对数（亿元）\t比上年增长\n进出口额\t38\t5.5\n出口额\t20\t3",
    ),
    "tables/rank": TableRule(
        "the column's heading says that it holds places", "指标\t2022年（亿元）\t位次\n进出口额\t38\t5\n出口额\t20\t3"
    ),
    "tables/no-unit": TableRule("nothing names a unit: an index", "指标\t2022年\n居民消费价格指数\t101.5\n食品价格指数\t102"),
}
