"""The matching view: the document's text with broken lines rejoined and digits folded, and the way back.

Nothing is rewritten in the document: the view is for matching only, and every offset is mapped back before it leaves.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import cycle, pairwise

from shenhe_cli.model import Span, View
from shenhe_cli.patterns import LazyPattern

_FOLD = {chr(0xFF10 + i): str(i) for i in range(10)} | {"．": ".", "\u00a0": " ", "\u3000": " "}
# years in Chinese digits, which stand for nothing else before 年, a dash or a comma: 一九八○年, 一九五三—一九五七年
_HAN_YEAR = LazyPattern(r"(?:一[八九]|二[〇○零])[〇○零一二三四五六七八九]{2}(?=[年—－–-]|至[一二])")
# a line with pairs of the keyboard's quotation marks; after a digit one is an inch
_QUOTED_LINE = LazyPattern(r'^[^"\n]*(?:(?<![0-9])"[^"\n]*(?<![0-9])"[^"\n]*)+$', re.MULTILINE)
# 19·5%
_MIDDLE_DOT = LazyPattern(r"(?<=[0-9])·(?=[0-9]+ ?(?:[%％‰]|个百分点|[万亿]))")
_CENTURIES = ("一八", "一九", "二〇", "二○", "二零")
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# These two open with what the engine looks for quickly, a blank and a digit, and look back from there.
# blanks that only layout put beside a digit: 481.96 亿元, 增长 5%
_LOOSE_BLANK = LazyPattern(r" (?:(?<=[0-9%％‰] ) *(?=[一-鿿%％‰℃])|(?<=[一-鿿] ) *(?=[0-9]))")
# 1 6 5 5
_WIDE_NUMBER = LazyPattern(
    r"[0-9](?: [0-9]| \.(?= [0-9]))(?<![0-9.] [0-9] .)(?<![0-9.][0-9] .)(?: [0-9]| \.(?= [0-9]))*(?! ?[0-9.])"
)
_ENDS_LINE = "。！？!?；;：:"
_ENDS_SENTENCE = "。！？!?；;：:”）)》"
_HAN = "[一二三四五六七八九十]+"
# a line that opens so goes on from no other: indents, list and section marks, bullets, captions
_OPENS_LINE = LazyPattern(
    rf" {{2,}}|{_HAN}[、.]|[（(〔\[](?:{_HAN}|[0-9]+)[）)〕\]]|第{_HAN}[章节篇部]|[0-9]+ ?[、.](?![0-9])|[—-]{{2}}|各位|[●■◆★#|]|[表图][0-9]"
)
# a figure with its unit, where a line breaks before it: 同比增长⏎23.7%
_FIGURE = LazyPattern(r"\s*[0-9]+(?:\.[0-9]+)? ?(?:[%％]|个百分点|[万亿])")
_MIN_LINE = 15
# what goes on does so after no more line ends than these
_GAP = 3
# so many lines of prose without a mark at their ends are links or pages; one or two are forgotten marks
_FEWEST_BREAKS = 3
# M⏎2⏎, PM⏎2.5⏎
_SUBSCRIPT = LazyPattern(r"\s*[0-9.]{1,4}\s*$")
# a line that opens so goes on from the one before it, whatever that ends in
_GOES_ON = "，、。；：）)”》"
# what the last cell of a plan's table says
_LAST_CELL = ("约束性", "预期性")
# the number of a page, in the middle of what goes on over it
_PAGE_NUMBER = LazyPattern(r"\s*[—–-] ?[0-9]{1,4} ?[—–-]\s*$")
# a line counts as full when it is at least this part of the document's line width
_FULL = 0.85
# fewer full lines than these are no wrapped text
_FEWEST_FULL = 12
_MARK = LazyPattern("[，；。]")


def make_view(text: str, skipped: Sequence[Span] = ()) -> View:
    """The matching view of a document's text, without the stretches in `skipped` (tables, which are read as such)."""
    folded = fold(text)
    cuts = sorted(
        {*_broken_lines(folded), *((m.start(), m.end()) for m in _LOOSE_BLANK.finditer(folded)), *_spaced_digits(folded)}
    )
    if skipped:
        cuts = sorted([*skipped, *_outside(cuts, skipped)])
    if not cuts:
        return View(folded)
    pieces: list[str] = []
    removed: list[int] = []
    shifts: list[int] = []
    position = shift = 0
    for start, end in cuts:
        if start < position:
            continue
        pieces.append(folded[position:start])
        removed.append(start - shift)
        shift += end - start
        shifts.append(shift)
        position = end
    pieces.append(folded[position:])
    return View("".join(pieces), tuple(removed), tuple(shifts))


def fold(text: str) -> str:
    """The text with full-width digits, blanks and years in Chinese digits as ASCII, one for one.

    Most texts have few of them, and none is found fast.
    """
    for wide, plain in _FOLD.items():
        if wide in text:
            text = text.replace(wide, plain)
    if '"' in text:
        text = _QUOTED_LINE.sub(lambda line: "".join(next(marks) if c == '"' else c for marks in [cycle("“”")] for c in line.group()), text)
    if "·" in text:
        text = _MIDDLE_DOT.sub(".", text)
    if any(century in text for century in _CENTURIES):
        text = _HAN_YEAR.sub(lambda match: match.group().translate(_HAN_DIGITS), text)
    return text


