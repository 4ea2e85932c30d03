"""Score of `normalize_text` on other projects' cases, which are read from ../shared/foreign and never copied here.

Run as a script: python tests/foreign_cases.py [-v]. It prints the score of every suite, all cases and the standard ones, and the
table of exceptions with how often each applies; with -v the standard cases that are missed. A case is an exception where it asks
for what no report writes or what this program reads otherwise on purpose: foreign_exceptions.tsv says which, and why.

A case is right where every expected number begins at its place with its value (for the number suites, and nothing else is found).
Percentages count as 50 or 0.5. Of ranges the ends are judged, as a range or as two bounds; open and closed ends are not told apart.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from shenhe_cli.lexicon import default_lexicon
from shenhe_cli.normalize.written import BoundWords, Written, normalize_text
from shenhe_cli.recognize import WRITTEN_RULES, Recognizer

FOREIGN = Path(__file__).parents[2] / "shared" / "foreign"
EXCEPTIONS = Path(__file__).with_name("foreign_exceptions.tsv")
_CLOSE = Fraction(1, 10**8)
# how many times the number of the suite the canonical value may be: %, per 10 000, per 100 000
_TIMES = (1, 100, 10**3, 10**4, 10**5, 10**7)


class ForeignException(NamedTuple):
    """Cases left aside: `suite` and `pattern` (of the input, or of its note) are regular expressions."""

    suite: re.Pattern[str]
    where: str
    pattern: re.Pattern[str]
    reason: str


def read_exceptions() -> list[ForeignException]:
    """The rows of foreign_exceptions.tsv."""
    rows = (line.split("\t") for line in EXCEPTIONS.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    next(rows)
    return [ForeignException(re.compile(suite), where, re.compile(pattern), reason) for suite, where, pattern, reason in rows]


def read_suites() -> dict[str, list[dict[str, Any]]]:
    """The cases of every suite; empty where ../shared/foreign is missing."""
    return {p.stem: [json.loads(line) for line in p.open(encoding="utf-8")] for p in sorted(FOREIGN.glob("*.jsonl"))}


def find_exception(suite: str, case: dict[str, Any], exceptions: list[ForeignException]) -> ForeignException | None:
    """The first exception that a case falls under."""
    for exception in exceptions:
        if exception.suite.search(suite) and exception.pattern.search(case["input" if exception.where == "input" else "note"]):
            return exception
    return None


class Judge:
    """Reads inputs as `shenhe normalize` does and compares them with what is expected."""

    def __init__(self) -> None:
        lexicon = default_lexicon()
        self._recognize = Recognizer(lexicon, WRITTEN_RULES).recognize
        self._bounds = BoundWords(lexicon.binding.bounds_before, lexicon.binding.bounds_after)

    def is_right(self, suite: str, case: dict[str, Any]) -> bool:
        """Whether every expected number is found."""
        text, expected = case["input"], case["expected"]
        raw = {q.start: Fraction(q.value) * q.scale for q in self._recognize(text)}
        found = normalize_text(text, self._recognize, self._bounds)
        if suite.endswith("numberrange"):
            return all(_has_range(found, raw, e["value"]) for e in expected)
        if not expected and not suite.endswith(("number", "cn2an")):
            return not any(w.dimension in ("currency", "percent") for w in found)
        if suite.endswith(("number", "cn2an")) and len(found) != len(expected):
            return False
        return all(_has_number(found, raw, e) for e in expected)


def _has_number(found: list[Written], raw: dict[int, Fraction], expected: dict[str, Any]) -> bool:
    wanted = _read(expected["value"])
    if wanted is None:
        return False
    for written in found:
        if written.start_char == expected["start"]:
            values = [raw[written.start_char], *(Fraction(written.norm_value) / times for times in _TIMES)]
            if any(abs(value - wanted) <= abs(wanted) * _CLOSE for value in values):
                return True
    return False


def _read(value: str) -> Fraction | None:
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        return None


def _has_range(found: list[Written], raw: dict[int, Fraction], interval: str) -> bool:
    """Whether [low,high) is there: as a range, or as a figure with a bound for each end; an end left out has none."""
    low, high = (_read(part) for part in interval[1:-1].split(","))
    for w in found:
        if w.value_high is not None and w.value != 0 and raw[w.start_char]:
            top = raw[w.start_char] * Fraction(w.value_high) / Fraction(w.value)
            if (raw[w.start_char], top) == (low, high):
                return True
    if low == high:
        return any(raw[w.start_char] == low for w in found)
    return all(
        end is None or any(end in _values(w, raw) and w.bound == bound for w in found)
        for end, bound in ((low, "at_least"), (high, "at_most"))
    )


def _values(written: Written, raw: dict[int, Fraction]) -> set[Fraction]:
    return {raw[written.start_char], *(Fraction(written.norm_value) / times for times in _TIMES)}


class Score(NamedTuple):
    """Cases right and all, of the standard ones and of all; `missed` are the standard ones that are not right."""

    right: int
    total: int
    standard_right: int
    standard: int
    missed: list[tuple[str, str]]
    applied: Counter[str]


def score() -> Score:
    """The score over all suites."""
    judge, exceptions = Judge(), read_exceptions()
    right = total = standard_right = standard = 0
    missed: list[tuple[str, str]] = []
    applied: Counter[str] = Counter()
    for suite, cases in read_suites().items():
        n = ok = plain = plain_ok = 0
        for case in cases:
            is_right = judge.is_right(suite, case)
            exception = find_exception(suite, case, exceptions)
            n, ok = n + 1, ok + is_right
            if exception is None:
                plain, plain_ok = plain + 1, plain_ok + is_right
                if not is_right:
                    missed.append((suite, case["input"]))
            else:
                applied[exception.reason] += 1
        print(f"{suite:28} all {ok:4} of {n:4}   standard {plain_ok:4} of {plain:4}")
        right, total, standard_right, standard = right + ok, total + n, standard_right + plain_ok, standard + plain
    return Score(right, total, standard_right, standard, missed, applied)


def main() -> None:
    if not FOREIGN.is_dir():
        sys.exit(f"skipped: {FOREIGN} is missing")
    result = score()
    print(f"{'total':28} all {result.right:4} of {result.total:4}   standard {result.standard_right:4} of {result.standard:4}")
    print(f"standard: {100 * result.standard_right / result.standard:.1f} %\n\nexceptions")
    for reason, count in result.applied.most_common():
        print(f"{count:4}  {reason}")
    if "-v" in sys.argv:
        print("\nmissed")
        for suite, text in result.missed:
            print(f"  {suite}  {text}")


if __name__ == "__main__":
    main()
