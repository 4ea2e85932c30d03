"""What stands left of a quantity in its clause, read from the quantity outwards: hedge, verb, basis, then the label."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.comparisons import read_comparison, read_multiple, read_rank, read_share
from shenhe_cli.bind.words import Cut, WordLike, Words, join
from shenhe_cli.lexicon.cues import Action, Cues
from shenhe_cli.patterns import LazyPattern

# how many words a basis may be long
_FAR = 14
_TIME = (
    r"(?:[一二三四五六七八九十两0-9]{1,4}年(?:前|末|底)?|“[^”]{1,3}五”(?:时期|期间|期?末)?|[上去]年(?:末|底|初|同期)?"
    r"|过去|当初|原来|年初|目前|现在|如今|当前|今年)"
)
_THAN = ("比", "较")
# verbs between what is compared and its basis (为2020年的4.7倍)
_EQUALS = ("为", "达到")
_TIME_ENDS = frozenset("年前末底期间去初来在时今的")
# 由五年前的百分之五十 (扩大到…): the time of a point of departure is no label; 提升至2025年的52%: nor is that of an arrival
_FROM_TIME = LazyPattern(rf"([从由自比较])({_TIME}|[^，、。的从由自0-9]{{2,8}}(?:时|之初))的?$")
_TO_TIME = LazyPattern(rf"([到至为成])({_TIME})的?$")
# how far beyond what was planned, or what others have
_BEYOND = LazyPattern("超(?:过|出)?((?:[^，、。；超0-9]{0,6})(?:计划|目标|任务|进度|平均|平均水平))$")
# 提高到每人每年3000元: what the figure is per
PER = "每(?:[百千万]人|立方米|[人户亩吨名村天年生]|个?月)"
_PER = LazyPattern(rf"(?:(?<=[从由到至])人均|(?:每年)?{PER}(?:每[年月天日])?)$")


class Left(NamedTuple):
    """The left context of a quantity.

    `head` is what is left of the clause as words once the rest was read off its right end: the label with whatever stands
    before it. `verb` is the verb next to the quantity; `is_of`: the basis stands between it and a 的 (接近学生总数的50%).
    `departure` is the time of what was before (从2009年的|30%); `compared` tells what a change after it is measured against
    (比2009年的|30万吨|增长5%).
    """

    head: tuple[WordLike, ...]
    verb: Action | None
    basis: str | None
    bound: str | None
    bound_text: str | None
    price_basis: str | None
    is_distributed: bool
    is_from: bool
    departure: str | None
    is_of: bool
    compared: str | None = None

    def has_verb(self, *kinds: str) -> bool:
        """Whether the verb next to the quantity plays one of these kinds."""
        return self.verb is not None and not self.verb.kinds.isdisjoint(kinds)


_NOTHING = Left((), None, None, None, None, None, False, False, None, False)


def read_left(text: str, cues: Cues, cut: Cut, is_rank: bool = False, is_relative: bool = False) -> Left:
    """Read the left context `text` of a quantity; ranks and relative figures (是上年的2.2倍) have readings of their own."""
    if not text:
        return _NOTHING
    if "每" in text or text.endswith("人均"):
        text = _PER.sub("", text)
    may_be_time = text[-1:] in _TIME_ENDS
    hedge = "" if may_be_time or ("从" not in text and "由" not in text) else _last_hedge(text, cues)
    departure = _FROM_TIME.search(text, 0, len(text) - len(hedge)) if may_be_time or hedge else None
    is_before = departure is not None and departure.group(1) in _THAN
    if departure:
        # 从|2009年|不足 [30%]; 比|1957年的|[126亿元]|增长…: what it was before
        text = text[: departure.start(1 if is_before else 2)] + hedge
    elif (arrival := _TO_TIME.search(text) if may_be_time else None) and not (is_relative and text.endswith(_EQUALS, 0, arrival.start(2))):
        # 提升至|2025年的|52%; but 为|2020年的|4.7倍
        text = text[: arrival.start(2)]
    elif is_relative:
        text = _without_hedge(text, cues)
    beyond = _BEYOND.search(text) if is_relative and "超" in text else None
    if beyond:
        text = text[: beyond.start()]
    reader = LeftReader(cut(text), cues)
    if beyond:
        # 超|年度计划|[28%]
        reader.verb, reader.basis = cues.actions["超出"], beyond.group(1)
    if departure:
        reader.departure = departure.group(2)
        if is_before:
            reader.is_from, reader.compared = True, departure.group(1) + departure.group(2)
    if is_rank:
        read_rank(reader)
    elif not (is_relative and (text.endswith("的") or text.startswith("是")) and reader.words and read_multiple(reader)):
        reader.run()
        read_share(reader)
        if is_relative and not reader.has_change():
            read_comparison(reader)
            reader.take_scope()
    return reader.result()


def _last_hedge(text: str, cues: Cues) -> str:
    """The hedge that ends a text, "" for none."""
    return next((text[-length:] for length in (2, 1) if text[-length:] in cues.bounds_before), "")


def _without_hedge(text: str, cues: Cues) -> str:
    """是2015年的近 [4倍] without its hedge, so that 的 ends it; unchanged where 的 does not."""
    bare = text.removesuffix(_last_hedge(text, cues))
    return bare if bare.endswith("的") else text


class LeftReader:
    """Reads words from the right end; `i` is the number of words not read yet. One instance a quantity."""

    __slots__ = ("words", "cues", "i", "verb", "basis", "bound", "bound_text", "price", "is_distributed", "is_from", "departure", "is_of", "compared")

    def __init__(self, words: Words, cues: Cues) -> None:
        self.words, self.cues, self.i = words, cues, len(words)
        self.verb: Action | None = None
        self.basis: str | None = None
        self.bound: str | None = None
        self.bound_text: str | None = None
        self.price: str | None = None
        self.departure: str | None = None
        self.compared: str | None = None
        self.is_distributed = self.is_from = self.is_of = False

    def run(self) -> None:
        """Read words until the label begins."""
        while self.i and self._step(self.words[self.i - 1]):
            pass

    def has_change(self) -> bool:
        """Whether the verb read so far is one of change or share."""
        return self.verb is not None and not self.verb.kinds.isdisjoint(("change", "share"))

    def take_scope(self) -> None:
        """超过|全球|[一半]: a place right before a relative figure is what it is a share of."""
        if self.i and self.words[self.i - 1].text in self.cues.scopes and self.i > 1:
            self.i -= 1
            self.basis, self.is_of = self.words[self.i].text, True

    def take_hedge(self, hedge: str) -> None:
        """The hedge of a share, in its verb (约占) or before it."""
        if hedge not in self.cues.bounds_before and self.i:
            hedge = self.words[self.i - 1].text
            self.i -= hedge in self.cues.bounds_before
        if hedge in self.cues.bounds_before:
            self.bound, self.bound_text = self.cues.bounds_before[hedge], hedge

    def result(self) -> Left:
        """What was read."""
        head = tuple(self.words[: self.i])
        return Left(
            head, self.verb, self.basis, self.bound, self.bound_text, self.price,
            self.is_distributed, self.is_from, self.departure, self.is_of, self.compared,
        )  # fmt: skip

    def skip_glue(self) -> None:
        """Pass over adverbs and particles between label and verb."""
        while self.i:
            word = self.words[self.i - 1]
            if word.text in self.cues.roles["distributive"]:
                self.is_distributed = True
            elif word.kind != "d" and word.text not in self.cues.roles["glue"]:
                return
            self.i -= 1

    def _step(self, word: WordLike) -> bool:
        """Read one word (or one basis phrase); False where the label begins."""
        text, cues, roles = word.text, self.cues, self.cues.roles
        if (self.verb is None or self.verb.word == "翻") and text in cues.bounds_before:
            self._take_bound(text)
        elif text in roles["distributive"]:
            self.is_distributed = True
        elif text in roles["hedge-adverb"] and self.bound is None:
            # 大约|增加了|[两万四千种]
            self.bound, self.bound_text = "approx", text
        elif self.verb is None and text in roles["departure"]:
            self.is_from = True
        elif self._take_verb(text):
            pass
        elif cues.bases.get(text) == "fixed" and self._may_have_basis():
            self.basis = self.basis or text
            self.price = self.price or cues.prices.get(text)
        elif text in cues.prices:
            self.price = cues.prices[text]
        elif not (text in cues.statuses or text in roles["glue"] or self._is_adverb(word) or (text == "按" and self.i == len(self.words))):
            if self.verb is None:
                return False
            if self._take_basis():
                return True
            if word.kind != "t":
                return False
        self.i -= 1
        return True

    def _take_bound(self, text: str) -> None:
        self.bound, self.bound_text = self.cues.bounds_before[text], text + (self.bound_text or "")
        action = self.cues.actions.get(text)
        if action and "level" in action.kinds:
            self.verb = action

    def _may_have_basis(self) -> bool:
        """同比增长 has one; in 平均为334天 the word belongs to the label."""
        return self.verb is None or "level" not in self.verb.kinds or "change" in self.verb.kinds

    def _is_adverb(self, word: WordLike) -> bool:
        action = self.cues.actions.get(word.text)
        return (word.kind == "d" and word.text not in self.cues.heads) or (action is not None and "adverb" in action.kinds)

    def _take_verb(self, text: str) -> bool:
        action = self.cues.actions.get(text)
        if action is None:
            return False
        kinds = action.kinds
        if self.verb is None:
            if kinds.isdisjoint(("change", "to", "level")) and not ("rank" in kinds and self.bound is None):
                return False
            self.verb = action
            return True
        if "change" in self.verb.kinds and kinds & {"level", "light"}:
            # 实现增长5%: the change is what is said, the verb before it only carries it
            return "level" in kinds or self.i > 1
        if "level" in kinds and "level" in self.verb.kinds:
            # 占比|合计|为
            return self.i > 1
        if "to" in kinds and "level" in self.verb.kinds:
            # 增加到|超过 [2300亿元]
            self.verb = action
            return True
        is_growth = text in self.cues.roles["growth-verb"]
        if is_growth and self.verb.word in self.cues.roles["keeping-verb"]:
            # 年均增长|保持在 [6.5%]
            self.verb = action
            return True
        if "change" in kinds and "level" in self.verb.kinds and (self.i > 1 or is_growth):
            # 增长达到5%
            self.verb = action
            return True
        return False

    def _take_basis(self) -> bool:
        """A phrase that a marker opens and the verb closes: 较|成立之初, 比|去年预算, 与|2020年|相比."""
        closer = self.words[self.i - 1].text
        if closer == "上" and self.i > 1:
            # 基础上 is a word, 基数|上 is two
            closer = self.words[self.i - 2].text.removesuffix("上") + closer
        bases = self.cues.bases
        for j in range(self.i - 1, max(0, self.i - _FAR) - 1, -1):
            text = self.words[j].text
            if bases.get(text) == "marker" or f"{text}…{closer}" in bases:
                if j == self.i - 1 and self.basis is None:
                    return False
                if closer[-1] != "上" or self.basis is None:
                    self.basis = join(self.words[j : self.i]) + (self.basis or "")
                self.i = j
                return True
            if text in "，、；":
                return False
        return False
