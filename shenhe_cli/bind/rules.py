"""The rules that bind a figure, by id: what each states of the language, with an example. `explain` prints them."""

from __future__ import annotations

from typing import NamedTuple


class BindingRule(NamedTuple):
    """What a rule of binding states, and a text in which it holds."""

    states: str
    example: str


RULES: dict[str, BindingRule] = {
    "frames/subject": BindingRule("the noun phrase left of the verb or of the figure is the label", "一般公共预算收入实现75.8亿元"),
    "frames/object": BindingRule("the noun phrase after a verb and before the figure is the label", "盘活楼宇闲置面积28.5万平方米"),
    "frames/counted-noun": BindingRule("the noun phrase after the figure is what it counts", "引进6个基金项目"),
    "frames/counted-subject": BindingRule("the noun just counted does or has what follows", "为81家企业融资1.4亿元"),
    "frames/attributive": BindingRule("the figure stands inside the noun phrase that it measures", "现行16%的税率"),
    "frames/part": BindingRule("the noun phrase after a share is what it is a part of", "80%申请材料实现免于提交"),
    "frames/pronominal": BindingRule("a bare head stands for a figure of the topic", "新增总部5家，总量增至76家"),
    "frames/self": BindingRule("a verb with nothing else is the label", "投资10亿元"),
    "frames/swapped-verb": BindingRule("a second verb takes the place of the first one's", "项目签约165个、落地80个"),
    "frames/topic": BindingRule("a clause without a subject is about the topic of an earlier one", "达到230家，同比增长18%"),
    "frames/topic-verb": BindingRule("a verb alone says what else was done with the topic", "筹集住房686套，供应570套"),
    "frames/rank": BindingRule("a rank belongs to the subject of its verb", "浓度改善率居全市首位"),
    "frames/medal": BindingRule("the unit is a metal, what is counted its medals", "获得8金9银"),
    "frames/zero": BindingRule("零 counts the noun around it", "命案实现零发案"),
    "frames/proportion": BindingRule("each part of a proportion is the share of its name", "三次产业比例19:49:32"),
    "frames/none": BindingRule("nothing around the figure names it", "10亿元"),
    "relations/parity": BindingRule("what precedes 与…同步, 与…持平 keeps pace with what stands between", "居民收入增长与经济增长同步"),
    "relations/comparison": BindingRule("what precedes 高于, 快于 … is compared with the place or time after it", "增速高于全国平均水平"),
    "relations/rank": BindingRule("what precedes 位居…前列 has a place without a number", "营商环境位居全市前列"),
    "relations/trend": BindingRule("what precedes moves, by a word that says it alone", "农村低保标准只增不减"),
    "lists/respectively": BindingRule("as many labels as values: one each, with the head they share", "城镇、农村居民收入分别增长4%、5%"),
    "lists/shared-noun": BindingRule("members that name no thing take the next one's", "2家千亿级、24家百亿级企业"),
}
