"""The corpus of recognition and of normalisation: plain-text cases in corpus/recognize and corpus/normalize.

recognize: `=> kind` (or `nothing`), then surfaces in which every span of that kind stands between « and »; what is not marked must
not be found. normalize: `=> value[..high] unit [measure [direction]]`, then surfaces that hold just that quantity. A leading `?`
marks a known miss; `#` begins a comment.
"""

from __future__ import annotations

import random
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shenhe_cli.lexicon.numbers import load_cue_words, load_heads, load_names
from shenhe_cli.lexicon.tables import FOLDER
from shenhe_cli.lexicon.units import load_scales, load_units
from shenhe_cli.normalize.magnitudes import normalize_quantity
from shenhe_cli.recognize import RULES, Recognizer

CORPUS = Path(__file__).parent / "corpus"


class NumberTables:
    """The part of the lexicon that recognition asks for."""

    units = load_units()
    scales = load_scales()
    names = load_names(FOLDER / "names.tsv")
    heads = load_heads(FOLDER / "heads.tsv")
    cues = load_cue_words(FOLDER / "cues.tsv")


RECOGNIZER = Recognizer(NumberTables())


def read_cases(stage):
    """pytest parameters (expected, surface) of every case of a stage; the id is file:line."""
    for path in sorted((CORPUS / stage).glob("*.txt")):
        expected = None
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            body = line.split(" # ")[0].split("\t# ")[0].strip()
            if not body or body.startswith("#"):
                continue
            if body.startswith("=>"):
                expected = body[2:].split("#")[0].strip()
                continue
            is_miss = body.startswith("?")
            marks = [pytest.mark.xfail(strict=True, reason="known miss")] if is_miss else []
            yield pytest.param(expected, body.lstrip("?").strip(), id=f"{path.name}:{number}", marks=marks)


@pytest.mark.parametrize(("expected", "surface"), read_cases("recognize"))
def test_spans(expected, surface):
    wanted, text = [], ""
    for piece in surface.replace("\\n", "\n").replace("\\t", "\t").split("«"):
        inside, mark, after = piece.partition("»")
        if mark:
            wanted.append((len(text), inside))
            text += inside + after
        else:
            text += piece
    found = RECOGNIZER.recognize(text)
    assert [(q.start, text[q.start : q.end]) for q in found] == wanted
    if expected != "nothing":
        assert {q.kind for q in found} == {expected}


@pytest.mark.parametrize(("expected", "surface"), read_cases("normalize"))
def test_values(expected, surface):
    wanted, unit, *reading = expected.split()
    measure, direction = (*reading, "level", None)[:2] if len(reading) < 2 else reading
    direction = direction if len(reading) == 2 else None
    (quantity,) = RECOGNIZER.recognize(surface)
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
    text = "\n".join(case.values[1].replace("«", "").replace("»", "") for case in read_cases("recognize"))
    expected = RECOGNIZER.recognize(text)
    for seed in range(5):
        shuffled = random.Random(seed).sample(RULES, len(RULES))
        assert Recognizer(NumberTables(), shuffled).recognize(text) == expected


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789０９.．,，:：-—~%％/×+一二两十百千万亿零半〇几余多个家元成倍番第前首位翻分之点年月天人公里“”、和\n ", max_size=60))
def test_junk_never_raises_and_spans_do_not_overlap(text):
    end = 0
    for quantity in RECOGNIZER.recognize(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        for measure in ("level", "change_rate", "change_amount", "share", "rank"):
            normalize_quantity(quantity, measure, "down")


def test_long_runs_are_not_slow():
    for text in ("9" * 20000, "一" * 20000, "1-" * 20000, "1:" * 20000, "1、" * 20000, "1/" * 20000, "三个" * 20000, "5%—" * 20000):
        RECOGNIZER.recognize(text)
