"""Patterns that are compiled when they are first used."""

import re

import pytest

from shenhe_cli.patterns import LazyPattern


def test_a_lazy_pattern_gives_what_re_gives():
    lazy, compiled = LazyPattern("([0-9]+)年", re.MULTILINE), re.compile("([0-9]+)年", re.MULTILINE)
    text = "2020年和2021年"
    assert [m.span() for m in lazy.finditer(text)] == [m.span() for m in compiled.finditer(text)]
    assert lazy.findall(text) == ["2020", "2021"]
    assert lazy.sub("", text) == "和"
    assert lazy.split(text)[1] == "2020"
    assert lazy.match("2020年")
    assert lazy.fullmatch("2020年和") is None
    assert lazy.search("约2020年")


def test_a_bad_pattern_is_told_when_it_is_used():
    lazy = LazyPattern("(")
    with pytest.raises(re.error):
        lazy.search("")
    with pytest.raises(AttributeError):
        _ = lazy.groups  # what callers do not use is not there
