"""Characters of a page to its lines: by where they stand, since the order in the file says little."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from shenhe_cli.read.layout import is_letter

# In parts of the font's size: a gap that is a blank, and one that parts the columns of a table.
_BLANK_GAP = 0.6
_COLUMN_GAP = 1.4
_LETTER_GAP, _DIGIT_GAP = 0.12, 0.25
# Of the height of a line: two characters whose middles are nearer than this stand in one.
_SAME_LINE = 0.4
# A word of two characters set wider than this is two cells.
_WIDEST_WORD = 2.6


class Char(NamedTuple):
    """A character of a page: the box its font gives it (y downwards), and the height of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    page_height: float


class Piece(NamedTuple):
    """A stretch of a line without wide gaps: its text, its ends, and where each of its characters begins."""

    text: str
    left: float
    right: float
    spots: tuple[float, ...]


class Line(NamedTuple):
    """A line of a page, in pieces where wide gaps part it. `place` is 0 at the top of the page and 1 at its end."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    size: float
    place: float

    @property
    def text(self) -> str:
        """The line's text, a tab for every wide gap."""
        return "\t".join(piece.text for piece in self.pieces)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.pieces[-1].right


def find_lines(chars: list[Char]) -> Iterator[Line]:
    """The lines of a page from top to bottom, each from left to right."""
    visible = [char for char in chars if is_visible(char.text)]
    for group in _group(visible):
        group.sort(key=lambda char: char.left)
        yield _make_line(group)


def is_visible(text: str) -> bool:
    """Whether a character is seen; those of private fonts are, whatever they are."""
    return (text.isprintable() and not text.isspace()) or "\ue000" <= text <= "\uf8ff"


def _group(chars: list[Char]) -> Iterator[list[Char]]:
    """Characters of one line: their middles are near one another; raised footnote marks belong to it."""
    group: list[Char] = []
    middle = height = 0.0
    for char in sorted(chars, key=lambda char: char.top + char.bottom):
        own = (char.top + char.bottom) / 2
        if group and own - middle > _SAME_LINE * max(height, char.bottom - char.top):
            yield group
            group = []
        group.append(char)
        middle = sum((c.top + c.bottom) / 2 for c in group[-8:]) / min(len(group), 8)
        height = max(c.bottom - c.top for c in group[-8:])
    if group:
        yield group


def _make_line(group: list[Char]) -> Line:
    """The line, with a blank where a gap says so, in pieces where a wide gap does."""
    em = _width(group)
    pieces: list[list[tuple[str, Char]]] = [[("", group[0])]]
    for before, after in pairwise(group):
        gap = after.left - before.right
        if gap > _COLUMN_GAP * em and not _is_wide_word(pieces[-1], after, gap, em):
            pieces.append([("", after)])
            continue
        is_blank = gap > _BLANK_GAP * em and not _is_spread(before, after)
        is_blank |= gap > _LETTER_GAP * em and is_letter(before.text) and is_letter(after.text)
        is_blank |= gap > _DIGIT_GAP * em and before.text.isdigit() and after.text.isdigit()
        pieces[-1].append((" " if is_blank else "", after))
    top, bottom = min(char.top for char in group), max(char.bottom for char in group)
    return Line(tuple(map(_make_piece, pieces)), top, bottom, em, bottom / group[0].page_height)


def _make_piece(chars: list[tuple[str, Char]]) -> Piece:
    text = "".join(blank + char.text for blank, char in chars)
    spots = tuple(char.left for blank, char in chars for _ in blank + char.text)
    return Piece(text, chars[0][1].left, max(char.right for _, char in chars), spots)


def _is_wide_word(piece: list[tuple[str, Char]], after: Char, gap: float, em: float) -> bool:
    """Whether the gap is inside a word of two characters set wide (一、综  合), which is no two cells."""
    last = [char.text for _, char in piece[-2:]]
    return gap < _WIDEST_WORD * em and _is_han(after.text) and _is_han(last[-1]) and (len(last) == 1 or not _is_han(last[0]))


def _is_han(text: str) -> bool:
    return "一" <= text <= "鿿"


def _is_spread(before: Char, after: Char) -> bool:
    """Whether the gap is beside punctuation, whose box is smaller than its place."""
    return before.text in "，。、；：！？）》”’〕】·—" or after.text in "（《“‘〔【，。、；：·—"


def _width(group: list[Char]) -> float:
    """The width of a full-width character in the line; where it has none, that of two others."""
    wide = [char.right - char.left for char in group if "一" <= char.text <= "鿿"]
    return median(wide) if wide else 2 * median(char.right - char.left for char in group)
