"""Which of the words before a quantity belong to no label: what leads to it (times, scopes, adverbs), and the verbs that govern it."""

from __future__ import annotations

from shenhe_cli.bind.periods import TIME_LEAD
from shenhe_cli.bind.words import Knows, Words, join
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.patterns import LazyPattern

_LIST_NUMBER = LazyPattern(r"[0-9]{1,2}\.?$")
# how many words a time, and a prepositional phrase, may be long
_TIME_WORDS, _PHRASE_WORDS = 8, 16
# and a quoted name
_QUOTED_WORDS = 8
_TIME_ENDS = frozenset(("前", "后", "初期", "期间", "末期", "以来", "年间"))
# determiners that make another indicator of the noun after them
_OTHERS = frozenset(("其他", "其它", "其余"))
_REST_WORDS = 5
# what a time at the head of a label can begin with
_TIME_FIRST = frozenset("0123456789一二三四五六七八九十两通经利用到至自从截过近这前连今未最的第平每年本上下去同“末底初以间")


def skip_leads(words: Words, cues: Cues) -> tuple[int, str | None, bool]:
    """How many words at the left belong to no label: conjunctions, times, scopes, adverbs, prepositional phrases."""
    i, size, scope, is_part = 0, len(words), None, False
    if size > 1 and _LIST_NUMBER.match(words[0].text) and (words[0].text[-1] == "." or words[1].text in ". 、）)"):
        i = 1
    while i < size:
        word = words[i]
        text = word.text
        step = _time_length(words, i) if text[0] in _TIME_FIRST else 0
        if step:
            pass
        elif text == "“" and i + 2 < size and any(w.text == "”" for w in words[i + 2 : i + _QUOTED_WORDS]) and words[-1].text != "”":
            # “先投后股”|试点: a name is not taken apart
            break
        elif text == "在" and i + 3 == size and words[i + 1].text in cues.scopes and words[i + 2].text in cues.heads:
            # 在|全国|占比
            step = 2
        elif text == "其中":
            is_part, step = True, 1
        elif cues.scopes.get(text) == "scope":
            if text == "全国" and join(words[i + 1 : i + 3]).startswith(tuple(cues.roles["title"])):
                break
            scope, step = text, 1
        elif text in cues.roles["preposition"] and i + 1 < size:
            step = _phrase_length(words, i, cues)
            is_part |= step > 0 and words[i + step - 1].text == "中"
        elif i + 2 < size and words[i + 1].text in _TIME_ENDS:
            # 汛期前, 调整初期
            step = 2
        elif text in _OTHERS and i + 1 < size <= i + _REST_WORDS:
            # 其他|投资, 其他|企业|收入: not all of it
            break
        elif word.kind in "ctr" or _is_lead(text, cues) or _is_adverb(words, i, cues) or is_manner(words, i, cues):
            step = 1
        if not step:
            break
        i += step
    return i, scope, is_part


def _is_lead(text: str, cues: Cues) -> bool:
    return text in cues.roles["lead"] or text in cues.statuses or text in cues.times or text in cues.prices


def _is_adverb(words: Words, i: int, cues: Cues) -> bool:
    """Whether the word at i only qualifies a verb: an adverb or basis, and no attributive of a noun (自然|增长率, 基本|养老保险)."""
    text = words[i].text
    action = cues.actions.get(text)
    if not (words[i].kind == "d" or (action and "adverb" in action.kinds) or cues.bases.get(text) == "fixed"):
        return False
    if text[0] == "比":
        # 比上年|产值|增长14.9%: the basis comes first
        return True
    return text not in cues.roles["negation"] and (len(text) < 2 or not _is_nominal(words, i + 1, cues))


def is_manner(words: Words, i: int, cues: Cues) -> bool:
    """Whether the word at i is a noun or adjective that says how the verb after it is done: 高质量|完成, but 高质量|发展|指数."""
    if words[i].text not in cues.roles["manner"] or i + 1 >= len(words):
        return False
    verb = words[i + 1].text
    # 办理人大代表建议 is one word of the table
    action = cues.actions.get(verb) or (cues.actions.get(verb[:2]) if len(verb) > 4 else None)
    return action is not None and words[i + 1].kind != "w" and not action.kinds.isdisjoint(("flow", "light", "level", "predicate"))


