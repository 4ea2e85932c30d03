"""Left contexts with a whole, a basis or a place of their own: shares, multiples, comparisons, ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shenhe_cli.bind.words import Words, join
from shenhe_cli.patterns import LazyPattern

if TYPE_CHECKING:
    from shenhe_cli.bind.left import LeftReader
    from shenhe_cli.lexicon.cues import Cues

# how many words back a verb with its whole or basis is looked for
_FAR = 14
# what one is ranked in, and that names the rank
_CONTESTS = ("考核", "考评", "评价", "评估", "测评", "评比", "评选", "排名", "活动", "大赛", "比赛", "竞赛")
# 达到或优于|Ⅲ类水体比例|[80%]: a class is no standard that one is better than by so much
_CLASS = LazyPattern("^ ?(?:[ⅠⅡⅢⅣⅤIV]+|[一二三四五]) ?[类级]")
_SHARE_NOUNS = ("比重", "比例", "份额", "最低", "最高", "的")


def read_share(reader: LeftReader) -> None:
    """占 with the whole after it: 总量|占|全市, 占|规模以上工业产值比重."""
    words, actions = reader.words, reader.cues.actions
    for j in range(reader.i - 1, max(-1, reader.i - _FAR), -1):
        text = words[j].text
        action = actions.get(text)
        if action is None:
            if text in "，；":
                return
            continue
        if "share" in action.kinds and (reader.verb is None or reader.verb.kinds & {"level", "to"} or j == reader.i - 1):
            end = reader.i
            if end > j + 1 and words[end - 1].text in reader.cues.roles["departure"]:
                # 占|GDP|比重|从|不足 [30%]
                reader.is_from = True
                end -= 1
            whole = join(words[j + 1 : end])
            for noun in _SHARE_NOUNS:
                whole = whole.removesuffix(noun)
            reader.basis = whole or reader.basis
            reader.verb, reader.i = action, j
            if reader.bound is None:
                reader.take_hedge(action.word[0] if len(action.word) > 1 else "")
            reader.skip_glue()
            if reader.i > 1 and words[reader.i - 1].text == "所":
                # 农业|所|占比重
                reader.i -= 1
                _read_whole(reader)
            return


def _read_whole(reader: LeftReader) -> None:
    """现代工业|在|工农业总产值|中|所占的比重: the whole stands before the verb."""
    words, end = reader.words, reader.i
    if words[end - 1].text != "中":
        return
    start = next((j for j in range(end - 2, 0, -1) if words[j].text == "在"), 0)
    if start:
        reader.basis, reader.i = join(words[start + 1 : end - 1]) or reader.basis, start


def read_multiple(reader: LeftReader) -> bool:
    """是 上年同期 的 [2.2倍], 接近 学生总数 的 [50%]: what stands between the verb and 的 is the basis. False where it is not so."""
    end = reader.i - 1 if reader.words[reader.i - 1].text == "的" else reader.i
    for j in range(reader.i - 2, -1, -1):
        word = reader.words[j].text
        action = reader.cues.actions.get(word)
        if word in reader.cues.bounds_before and j + 1 < end < reader.i:
            # 供养标准|不低于|当地人均收入|的|[60%]
            reader.basis, reader.is_of = join(reader.words[j + 1 : end]), True
            reader.verb, reader.i = action, j
            reader.bound, reader.bound_text = reader.cues.bounds_before[word], word
            return True
        if action and "change" in action.kinds:
            return False
        if action and action.kinds & {"level", "share"}:
            reader.basis = join(reader.words[j + 1 : end])
            reader.verb, reader.i, reader.is_of = action, j, True
            reader.take_hedge(action.word[0] if len(action.word) > 1 else "")
            return True
    return False


def read_comparison(reader: LeftReader) -> None:
    """高于 全国 [1.2个百分点]: verb and marker in one, with the basis after it; several where 分别 says so."""
    is_list = False
    for j in range(reader.i - 1, max(-1, reader.i - _FAR), -1):
        word = reader.words[j].text
        if word in "，；":
            return
        is_list |= word == "、"
        action = reader.cues.actions.get(word)
        is_marker = reader.cues.bases.get(word) == "marker" or word in reader.cues.roles["better-than"]
        if action and "change" in action.kinds and is_marker and j + 1 < reader.i:
            if is_list and not (j and reader.words[j - 1].text in reader.cues.roles["distributive"]):
                return
            basis = join(reader.words[j + 1 : reader.i])
            if _CLASS.search(basis):
                return
            reader.basis = basis
            reader.verb, reader.i = action, j
            reader.skip_glue()
            return


def read_rank(reader: LeftReader) -> None:
    """居 全市 [首位]: the verb, and the place the rank is counted in."""
    words, cues = reader.words, reader.cues
    glue = cues.roles["glue"]
    if reader.i and words[reader.i - 1].text in cues.roles["departure"]:
        # 排名|由|2000年的|第11位
        reader.is_from = True
        reader.i -= 1
    end = reader.i
    for j in range(end - 1, max(-1, end - 9), -1):
        action = cues.actions.get(words[j].text)
        if action and "rank" in action.kinds and (j or not action.word.endswith("合排名")) and not _is_in_noun(words, j, end, cues):
            reader.verb, reader.i = action, j
            field = words[j + 1 : end]
            while field and (field[0].text in glue or field[0].text in cues.roles["departure"]):
                field = field[1:]
            while field and field[-1].text in glue and not (field[-1].text in "）)" and any(w.text in "（(" for w in field)):
                field = field[:-1]
            reader.basis = join(field).removesuffix("的") or None
            if reader.basis is None and j > 1 and _is_place(words[j - 1].text, cues.scopes):
                # 管理工作|全省|名列[第五]
                reader.basis, reader.i = words[j - 1].text, j - 1
            break
    else:
        while reader.i and words[reader.i - 1].text in cues.scopes:
            reader.i -= 1
            reader.basis = words[reader.i].text + (reader.basis or "")
    reader.skip_glue()
    if reader.i > 1 and words[reader.i - 1].kind == "t" and words[reader.i - 2].text in cues.roles["departure"]:
        # 由|上年|居世界[第五位]
        reader.departure = words[reader.i - 1].text
        reader.i -= 1
    if reader.i and words[reader.i - 1].text in cues.roles["departure"]:
        reader.is_from = True
        reader.i -= 1
    elif reader.verb is not None:
        _read_field(reader)


def _is_in_noun(words: Words, j: int, end: int, cues: Cues) -> bool:
    """Whether the verb at j only qualifies a noun (晋级|数量|全市[第一], 提升|幅度|全国[第一])."""
    if j + 1 < end and words[j + 1].text in cues.roles["speed"]:
        return True
    return j + 1 < end and words[j].kind in "nw" and (words[j + 1].text in cues.heads or words[j + 1].text in cues.roles["bare-noun"])


def _is_place(word: str, scopes: dict[str, str]) -> bool:
    """Whether a word is a place that one is ranked in (全球, 全省), and not who is ranked (我市)."""
    return scopes.get(word) in ("scope", "rank") and word[0] not in "我本"


def _read_field(reader: LeftReader) -> None:
    """区中医院|在|全国中医类医院|排名[第53位]: the field of the rank; 在|市法治建设考评|中排名[第一]: what is ranked, where nothing else is."""
    words, end, scopes = reader.words, reader.i, reader.cues.scopes
    if end and _is_place(words[end - 1].text, scopes) and reader.verb is not None and "排" in reader.verb.word:
        # 科研城市|全球|排名升至[第六位]
        end -= 1
        reader.basis, reader.i = words[end].text + (reader.basis or ""), end
    for j in range(end - 1, max(-1, end - _FAR), -1):
        if words[j].text in "，、；":
            return
        if words[j].text != "在":
            continue
        is_inside = words[end - 1].text == "中"
        if j == 1 and is_inside and words[0].text in scopes and join(words[2 : end - 1]).endswith(_CONTESTS):
            # 我市|在|全省公共文化服务评价|中: what is ranked is the contest
            reader.words, reader.i = words[2:], end - 3
        elif j:
            # the field of a rank in a contest is what opens its name (在|全市|安全生产考核|中)
            field = words[j + 1 : end] if not is_inside else [w for w in words[j + 1 : j + 2] if w.text in scopes]
            reader.basis, reader.i = join(field).removesuffix("的") + (reader.basis or "") or None, j
        elif is_inside and join(words[: end - 1]).endswith(_CONTESTS):
            reader.words, reader.i = words[1:], end - 2
        return
