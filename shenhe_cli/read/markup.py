"""A parsed page as a flat list, so that nothing recurses: and which part of it is the report."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import regex

# Elements whose content is never the report.
_SKIPPED = frozenset(
    "script style noscript template head nav footer aside select button input textarea option iframe frame frameset svg canvas object embed "
    "audio video map dialog math".split()
)
BLOCKS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hr html li "
    "main ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# Han characters of any plane: only regex knows the script.
_HAN = regex.compile(r"\p{Han}")
_SENTENCE = re.compile("[。，；]")
# The report is in the part that holds so much of the page's sentences.
_MAIN = 0.97
# A line break that the page shows, unlike one of its source.
LINE = "\v"


class Node(NamedTuple):
    """An element: its name, where it begins and ends in the list, the element it is in, and its attributes rowspan and colspan."""

    tag: str
    parent: int
    start: int
    height: int
    width: int


class Page:
    """The elements and texts of a page in document order. `items` holds texts, and element numbers: n at its start, ~n at its end."""

    def __init__(self, root: Any) -> None:
        self.items: list[str | int] = []
        self.nodes: list[Node] = []
        self.ends: list[int] = []
        self.weights: list[int] = []
        hidden = self._flatten(root, keeps_hidden=False)
        # Some pages hide the report itself until their script has run.
        if hidden > sum(self.weights[:1]):
            self.items, self.nodes, self.ends, self.weights = [], [], [], []
            self._flatten(root, keeps_hidden=True)

    def _flatten(self, root: Any, keeps_hidden: bool) -> int:
        """Fill the lists; the weight of the sentences that were left out as hidden."""
        hidden = 0
        parent, links = -1, 0
        node = root
        while node is not None:
            tag = node.tag
            if tag == "a" and "href" not in node.attributes:
                # A place that links lead to: Word's pages put one around every heading.
                tag = "span"
            inner = None
            if tag == "-text":
                self._add_text((node.text_content or "").replace(LINE, " "), parent, links)
            elif tag == "-comment" or tag.startswith("!") or tag in _SKIPPED:
                pass
            elif tag == "br":
                self.items.append(LINE)
            elif not keeps_hidden and _is_hidden(node):
                hidden += _weight(node.text(deep=True))
            else:
                attributes = node.attributes if tag in ("td", "th") else {}
                self.nodes.append(
                    Node(tag, parent, len(self.items), _span(attributes.get("rowspan")), _span(attributes.get("colspan")))
                )
                self.ends.append(0)
                self.weights.append(0)
                parent = len(self.nodes) - 1
                links += tag == "a"
                self.items.append(parent)
                inner = node.child
                if inner is None:
                    links -= tag == "a"
                    parent = self._close(parent)
            if inner is not None:
                node = inner
                continue
            while node is not None and node.next is None:
                node = node.parent
                if node is None or parent < 0:
                    return hidden
                links -= self.nodes[parent].tag == "a"
                parent = self._close(parent)
            node = node.next if node is not None and parent >= 0 else None
        return hidden

    def _add_text(self, text: str, parent: int, links: int) -> None:
        self.items.append(text)
        if not links and parent >= 0:
            self.weights[parent] += _weight(text)

    def _close(self, number: int) -> int:
        """End an element: its weight counts for the one it is in, whose number is returned."""
        self.ends[number] = len(self.items)
        self.items.append(~number)
        parent = self.nodes[number].parent
        if parent >= 0:
            self.weights[parent] += self.weights[number]
        return parent

    def main_part(self) -> Part:
        """The innermost element that holds nearly all sentences; never less than a whole table, list or paragraph."""
        if not self.nodes:
            return Part(self, 0, 0)
        whole = self.weights[0]
        current = 0
        # Elements come after those they are in, so that one pass finds the chain downwards.
        for number in range(1, len(self.nodes)):
            node = self.nodes[number]
            if node.parent == current and whole and self.weights[number] >= _MAIN * whole and self._is_container(number):
                current = number
        return Part(self, self.nodes[current].start, self.ends[current])

    def _is_container(self, number: int) -> bool:
        """Whether an element may be the whole report: a box of layout, a cell of a layout table."""
        return self.nodes[number].tag in BLOCKS - {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}


class Part(NamedTuple):
    """A stretch of a page's items."""

    page: Page
    start: int
    end: int


def _weight(text: str) -> int:
    """How much of a report's text this is: its Han characters where it is made of sentences."""
    return len(_HAN.findall(text)) if _SENTENCE.search(text) else 0


def _is_hidden(node: Any) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _span(value: str | None) -> int:
    """rowspan or colspan as a browser reads it."""
    return min(max(int(value), 1), 100) if value and value.isdigit() else 1