def _is_nominal(words: Words, i: int, cues: Cues) -> bool:
    return i < len(words) and words[i].kind in "nb" and words[i].text not in cues.actions


def _time_length(words: Words, i: int) -> int:
    """Number of words from i that make a time (2019 年末, “十三五” 期间), 0 where they make none."""
    match = TIME_LEAD.match(join(words[i : i + _TIME_WORDS]))
    if not match or not match.end():
        return 0
    length, count = 0, 0
    while length < match.end() and i + count < len(words):
        length += len(words[i + count].text)
        count += 1
    return count if length == match.end() else 0


def _phrase_length(words: Words, i: int, cues: Cues) -> int:
    """Length of the prepositional phrase at i: through its closing 中, 上 …, or up to the next verb; 0 where neither is seen."""
    for k in range(i + 1, min(len(words), i + _PHRASE_WORDS)):
        if words[k].text in cues.roles["closer"]:
            return k + 1 - i
    for k in range(i + 2, min(len(words), i + _PHRASE_WORDS)):
        action = cues.actions.get(words[k].text)
        if action and (not action.kinds.isdisjoint(("flow", "level"))) and words[k].kind == "v":
            return k - i
    return 0


def skip_verbs(words: Words, cues: Cues, knows: Knows, keep_verb: bool, is_subject: bool) -> tuple[int, str | None]:
    """How many words open the label as verbs that govern it, and the last of them."""
    i, size = 0, len(words)
    action: str | None = None
    while i < size:
        word = words[i]
        known = cues.actions.get(word.text)
        if known is None and word.kind not in "vd" and word.text not in "了好、和并及":
            break
        kinds: frozenset[str] = known.kinds if known else frozenset()
        is_joint = 0 < i < size - 1 and word.text in cues.roles["construct"] and words[i - 1].text in cues.roles["construct"]
        carries = is_joint or not kinds.isdisjoint(("light", "level"))
        may_modify = is_subject or (bool(action) and words[i - 1].text not in "、和及")
        if not carries and (keep_verb or is_in_noun(words, i, cues, may_modify) or knows(join(words[i:]))):
            break
        is_unlisted = word.kind == "v" and "self" not in kinds and len(word.text) > 1 and not is_subject
        if carries or "flow" in kinds or (is_unlisted and (i == 0 or words[i - 1].text in "、和并及")):
            action = word.text
        elif not (action and (word.text in "了好、和并及" or word.kind == "d" or "adverb" in kinds)):
            break
        i += 1
    if i == size > 1 and words[-1].text not in cues.actions:
        # verbs alone: the last is what is counted, unless it governs things (整治取缔|露天烧烤, but 累计建成)
        i = max((k + 1 for k in range(size - 1) if words[k].text in cues.actions), default=0)
    rest = words[i:]
    if i > 1 and len(rest) == 1 and rest[0].text in cues.roles["generic"] and words[i - 1].kind in "vw":
        # 组织开展|招聘|活动: what kind of them
        return i - 1, words[i - 2].text
    if action and rest and len(join(rest)) < 3 and (len(rest[0].text) == 1 or rest[0].text in cues.roles["bare-noun"]):
        # 收看人次, 办结率: the noun alone says nothing
        return 0, None
    return i, action


def is_in_noun(words: Words, i: int, cues: Cues, may_modify: bool) -> bool:
    """Whether the verb at i makes a noun with the word after it: 供地量, 办结率, 种植面积; 处理能力|达到."""
    if i + 1 >= len(words):
        return False
    after = words[i + 1]
    is_name = cues.plays(words[i].text, "self") and i + 3 < len(words) and words[i + 2].kind == "w" and words[i + 3].kind == "n"
    if may_modify and is_name and after.text in "和及":
        # 审批|和|服务|事项
        return True
    if may_modify and after.kind == "n" and (words[i].kind == "w" or (0 < i == len(words) - 2 and cues.plays(words[i].text, "self"))):
        return True
    head = cues.heads.get(after.text)
    if head is not None and after.text not in cues.roles["own-head"] and head.kinds & {"pronominal", "measured"}:
        return True
    return after.text in cues.roles["suffix"]
