"""Number-like text that is no quantity: names, slogans, codes. Their candidates win and are dropped."""

from __future__ import annotations

from string import ascii_letters

from shenhe_cli.lexicon.numbers import CHINESE_ONLY
from shenhe_cli.model import Unit
from shenhe_cli.recognize.numerals import CHINESE, DIGITS, HALF, NUMERAL_STARTS, ONE, SCALE, VAGUE, ZERO
from shenhe_cli.recognize.rules import NAME, Candidate, Rule, fits_dimensions, fits_symbols, fits_unit
from shenhe_cli.recognize.scan import Scan
from shenhe_cli.recognize.units import RecognitionLexicon

# a quotation up to this long is a slogan or a name (“15分钟健身圈”); longer ones may state facts
_LONGEST_SLOGAN = 16
_SMALL = 12
# before 成: 完成, 建成, 形成, 组成, 达成
_DONE = frozenset("完建形组达")


def build_table_name(scan: Scan, i: int) -> Candidate | None:
    """A name of the table, at its first numeral."""
    span = scan.lexicon.names.match(scan.text, scan.numerals[i].start)
    return None if span is None else Candidate(NAME, *span, "names/table")


def build_code(scan: Scan, i: int) -> Candidate | None:
    """A numeral with a measure after a Latin letter (M56), or after a + (6+4项): part of a name."""
    numeral, measure, text = scan.numerals[i], scan.measures[i], scan.text
    before = text[numeral.start - 1] if numeral.start else " "
    end = measure.end if measure else numeral.end
    if before in "+＋":
        return Candidate(NAME, numeral.start, end, "names/code")
    if numeral.script != DIGITS or not (before.isascii() and before.isalpha()):
        return None
    if scan.cues["latin-quantity"].length_before(text, numeral.start):
        return None
    return Candidate(NAME, numeral.start - 1, end, "names/code")


def build_quoted(scan: Scan, i: int) -> Candidate | None:
    """Anything in a short quotation: “一站四所五中心”, “15分钟健身圈”, “20条”."""
    text, (start, end, _, _) = scan.text, scan.numerals[i]
    opening = text.rfind("“", start - _LONGEST_SLOGAN if start > _LONGEST_SLOGAN else 0, start)
    if opening < 0 or text.find("”", opening, start) >= 0:
        return None
    closing, measure = text.find("”", end, opening + _LONGEST_SLOGAN + 2), scan.measures[i]
    return None if closing < 0 else Candidate(NAME, start, max(measure.end if measure else end, closing), "names/quoted")


def build_slogan(scan: Scan, i: int) -> Candidate | None:
    """A small number, its classifier and the head of a set phrase: 三个方面, 四个自信."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or numeral.value is None or numeral.value > _SMALL:
        return None
    heads = scan.lexicon.heads.get(measure.unit.symbol)
    length = heads.length_at(scan.text, measure.end) if heads else 0
    if not length and numeral.script == CHINESE:
        heads = scan.lexicon.heads.get(measure.unit.symbol + CHINESE_ONLY)
        length = heads.length_at(scan.text, measure.end) if heads else 0
    return Candidate(NAME, numeral.start, measure.end + length, "names/slogan") if length else None


def _has_heads(lexicon: RecognitionLexicon, unit: Unit | None) -> bool:
    return unit is not None and (unit.symbol in lexicon.heads or unit.symbol + CHINESE_ONLY in lexicon.heads)


def build_second(scan: Scan, i: int) -> Candidate | None:
    """二 before a classifier is an ordinal (二次供水, 二元结构): the count is 两."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or measure.scale != 1 or measure.unit.dimension not in {"count", "currency"}:
        return None
    if scan.text[numeral.start : numeral.end] != "二" or scan.text[numeral.start - 1 : numeral.start] == "第":
        return None
    return Candidate(NAME, numeral.start, measure.end, "names/second")


