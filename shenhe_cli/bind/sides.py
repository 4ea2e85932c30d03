"""What stands left and right of a quantity in its clause: which text is its own, and what it says."""

from __future__ import annotations

from shenhe_cli.bind.clauses import Clause
from shenhe_cli.bind.contexts import ContextReader
from shenhe_cli.bind.frames import Sides
from shenhe_cli.bind.labels import FOOTNOTE
from shenhe_cli.bind.lists import Bound
from shenhe_cli.bind.measures import is_relative, read_governed, read_measure
from shenhe_cli.bind.right import Right, read_bound
from shenhe_cli.bind.words import Words
from shenhe_cli.lexicon.cues import Cues
from shenhe_cli.model import Quantity
from shenhe_cli.patterns import LazyPattern

_JOINS = ("、", "和", "及", "与", "以及")
_BRACKETED_VERB = LazyPattern(r"新[（(][改扩、]+[）)]建")
_NEXT_GROUP = LazyPattern("(?<=.)(?:[、及]|和(?!美))")
# the longest name of a measure in a line of its own, with the line ends around it
_LONGEST_CELL = 16
# what a row of a plan's table says of its goal
_KINDS = ("约束性", "预期性")
_HAN = "一二三四五六七八九十"
_AT_LEAST = "至少"
_FOOTNOTE_ENDS = ("]", "］", "〕")
# so many words may stand before a basis that opens the clause (今年|将|比改革前)
_LEADING = 3
# how long what stands before those that something is done for is, with a hedge
_LONGEST_HEDGE = 4
# 两年平均|增速: the figure is a mean of years
_MEAN = LazyPattern("[两三四五六]年平均")
# 1个|（大午）、|市级园区2个: the bracket belongs to the figure before it
_BRACKET = LazyPattern("^[（(][^（()）]*[）)]")
# 零|发生、: the word of a zero before the next member
_OF_ZERO = LazyPattern("^[^，、]{1,4}、")
_LIST_MARK = LazyPattern(
    rf"\s*(?:[（(][{_HAN}0-9]{{1,3}}[）)]|[0-9]{{1,2}}[.、．](?![0-9])|[{_HAN}]{{1,3}}(?:、(?![{_HAN}])|是)|[①-⑳])"
)


