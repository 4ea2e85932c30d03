"""Joint labels taken apart: 城镇、农村居民人均可支配收入 is two, and the head 居民人均可支配收入 is both's."""

from __future__ import annotations

from shenhe_cli.bind.topic import find_head
from shenhe_cli.bind.words import Cut
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.lexicon.plan_years import read_small_number
from shenhe_cli.patterns import LazyPattern

# a join that is a part of these words is none: 惠|及, 普|及, 参|与, 和|美
_JOINS = ("以及", "和(?![美谐平])", "(?<!参)与", "(?<![惠普涉遍触])及")
# the ordinals of the three sectors, strung together
_SECTORS = LazyPattern("第?一、第?二(?:、|和)第?三次?产业")
# 粮肉奶产量: so many things are not named by a character each
_MOST_CHARACTERS = 5
# how many they are, and what they are called together, follow
_GROUP = LazyPattern("等?([两二三四五六七八九十]|[0-9]{1,2})[大个类项种家]")
# what is reckoned by the output of the economy, and which quantities are
_BASE = LazyPattern("(?:单位|万元)(?:地区|国内)?(?:生产总值|GDP)")
_BY_BASE = LazyPattern("(?:二氧化碳|碳)排放(?:量|强度)?|能耗|水耗|电耗|用水量?|能源消耗量?|建设用地")
# sizes of the firms that are counted
_OF_SIZE = ("规模以上", "规上", "限额以上", "限上")
_RATES = frozenset(("rate",))
# heads of labels that no rate is left out after
_NO_THINGS = frozenset(("rate", "share", "pronominal"))
_ANY_JOIN = LazyPattern("、|" + "|".join(_JOINS))
_SINGLE_JOINS = tuple(map(LazyPattern, _JOINS))


def is_joint(text: str) -> bool:
    """Whether a label joins several by 、 or 和."""
    return _ANY_JOIN.search(text) is not None


def counts_group(text: str, count: int) -> bool:
    """Whether a label opens with the number of its members (六大支柱产业主营业务收入)."""
    group = _GROUP.match(text)
    return group is not None and read_small_number(group.group(1)) == count


def split_labels(text: str, count: int, cues: Cues, cut: Cut) -> list[str]:
    """The members of a joint label, the head they share given to each; [] where there are not `count` of them."""
    text = _SECTORS.sub("一、二、三产业", text)
    group = _GROUP.search(text)
    if group and read_small_number(group.group(1)) == count:
        members = split_labels(text[: group.start()], count, cues, cut)
        if members:
            # 索具、汽车、石油装备三大主导产业|产值: what the group is called comes after each
            return [member + text[group.end() :] for member in members]
    collective = _split_collective(text, count, cues)
    if collective:
        return collective
    members = [m for m in _ANY_JOIN.split(text) if m]
    if "（" in text and any(m.count("（") != m.count("）") for m in members):
        # 县（市、区）: no list of labels
        return []
    if len(members) != count:
        members = _split_last(text, count)
    return _share_head(_share_base(members, cues), cues, cut) if members else _split_characters(text, count, cues, cut)


def _share_base(members: list[str], cues: Cues) -> list[str]:
    """Give the first member's base to those that are reckoned by it too: 单位GDP|能耗、二氧化碳排放."""
    base = _BASE.match(members[0])
    if not base:
        return _share_thing(members, cues)
    return [m if i == 0 or not _BY_BASE.fullmatch(m) else base.group() + m for i, m in enumerate(members)]


def _share_thing(members: list[str], cues: Cues) -> list[str]:
    """Give the first member's thing to those that name a measure alone: 粮食播种面积和|产量, 技术合同登记数、|成交额."""
    head = find_head(members[0][2:], cues)
    thing = members[0].removesuffix(head)
    if not head or thing.endswith("总"):
        return members
    # 存款余额、贷款余额: each its own thing
    return [m if i == 0 or m.endswith(head) or not _is_measure(m, cues) else thing + m for i, m in enumerate(members)]


def _is_measure(member: str, cues: Cues) -> bool:
    head = cues.heads.get(member)
    return head is not None and not head.kinds.isdisjoint(("pronominal", "measured", "relational"))


def _split_characters(text: str, count: int, cues: Cues, cut: Cut) -> list[str]:
    """粮肉奶产量 with three values: a character each; but 营业|收入 is one thing."""
    head = text[count:]
    if not (1 < count < _MOST_CHARACTERS and head in cues.heads) or len(cut(text)[0].text) >= count:
        return []
    return [character + head for character in text[:count]]


