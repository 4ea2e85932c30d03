"""From the words before a quantity to a label: what to leave out at both ends."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.periods import TIME_LEAD, TIME_TAIL
from shenhe_cli.bind.words import Knows, WordLike, Words, join
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.patterns import LazyPattern

_FOOTNOTE = LazyPattern(r"[\[〔［][0-9]{1,3}[\]〕］]|[①-⑳]")
_LIST_NUMBER = LazyPattern(r"[0-9]{1,2}\.?$")
# how many words a time, and a prepositional phrase, may be long
_TIME_WORDS, _PHRASE_WORDS = 8, 16
_TIME_ENDS = frozenset(("前", "后", "初期", "期间", "末期", "以来", "年间"))
_TIME_LAST = frozenset("度年")
# what a time at the head of a label can begin with
_TIME_FIRST = frozenset("0123456789一二三四五六七八九十两到至自从截过近这前连今未最的第平每年本上下去同“末底初以间")
_BRACKETS = (("（", "）"), ("(", ")"))
# what hangs at either end of a label, and what does at its right end alone (和美乡村, 惠及)
_EDGES, _TAIL = " 、，：:的-—.", " 、，：:的为是和及与-—."
_WHOLE = ("惠及", "普及", "涉及", "波及")


class Label(NamedTuple):
    """A label read off the words before a quantity.

    `text` is the label, "" where the words hold none; `action` the verb it is the object of (`is_object`); `is_part` tells that
    其中 or a 中 opened it; `is_verbal` that it is a verb with nothing else (投资|10亿元); `is_open` that the words end in 等, 的 or
    和, so that the noun they lead to stands right of the quantity; `is_attributive` that they are an attributive with 的
    (在建的|134个|项目), which belongs to the label.
    """

    text: str
    action: str | None
    scope: str | None
    is_part: bool
    is_verbal: bool
    is_object: bool
    is_open: bool
    is_attributive: bool = False


_NO_LABEL = Label("", None, None, False, False, False, False)


def read_label(head: Words, cues: Cues, knows: Knows, keep_verb: bool = False, is_subject: bool = False) -> Label:
    """The label among the words of a left context.

    `knows` tells the labels of known indicators, which stay whole; `keep_verb`: the verb that opens the words is part of the
    label; `is_subject`: they are the subject of a verb or of a rate, or a later member of a list, so that only verbs of the
    action table can govern it.
    """
    if not head:
        return _NO_LABEL
    words, is_open, roles = head, False, cues.roles
    # most heads hold none of these
    texts = [word.text for word in head]
    if not roles["causative"].isdisjoint(texts):
        words = _after_causative(words, cues)
    if not roles["tally"].isdisjoint(texts):
        words = _after_tally(words, cues)
    if "、" in texts:
        words = _last_conjunct(words, cues)
    if not roles["example"].isdisjoint(texts):
        words, is_open = _after_examples(words, cues)
    is_open |= texts[-1] in roles["open-end"] or texts[-1][-1] == "批" or _ends_in_verb(head, cues)
    start, scope, is_part = _skip_leads(words, cues)
    while start and words[start - 1].text in roles["attributive"] and knows(join(words[start - 1 :]).split("、")[0]):
        start -= 1
    words = words[start:]
    if words and words[0].text in roles["method"]:
        # 考虑价格因素, 按可比价格计算: how it was reckoned, not what
        words = words[:0]
    first, action = _skip_verbs(words, cues, knows, keep_verb, is_subject)
    begin = first
    while begin < len(words) and words[begin].text in roles["join"]:
        begin += 1
    text = _clean(join(_without_light_verb(words[begin:], cues, knows)))
    if text in roles["preposition"] or (len(text) == 1 and words[first].text == text and words[first].kind in "fadv"):
        # 以|全市第一|的成绩; 前, 中, 上: no thing by itself
        text = ""
    if not text and first:
        verb = words[first - 1].text
        known = cues.actions.get(verb)
        is_self = known is None or "self" in known.kinds or len(verb) > 3
        return Label(verb if is_self else "", verb, scope, is_part, is_self, True, is_open)
    only = cues.actions.get(text)
    is_verbal = first == 0 and only is not None and "self" in only.kinds
    is_attributive = len(words) == 2 and words[0].kind == "b" and words[1].text == "的"
    return Label(text, action, scope, is_part, is_verbal, first > 0, is_open, is_attributive)


def _without_light_verb(words: Words, cues: Cues, knows: Knows) -> Words:
    """工业园区|实现|产值 without the verb that only ties a subject to what is measured of it."""
    for k in range(1, len(words) - 1):
        if words[k].text in cues.roles["light-verb"] and words[k + 1].text != "的":
            head = join(words[k + 1 :])
            return (*words[:k], *words[k + 1 :]) if head in cues.heads or knows(head) else words
    return words


def _ends_in_verb(head: Words, cues: Cues) -> bool:
    """中央财政安排|27亿元|国债资金: subject and verb, with the object after the quantity."""
    last = len(head) - 1
    while last > 1 and head[last].text in cues.scopes:
        # 国家给予|我省|1150亿元|金融工具
        last -= 1
    action = cues.actions.get(head[last].text)
    return last > 0 and head[last].kind == "v" and action is not None and "flow" in action.kinds and "self" not in action.kinds


def _clean(text: str) -> str:
    """A label without footnote marks and without what hangs at its edges; quotation marks stay in pairs."""
    if not text.isalpha():
        text = _FOOTNOTE.sub("", text)
        if text.count("“") != text.count("”"):
            text = text.replace("“", "").replace("”", "")
        elif text[:1] == "“" and text[-1:] == "”" and text.count("“") > 1 and "”" not in text[1:-1]:
            text = text.strip("“”")
        for opening, closing in _BRACKETS:
            if text.count(opening) > text.count(closing):
                # the bracket that ended it was passed over on the way to the label: 地区生产总值（GDP）
                text += closing
    text = text.replace("全年", "").replace("分别", "").lstrip(_EDGES)
    text = text.rstrip(_EDGES) if text.endswith(_WHOLE) else text.rstrip(_TAIL)
    return (TIME_TAIL.sub("", text) if text[-1:] in _TIME_LAST else text).removesuffix("等").removeprefix("了")


def _after_causative(words: Words, cues: Cues) -> Words:
    """What follows the last 把, 将, 使: the label of a long clause (要在本世纪末把|我国人口|控制在…)."""
    for k in range(len(words) - 2, -1, -1):
        if words[k].text in cues.roles["causative"]:
            return words[k + 1 :]
    return words


def _after_tally(words: Words, cues: Cues) -> Words:
    """What follows 共, 累计 where a verb with an object does: 国务院各部门|共|清理|规章; a measure keeps its subject (园区共完成|投资)."""
    for k in range(1, len(words) - 2):
        if words[k].text in cues.roles["tally"]:
            action = cues.actions.get(words[k + 1].text)
            last = words[-1].text
            is_flow = action is not None and words[k + 1].kind != "n" and "flow" in action.kinds
            is_thing = len(last) > 1 and last not in cues.heads and last not in cues.actions
            return words[k + 1 :] if is_flow and is_thing else words
    return words


def _last_conjunct(words: Words, cues: Cues) -> Words:
    """What follows the last 、 before a verb or 力争: 打造先导区、力争|产业规模|突破…."""
    for k in range(len(words) - 2, 0, -1):
        if words[k].text == "、":
            word = words[k + 1]
            action = cues.actions.get(word.text)
            if _is_in_noun(words, k + 1, cues, False) or words[k - 1].text in cues.actions:
                # 答复率; 新建、改造|公厕
                continue
            if word.text in cues.statuses or (action and word.kind == "v" and not action.kinds.isdisjoint(("flow", "level", "light"))):
                return words[k + 1 :]
    return words


def _after_examples(words: Words, cues: Cues) -> tuple[Words, bool]:
    """What follows 等: the members before it only give examples; all of it, and True, where nothing follows."""
    for k in range(len(words) - 1, 0, -1):
        if words[k].text in cues.roles["example"]:
            if k + 1 < len(words) and words[k + 1].text in cues.roles["kind"]:
                continue
            if k + 2 < len(words) and words[k + 1].text == "地":
                # 湖南、贵州|等地|国际陆港
                return words[k + 2 :], False
            return (words[k + 1 :], False) if k + 1 < len(words) else (words[:k], True)
    return words, False


def _skip_leads(words: Words, cues: Cues) -> tuple[int, str | None, bool]:
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
        elif text == "其中":
            is_part, step = True, 1
        elif cues.scopes.get(text) == "scope":
            scope, step = text, 1
        elif text in cues.roles["preposition"] and i + 1 < size:
            step = _phrase_length(words, i, cues)
            is_part |= step > 0 and words[i + step - 1].text == "中"
        elif i + 2 < size and words[i + 1].text in _TIME_ENDS:
            # 汛期前, 调整初期
            step = 2
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
    action = cues.actions.get(words[i + 1].text)
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


def _skip_verbs(words: Words, cues: Cues, knows: Knows, keep_verb: bool, is_subject: bool) -> tuple[int, str | None]:
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
        if not carries and (keep_verb or _is_in_noun(words, i, cues, may_modify) or knows(join(words[i:]))):
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
    if action and rest and len(join(rest)) < 3 and (len(rest[0].text) == 1 or rest[0].text in cues.roles["bare-noun"]):
        # 收看人次, 办结率: the noun alone says nothing
        return 0, None
    return i, action


def _kinds(word: WordLike, cues: Cues) -> frozenset[str]:
    """The kinds of a word in the action table, none where it is no verb of it."""
    action = cues.actions.get(word.text)
    return action.kinds if action else frozenset()


def _is_in_noun(words: Words, i: int, cues: Cues, may_modify: bool) -> bool:
    """Whether the verb at i makes a noun with the word after it: 供地量, 办结率, 种植面积; 处理能力|达到."""
    if i + 1 >= len(words):
        return False
    after = words[i + 1]
    is_name = "self" in _kinds(words[i], cues) and i + 3 < len(words) and words[i + 2].kind == "w" and words[i + 3].kind == "n"
    if may_modify and is_name and after.text in "和及":
        # 审批|和|服务|事项
        return True
    if may_modify and after.kind == "n" and (words[i].kind == "w" or (0 < i == len(words) - 2 and "self" in _kinds(words[i], cues))):
        return True
    head = cues.heads.get(after.text)
    if head is not None and after.text not in cues.roles["own-head"] and head.kinds & {"pronominal", "measured"}:
        return True
    return after.text in cues.roles["suffix"]
