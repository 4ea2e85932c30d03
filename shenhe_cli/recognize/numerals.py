"""Numerals: the characters of a number, found by one pattern and read exactly.

ASCII and full-width digits, thousands separators and decimal points of both widths, Chinese numerals up to 万亿. A 万 or 亿 at
the end of a Chinese numeral is left to the scale (三万人 is 三, 万, 人), as it is after digits.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from shenhe_cli.model import Number
from shenhe_cli.patterns import LazyPattern

DIGITS, CHINESE, ONE, SCALE, ZERO, HALF, WORD, VAGUE = "digits", "chinese", "one", "scale", "zero", "half", "word", "vague"
SCRIPTS = (DIGITS, CHINESE, ONE, SCALE, ZERO, HALF, WORD, VAGUE)

_ORDINARY = "零〇一二三四五六七八九十百千万亿两廿卅半萬億兩"
# formal characters; one alone is a word far more often than a number (大陆, 队伍, 拾起) and is not read
_FORMAL = "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
# the characters that numerals begin with
NUMERAL_STARTS = f"0123456789０１２３４５６７８９{_ORDINARY}{_FORMAL}首榜翻"
_DIGITS = "0-9０-９"
# One pass over the text. The pattern opens with one set of characters, which the engine looks for by itself; what may follow
# depends on the one found. A group of thousands has three digits exactly, and nothing but a decimal part after it.
_NUMERAL = LazyPattern(
    f"[{_DIGITS}{_ORDINARY}{_FORMAL}首榜翻](?:"
    f"(?<=[{_DIGITS}])(?:[{_DIGITS}]{{0,2}}(?:[,，][{_DIGITS}]{{3}})+(?![{_DIGITS}])|[{_DIGITS}]*)(?:[.．][{_DIGITS}]+)?()"
    f"|(?<=[{_ORDINARY}{_FORMAL}])[{_ORDINARY}{_FORMAL}]*(?:[点點](?:[零〇一二三四五六七八九{_FORMAL}]+|[0-9]+(?![0-9]*分)))?"
    "|(?<=首)位|(?<=榜)首|(?<=翻)[番倍])"
)
_FOLD = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
# formal and traditional characters, read as the plain ones
PLAIN = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟萬億兩點", "一二二三三四五六六七八九十百千万亿两点")
_THOUSAND_UNITS = ("瓦", "克", "米", "伏", "卡")
_MAX_CHINESE = 40
# longer runs are no figures; Python also refuses to read endless digits
_MAX_DIGITS = 60


class Numeral(NamedTuple):
    """A numeral and its value. `script` tells how it is written; `value` is None for a scale alone (亿元以上) and for words."""

    start: int
    end: int
    value: Number | None
    script: str


def find_numerals(text: str) -> list[Numeral]:
    """All numerals of `text`, in order, not overlapping."""
    found: list[Numeral] = []
    last_end = -1
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        if match.lastindex:
            written = match.group()
            if "," in written or "，" in written:
                found.extend(_read_separated(text, start, end))
            else:
                found.append(Numeral(start, end, parse_digits(written), DIGITS))
            last_end = end
        elif text[start] in "首榜翻":
            found.append(Numeral(start, end, None, WORD))
        else:
            if last_end == start:
                # 100万三千: the scale belongs to the digits
                while start < end and text[start] in "百千万亿萬億":
                    start += 1
                if text[start:end] == "零" and text[end : end + 1].isdigit():
                    # 1千零20
                    continue
            if start < end:
                found.append(_read_chinese_run(text, start, end))
    return found


# the same few thousand numerals make up all reports
@lru_cache(maxsize=1 << 12)
def parse_digits(text: str) -> Number | None:
    """The exact value of digits with separators (1,059.5); None where there are too many."""
    if len(text) > _MAX_DIGITS:
        return None
    plain = text if text.isascii() else text.translate(_FOLD)
    plain = plain.replace(",", "")
    return Decimal(plain) if "." in plain else int(plain)


def parse_chinese(text: str) -> int | None:
    """The value of a Chinese numeral (一千零五十九, 二〇二三, 两万三); None where it is ill formed or vague (三五)."""
    if not text or len(text) > _MAX_CHINESE:
        return None
    if all(c in _DIGIT for c in text):
        return _DIGIT[text] if len(text) == 1 else int("".join(str(_DIGIT[c]) for c in text)) if len(text) > 2 else None
    total = section = 0
    digit: int | None = None
    last = 10**12
    rest = 1
    for c in text.replace("廿", "二十").replace("卅", "三十"):
        if c in _DIGIT:
            if digit not in {None, 0}:
                return None
            digit = _DIGIT[c]
            rest = 1 if digit == 0 else rest
        elif c in _TENS:
            factor = _TENS[c]
            if factor >= last or (digit == 0 and factor != 10):
                return None
            section += (digit or 1) * factor
            digit, last, rest = None, factor, factor // 10
        else:
            factor = _MYRIADS.get(c, 0)
            section += digit or 0
            if not factor or not (section or total):
                return None
            total = (total + section) * factor if total < factor else total + section * factor
            section, digit, last, rest = 0, None, 10**12, factor // 10
    return total + section + (digit or 0) * rest


def parse_formal(text: str) -> int | None:
    """The value of a Chinese numeral in formal characters, one alone too (贰)."""
    return parse_chinese(text.translate(PLAIN))


def _parse_chinese_decimal(text: str) -> Number | None:
    """The value of a Chinese numeral with 点 (四点一); None where a part of it is not well formed."""
    whole, _, places = text.partition("点")
    value = int("".join(str(_DIGIT[c]) for c in whole)) if whole and all(c in _DIGIT for c in whole) else parse_chinese(whole)
    digits = "".join(str(_DIGIT.get(c, c)) for c in places)
    # 一点拾 is no decimal
    return Decimal(f"{value}.{digits}") if value is not None and digits.isdecimal() else None


def _read_separated(text: str, start: int, end: int) -> list[Numeral]:
    """One numeral, or two where the comma cannot be a thousands separator: in a ratio (1:67,136公里)."""
    if start > 1 and text[start - 1] in ":：∶" and text[start - 2].isdigit():
        comma = next(i for i in range(start, end) if text[i] in ",，")
        pieces = ((start, comma), (comma + 1, end))
        return [Numeral(low, high, parse_digits(text[low:high]), DIGITS) for low, high in pieces]
    return [Numeral(start, end, parse_digits(text[start:end]), DIGITS)]


def _read_chinese_run(text: str, start: int, end: int) -> Numeral:
    """A Chinese numeral without the scale at its end."""
    if end - start == 1:
        low, high, value, script = _SINGLE[text[start]]
    else:
        if text[end - 1] == "千" and text[end : end + 1] in _THOUSAND_UNITS:
            # 三百万千瓦: this 千 is the unit's
            end -= 1
        following = text[end : end + 2] if text[end : end + 1] in ("多", "余") else ""
        parse = _parse_run if end - start <= _MAX_CHINESE else _parse_run.__wrapped__
        low, high, value, script = parse(text[start:end], start > 0 and text[start - 1] in "百千万亿", following)
    return Numeral(start + low, start + high, value, script)


@lru_cache(maxsize=1 << 12)
def _parse_run(run: str, is_after_scale: bool, following: str) -> tuple[int, int, Number | None, str]:
    """Start and end in the run, value and script; `following` is what comes after it where that is 多 or 余."""
    first, run = run[0], run.translate(PLAIN)
    size = len(run)
    if "点" in run:
        return 0, size, _parse_chinese_decimal(run), CHINESE
    if "半" in run:
        return 0, size, None, HALF if run in {"半", "一半"} else VAGUE
    if size == 1:
        if first in _FORMAL:
            return 0, 1, None, VAGUE
        if run in "万亿百千":
            return 0, 0 if run in "万亿" else 1, None, SCALE
        return 0, 1, parse_chinese(run), ZERO if run == "零" else ONE if run == "一" else CHINESE
    start = 0
    if run[0] == "零" and is_after_scale:
        # 3千零40万, 300亿零五千: 零 only fills the gap
        run, start = run[1:], 1
    body = run.rstrip("万亿")
    if body == "一" or body == "零":
        return start, start + 1, parse_chinese(body), CHINESE if body == "一" else VAGUE
    if not body.strip("百千"):
        return start, start, None, SCALE
    if "万" in body or "亿" in body:
        # 一亿二千万: the last scale does not multiply the whole
        body = run
    value = _parse_before_more(body, following) if body is run else parse_chinese(body)
    return start, start + len(body), value, VAGUE if value is None else CHINESE


def _parse_before_more(body: str, following: str) -> Number | None:
    """The value of a numeral with a scale inside; one that goes on after 多 or 余 is counted in it (七亿七千多万: 77000, 多, 万)."""
    value = parse_chinese(body)
    scale = following[1:].translate(PLAIN)
    myriad = _MYRIADS.get(scale, 0)
    if value is None or not myriad:
        return value
    whole = parse_chinese(body + scale)
    if whole is None:
        return None
    result = Fraction(whole, myriad)
    return int(result) if result.denominator == 1 else result


_SINGLE = {character: _parse_run(character, False, "") for character in _ORDINARY + _FORMAL}
