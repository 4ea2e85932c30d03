"""What stands right of a quantity in its clause: a hedge, then perhaps the noun that it counts."""

from __future__ import annotations

from typing import NamedTuple

from shenhe_cli.bind.label_words import is_manner
from shenhe_cli.bind.labels import FOOTNOTE
from shenhe_cli.bind.phrases import has_noun, read_phrase
from shenhe_cli.bind.words import Cut, Words
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.patterns import LazyPattern

_VERBS = frozenset(("predicate", "level", "to", "share", "rank", "flow", "light"))
# what the phrase of a clause is looked for in
_FAR = 60
_LONGEST_WORD = 4
# a threshold in front of a noun qualifies it (70个投资在5000万元以上的重大项目)
_QUALIFIER = LazyPattern(r"^[^，。；、的]{0,8}?(?:(?:超过?|达|突破|过)[百千万亿]+元的|[0-9][0-9.]*[^，。；、]{0,6}?(?:以上|以下|以内)的?)(?=[一-鿿])")
# names that only give examples of the things after them
_LISTED = LazyPattern("[^，。；的等]{2,}、[^，。；的等]{2,60}等一批(?=[一-鿿]{2})")
# what one passes by reaching a figure
_PASSED = frozenset(("大关", "台阶", "关口", "新台阶"))
# an age in front of a noun is part of its name (8万名3—6岁在园儿童)
_AGE = LazyPattern(r"^[0-9]+(?:[-—~至][0-9]+)?周?岁(?:及?以[上下])?(?:的)?")


class Right(NamedTuple):
    """The right context: the hedge after the quantity, whether 的 follows, and the noun phrase that comes next.

    `is_noun_first` tells that the phrase begins with a noun or attributive, `is_verb_first` that it begins with a verb of the
    action table; `has_noun` that a noun is in it at all; `consumed` is the length of all that was read up to the end of the phrase;
    `is_complement` that 为 or 是 stands before it; `gained` is what people got (34万人得到|最低生活保障).
    """

    bound: str | None = None
    bound_text: str | None = None
    is_of: bool = False
    phrase: str = ""
    is_noun_first: bool = False
    is_verb_first: bool = False
    has_noun: bool = False
    consumed: int = 0
    is_complement: bool = False
    gained: str = ""


# nouns for growth, as the head of what a percentage is
GROWTHS = frozenset(("增速", "增长速度", "增长率", "增幅", "增长"))
# what the cell after a figure in a plan's table says
_KIND = LazyPattern(r"\s*(?:约束性|预期性)(?![一-鿿])")
_NOTHING = Right()


def read_bound(text: str, cues: Cues) -> tuple[str | None, int]:
    """The hedge that opens `text` (以上, 左右) and its length."""
    for length in (3, 2, 1):
        bound = cues.bounds_after.get(text[:length])
        if bound == "":
            # 内陆: a longer word that only begins like a hedge
            return None, 0
        if bound is not None:
            return bound, min(length, len(text))
    return None, 0