def build_quote_slogan(scan: Scan, i: int) -> Candidate | None:
    """A Chinese numeral and its classifier before a quotation: 五个“必须”."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or measure.unit.dimension != "count":
        return None
    if scan.text[measure.end : measure.end + 1] not in ("“", "‘", '"') or numeral.value is None or numeral.value > _SMALL:
        return None
    return Candidate(NAME, numeral.start, measure.end, "names/quote-slogan")


def build_session(scan: Scan, i: int) -> Candidate | None:
    """六届五次 and 七次、八次全会: sessions are numbered, not counted; 连续3届 is a span of time."""
    numeral, measure, text = scan.numerals[i], scan.measures[i], scan.text
    if measure is None or measure.unit is None or measure.unit.symbol not in ("次", "届"):
        return None
    if measure.unit.symbol == "届":
        is_span = text.endswith("连续", 0, numeral.start)
        return Candidate(NAME, numeral.start, measure.end, "names/session") if is_span else None
    if numeral.script != CHINESE:
        return None
    is_numbered = text.endswith(("届", "委会", "中央"), 0, numeral.start)
    if not is_numbered and text[measure.end : measure.end + 1] not in ("、", "和", "党", "全", "会"):
        return None
    return Candidate(NAME, numeral.start, measure.end, "names/session")


def build_percent_slogan(scan: Scan, i: int) -> Candidate | None:
    """N个 before a percentage or another number: 六个100%."""
    numeral, measure = scan.numerals[i], scan.measures[i]
    if measure is None or measure.unit is None or measure.unit.symbol != "个" or i + 1 >= len(scan.numerals):
        return None
    following = scan.numerals[i + 1]
    if following.start != measure.end or following.script == ONE or (following.script == CHINESE and numeral.script == DIGITS):
        return None
    after = scan.measures[i + 1]
    is_percent = after is not None and after.unit is not None and after.unit.dimension == "percent"
    if numeral.script == DIGITS and not is_percent:
        return None
    return Candidate(NAME, numeral.start, after.end if after else following.end, "names/percent-slogan")


def build_list_slogan(scan: Scan, i: int) -> Candidate | None:
    """A numbered slogan: one character after each numeral, the numerals rising (一村、两片、三路), or its explanation (，两片：)."""
    numeral, measure, text = scan.numerals[i], scan.measures[i], scan.text
    if measure is None or measure.unit is None or measure.end != numeral.end + 1 or measure.unit.symbol == "番":
        return None
    if not isinstance(numeral.value, int) or not 1 < numeral.value < _SMALL:
        return None
    if text[measure.end : measure.end + 1] in ("：", ":") and numeral.start and scan.ends_phrase(numeral.start - 1):
        return Candidate(NAME, numeral.start, measure.end, "names/list-slogan")
    for j, step in ((i - 1, -1), (i + 1, 1)):
        if not 0 <= j < len(scan.numerals) or scan.measures[j] is not None:
            continue
        other = scan.numerals[j]
        low, high = min(numeral.end, other.end), max(numeral.start, other.start)
        if high - low == 2 and text[high - 1] == "、" and other.value == numeral.value + step and other.end - other.start == 1:
            return Candidate(NAME, numeral.start, measure.end, "names/list-slogan")
    return None


def build_vague(scan: Scan, i: int) -> Candidate | None:
    """数十家, 几百个, 上百家, 十几项: no figure is given."""
    numeral, measure, text = scan.numerals[i], scan.measures[i], scan.text
    end = measure.end if measure else numeral.end
    if text[numeral.end : numeral.end + 1] in ("几", "数"):
        return Candidate(NAME, numeral.start, end, "names/vague")
    before = text[numeral.start - 1 : numeral.start]
    if before == "成" and text[numeral.start - 2 : numeral.start - 1] in _DONE and numeral.start > 1:
        # 完成|十件实事
        return None
    if before in ("数", "几", "上", "成") and text[numeral.start] in "十百千万亿":
        if before == "上" and scan.cues["exceed"].length_before(text, numeral.start):
            # 跨上万亿元台阶
            return None
        return Candidate(NAME, numeral.start, end, "names/vague")
    return None


_ALL = (DIGITS, CHINESE, ONE, SCALE, ZERO, VAGUE, HALF)
RULES: tuple[Rule, ...] = (
    Rule("names/table", _ALL, None, build_table_name, ("三位一体", "世界500强"), opens=lambda lexicon: lexicon.names.by_key),
    Rule("names/code", (DIGITS, CHINESE), True, build_code, ("M56个", "6+4项"), before=f"+＋{ascii_letters}"),
    Rule("names/quoted", (DIGITS, CHINESE, ONE, SCALE, VAGUE, HALF), True, build_quoted, ("“15分钟健身圈”", "“一站四所五中心”")),
    Rule("names/quoted-zero", (ZERO,), None, build_quoted, ("“零上访”",)),
    Rule("names/slogan", (DIGITS, CHINESE), True, build_slogan, ("三个方面", "四个自信"), fits=_has_heads),
    Rule("names/second", (CHINESE,), True, build_second, ("二次供水",), fits=fits_dimensions("count", "currency")),
    Rule("names/quote-slogan", (CHINESE,), True, build_quote_slogan, ("五个“必须”",), after='“‘"'),
    Rule(
        "names/session",
        (DIGITS, CHINESE),
        True,
        build_session,
        ("六届五次", "七次、八次全会", "连续3届"),
        fits=fits_symbols("次", "届"),
    ),
    Rule(
        "names/percent-slogan",
        (DIGITS, CHINESE),
        True,
        build_percent_slogan,
        ("六个100%",),
        after=NUMERAL_STARTS,
        fits=fits_symbols("个"),
    ),
    Rule("names/list-slogan", (CHINESE,), True, build_list_slogan, ("一村、两片、三路",), fits=fits_unit),
    Rule("names/vague", (CHINESE, SCALE), True, build_vague, ("数十家",)),
)