class SideReader:
    """Reads the sides of the quantities of a sentence of `text` that begins at `start`."""

    def __init__(self, contexts: ContextReader, text: str, start: int) -> None:
        self.contexts, self.cues, self.text, self.start = contexts, contexts.cues, text, start

    def left_text(self, clause: Clause, quantity: Quantity, before: Bound | None) -> tuple[str, bool]:
        """The text left of a quantity in its clause that is its own, and whether it is a later member of a list."""
        if before is None and quantity.start == self.start:
            return self._line_before(), False
        if before is None:
            text = clause.text_between(self.text, clause.start, quantity.start).lstrip(" ")
            if text[:1].isdigit() and self._is_row(clause.start, text.lstrip("0123456789 ")):
                return text.lstrip("0123456789 "), False
            return _BRACKETED_VERB.sub("新改建", _LIST_MARK.sub("", text, count=1) if _LIST_MARK.match(text) else text), False
        start = before.quantity.end
        start += before.sides.right.consumed if before.frame.consumes else read_bound(self.text[start : start + 4], self.cues)[1]
        text = _BRACKET.sub("", clause.text_between(self.text, start, quantity.start))
        if before.quantity.kind == "zero" and not before.frame.consumes:
            # 零|发生、|受伤人数
            text = _OF_ZERO.sub("、", text)
        if text.rstrip().endswith("、"):
            return "", True
        return _BRACKETED_VERB.sub("新改建", text.lstrip("、，和及与 ")), text.startswith(_JOINS)

    def read(self, clause: Clause, k: int, left_text: str, is_joined: bool, is_part: bool, basis: str | None) -> Sides:
        """What stands left and right of the k-th quantity of a clause, the label on the left, and the kind of figure it makes.

        `left_text` and `is_joined` are those of `left_text`; `is_part`: 其中 stood before the clause; `basis`: what the sentence
        compares with.
        """
        quantity, cues = clause.quantities[k], self.cues
        if left_text[-1:] in _FOOTNOTE_ENDS:
            # 比上年|下降[47]|[10.6%]
            left_text = FOOTNOTE.sub("", left_text)
        has_basis, is_rank = is_relative(quantity), quantity.kind == "rank"
        left = self.contexts.left(left_text, is_rank, has_basis)
        if left.bound is None and _AT_LEAST in left_text:
            # 至少|建成|1个: the hedge stands before the verb
            left = left._replace(bound="at_least", bound_text=_AT_LEAST)
        right = self._read_right(clause, k, quantity)
        is_growth = quantity.kind == "zero" and self.text.startswith("增长", quantity.end)
        reading = read_measure(quantity, left, cues, is_growth)
        is_subject = is_joined or left.verb is not None or has_basis or left.is_from
        label = self.contexts.label(left_text, is_rank, has_basis, reading.measure.startswith("change"), is_subject)
        if is_part:
            label = label._replace(is_part=True)
        elif label.is_part and label.text in cues.heads and "share" in cues.heads[label.text].kinds:
            # 在国内生产总值中|占比: the whole stands there, the subject before
            label = label._replace(is_part=False)
        if label.is_object and left.verb is None:
            reading = read_governed(reading, label.action, quantity, cues)
        if reading.basis is None and reading.measure.startswith("change"):
            basis = basis or _leading_basis(left.head, cues) or _mean_of(left_text)
            reading = reading._replace(basis=basis) if basis else reading
        return Sides(left, right, label, reading)

    def _is_row(self, start: int, text: str) -> bool:
        """Whether a line that begins at `start` has a number: a row of a plan's table (12 失业率（%） 5.5 预期性), a task (57 举办音乐会)."""
        if start and self.text[start - 1] != "\n":
            return False
        line = self.text[start : self.text.find("\n", start) + 1 or len(self.text)]
        action = self.cues.actions.get(text[:2])
        return any(kind in line for kind in _KINDS) or (action is not None and "flow" in action.kinds)

    def _line_before(self) -> str:
        """The line before a figure that opens its own, where it is nothing but the name of a measure (总投资⏎5亿元)."""
        end = self.start
        line = self.text[max(0, end - _LONGEST_CELL) : end].rstrip()
        start = line.rfind("\n") + 1
        name = line[start:].strip() if start else ""
        return name if end and self.text[end - 1].isspace() and (name in self.cues.heads or self.contexts.knows(name)) else ""

    def _read_right(self, clause: Clause, k: int, quantity: Quantity) -> Right:
        is_followed = k + 1 < len(clause.quantities)
        end = clause.quantities[k + 1].start if is_followed else clause.end
        text = clause.text_between(self.text, quantity.end, end)
        if is_followed and "、" in text and text.endswith("等"):
            # 4项|专项规划、管理技术规定等|6项规划制度, 3个|区和西乡、布吉等|7个镇: the next figure counts its own examples
            text = _NEXT_GROUP.split(text, maxsplit=1)[0]
        counted = self._counted(quantity)
        right = self.contexts.right(text, counted, is_followed, counted in ("people", "things") and self._is_recipient(quantity))
        return self._look_past(clause, text, clause.quantities[k + 1], right) if is_followed else right

    def _is_recipient(self, quantity: Quantity) -> bool:
        """为|29个省份|保供, 为|近1000万人民|创造: something is done for what is counted."""
        before = self.text[max(self.start, quantity.start - _LONGEST_HEDGE) : quantity.start].rstrip("近约超过上")
        return before.endswith(tuple(self.cues.roles["recipient"]))

    def _counted(self, quantity: Quantity) -> str:
        """What a quantity counts: people, things, money, or "" for a measure."""
        unit = quantity.unit
        if unit is None or unit.norm_unit in self.cues.roles["people"]:
            return "people"
        return {"count": "things", "currency": "money"}.get(unit.dimension, "")

    def _look_past(self, clause: Clause, between: str, following: Quantity, right: Right) -> Right:
        """A quantity that qualifies the noun does not end its phrase.

        70个|投资5000万元以上的|重大项目, 26个|总投资145亿元|代建项目, 4宗|共22.8公顷|产业用地, 总投资64亿元的|64个|项目.
        """
        is_apposed = not between or between in self.cues.roles["apposition"]
        is_of = between == "的"
        if not right.phrase and not is_apposed and not is_of:
            return right
        after = self.contexts.right(clause.text_between(self.text, following.end, clause.end), self._counted(following), False)
        if not after.phrase:
            return right
        if is_apposed or is_of:
            return right._replace(phrase=after.phrase, is_noun_first=after.is_noun_first, is_of=is_of, has_noun=after.has_noun, consumed=0)
        is_metric = right.phrase in self.cues.heads or right.phrase in self.cues.roles["outlay"]
        if (after.is_of and after.bound) or (is_metric and (after.is_of or after.is_noun_first)):
            return right._replace(phrase=after.phrase, is_of=False, is_noun_first=True, consumed=0)
        return right


def _mean_of(left_text: str) -> str | None:
    """两年平均|增长8%."""
    mean = _MEAN.search(left_text) if "平均" in left_text else None
    return mean.group() if mean else None


def _leading_basis(head: Words, cues: Cues) -> str | None:
    """比上年|产值|增长14.9%: the basis that opens the clause."""
    return next((word.text for word in head[:_LEADING] if word.text[0] == "比" and cues.bases.get(word.text) == "fixed"), None)