def has_folded_years(text: str) -> bool:
    """Whether a text may write years in Chinese or full-width digits, which the view has in plain ones."""
    return any(century in text for century in (*_CENTURIES, "１９", "２０"))


def _spaced_digits(text: str) -> Iterator[tuple[int, int]]:
    """The blanks inside numbers that were set wide: 1 6 5 5亿美元."""
    for match in _WIDE_NUMBER.finditer(text):
        for offset, character in enumerate(match.group()):
            if character == " ":
                yield match.start() + offset, match.start() + offset + 1


def _outside(cuts: list[tuple[int, int]], skipped: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The cuts that touch none of the skipped stretches; both are in order."""
    i = 0
    for start, end in cuts:
        while i < len(skipped) and skipped[i].end < start:
            i += 1
        if i == len(skipped) or end < skipped[i].start:
            yield start, end


def source_span(view: View, start: int, end: int) -> tuple[int, int]:
    """The document's span of a view span: what was removed inside it belongs to it, what was removed at its edges does not."""
    if not view.removed:
        return start, end
    low = bisect_right(view.removed, start)
    high = bisect_left(view.removed, end)
    return start + (view.shifts[low - 1] if low else 0), end + (view.shifts[high - 1] if high else 0)


def _width(line: str) -> int:
    """Columns of a line in a fixed-width font: East Asian characters take two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def _is_cut(line: str, following: str) -> bool:
    """Whether a line of prose ends in the middle of a sentence: there is a full stop in it and no mark at its end."""
    body = line.rstrip()
    return "。" in body and body[-1] not in _ENDS_SENTENCE and not _OPENS_LINE.match(following)


def _full_width(lines: Sequence[str]) -> float:
    """The width from which a line of a text wrapped at a fixed width is full, 0 for a text that is not wrapped.

    The lines of prose in a wrapped text are mostly as wide as one another, and those lines end in the middle of a sentence;
    paragraphs do neither, cells of tables have no mark.
    """
    prose = [line for line in map(str.strip, lines) if len(line) >= _MIN_LINE and _MARK.search(line)]
    open_lines = [line for line in prose if line[-1] not in _ENDS_SENTENCE]
    if len(open_lines) <= max(_FEWEST_FULL, 0.3 * len(prose)):
        return 0.0
    widths, cut = sorted(map(_width, prose)), sorted(map(_width, open_lines))
    most, widest = max(((bisect_right(cut, width) - bisect_left(cut, _FULL * width), width) for width in cut), default=(0, 0))
    alike = bisect_right(widths, widest) - bisect_left(widths, _FULL * widest)
    return _FULL * widest if most > max(_FEWEST_FULL, 0.5 * alike, 0.3 * len(prose)) else 0.0


def _broken_lines(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the line ends (with the blanks around them) that fall inside a sentence of a text wrapped at a fixed width."""
    lines = [(m.start(), m.group()) for m in re.finditer(r"[^\n]+", text) if m.group().strip()]
    pages = [start for start, line in lines if _PAGE_NUMBER.match(line)]
    if pages:
        lines = [(start, line) for start, line in lines if not _PAGE_NUMBER.match(line)]
    full = _full_width([line for _, line in lines])
    has_breaks = sum(_is_cut(line, following) for (_, line), (_, following) in pairwise(lines)) >= _FEWEST_BREAKS
    is_prose = False
    for (start, line), (after, following) in pairwise(lines):
        body = line.rstrip()
        end = start + len(body)
        begin = after + len(following) - len(following.lstrip())
        is_full = full > 0 and len(body) >= _MIN_LINE and body[-1] not in _ENDS_LINE and _width(body.strip()) >= full
        # sentences end with a mark, so that prose without one at its end goes on: the words of a link, or what a new page begins
        # with, stand on a line of their own
        is_prose = body[-1] not in _ENDS_SENTENCE and (is_prose or _is_cut(line, following))
        is_cut = is_prose and (has_breaks or _SUBSCRIPT.match(following) is not None or _SUBSCRIPT.match(line) is not None)
        is_parted = "，" in body and body[-1] not in _ENDS_SENTENCE and _FIGURE.match(following) is not None
        goes_on = body[-1] in "，、," or is_full or is_cut or is_parted or following.lstrip()[0] in _GOES_ON
        is_free = "\t" not in line and "\t" not in following and not _OPENS_LINE.match(following) and not body.endswith(_LAST_CELL)
        over_page = bisect_left(pages, end) != bisect_left(pages, begin)
        goes_on &= is_free and text.count("\n", end, begin) <= (2 * _GAP if over_page else _GAP)
        is_prose &= goes_on
        if goes_on:
            yield end, begin
