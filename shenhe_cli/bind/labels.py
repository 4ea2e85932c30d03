"""From the words before a quantity to a label: what to leave out at both ends."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.label_words import is_in_noun, skip_leads, skip_verbs
from shenhe_cli.bind.left import PER
from shenhe_cli.bind.measures import changes_number
from shenhe_cli.bind.periods import TIME_LEAD, TIME_TAIL
from shenhe_cli.bind.words import Knows, Words, join
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.patterns import LazyPattern

# the mark of a footnote, the end of the text perhaps in the middle of it
FOOTNOTE = LazyPattern(r"[\[〔［][0-9]{1,3}(?:[\]〕］]|$)|[①-⑳]")
_TIME_LAST = frozenset("度年月季来中间内")
# and what one does that stands for a label
_TIME_ALONE = frozenset("度年前")
# what the figure is per, after its label: 低保标准每人每月, 补助标准提高到年人均
_PER = LazyPattern(
    rf"(?<=..)(?<!平均)(?:(?:提高|增加|上调|调整)[到至](?:年?人均)?(?:{PER})*|(?:从?人均|从|由)?(?:{PER})+)$"
)
_BRACKETS = (("（", "）"), ("(", ")"))
# what hangs at either end of a label, and what does at its right end alone (和美乡村, 惠及)
_EDGES, _TAIL = " 、，：:的-—.", " 、，：:的为是和及与-—."
_NO_ENDS, _ENDS = frozenset("在从由将把被到"), frozenset(("植被", "达到", "所在", "存在", "内在", "自由", "理由", "事由"))
# 佛山|成为广东第二个|工业总产值
_AS_FIRST = LazyPattern("(?:成为|是)[^，、]{0,8}?(?:首|第[一二三四五六七八九十])个")
_NO_NAMES = frozenset(("没有", "仍有", "还有", "未", "是", "成为"))
_FIRSTS = ("首个", "首家", "首座", "首位")
# a head of more characters is a name by itself
_LONGEST_HEAD = 5
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
    if not roles["referral"].isdisjoint(texts):
        words = _after_referral(words, cues)
    if "、" in texts:
        words = _without_predicate(_last_conjunct(words, cues), cues, knows)
    if not roles["example"].isdisjoint(texts):
        words, is_open = _after_examples(words, cues)
    is_open |= texts[-1] in roles["open-end"] or texts[-1][-1] == "批" or _ends_in_verb(head, cues)
    start, scope, is_part = skip_leads(words, cues)
    while start and words[start - 1].text in roles["attributive"] and knows(join(words[start - 1 :]).split("、")[0]):
        start -= 1
    words = words[start:]
    if words and words[0].text in roles["method"]:
        # 考虑价格因素, 按可比价格计算: how it was reckoned, not what
        words = words[:0]
    first, action = skip_verbs(words, cues, knows, keep_verb, is_subject)
    begin = first
    while begin < len(words) and words[begin].text in roles["join"]:
        begin += 1
    text = _clean(join(_without_light_verb(words[begin:], cues, knows)))
    if text[-1:] in _TIME_ALONE and TIME_LEAD.fullmatch(text):
        # 相当于|5年前|[1.5个百分点]: no label, and the verb before it none either
        return _NO_LABEL._replace(scope=scope, is_part=is_part)
    if text.endswith(_FIRSTS) or text in _NO_NAMES:
        # 是|全国首个|突破13万亿元的省份: what it is the first of comes later
        text = ""
    if text in roles["preposition"] or (len(text) == 1 and words[first].text == text and words[first].kind in "fadvm"):
        # 以|全市第一|的成绩; 前, 中, 上: no thing by itself
        text = ""
    if not text and first:
        verb = words[first - 1].text
        known = cues.actions.get(verb)
        is_self = verb not in _NO_NAMES and (known is None or "self" in known.kinds or len(verb) > 3)
        return Label(verb if is_self else "", None if verb in _NO_NAMES else verb, scope, is_part, is_self, True, is_open)
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
        text = FOOTNOTE.sub("", text)
        if text.count("“") != text.count("”"):
            text = text.replace("“", "").replace("”", "")
        elif text[:1] == "“" and text[-1:] == "”" and text.count("“") > 1 and "”" not in text[1:-1]:
            text = text.strip("“”")
        for opening, closing in _BRACKETS:
            if text.count(opening) > text.count(closing):
                # the bracket that ended it was passed over on the way to the label: 地区生产总值（GDP）
                text += closing
    if "个" in text:
        text = _AS_FIRST.sub("", text)
    text = text.replace("全年", "").replace("分别", "").lstrip(_EDGES)
    text = text.rstrip(_EDGES) if text.endswith(_WHOLE) else text.rstrip(_TAIL)
    if text[-1:] in _TIME_LAST:
        text = TIME_TAIL.sub("", text)
    if "每" in text or text.endswith("人均"):
        text = _PER.sub("", text)
    if text[-1:] in _NO_ENDS and text[-2:] not in _ENDS:
        # 钢产量在|一九五二年|是: a preposition whose time was taken off
        text = text[:-1].rstrip("都均")
    return text.removesuffix("等").removeprefix("了")


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


def _after_referral(words: Words, cues: Cues) -> Words:
    """What somebody is asked to decide: 提请|市人大常委会|审议|地方性法规草案."""
    texts = [word.text for word in words]
    start = next((k for k, text in enumerate(texts) if text in cues.roles["referral"]), len(texts))
    end = next((k for k in range(start + 2, len(texts) - 1) if texts[k] in cues.roles["decision"]), -1)
    if end < 0:
        return words
    # the deciding verb stays where the thing follows it at once: a flow of a term is counted over it
    return words[end:] if words[end + 1].kind != "v" and words[end + 1].text != "的" else words[end + 1 :]


def _last_conjunct(words: Words, cues: Cues) -> Words:
    """What follows the last 、 before a verb or 力争: 打造先导区、力争|产业规模|突破…."""
    for k in range(len(words) - 2, 0, -1):
        if words[k].text == "、":
            word = words[k + 1]
            action = cues.actions.get(word.text)
            if is_in_noun(words, k + 1, cues, False) or words[k - 1].text in cues.actions:
                # 答复率; 新建、改造|公厕
                continue
            if word.text in cues.statuses or (action and word.kind == "v" and not action.kinds.isdisjoint(("flow", "level", "light"))):
                return words[k + 1 :]
    return words


def _without_predicate(words: Words, cues: Cues, knows: Knows) -> Words:
    """What is measured of a subject of which something else was said before: 医疗保险|实现市级统筹、|参保率, 电厂|建成投产、|总装机."""
    k = next((k for k in range(len(words), 1, -1) if words[k - 1].text == "、"), 0)
    first = next((p for p in range(1, k - 1) if _is_said(words, p, k - 1, cues)), 0)
    rest = join(words[k:])
    if first and not rest:
        # 工业投资|保持增长、|占投资的…
        return words[:first]
    if not first or not (rest in cues.heads or rest.endswith(tuple(cues.roles["measure-end"]))):
        return words
    # 生活垃圾无害化处理率 is a name, 颁证率 somebody's
    is_name = knows(rest) or (len(rest) > _LONGEST_HEAD and words[k].kind != "d")
    return words[k:] if is_name and rest not in cues.heads else (*words[:first], *words[k:])


def _is_said(words: Words, p: int, end: int, cues: Cues) -> bool:
    """Whether the predicate of a subject begins at p and goes on to `end`: a light verb with its object, or verbs to the end."""
    action = cues.actions.get(words[p].text)
    if action is None or is_in_noun(words, p, cues, False) or not any(word.kind in "nbx" for word in words[:p]):
        return False
    is_light = words[p].text in cues.roles["light-verb"] or "light" in action.kinds or words[p].text in cues.roles["gain"]
    if is_light and len(words[p].text) > 1:
        return p + 1 < end and words[p].kind == "v"
    is_verbal = words[end - 1].text not in cues.roles["suffix"] and all(w.kind in "vdw" or w.text in cues.actions for w in words[p:end])
    return is_verbal and not action.kinds.isdisjoint(("adverb", "predicate"))


def _after_examples(words: Words, cues: Cues) -> tuple[Words, bool]:
    """What follows 等: the members before it only give examples; all of it, and True, where nothing follows."""
    for k in range(len(words) - 1, 0, -1):
        if words[k].text in cues.roles["example"]:
            if k + 1 < len(words) and words[k + 1].text in cues.roles["kind"]:
                continue
            if k + 2 < len(words) and words[k + 1].text == "地":
                # 湖南、贵州|等地|国际陆港
                return words[k + 2 :], False
            head = cues.heads.get(join(words[k + 1 :]))
            if head is not None and "pronominal" in head.kinds and "、" in (word.text for word in words[:k]):
                # 牛奶、牛肉等|产量: the head alone is nobody's
                return words, False
            if k + 1 == len(words):
                return words[:k], True
            first = next((j for j in range(k) if words[j].text == "、"), k)
            verb = words[first - 2].text if first > 1 else ""
            if len(verb) > 1 and changes_number(verb) and cues.plays(verb, "change"):
                # 降低|物流、融资等|成本: the verb governs what they are examples of
                return (words[first - 2], *words[k + 1 :]), False
            return words[k + 1 :], False
    return words, False
