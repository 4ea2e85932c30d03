"""The noun phrase that opens a stretch of words: how far it goes."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from shenhe_cli.bind.label_words import is_manner
from shenhe_cli.bind.words import Words, join
from shenhe_cli.lexicon.cues import Cues

_PREDICATES = frozenset(("predicate", "adverb", "level", "to", "share", "rank"))
# how far a phrase goes, and one that lists several subjects
_LONGEST, _LONGEST_LIST = 24, 60
# the first member of a list of attributes is no longer than this (国家、省、市级|平台)
_LONGEST_ATTRIBUTE = 2
# classes of words that can stand in the last noun of a list
_NOMINAL = frozenset("nbaw")
# what names of places end in
_PLACES = frozenset("省区市县旗镇乡村州盟")
# joins of the last member of a list
_ANDS = frozenset(("和", "及", "以及"))
# what measures of things counted end in
_MEASURES = ("值", "额", "费", "率", "强度", "产能")
# what hangs at the end of a phrase
_TAIL = frozenset("、和及与的")
_OPENING, _CLOSING = frozenset("“‘《"), frozenset("”’》")
# classes of words that a noun phrase can end in, and those that can when they are one character long
_NOUNS, _SHORT_NOUNS = frozenset("nbaixq"), frozenset("vmfw")


class Phrase(NamedTuple):
    """A noun phrase: its text, "" for none, the class of its first word, and whether it has a noun at all."""

    text: str
    first: str
    has_noun: bool


def read_phrase(
    words: Words, cues: Cues, is_subject: bool = False, is_followed: bool = False, is_count: bool = False, is_recipient: bool = False
) -> Phrase:
    """The noun phrase that opens `words`, up to its head.

    A verb ends the phrase when it is a predicate by the table, or when no noun follows it; verbs before a noun modify it.
    `is_subject`: all members of a list belong to it (空气综合指数、PM2.5浓度|实现“双下降”); `is_followed`: a quantity comes next, so
    that a verb at the end has an object of its own (82家|企业|发放贷款8亿元); `is_count`: things are counted, so that no measure of
    them is the head (9个|集群|增加值); `is_recipient`: something is done for them, so that a verb comes next (为29个|省份|保供煤炭).
    """
    end = size = k = 0
    closing = ""
    for k, word in enumerate(words):
        text = word.text
        if closing:
            if text in closing:
                closing, end = "", k + 1
        elif text in _OPENING:
            closing = "”’》"
        elif text in "（(":
            if not is_short_bracket(words, k):
                break
            closing = "）)"
        elif not (is_subject and text in cues.roles["join"]) and _ends_phrase(words, k, end, cues):
            break
        elif is_followed and end and _is_flow(words, k, cues):
            break
        elif is_recipient and end and _is_done_for(words, k, cues):
            break
        elif _can_end(words, k, end, cues, is_followed):
            end = k + 1
        size += len(text)
        if size > (_LONGEST_LIST if is_subject else _LONGEST):
            break
    else:
        k = len(words)
    first = words[0].kind if words else "-"
    if not end and all(w.kind == "d" or w.text in cues.roles["apposition"] or w.text == "了" for w in words[:k]):
        return Phrase("", first, False)
    while end > 1 and words[end - 1].text in cues.roles["place"]:
        end -= 1
    if is_count and end > 1:
        end = _without_metric(words, end, cues)
    end_or_all = end or k
    while end_or_all and words[end_or_all - 1].text in _TAIL:
        end_or_all -= 1
    return Phrase(_without_examples(join(words[:end_or_all]), cues), first, end > 0)


def has_noun(words: Words, start: int) -> bool:
    """Whether a noun stands at `start`."""
    return start < len(words) and words[start].kind in "nbw"


def is_short_bracket(words: Words, k: int) -> bool:
    """州（市）, 县（市、区）: a bracket that belongs to the name."""
    return any(w.text in "）)" for w in words[k + 1 : k + 6])


def _is_done_for(words: Words, k: int, cues: Cues) -> bool:
    """Whether the verb at k is what is done for the people or things before it (企业|融资, 省份|保供)."""
    if words[k].kind != "v" or len(words[k].text) < 2:
        return False
    return words[k].text in cues.actions or words[k - 1].text.endswith(tuple(cues.roles["entity-end"]))


def _can_end(words: Words, k: int, end: int, cues: Cues, is_followed: bool) -> bool:
    word = words[k]
    if word.kind in _NOUNS or (len(word.text) == 1 and word.kind in _SHORT_NOUNS):
        return True
    if word.kind != "w" or end != k or not k or is_followed:
        return False
    # 信息化|建设: what ends in 化 is no thing by itself; 企业|服务: a verb that is no predicate is one
    action = cues.actions.get(word.text)
    return words[k - 1].text.endswith("化") or action is None or "predicate" not in action.kinds


def _ends_phrase(words: Words, k: int, end: int, cues: Cues) -> bool:
    """Whether the noun phrase stops before word k; `end` is the number of words up to its last noun so far."""
    word = words[k]
    text = word.text
    if text in cues.roles["join"]:
        return not _joins_like_nouns(words, k, end, cues)
    if text in cues.roles["stop"] or text == "\n":
        return True
    if end and cues.scopes.get(text) == "scope" and k + 1 < len(words) and words[k + 1].kind in "vw":
        # 智能预案|全市|配置: where it is done
        return True
    if end and is_manner(words, k, cues):
        # 公共文化场馆|免费|开放
        return True
    action = cues.actions.get(text)
    if not end:
        is_named = k == 1 and words[0].text in cues.roles["entity-end"] and word.kind == "v"
        # 6家|组织|获得…: a verb elsewhere, a noun where it is counted
        return text[0] in "，" or (is_named and action is not None and "predicate" in action.kinds)
    if end and text == "中" and k + 1 < len(words) and words[k + 1].text == "的":
        # 156个|工业单位|中的主要部分
        return True
    if text in cues.roles["composition"] and k + 1 < len(words) and words[k + 1].text == "的":
        return True
    if cues.bases.get(text) == "fixed" or _is_date(words, k):
        # 四项指标|同比|下降; 安置区|5月|开始交付
        return True
    if action is not None and not (text in cues.roles["modifier"] and has_noun(words, k + 1)):
        if word.kind != "w" and action.kinds & _PREDICATES and not (k + 1 < len(words) and words[k + 1].text == "的"):
            # a verb before 的 is in a relative clause: 上级要求取消的|行政审批事项
            return True
        if "change" in action.kinds and not _leads_to_noun(words, k + 1):
            return True
    is_act = word.kind == "v" and len(text) > 1 and end == k and action is not None and text not in cues.roles["modifier"]
    if is_act and words[k - 1].text.endswith(tuple(cues.roles["entity-end"])):
        # 88个|城市|启动…试点: a thing that acts
        return True
    if word.kind == "d" and len(text) > 1 and action is None and k + 1 < len(words) and words[k + 1].kind in "nb":
        # 抗疫|特别|国债
        return False
    return word.kind in "pd" or (word.kind == "t" and not has_noun(words, k + 1))


def _is_date(words: Words, k: int) -> bool:
    """Whether a day, a month, a year of four digits or a run of years begins at k (指标|连续8年), and no attributive with it."""
    text, after = words[k].text, words[k + 1].text[0] if k + 1 < len(words) else ""
    if text == "连续":
        return after != "" and (after.isdigit() or words[k + 1].kind == "m")
    if not text.isdigit() or not after:
        return False
    return after in "月日" if len(text) < 3 else after == "年" and all(word.text != "的" for word in words[k:])


def _leads_to_noun(words: Words, k: int) -> bool:
    """Whether a noun follows, verbs that modify it passed over (提升|示范|项目)."""
    while k < len(words) and words[k].kind in "vw":
        k += 1
    return has_noun(words, k)


def _joins_like_nouns(words: Words, k: int, end: int, cues: Cues) -> bool:
    """Whether the join at k goes on with a noun of the same make (博物馆、纪念馆), or joins attributives (优秀和良好路段)."""
    if k + 1 >= len(words):
        return False
    after = words[k + 1].text
    if words[k - 1].kind in "vw" and words[k].text != "、" and _makes_one_name(words[k + 1 :], cues):
        # 改革|与|高质量发展示范|项目
        return True
    if words[k].text == "与" and any(w.kind == "v" and w.text in cues.actions for w in words[k + 1 :]):
        # 企业|与|金融机构|达成意向: with whom
        return False
    if end and _opens_next(words, k, cues):
        return False
    if words[k].text == "、" and _leads_to_examples(words, k, cues):
        return True
    is_last = len(words) <= k + 3 and all(w.kind in _NOMINAL for w in words[k + 1 :])
    if is_last and end and words[k].text in _ANDS and words[k - 1].text not in cues.roles["generic"]:
        # 无人工厂|和|数字车间: nothing but a noun to the end
        return True
    if words[k - 1].text[-1] in _PLACES and words[k + 1].text[-1] in _PLACES:
        # 省、自治区、|直辖市
        return True
    if words[k - 1].kind in "ab" or not end or (k == 1 and len(words[0].text) == 1) or (k > 1 and after == words[0].text):
        # 微改革|、|微创新
        return True
    if end == 1 and words[k].text != "以及" and (has_noun(words, k + 1) or words[k + 1].kind == "a") and words[k + 1].text not in cues.actions:
        # 省、自治区、直辖市; 国家和地区
        return True
    last = words[k - 1].text[-1]
    return any(w.text[-1] == last for w in words[k + 1 : k + 4])


def _makes_one_name(words: Words, cues: Cues) -> bool:
    """Whether what follows a join is a verbal noun and, to the end, nothing but what leads to a general head."""
    last = words[-1].text if len(words) > 1 else ""
    is_headed = last in cues.roles["generic"] or last.endswith(tuple(cues.roles["entity-end"]))
    return is_headed and all(w.kind in "nbawx" or (w.kind in "vd" and after.kind in "nbvwx") for w, after in pairwise(words))


def _leads_to_examples(words: Words, k: int, cues: Cues) -> bool:
    """Whether the list at k only gives examples of a noun (视力|、|听力、肢体等|残疾儿童), its first member no thing counted."""
    if len(words[0].text) > _LONGEST_ATTRIBUTE or (k > 1 and words[1].text != "、"):
        return False
    for j in range(k + 1, len(words) - 1):
        word = words[j]
        if word.text in cues.roles["example"]:
            return j > k + 1 and words[j + 1].kind in "nbavwx"
        if word.kind == "p" or word.text in "，；":
            return False
    return False


def _opens_next(words: Words, k: int, cues: Cues) -> bool:
    """Whether the join at k stands before the next figure's own label: 工程|和|全县|30项…, 产业园|和|总投资|5亿元的…, 友城|、|总数|达…."""
    after = words[k + 1].text
    if cues.scopes.get(after) == "scope" or (k + 2 == len(words) and after in cues.roles["outlay"]):
        return True
    head = cues.heads.get(after)
    return words[k].text == "、" and head is not None and ("pronominal" in head.kinds or (k + 2 == len(words) and "measured" in head.kinds))


def _without_metric(words: Words, end: int, cues: Cues) -> int:
    """The number of words without a measure of the thing that they name (集群|增加值, 企业|碳排放强度)."""
    last = words[end - 1].text
    head = cues.heads.get(last)
    is_metric = (head is not None and bool(head.kinds & {"measured", "relational", "pronominal"})) or last.endswith(_MEASURES)
    if not is_metric or len(last) < 2:
        return end
    ends = tuple(cues.roles["entity-end"])
    return next((k + 1 for k in range(end - 2, -1, -1) if words[k].text.endswith(ends)), end)


def _is_flow(words: Words, k: int, cues: Cues) -> bool:
    action = cues.actions.get(words[k].text)
    return words[k].kind == "v" and words[k].text not in cues.heads and action is not None and "flow" in action.kinds


def _without_examples(phrase: str, cues: Cues) -> str:
    """给排水管网等项目 is 给排水管网."""
    before, examples, after = phrase.rpartition("等")
    return before if examples and len(before) > 1 and (not after or after in cues.roles["generic"]) else phrase
