"""Lines of pages to paragraphs: what repeats on every page goes, what belongs together is joined, across pages too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from shenhe_cli.read.layout import join_with
from shenhe_cli.read.page_lines import Line

# - 3 - · — 3 — · 第3页 · 第 3 页 共 20 页 · 3/20 · 3 (that one only at the very edge)
_PAGE_NUMBER = re.compile(r"[-–—―－·\s]*第?\s*[0-9]{1,4}\s*页?(?:\s*[，,/共]\s*共?\s*[0-9]{1,4}\s*页?)?[-–—―－·\s]*")
_EDGE = 0.09
_MOST_EDGE_LINES = 2
# In full-width characters: short of the right margin by this, a line ends its paragraph; in from the left by this, one begins.
_SHORT, _INDENT = 1.6, 1.2


def drop_running_lines(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and without what stands at the edge of at least half of them."""
    seen: Counter[tuple[str, float]] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in _edge_lines(page)})
    often = {shape for shape, count in seen.items() if count >= max(2, len(pages) / 2)}
    return [
        [line for line in page if not (_is_edge(line, page) and (_is_page_number(line) or _shape(line) in often))]
        for page in pages
    ]


def _edge_lines(page: list[Line]) -> list[Line]:
    return page[:_MOST_EDGE_LINES] + page[_MOST_EDGE_LINES:][-_MOST_EDGE_LINES:]


def _is_edge(line: Line, page: list[Line]) -> bool:
    return any(line is other for other in _edge_lines(page))


def _shape(line: Line) -> tuple[str, float]:
    """A running line's text, whatever number of page is in it, and its height on the page."""
    return re.sub(r"[0-9\s]+", "", line.text), round(line.place, 2)


def _is_page_number(line: Line) -> bool:
    if not _PAGE_NUMBER.fullmatch(line.text):
        return False
    return not line.text.strip().isdigit() or line.place < _EDGE or line.place > 1 - _EDGE


def join_lines(pages: list[list[Line]]) -> Iterator[tuple[int, str, Line]]:
    """(page it begins on, text, last line) of every paragraph and table row."""
    lines = [(number, line) for number, page in enumerate(pages, 1) for line in page]
    if not lines:
        return
    plain = [line for _, line in lines if "\t" not in line.text and len(line.text) > 12] or [line for _, line in lines]
    left = _usual(line.left for line in plain)
    right = sorted(line.right for line in plain)[int(0.9 * (len(plain) - 1))]
    pitch = median([b.top - a.top for (m, a), (n, b) in pairwise(lines) if m == n and b.top > a.top] or [0.0])
    number, text = lines[0][0], lines[0][1].text
    for (page, before), (next_page, after) in pairwise(lines):
        if _goes_on(before, after, left, right) and (page != next_page or after.top - before.top < 1.8 * pitch):
            text += join_with(text, after.text) + after.text
        else:
            yield number, text, before
            number, text = next_page, after.text
    yield number, text, lines[-1][1]


def _goes_on(before: Line, after: Line, left: float, right: float) -> bool:
    """Whether `after` is the same paragraph's next line."""
    if "\t" in before.text or "\t" in after.text or abs(before.size - after.size) > 0.15 * before.size:
        return False
    em = before.size
    return before.right > right - _SHORT * em and abs(after.left - left) < _INDENT * em


def _usual(values: Iterator[float]) -> float:
    """The most frequent value, to three points."""
    rounded = Counter(round(value / 3) for value in values)
    return 3.0 * max(rounded.items(), key=lambda item: (item[1], -item[0]))[0]