def read_right(text: str, cues: Cues, cut: Cut, counted: str = "", is_followed: bool = False, is_recipient: bool = False) -> Right:
    """Read the right context `text` of a quantity, up to the next quantity (`is_followed`) or the end of the clause.

    `counted` is what the figure counts: people, things, money, or "" for a measure; `is_recipient`: something is done for them (为).
    """
    if not text:
        return _NOTHING
    if "[" in text or "〔" in text:
        text = FOOTNOTE.sub("", text)
    bound, length = read_bound(text, cues)
    rest = text[length:]
    bound_text = text[:length] or None
    if rest[:1] in ("（", "("):
        rest = _after_bracket(rest)
        if bound is None:
            bound, length = read_bound(rest, cues)
            bound_text, rest = rest[:length] or None, rest[length:]
    if "岁" in rest[:8] or "以" in rest[:24] or "元的" in rest[:16]:
        rest = _QUALIFIER.sub("", _AGE.sub("", rest))
    is_of = rest.startswith("的")
    if is_of:
        rest = rest[1:]
    if _KIND.match(rest):
        # 19 约束性: the next cell of a plan's table
        return Right(bound, bound_text)
    if not rest or rest[0] in "、，。；：,;:每" or rest.startswith("以及"):
        return Right(bound, bound_text)
    if rest[0] in "及和与并或" and len(cut(rest[:_LONGEST_WORD])[0].text) == 1:
        # 500个|和美乡村 is no list
        return Right(bound, bound_text)
    if rest[0] in "为是" and len(rest) > 2 and not is_of and not counted:
        complement = read_phrase(cut(rest[1 : _FAR + 1]), cues)
        return Right(bound, bound_text, False, complement.text, has_noun=complement.has_noun, is_complement=complement.has_noun)
    if rest in GROWTHS:
        # 保持40%以上|增长, 确保6%以上的|增长
        return Right(bound, bound_text, False, rest)
    if is_of and (listed := _LISTED.match(rest)):
        # 投资70亿元的|京昆高速、荣乌高速等一批|国家重点工程
        rest = rest[listed.end() :]
    words = cut(_up_to_thing(rest, counted, cues)[:_FAR])
    if not words:
        return Right(bound, bound_text)
    if is_of and words[0].text in GROWTHS:
        # 有6.5%的|增速|就能够…
        return Right(bound, bound_text, is_of, words[0].text)
    if len(words) > 1 and words[0].text in cues.roles["apposition"]:
        # 四项|合计完成投资: they were named before
        return Right(bound, bound_text)
    if counted == "people" and words[0].text in cues.roles["gain"]:
        return Right(bound, bound_text, is_verb_first=True, gained=read_phrase(words[1:], cues, is_subject=True).text)
    if _is_predicate(words, cues):
        return Right(bound, bound_text, is_verb_first=True)
    has_object = counted == "money" or (is_followed and rest[-1] not in "、，和及")
    if is_followed and len(words) > 1 and words[-1].text in cues.bounds_before:
        # 1875名|干部联系企业近|万家: the hedge is the next figure's
        words = words[:-1]
    if is_followed and len(words) > 1 and words[-1].text in cues.scopes:
        # 80种|产品产能|全国|第一: the place is the next figure's
        words = words[:-1]
    phrase = read_phrase(words, cues, False, has_object, counted in ("people", "things"), is_recipient)
    if cues.scopes.get(phrase.text) == "scope":
        # 其中42项|全国领先: where, and no thing
        return Right(bound, bound_text, is_verb_first=True)
    if phrase.text in cues.roles["milestone"] or phrase.text[-2:] in _PASSED or words[0].text in _PASSED:
        # 万亿元|大关, 5%的|目标: a way of speaking of the figure
        return Right("at_least", words[0].text) if bound is None and words[0].text in _PASSED else Right(bound, bound_text)
    return Right(
        bound,
        bound_text,
        is_of,
        phrase.text,
        phrase.first in "nabxiqfm" or _is_attributive(words, cues, counted),
        _opens_with_verb(words, cues, counted),
        phrase.has_noun,
        len(text) - len(rest) + len(phrase.text),
    )


def _up_to_thing(text: str, counted: str, cues: Cues) -> str:
    """What is read for a noun: 贫困人口|的温饱问题, 七支|基层队伍|的安全管理: of people, and of things by themselves, what stands before 的."""
    noun, of, _ = text.partition("的")
    if not of or counted not in ("people", "things"):
        return text
    is_thing = noun.endswith(tuple(cues.roles["entity-end"])) and noun[:2] not in cues.actions
    return noun if is_thing or counted == "people" else text


def _after_bracket(text: str) -> str:
    close = max(text.find("）"), text.find(")"))
    return text[close + 1 :] if close > 0 else ""


def _is_predicate(words: Words, cues: Cues) -> bool:
    """Whether what follows says something of the things counted before (82项|获国家层面认可), and is no noun phrase."""
    for k, word in enumerate(words):
        action = cues.actions.get(word.text)
        if action is None and is_manner(words, k, cues):
            continue
        if action is None or (word.kind == "w" and (word is words[0] or has_noun(words, k + 1))):
            return False
        if "adverb" in action.kinds and word is not words[-1]:
            continue
        if action.kinds.isdisjoint(("predicate", "share", "rank", "to")):
            return False
        return word is not words[0] or len(word.text) == 1 or action.kinds.isdisjoint(("flow", "self", "adverb"))
    return False


def _is_attributive(words: Words, cues: Cues, counted: str) -> bool:
    """Whether the first word qualifies the noun after it: an adverb of two characters (特定|病种), a verb that governs nothing (消费|券),
    or one that says what money is for (建设|资金)."""
    if len(words) < 2 or not (has_noun(words, 1) or len(words[1].text) == 1):
        return False
    if counted == "money" and words[0].kind == "w" and words[1].text in cues.roles["fund"]:
        return True
    action = cues.actions.get(words[0].text)
    return (words[0].kind == "d" and len(words[0].text) > 1) or (words[0].kind == "w" and (action is None or "flow" not in action.kinds))


def _opens_with_verb(words: Words, cues: Cues, counted: str) -> bool:
    """Whether the words open with a verb of the table, adverbs before it passed over; 建设区 is a noun, 33个|帮扶村 are counted."""
    ends_noun = len(words) == 2 or (len(words) > 2 and (words[2].kind not in "nbx" or words[2].text.isdigit()))
    if counted and counted != "money" and words[0].kind == "v" and ends_noun:
        action = cues.actions.get(words[0].text)
        if action is not None and action.kinds <= {"flow", "light", "self"} and (has_noun(words, 1) or len(words[1].text) == 1):
            return False
    for k, word in enumerate(words[:3]):
        action = cues.actions.get(word.text)
        if action is None:
            return False
        if action.kinds & _VERBS and not (word.kind == "w" and has_noun(words, k + 1)):
            return True
        if "adverb" not in action.kinds:
            return False
    return False
