"""From the words before a quantity to a label: what to leave out at both ends, and lists of labels taken apart."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from shenhe_cli.bind.left import WordLike
from shenhe_cli.lexicon.cues import Cues

_FOOTNOTE = re.compile(r"[\[〔［][0-9]{1,3}[\]〕］]|[①-⑳]")
_TIME = re.compile(
    r"^(?:到|至|自|从|截至|截止)?(?:(?:19|20)[0-9]{2}(?:[-—–－至到](?:19|20)?[0-9]{2})?年?(?:[0-9]{1,2}(?:[-—–至][0-9]{1,2})?月份?)?(?:末|底|初|以来|间)?"
    r"|(?:过去|近|这|前|连续|今后|未来|最近)?的?[一二三四五六七八九十两0-9]{1,3}年(?:多)?(?:来|间|累计|共|里|期间|内|前的?)?"
    r"|(?:平均)?每年|年均|本世纪末|上世纪末"
    r"|[0-9]{1,2}(?:[-—–至][0-9]{1,2})?月份?(?:末|底)?|“[^”]{1,4}五”(?:期间|时期|以来|末|规划期)?|“十一”期间)"
)
_PREPOSITIONS = frozenset("在对通过为向按以从将把用于由据与围绕依托根据按照随着针对给帮助")
_CLOSERS = frozenset(("中", "上", "下", "方面", "期间", "里", "内", "时", "以来", "后", "前", "基础上", "过程中"))
_LEADS = frozenset("并而且和及、也又还则即另“‘，：:·—- 的了着使让要能可共由") | frozenset(("其中", "此外", "同时", "并且", "以及", "另有", "累计", "截至", "截止", "目前", "可以", "这样"))
# adverbs that also open the names of indicators: 实际使用外资, 新增就业
_ATTRIBUTIVE_ADVERBS = frozenset(("实际", "基本", "集中", "综合", "直接", "新", "共同"))
# heads that are things of their own after a verb: 新增|投资, 完成|增加值
_OWN_HEADS = frozenset(("总投资", "年度投资", "增加值", "总产值", "产值", "零售额", "余额", "其中", "支出"))
_NEGATIONS = frozenset("不未非无")
_SUFFIXES = frozenset("量率额数值费")
_CAUSATIVES = frozenset("把将使让令")
_COUNTING_NOUNS = frozenset(("人次", "人数", "次数", "数量", "户数", "面积", "金额", "总数", "比例"))
_OPEN_ENDS = frozenset("的和及与、")
_LIST_NUMBER = re.compile(r"[0-9]{1,2}\.$")
_EXAMPLES = frozenset(("等", "等等"))
_JOINT = re.compile(r"[、]|和|与|及|以及")


Knows = Callable[[str], bool]


class Label(NamedTuple):
    """A label read off the words before a quantity.

    `is_open`: the words end in 等, 的 or 和, so that the noun they lead to stands right of the quantity;
    `is_attributive`: they are an attributive with 的 (在建的|134个|项目), which is part of its label.

    `text` is the label, "" where the words hold none; `action` the verb it is the object of; `is_part` tells that 其中 or
    a 中 opened it; `is_verbal` that the label is itself a verb with nothing else (投资|10亿元).
    """

    text: str
    action: str | None
    scope: str | None
    is_part: bool
    is_verbal: bool
    is_object: bool
    is_open: bool
    is_attributive: bool = False


def strip_footnotes(text: str) -> str:
    """The text without footnote marks."""
    return _FOOTNOTE.sub("", text)


def read_label(
    head: Sequence[WordLike], cues: Cues, knows: Knows, keep_verb: bool = False, is_subject: bool = False
) -> Label:
    """The label among the words of a left context.

    `knows` tells the labels of known indicators, which stay whole; `keep_verb`: the verb that opens the words is part of the
    label; `is_subject`: they are the subject of a verb or of a rate, or a later member of a list, so that only verbs of the
    action table can govern it.
    """
    words, is_open = _after_examples(_after_causative(head))
    is_open |= bool(head) and (head[-1].text in _OPEN_ENDS or head[-1].text.endswith("批"))
    start, scope, is_part = _skip_leads(words, cues)
    while start and words[start - 1].text in _ATTRIBUTIVE_ADVERBS and knows("".join(w.text for w in words[start - 1 :])):
        start -= 1
    words = words[start:]
    first, action = _skip_verbs(words, cues, knows, keep_verb, is_subject)
    label = _join(words[first:])
    is_object = first > 0
    if not label and first:
        verb = words[first - 1].text
        known = cues.actions.get(verb)
        is_self = known is None or "self" in known.kinds or len(verb) > 3
        return Label(verb if is_self else "", verb, scope, is_part, is_self, True, is_open)
    is_attributive = len(words) == 2 and words[0].kind == "b" and words[1].text == "的"
    only = cues.actions.get(label)
    is_verbal = only is not None and "self" in only.kinds and not is_object
    return Label(label, action, scope, is_part, is_verbal, is_object, is_open, is_attributive)


def _join(words: Sequence[WordLike]) -> str:
    text = strip_footnotes("".join(w.text for w in words)).replace("全年", "").strip(" 、，：:的为是“”和及与-—.")
    if text.count("“") != text.count("”"):
        whole = strip_footnotes("".join(w.text for w in words)).strip(" 、，：:的为是和及与-—.")
        text = whole if whole.count("“") == whole.count("”") else text.replace("“", "").replace("”", "")
    return text.removesuffix("等").removeprefix("了").removeprefix("的")


def _after_causative(words: Sequence[WordLike]) -> Sequence[WordLike]:
    """What follows the last 把, 将, 使: the label of a long clause (要在本世纪末把|我国人口|控制在…)."""
    for k in range(len(words) - 1, -1, -1):
        if words[k].text in _CAUSATIVES and k + 1 < len(words):
            return words[k + 1 :]
    return words


def _after_examples(words: Sequence[WordLike]) -> tuple[Sequence[WordLike], bool]:
    """What follows 等: the members before it only give examples; all of it, and True, where nothing follows."""
    for k in range(len(words) - 1, 0, -1):
        if words[k].text in _EXAMPLES:
            return (words[k + 1 :], False) if k + 1 < len(words) else (words[:k], True)
    return words, False


def _skip_leads(words: Sequence[WordLike], cues: Cues) -> tuple[int, str | None, bool]:
    """How many words at the left belong to no label: conjunctions, times, scopes, adverbs, prepositional phrases."""
    i, size, scope, is_part = 0, len(words), None, False
    if size > 1 and words[0].text.rstrip(".").isdigit() and words[1].text in ". 、）)" or size and _LIST_NUMBER.match(words[0].text):
        i = 1
    while i < size:
        word = words[i]
        text = word.text
        action = cues.actions.get(text)
        length = _time_length(words, i)
        if length:
            i += length
            continue
        if text == "其中":
            is_part = True
        elif cues.scopes.get(text) == "scope":
            scope = text
        elif text in cues.statuses or word.kind in "ctr" or text in cues.times or text in cues.prices:
            pass
        elif text in _LEADS or _is_adverb(words, i, cues):
            pass
        elif text in _PREPOSITIONS and i + 1 < size:
            after = _skip_phrase(words, i, cues)
            if after == i:
                break
            is_part |= words[after - 1].text == "中"
            i = after
            continue
        else:
            break
        i += 1
    # 在建项目中|…: what stands before a closing 中 is the whole
    return i, scope, is_part


def _is_adverb(words: Sequence[WordLike], i: int, cues: Cues) -> bool:
    """Whether the word at i only qualifies a verb: an adverb or basis, and no attributive of a noun (自然|增长率, 基本|养老保险)."""
    text = words[i].text
    if text in _NEGATIONS:
        return False
    action = cues.actions.get(text)
    if not (words[i].kind == "d" or (action and "adverb" in action.kinds) or cues.bases.get(text) == "fixed"):
        return False
    return len(text) < 2 or not _is_nominal(words, i + 1, cues)


def _is_nominal(words: Sequence[WordLike], i: int, cues: Cues) -> bool:
    """Whether the word at i is a noun, so that the one before it is an attributive and no adverb (基本|养老保险)."""
    return i < len(words) and words[i].kind in "nb" and words[i].text not in cues.actions


def _time_length(words: Sequence[WordLike], i: int) -> int:
    """Number of words from i that make a time (2019 年末, “十三五” 期间)."""
    text = "".join(w.text for w in words[i : i + 8])
    match = _TIME.match(text)
    if not match:
        return 0
    length, count = 0, 0
    while length < match.end() and i + count < len(words):
        length += len(words[i + count].text)
        count += 1
    return count if length == match.end() else 0


def _skip_phrase(words: Sequence[WordLike], i: int, cues: Cues) -> int:
    """The end of the prepositional phrase at i: after its closing 中, 上 …, or before the next verb; i where none is seen."""
    for k in range(i + 1, min(len(words), i + 16)):
        if words[k].text in _CLOSERS:
            return k + 1
    for k in range(i + 2, min(len(words), i + 12)):
        action = cues.actions.get(words[k].text)
        if action and "flow" in action.kinds and words[k].kind == "v":
            return k
    return i


def _skip_verbs(words: Sequence[WordLike], cues: Cues, knows: Knows, keep_verb: bool, is_subject: bool) -> tuple[int, str | None]:
    """How many words open the label as verbs that govern it, and the last of them."""
    i, size = 0, len(words)
    action: str | None = None
    while i < size:
        word = words[i]
        text = word.text
        known = cues.actions.get(text)
        kinds = known.kinds if known else frozenset()
        if keep_verb and not kinds & {"light", "level"}:
            break
        is_open_verb = word.kind == "v" and "self" not in kinds and len(text) > 1 and not is_subject
        if is_subject and word.kind == "w" and i + 1 < size and words[i + 1].kind == "n":
            # 处理能力|达到: a noun with its attributive
            break
        if i + 1 < size and _makes_noun(words[i + 1].text, cues):
            # 供地量, 办结率, 种植面积: part of a noun
            break
        if not kinds & {"level", "light"} and knows("".join(w.text for w in words[i:])):
            break
        if kinds & {"flow", "light", "level"} or (is_open_verb and (i == 0 or words[i - 1].text in "、和并及")):
            action = text
        elif action and (text in "了、和并及" or word.kind == "d" or "adverb" in kinds):
            pass
        else:
            break
        i += 1
    if i == size and size > 1:
        # verbs alone: the last is what is counted, unless it governs things (整治取缔|露天烧烤, but 累计建成)
        known = cues.actions.get(words[-1].text)
        if known is None:
            i = max((k + 1 for k in range(size - 1) if words[k].text in cues.actions), default=0)
    rest = words[i:]
    if rest and action and sum(len(w.text) for w in rest) < 3 and (len(rest[0].text) == 1 or rest[0].text in _COUNTING_NOUNS):
        # 收看人次, 办结率: the noun alone says nothing
        return 0, None
    return i, action


def _makes_noun(text: str, cues: Cues) -> bool:
    """Whether a verb and the word after it make a noun together."""
    head = cues.heads.get(text)
    return text in _SUFFIXES or (head is not None and bool(head.kinds & {"pronominal", "measured"}) and text not in _OWN_HEADS)


def split_labels(text: str, count: int) -> list[str]:
    """The members of a joint label, the head they share given to each; [] where there are not `count` of them."""
    parts = [p for p in re.split(r"、|以及|和|与|及", text) if p]
    if len(parts) != count:
        parts = _merge(text, count)
        if len(parts) != count:
            return _split_collective(text, count)
    return _share_head(parts)


def _merge(text: str, count: int) -> list[str]:
    """Only 、 and the last 和 part a list: names may hold 和 and 与."""
    parts = [p for p in text.split("、") if p]
    if len(parts) == count:
        return parts
    for join in ("以及", "和", "与", "及"):
        if parts and join in parts[-1]:
            last = [p for p in parts[-1].split(join) if p]
            if len(parts) - 1 + len(last) == count:
                return parts[:-1] + last
    return []


_COLLECTIVES = (("城乡", ("城镇", "农村")), ("进出口", ("进口", "出口")), ("存贷款", ("存款", "贷款")), ("产销量", ("产量", "销量")))


def _split_collective(text: str, count: int) -> list[str]:
    """城乡居民收入 with two values: one for the towns, one for the country."""
    for word, members in _COLLECTIVES:
        if word in text and count == 2:
            return [text.replace(word, member, 1) for member in members]
    return []


_MEASURE_HEAD = re.compile(r"(?:量|额|率|数|值|收入|支出|投资|价格|面积|里程|产能|浓度|比重|利润|税金|余额|增速|人数|起数|指数|比例|水平|能力|人口|规模|消费|能耗)$")


def _share_head(parts: list[str]) -> list[str]:
    """Give the last member's head to those that lack one: 肉、蛋、奶|总产量; 城镇、农村|居民人均可支配收入."""
    *earlier, last = parts
    if not earlier or all(_MEASURE_HEAD.search(p) for p in earlier):
        return parts
    if not _MEASURE_HEAD.search(last) and not all(len(p) <= 3 < len(last) for p in earlier):
        return parts
    lacking = [p for p in earlier if not _MEASURE_HEAD.search(p)] or earlier
    width = len(lacking[-1])
    if "的" in last:
        head = last[last.index("的") :]
    elif width < len(last) - 1 and (width <= 2 or last[: width][-1] == lacking[-1][-1]):
        head = last[width:]
    else:
        match = re.search(r"(?:总|年|人均)?(?:产量|产能|产值|面积|增加值|排放量|销售额|收入|支出|投资|总额|浓度|价格|数量|余额|.{1}(?:量|额|率|数|值))$", last)
        head = match.group() if match and match.start() else ""
    return [p if _MEASURE_HEAD.search(p) else p + head for p in earlier] + [last]
