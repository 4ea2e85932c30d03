"""The corpus of recognition and of normalisation: plain-text cases in corpus/recognize and corpus/normalize.

recognize: `=> kind` (or `nothing`), then surfaces. Every span of that kind stands between « and »; what is not marked must not
be found. normalize: `=> value[..high] unit [measure [direction]]`, then surfaces that hold just that quantity; after
`@last yes` the last of them is judged, after `@rules written` the answer is `value[..high] unit [bound]` by the rules for numbers
by themselves.
A leading `?` marks a known miss; `#` begins a comment.
"""

from __future__ import annotations

import random
from fractions import Fraction

import foreign_cases
import pytest
from corpus_cases import each_case, read_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from shenhe_cli.lexicon.cues import load_cues
from shenhe_cli.lexicon.numbers import load_cue_words, load_heads, load_names
from shenhe_cli.lexicon.tables import FOLDER
from shenhe_cli.lexicon.units import load_scales, load_units
from shenhe_cli.normalize.magnitudes import normalize_quantity
from shenhe_cli.normalize.written import BoundWords, normalize_text
from shenhe_cli.recognize import RULES, WRITTEN_RULES, Recognizer


class NumberTables:
    """The part of the lexicon that recognition asks for."""

    units = load_units()
    scales = load_scales()
    names = load_names(FOLDER / "names.tsv")
    heads = load_heads(FOLDER / "heads.tsv")
    cues = load_cue_words(FOLDER / "number_cues.tsv")


RECOGNIZER = Recognizer(NumberTables())
WRITTEN_RECOGNIZER = Recognizer(NumberTables(), WRITTEN_RULES)
BINDING = load_cues()
BOUNDS = BoundWords(BINDING.bounds_before, BINDING.bounds_after)


@each_case("recognize")
def test_spans(case):
    wanted, text = [], ""
    for piece in case.surface.split("«"):
        inside, mark, after = piece.partition("»")
        if mark:
            wanted.append((len(text), inside))
            text += inside + after
        else:
            text += piece
    found = RECOGNIZER.recognize(text)
    assert [(q.start, text[q.start : q.end]) for q in found] == wanted
    if case.expected != "nothing":
        assert {q.kind for q in found} == {case.expected}


@each_case("normalize")
def test_values(case):
    if "rules" in case.settings:
        check_written(case)
        return
    wanted, unit, *reading = case.expected.split()
    measure, direction = (*reading, "level", None)[:2] if len(reading) < 2 else reading
    direction = direction if len(reading) == 2 else None
    *others, quantity = RECOGNIZER.recognize(case.surface)
    assert "last" in case.settings or not others
    value, high, norm_unit, _ = normalize_quantity(quantity, measure, direction)
    low, _, top = wanted.partition("..")
    assert (Fraction(value), norm_unit) == (Fraction(low), unit)
    assert (None if high is None else Fraction(high)) == (Fraction(top) if top else None)


def check_written(case):
    wanted, unit, *bound = case.expected.split()
    (written,) = normalize_text(case.surface, WRITTEN_RECOGNIZER.recognize, BOUNDS)
    low, _, top = wanted.partition("..")
    assert (Fraction(written.norm_value), written.norm_unit) == (Fraction(low), unit)
    assert (None if written.norm_value_high is None else Fraction(written.norm_value_high)) == (Fraction(top) if top else None)
    assert written.bound == (bound[0] if bound else None)
    assert case.surface[written.start_char : written.end_char] == written.quantity


@pytest.mark.parametrize("rule", dict.fromkeys((*RULES, *WRITTEN_RULES)), ids=lambda rule: rule.id)
def test_rule_finds_its_examples(rule):
    for example in rule.examples:
        candidates = Recognizer(NumberTables(), [rule]).find_candidates(example)
        assert candidates, example


def test_rule_ids_are_unique():
    for rules in (RULES, WRITTEN_RULES):
        assert len({rule.id for rule in rules}) == len(rules)


def test_order_of_rules_does_not_matter():
    text = "\n".join(case.surface.replace("«", "").replace("»", "") for case in read_cases("recognize"))
    expected = RECOGNIZER.recognize(text)
    for seed in range(5):
        shuffled = random.Random(seed).sample(RULES, len(RULES))
        assert Recognizer(NumberTables(), shuffled).recognize(text) == expected


JUNK = "0123456789０９.．,，:：-—~%％/×+一二两十百千万亿零半〇几余多个家元成倍番第前首位翻分之点年月天人公里“”、和\n "


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=JUNK, max_size=60))
def test_junk_never_raises_and_spans_do_not_overlap(text):
    end = 0
    normalize_text(text, WRITTEN_RECOGNIZER.recognize, BOUNDS)
    for quantity in RECOGNIZER.recognize(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        for measure in ("level", "change_rate", "change_amount", "share", "rank"):
            normalize_quantity(quantity, measure, "down")


def test_long_runs_are_not_slow():
    pieces = ["9", "一", "1-", "1:", "1、", "1/", "三个", "5%—", "1万", "8 ", "“1个", "超亿元、", "1万元、", "两片、"]
    for piece in (*pieces, "区域\t8\n", "区域\t8"):
        RECOGNIZER.recognize(piece * 8000)


def test_foreign_cases():
    if not foreign_cases.FOREIGN.is_dir():
        pytest.skip(f"{foreign_cases.FOREIGN} is missing")
    result = foreign_cases.score()
    assert result.standard_right >= 0.97 * result.standard
