"""What stands right of a quantity in its clause: a hedge, then perhaps the noun that it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from shenhe_cli.bind.left import Cut, WordLike
from shenhe_cli.lexicon.cues import Cues

_NOMINAL = frozenset("nabwxi")
_STOPS = frozenset("了着过在被对由与将把向从于为以使让用是有，。；：:;,！？\n")
_PLACES = frozenset(("中", "内", "上", "里", "下", "较", "方面"))
_JOINS = frozenset(("、", "和", "及", "与", "以及", "或"))
_PREDICATES = frozenset(("predicate", "adverb", "level", "to", "share", "rank"))
_VERBS = (_PREDICATES | {"flow", "light"}) - {"adverb"}
_LONGEST = 24
# a threshold in front of a noun qualifies it (70个投资在5000万元以上的重大项目)
_QUALIFIER = re.compile(r"^[^，。；、的]{0,8}?[0-9][0-9.]*[^，。；、]{0,6}?(?:以上|以下|以内)的?(?=[一-鿿])")
# an age or a grade in front of a noun is part of its name (8万名3—6岁在园儿童)
_AGE = re.compile(r"^[0-9]+(?:[-—~至][0-9]+)?周?岁(?:以[上下])?(?:的)?")


class Right(NamedTuple):
    """The right context: the hedge after the quantity, whether 的 follows, and the noun phrase that comes next.

    `is_noun_first` tells that the phrase begins with a noun or attributive, `is_verb_first` that it begins with a verb of the
    action table; `has_noun` that a noun is in it at all; `consumed` is the length of all that was read up to the end of the phrase.
    """

    bound: str | None
    bound_text: str | None
    is_of: bool
    phrase: str
    is_noun_first: bool
    is_verb_first: bool
    has_noun: bool
    consumed: int


def read_bound(text: str, cues: Cues) -> tuple[str | None, int]:
    """The hedge that opens `text` (以上, 左右) and its length."""
    for length in (3, 2, 1):
        word = text[:length]
        if len(word) == length and word in cues.bounds_after:
            return cues.bounds_after[word], length
    return None, 0


def read_right(text: str, cues: Cues, cut: Cut, is_followed: bool = False, counts_people: bool = False) -> Right:
    """Read the right context `text` of a quantity, up to the next quantity (`is_followed`) or the end of the clause.

    `counts_people`: the figure counts persons or households, who come before a 的 (11万|贫困人口|的温饱问题); of other things the one
    after it is counted.
    """
    bound, length = read_bound(text, cues)
    bound_text = text[:length] or None
    rest = _QUALIFIER.sub("", _AGE.sub("", text[length:]))
    if rest[:1] in "（(":
        close = max(rest.find("）"), rest.find(")"))
        rest = rest[close + 1 :] if close > 0 else ""
        if bound is None:
            bound, length = read_bound(rest, cues)
            bound_text, rest = rest[:length] or None, rest[length:]
    is_of = rest.startswith("的")
    if is_of:
        rest = rest[1:]
    if not rest or rest[0] in "、，。；：,;:及和与并" or (counts_people and rest[0] == "的"):
        return Right(bound, bound_text, False, "", False, False, False, 0)
    if counts_people:
        rest = rest.split("的")[0]
    words = cut(rest[:60])
    if _is_predicate(words, cues):
        return Right(bound, bound_text, False, "", False, True, False, 0)
    phrase, first, has_noun = noun_phrase(words, cues, is_followed=is_followed and rest[-1] not in "、，和及")
    consumed = len(text) - len(rest) + len(phrase)
    is_verb_first = _opens_with_verb(words, cues)
    return Right(bound, bound_text, is_of, phrase, (first in _NOMINAL and first != "w") or first in "qfm", is_verb_first, has_noun, consumed)


_GENERIC = re.compile(r"^(.{2,}?)等(?:项目|工程|任务|工作|问题|活动|设施)?$")


def _without_examples(phrase: str) -> str:
    """给排水管网等项目 is 给排水管网."""
    match = _GENERIC.match(phrase)
    return match.group(1) if match else phrase


def _is_predicate(words: Sequence[WordLike], cues: Cues) -> bool:
    """Whether what follows says something of the things counted before (82项|获国家层面认可), and is no noun phrase."""
    action = cues.actions.get(words[0].text)
    if action is None or words[0].kind == "w" or not action.kinds & {"predicate", "share", "rank", "to"}:
        return False
    return not action.kinds & {"flow", "self", "adverb"} or len(words[0].text) == 1


def _opens_with_verb(words: Sequence[WordLike], cues: Cues) -> bool:
    """Whether the words open with a verb of the table, adverbs before it passed over; 建设区 is a noun."""
    for k, word in enumerate(words[:3]):
        action = cues.actions.get(word.text)
        if action is None:
            return False
        if action.kinds & _VERBS and not (word.kind == "w" and _has_noun(words, k + 1)):
            return True
        if "adverb" not in action.kinds:
            return False
    return False


def noun_phrase(words: Sequence[WordLike], cues: Cues, is_subject: bool = False, is_followed: bool = False) -> tuple[str, str, bool]:
    """The noun phrase that opens `words` up to its head, "" where none does, the class of its first word, and whether it has a noun.

    A verb ends the phrase when it is a predicate by the table, or when no noun follows it; verbs before a noun modify it.
    `is_subject`: all members of a list belong to it (空气综合指数、PM2.5浓度|实现“双下降”);
    `is_followed`: a quantity comes next, so that a verb at the end has an object of its own (82家|企业|发放贷款8亿元).
    """
    end = size = 0
    quoted = bracketed = False
    for k, word in enumerate(words):
        text = word.text
        if text in "“‘《":
            quoted = True
        elif bracketed:
            bracketed = text not in "）)"
            end = end if bracketed else k + 1
        elif quoted:
            if text in "”’》":
                quoted = False
                end = k + 1
        elif text in "（(":
            bracketed = _is_short_bracket(words, k)
            if not bracketed:
                break
        elif not (is_subject and text in _JOINS) and _ends_phrase(words, k, end, cues):
            break
        elif is_followed and end and _is_flow(word, cues):
            break
        elif word.kind in "nbaixq" or (len(text) == 1 and word.kind in "vmfw"):
            end = k + 1
        elif word.kind == "w" and end == k and words[k - 1].text.endswith("化"):
            # 信息化|建设: what ends in 化 is no thing by itself
            end = k + 1
        size += len(text)
        if size > _LONGEST:
            break
    else:
        k = len(words)
    if not end and all(w.kind == "d" or w.text in "共约了" for w in words[:k]):
        return "", words[0].kind if words else "-", False
    while end > 1 and words[end - 1].text in _PLACES:
        end -= 1
    phrase = "".join(w.text for w in words[: end or k]).rstrip("、和及与的")
    return _without_examples(phrase), words[0].kind if words else "-", end > 0


def _ends_phrase(words: Sequence[WordLike], k: int, end: int, cues: Cues) -> bool:
    """Whether the noun phrase stops before word k; `end` is the number of words up to its last noun so far."""
    word = words[k]
    text = word.text
    if text in _STOPS:
        return True
    if text in _JOINS:
        return not _joins_like_nouns(words, k, end)
    action = cues.actions.get(text)
    kinds = action.kinds if action else frozenset()
    if end and kinds & _PREDICATES and word.kind != "w":
        return True
    if end and "change" in kinds and not _has_noun(words, k + 1):
        return True
    return bool(end) and word.kind in "pdt" or text[0] in "（(，"


def _joins_like_nouns(words: Sequence[WordLike], k: int, end: int) -> bool:
    """Whether the join at k goes on with a noun of the same make (博物馆、纪念馆), or joins attributives (优秀和良好路段)."""
    if k + 1 >= len(words):
        return False
    if words[k - 1].kind in "ab" or not end:
        return True
    last = words[k - 1].text[-1]
    return any(w.text[-1] == last for w in words[k + 1 : k + 4])


def _is_flow(word: WordLike, cues: Cues) -> bool:
    action = cues.actions.get(word.text)
    return word.kind == "v" and action is not None and "flow" in action.kinds


def _is_short_bracket(words: Sequence[WordLike], k: int) -> bool:
    """州（市）, 县（市、区）: a bracket that belongs to the name."""
    return any(w.text in "）)" for w in words[k + 1 : k + 6])


def _has_noun(words: Sequence[WordLike], start: int) -> bool:
    return start < len(words) and words[start].kind in "nbw"
