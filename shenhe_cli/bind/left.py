"""What stands left of a quantity in its clause, read from the quantity outwards: hedge, verb, basis, then the label."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from shenhe_cli.lexicon.cues import Action, Cues


class WordLike(Protocol):
    """A word as the cutter gives it."""

    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...


Cut = Callable[[str], Sequence[WordLike]]
# words that may stand between label and verb without being either
_GLUE = frozenset("了着共各均都也又再还更仅只就才已将要已经正在继续进一步平均其中可能约为：:，、— -,“”（）()")
_DISTRIBUTES = frozenset(("分别", "各"))
_FAR = 14


# 由五年前的百分之五十 (扩大到…): the time of a point of departure is no label
_FROM_TIME = re.compile(r"[从由](?:[一二三四五六七八九十两0-9]{1,4}年前?|上年末?|去年|过去|当初|原来|年初)(?:的)?$")


class Left(NamedTuple):
    """The left context of a quantity.

    `head` is what is left of the clause as words once the rest was read off its right end: the label with whatever stands
    before it. `verb` is the verb next to the quantity; `is_of`: the basis stands between it and a 的 (接近学生总数的50%).
    """

    head: tuple[WordLike, ...]
    verb: Action | None
    basis: str | None
    bound: str | None
    bound_text: str | None
    price_basis: str | None
    scope: str | None
    is_distributed: bool
    is_from: bool
    is_of: bool


class _Reader:
    """Reads words from the right end; one instance a quantity."""

    __slots__ = ("words", "cues", "i", "verb", "basis", "bound", "bound_text", "price", "scope", "distributed", "is_from", "is_of")

    def __init__(self, words: Sequence[WordLike], cues: Cues) -> None:
        self.words, self.cues, self.i = words, cues, len(words)
        self.verb: Action | None = None
        self.basis: str | None = None
        self.bound: str | None = None
        self.bound_text: str | None = None
        self.price: str | None = None
        self.scope: str | None = None
        self.distributed = self.is_from = self.is_of = False

    def run(self) -> None:
        while self.i and self._step(self.words[self.i - 1]):
            pass

    def _step(self, word: WordLike) -> bool:
        """Read one word (or one basis phrase); False where the label begins."""
        text, cues = word.text, self.cues
        if text in cues.bounds_before and self.verb is None:
            self.bound, self.bound_text = cues.bounds_before[text], text + (self.bound_text or "")
            action = cues.actions.get(text)
            if action and "level" in action.kinds:
                self.verb = action
        elif text in _DISTRIBUTES:
            self.distributed = True
        elif text == "按" and self.i == len(self.words):
            pass
        elif text in ("从", "由") and self.verb is None:
            self.is_from = True
        elif self._take_verb(text):
            pass
        elif cues.bases.get(text) == "fixed" and (self.verb is None or "level" not in self.verb.kinds or "change" in self.verb.kinds):
            self.basis = text if self.basis is None else self.basis
        elif text in cues.prices:
            self.price = cues.prices[text]
        elif text in cues.statuses or text in _GLUE or (word.kind == "d" and text not in cues.heads) or self._is_adverb(text):
            pass
        elif self.verb is not None and word.kind == "t":
            return self._take_basis() or self._skip()
        else:
            return self._take_basis() if self.verb is not None else False
        self.i -= 1
        return True

    def _skip(self) -> bool:
        self.i -= 1
        return True

    def _is_adverb(self, text: str) -> bool:
        action = self.cues.actions.get(text)
        return action is not None and "adverb" in action.kinds

    def _take_verb(self, text: str) -> bool:
        action = self.cues.actions.get(text)
        if action is None:
            return False
        kinds = action.kinds
        if self.verb is None:
            if "change" in kinds or "to" in kinds or "level" in kinds or ("rank" in kinds and self.bound is None):
                self.verb = action
                return True
            return False
        # 实现增长5%, 增长达到5%: the change is what is said, the level verb only carries it
        if "level" in kinds and "change" in self.verb.kinds:
            return True
        if "change" in kinds and "level" in self.verb.kinds and self.i > 1:
            self.verb = action
            return True
        return "light" in kinds and self.i > 1 and "change" in self.verb.kinds

    def _take_basis(self) -> bool:
        """A phrase that a marker opens and the verb closes: 较|成立之初, 比|去年预算."""
        low = max(0, self.i - _FAR)
        closer = self.words[self.i - 1].text
        for j in range(self.i - 1, low - 1, -1):
            word = self.words[j]
            if self.cues.bases.get(word.text) == "marker" or f"{word.text}…{closer}" in self.cues.bases:
                if j == self.i - 1 and self.basis is None:
                    return False
                said = "".join(w.text for w in self.words[j : self.i])
                self.basis = said + (self.basis or "")
                self.i = j
                return True
            if word.text in "，、；":
                return False
        return False


def read_left(text: str, cues: Cues, cut: Cut, is_rank: bool = False, is_relative: bool = False) -> Left:
    """Read the left context `text` of a quantity; ranks and multiples (是上年的2.2倍) have readings of their own."""
    from_time = _FROM_TIME.search(text)
    if from_time:
        text = text[: from_time.start()] + "由"
    reader = _Reader(cut(text), cues)
    if is_rank:
        _read_rank(reader)
    elif is_relative and text.endswith("的") and not _FROM_TIME.search(text):
        _read_multiple(reader)
    else:
        reader.run()
        _read_share(reader)
        if reader.verb is None and is_relative:
            _read_comparison(reader)
    return Left(
        tuple(reader.words[: reader.i]),
        reader.verb,
        reader.basis,
        reader.bound,
        reader.bound_text,
        reader.price,
        reader.scope,
        reader.distributed,
        reader.is_from,
        reader.is_of,
    )


def _read_share(reader: _Reader) -> None:
    """占 with the whole after it: 总量|占|全市, 占|规模以上工业产值比重."""
    for j in range(reader.i - 1, max(-1, reader.i - _FAR), -1):
        word = reader.words[j]
        action = reader.cues.actions.get(word.text)
        if action and "share" in action.kinds and (reader.verb is None or reader.verb.kinds & {"level", "to"} or j == reader.i - 1):
            whole = "".join(w.text for w in reader.words[j + 1 : reader.i])
            reader.basis = whole.removesuffix("比重").removesuffix("比例").removesuffix("份额").removesuffix("的") or reader.basis
            reader.verb, reader.i = action, j
            while reader.i and (reader.words[reader.i - 1].kind == "d" or reader.words[reader.i - 1].text in _GLUE):
                reader.i -= 1
            return
        if word.text in "，；":
            return


def _read_multiple(reader: _Reader) -> None:
    """是 上年同期 的 [2.2倍], 接近 学生总数 的 [50%]: what stands between the verb and 的 is the basis."""
    for j in range(reader.i - 2, -1, -1):
        action = reader.cues.actions.get(reader.words[j].text)
        if action and "change" in action.kinds:
            break
        if action and action.kinds & {"level", "share"}:
            reader.basis = "".join(w.text for w in reader.words[j + 1 : reader.i - 1])
            reader.verb, reader.i, reader.is_of = action, j, True
            return
    reader.run()
    _read_share(reader)


def _read_comparison(reader: _Reader) -> None:
    """高于 全国 [1.2个百分点]: verb and marker in one, with the basis after it."""
    for j in range(reader.i - 1, max(-1, reader.i - _FAR), -1):
        word = reader.words[j].text
        action = reader.cues.actions.get(word)
        if action and "change" in action.kinds and reader.cues.bases.get(word) == "marker" and j + 1 < reader.i:
            reader.basis = "".join(w.text for w in reader.words[j + 1 : reader.i])
            reader.verb, reader.i = action, j
            return
        if word in "，、；":
            return


def _read_rank(reader: _Reader) -> None:
    """居 全市 [首位]: the verb, and the place the rank is counted in."""
    i = reader.i
    for j in range(i - 1, max(-1, i - 9), -1):
        action = reader.cues.actions.get(reader.words[j].text)
        if action and "rank" in action.kinds:
            reader.verb = action
            reader.scope = "".join(w.text for w in reader.words[j + 1 : i] if w.text not in _GLUE) or None
            reader.i = j
            break
    else:
        while reader.i and reader.words[reader.i - 1].text in reader.cues.scopes:
            reader.i -= 1
            reader.scope = reader.words[reader.i].text + (reader.scope or "")
    reader.basis = reader.scope
    while reader.i and (reader.words[reader.i - 1].kind == "d" or reader.words[reader.i - 1].text in _GLUE | {"分别"}):
        reader.i -= 1
        reader.distributed |= reader.words[reader.i].text == "分别"
