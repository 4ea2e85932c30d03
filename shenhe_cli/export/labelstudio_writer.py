"""Label Studio: one task a report, its figures as predictions. Offsets are code points, as Label Studio stores them.

Each figure is a region labelled with its measure; indicator and unit are text areas, status and direction choices of that region.
The labelling configuration that takes them is CONFIG.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Any

from shenhe_cli.export.labels import load_enums
from shenhe_cli.export.numbers import write_number
from shenhe_cli.export.provenance import sign
from shenhe_cli.export.reports import group_by_document
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.export.summary import written
from shenhe_cli.model import Document, Record

NEEDS_TEXT = True
SUFFIX = "json"

CHOICES = ("status", "direction", "bound")
TEXTS = ("indicator", "unit", "basis", "period")


def write(records: Iterable[Record], stream: IO[str], options: WriteOptions) -> None:
    """Write a JSON array of tasks, one a line."""
    lead = "["
    for document, group in group_by_document(records, options.documents):
        stream.write(f"{lead}\n{json.dumps(make_task(document, group, options.own_lexicon), ensure_ascii=False)}")
        lead = ","
    stream.write("[]\n" if lead == "[" else "\n]\n")


def make_task(document: Document, records: list[Record], own_lexicon: Sequence[str] = ()) -> dict[str, Any]:
    """A report as a task: its text, and what was found in it as one prediction."""
    results = [result for number, record in enumerate(records) for result in make_results(f"q{number}", record)]
    return {
        "data": {"text": document.text, "source": document.source},
        "predictions": [{"model_version": sign(own_lexicon), "result": results}],
    }


def make_results(name: str, record: Record) -> Iterator[dict[str, Any]]:
    """The region of a figure, and what is said of it."""
    place = {"start": record.start_char, "end": record.end_char, "text": written(record)}
    common = {"id": name, "to_name": "text"}
    yield {
        **common,
        "from_name": "measure",
        "type": "labels",
        "value": {**place, "labels": [record.measure]},
        "score": float(write_number(record.confidence)),
    }
    for field in CHOICES:
        if value := getattr(record, field):
            yield {**common, "from_name": field, "type": "choices", "value": {**place, "choices": [value]}}
    for field in TEXTS:
        if value := getattr(record, field):
            yield {**common, "from_name": field, "type": "textarea", "value": {**place, "text": [value]}}


def make_config() -> str:
    """The labelling configuration for such tasks, as Label Studio wants it."""
    enums = load_enums()
    lines = ['<View>', '  <Labels name="measure" toName="text">']
    lines += [f'    <Label value="{value}" alias="{value}" hint="{word}"/>' for value, word in enums["measure"].items()]
    lines += ['  </Labels>', '  <Text name="text" value="$text" granularity="symbol"/>']
    for field in CHOICES:
        lines.append(f'  <Choices name="{field}" toName="text" perRegion="true" choice="single">')
        lines += [f'    <Choice value="{value}" hint="{word}"/>' for value, word in enums[field].items()]
        lines.append('  </Choices>')
    lines += [f'  <TextArea name="{field}" toName="text" perRegion="true" maxSubmissions="1"/>' for field in TEXTS]
    return "\n".join([*lines, "</View>", ""])
