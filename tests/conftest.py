"""Records and an extractor made by hand, so that reading, writing and the command line are tested without the pipeline."""

import sys
import types
from decimal import Decimal

import pytest

from shenhe_cli.cli.app import main
from shenhe_cli.model import Document, Record
from shenhe_cli.normalize.confidence import Evidence
from shenhe_cli.pipeline import Explanation

SENTENCE = "一般公共预算收入实现75.8亿元，增长5%。"


def make_record(**changes):
    """The record of 75.8亿元 in SENTENCE, with the fields that a test is about changed."""
    record = Record(
        id="report#10",
        source="report.txt",
        region="临江区",
        region_code=None,
        report_year=2023,
        section="一、2022年工作回顾",
        indicator="一般公共预算收入",
        indicator_code="general_budget_revenue",
        parent=None,
        scope=None,
        measure="level",
        action="实现",
        direction=None,
        quantity="75.8亿元",
        value=Decimal("75.8"),
        value_high=None,
        unit="亿元",
        norm_value=Decimal("7580000000"),
        norm_value_high=None,
        norm_unit="CNY",
        dimension="currency",
        bound=None,
        bound_text=None,
        status="actual",
        commitment=None,
        basis=None,
        price_basis=None,
        period="2022",
        year=2022,
        relation=None,
        start_char=10,
        end_char=16,
        sentence=SENTENCE,
        sentence_start=0,
        sentence_end=len(SENTENCE),
        locator=None,
        rule="frames/subject",
        inferred="period",
        confidence=0.9,
    )
    return record._replace(**changes)


GROWTH = {
    "id": "report#19",
    "measure": "change_rate",
    "action": "增长",
    "direction": "up",
    "quantity": "5%",
    "value": 5,
    "unit": "%",
    "norm_value": 5,
    "norm_unit": "%",
    "dimension": "percent",
    "status": "expected",
    "start_char": 19,
    "end_char": 21,
    "rule": "frames/topic",
    "inferred": "indicator;period",
    "confidence": 0.6,
}


class FakeExtractor:
    """Finds 75.8亿元 and 5% where they stand; stumbles over 乱, to see what a defect does."""

    def extract(self, document, region=None, year=None, relations=False):
        if isinstance(document, str):
            document = Document(document)
        if "乱" in document.text:
            raise ZeroDivisionError("over 乱")
        records = []
        for quantity, changes in (("75.8亿元", {}), ("5%", GROWTH)):
            start = document.text.find(quantity)
            if start >= 0:
                place = {"start_char": start, "end_char": start + len(quantity), "source": document.source}
                records.append(make_record(**changes)._replace(region=region, report_year=year, **place))
        return records

    def explain(self, document, region=None, year=None, relations=False):
        evidence = Evidence(0.9, "frames/subject", "known", 10, 9)
        return (Explanation(record, "measures/numeral-scale-unit", SENTENCE, evidence) for record in self.extract(document, region, year))


@pytest.fixture
def fake_pipeline(monkeypatch):
    """The command line with FakeExtractor behind it."""
    module = types.ModuleType("shenhe_cli.pipeline")
    module.Extractor = FakeExtractor
    monkeypatch.setitem(sys.modules, "shenhe_cli.pipeline", module)


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Run the program in this process: (exit code, standard output, standard error)."""
    for name in ("SHENHE_DEBUG", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SHENHE_LANG", "en")
    # no settings of the person who runs the tests
    monkeypatch.setenv("XDG_CONFIG_HOME", "/nonexistent")

    def call(*arguments):
        code = main([str(argument) for argument in arguments])
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


@pytest.fixture
def report(tmp_path, monkeypatch):
    """A report with two figures in a folder of its own, which is the working folder."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "report.txt"
    path.write_text(SENTENCE, "utf-8")
    return path