def _split_last(text: str, count: int) -> list[str]:
    """Members parted by 、 and, at the end, by one 和: names may hold 和 and 与."""
    members = [m for m in text.split("、") if m]
    if len(members) == count:
        return members
    for join in _SINGLE_JOINS:
        last = [m for m in join.split(members[-1]) if m] if members else []
        if len(last) > 1 and len(members) - 1 + len(last) == count:
            return members[:-1] + last
    return []


def _split_collective(text: str, count: int, cues: Cues) -> list[str]:
    """城乡居民收入 with two values: one for the towns, one for the country."""
    for word, members in cues.collectives.items():
        if word in text and count == len(members):
            others = text.replace(word, "", 1)
            if not _ANY_JOIN.search(word) and "比" not in others and len([m for m in _ANY_JOIN.split(others) if m]) == count:
                # 城乡居民养老、医疗保险, 对美国、日本进出口总额: the list is the other one
                continue
            return [text.replace(word, member, 1) for member in members]
    return []


def _share_head(members: list[str], cues: Cues, cut: Cut) -> list[str]:
    """Give the last member's head to those that lack one: 肉、蛋、奶|总产量; 城镇、农村|居民人均可支配收入."""
    ends = tuple(cues.roles["measure-end"])
    *earlier, last = members
    rate = find_head(last, cues, _RATES)
    if rate and len(last) > len(rate) + 1 and not any(find_head(m, cues, _NO_THINGS) or m.endswith("率") for m in earlier):
        # 快递业务量和收入|增速
        return [m + rate for m in earlier] + [last]
    lacking = [m for m in earlier if not m.endswith(ends)]
    if not lacking:
        # 规模以上工业发电量、全社会用电量: what has its own measure is of no size
        return _share_qualifier(members, cues) if not members[0].startswith(_OF_SIZE) else members
    if not last.endswith(ends) and not all(len(m.strip("“”")) <= 3 < len(last) for m in earlier):
        return members
    width = len(lacking[-1])
    if last.startswith("“") and "”" in last:
        # “两抢”、“两盗”|警情
        head = last.split("”", 1)[1]
    elif "的" in last:
        head = last[last.index("的") :]
    elif width < len(last) - 1 and ({lacking[-1], last[:width]} <= cues.roles["counterpart"] or _is_parallel(lacking[-1], last, cut)):
        head = last[width:]
    else:
        head = _find_end(lacking[-1], last, cues, cut)
    return _share_qualifier([m if m.endswith(ends) else m + head for m in earlier] + [last], cues)


def _share_qualifier(members: list[str], cues: Cues) -> list[str]:
    """Give what qualifies the first member to those without a qualifier of their own: 每千人|托位数、养老床位数."""
    qualifiers = tuple(cues.roles["shared-qualifier"])
    first = members[0]
    shared = next((q for q in qualifiers if first.startswith(q) and len(first) > len(q) + 1), "")
    others = (*qualifiers, *cues.roles["counterpart"])
    return [m if not shared or m.startswith(others) else shared + m for m in members]


def _is_parallel(member: str, last: str, cut: Cut) -> bool:
    """Whether the last member begins with a word as long as the other (肉、奶|总产量), or the other makes a known name with its rest."""
    width = len(member)
    if len(cut(last)[0].text) == width or last[0] == member[0] or (width > 2 and last[width - 1] == member[-1]):
        return True
    return len(cut(member + last[width:])) == 1


def _find_end(member: str, last: str, cues: Cues, cut: Cut) -> str:
    """The head of a last member whose own name is longer than the others' or alike at its end (清洁能源、新能源|装机占比)."""
    place = last.rfind(member[-1])
    if place > 0 and last[place + 1 :] == "数":
        # 托位、床位|数
        return last[place + 1 :]
    alike = last.find(member[-2:])
    if alike > 0 and alike + 2 < len(last):
        return last[alike + 2 :]
    for length in range(len(last) - 1, 1, -1):
        head = cues.heads.get(last[-length:])
        if head is not None or last[-length:] in cues.roles["measure-end"]:
            before = _find_end(member, last[:-length], cues, cut) if head and "share" in head.kinds else ""
            return before + last[-length:]
    if not last.endswith(tuple(cues.roles["measure-end"])):
        return ""
    # 旅客|吞吐量: the longest end that is a word
    return next((last[k:] for k in range(1, len(last) - 1) if len(cut(last[k:])) == 1), last[-2:])
