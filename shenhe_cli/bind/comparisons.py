"""Left contexts with a whole, a basis or a place of their own: shares, multiples, comparisons, ranks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shenhe_cli.bind.words import join

if TYPE_CHECKING:
    from shenhe_cli.bind.left import LeftReader

# how many words back a verb with its whole or basis is looked for
_FAR = 14
_SHARE_NOUNS = ("比重", "比例", "份额", "的")


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
            whole = join(reader.words[j + 1 : reader.i])
            for noun in _SHARE_NOUNS:
                whole = whole.removesuffix(noun)
            reader.basis = whole or reader.basis
            reader.verb, reader.i = action, j
            if reader.bound is None:
                reader.take_hedge(action.word[0] if len(action.word) > 1 else "")
            reader.skip_glue()
            return


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
    """高于 全国 [1.2个百分点]: verb and marker in one, with the basis after it."""
    for j in range(reader.i - 1, max(-1, reader.i - _FAR), -1):
        word = reader.words[j].text
        if word in "，、；":
            return
        action = reader.cues.actions.get(word)
        if action and "change" in action.kinds and reader.cues.bases.get(word) == "marker" and j + 1 < reader.i:
            reader.basis = join(reader.words[j + 1 : reader.i])
            reader.verb, reader.i = action, j
            return


def read_rank(reader: LeftReader) -> None:
    """居 全市 [首位]: the verb, and the place the rank is counted in."""
    glue, end = reader.cues.roles["glue"], reader.i
    for j in range(end - 1, max(-1, end - 9), -1):
        action = reader.cues.actions.get(reader.words[j].text)
        if action and "rank" in action.kinds:
            reader.verb, reader.i = action, j
            reader.scope = join([w for w in reader.words[j + 1 : end] if w.text not in glue]) or None
            break
    else:
        while reader.i and reader.words[reader.i - 1].text in reader.cues.scopes:
            reader.i -= 1
            reader.scope = reader.words[reader.i].text + (reader.scope or "")
    reader.basis = reader.scope
    reader.skip_glue()
    if reader.i and reader.words[reader.i - 1].text in reader.cues.roles["departure"]:
        reader.is_from = True
        reader.i -= 1
