"""The corpus of recognition and of normalisation: plain-text cases in corpus/recognize and corpus/normalize.

recognize: `=> kind` (or `nothing`), then surfaces. Every span of that kind stands between « and »; what is not marked must not
be found. normalize: `=> value[..high] unit [measure [direction]]`, then surfaces that hold just that quantity.
A leading `?` marks a known miss; `#` begins a comment.
"""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from corpus_cases import each_case, read_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from shenhe_cli.lexicon.numbers import load_cue_words, load_heads, load_names
from shenhe_cli.lexicon.tables import FOLDER
from shenhe_cli.lexicon.units import load_scales, load_units
from shenhe_cli.normalize.magnitudes import normalize_quantity
from shenhe_cli.recognize import RULES, Recognizer


class NumberTables:
    """The part of the lexicon that recognition asks for."""

    units = load_units()
    scales = load_scales()
    names = load_names(FOLDER / "names.tsv")
    heads = load_heads(FOLDER / "heads.tsv")
    cues = load_cue_words(FOLDER / "number_cues.tsv")


RECOGNIZER = Recognizer(NumberTables())


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
    wanted, unit, *reading = case.expected.split()
    measure, direction = (*reading, "level", None)[:2] if len(reading) < 2 else reading
    direction = direction if len(reading) == 2 else None
    (quantity,) = RECOGNIZER.recognize(case.surface)
    value, high, norm_unit, _ = normalize_quantity(quantity, measure, direction)
    low, _, top = wanted.partition("..")
    assert (Fraction(value), norm_unit) == (Fraction(low), unit)
    assert (None if high is None else Fraction(high)) == (Fraction(top) if top else None)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_rule_finds_its_examples(rule):
    for example in rule.examples:
        candidates = Recognizer(NumberTables(), [rule]).find_candidates(example)
        assert candidates, example


def test_rule_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)


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
    for quantity in RECOGNIZER.recognize(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        for measure in ("level", "change_rate", "change_amount", "share", "rank"):
            normalize_quantity(quantity, measure, "down")


def test_long_runs_are_not_slow():
    for piece in ("9", "一", "1-", "1:", "1、", "1/", "三个", "5%—", "1万", "8 ", "“1个"):
        RECOGNIZER.recognize(piece * 20000)
