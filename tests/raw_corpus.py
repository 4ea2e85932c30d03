"""Every file of ../shared/corpus_raw is read, and its records are those of the text file of the same name.

python -m tests.raw_corpus        # a line a file: records of the text, how many of them the raw file gives too
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from shenhe_cli.model import Record
from shenhe_cli.pipeline import Extractor
from shenhe_cli.read.documents import read_document

SHARED = Path(__file__).parents[2] / "shared"
RAW, TEXTS = SHARED / "corpus_raw", SHARED / "corpus"
REASON = "../shared/corpus_raw is not here"


class Comparison(NamedTuple):
    """A raw file against its text: records of the text, those found in the raw file, those of the raw file.

    `cut` are those not found whose label is none, or a part of the raw file's for the same value: the text file of a PDF has its lines
    broken (值 for 增加值), which the PDF reader has joined.
    """

    name: str
    is_same_name: bool
    expected: int
    found: int
    cut: int
    given: int
    missing: tuple[tuple[str | None, str, str], ...]


def raw_files() -> list[Path]:
    """All files to be read."""
    return sorted(path for path in RAW.iterdir() if path.suffix != ".tsv") if RAW.is_dir() else []


def text_of(path: Path) -> Path | None:
    """The text file of the same name (province_西藏_2025 is province_西藏自治区_2025 there); None where there is none."""
    name = path.name.split(".")[0]
    kind, place, rest = name.split("_", 2)
    found = sorted(TEXTS.glob(f"{name}.txt")) or sorted(TEXTS.glob(f"{kind}_{place[:3].removesuffix('州')}*_{rest}.txt"))
    return found[0] if found else None


def key(record: Record) -> tuple[str | None, str, str]:
    """What makes two records the same; blanks in a label are layout (A 级景区)."""
    return record.indicator and "".join(record.indicator.split()), str(record.norm_value), record.norm_unit


def compare(path: Path, extractor: Extractor) -> Comparison:
    """The records of a raw file against those of its text."""
    records = extractor.extract(read_document(path))
    raw = Counter(map(key, records))
    text = text_of(path)
    expected = Counter(key(record) for record in extractor.extract(read_document(text))) if text else Counter()
    missing = expected - raw
    labels: dict[tuple[str, str], list[str]] = {}
    for label, *figure in map(key, records):
        labels.setdefault((figure[0], figure[1]), []).append(label or "")
    cut = [item for item in missing.elements() if any((item[0] or "") in label for label in labels.get(item[1:], ()))]
    is_same_name = text is not None and text.stem == path.name.split(".")[0]
    found = expected.total() - missing.total()
    return Comparison(path.name, is_same_name, expected.total(), found, len(cut), raw.total(), tuple(missing.elements()))


def compare_all() -> Iterator[Comparison]:
    """Every raw file."""
    extractor = Extractor()
    for path in raw_files():
        yield compare(path, extractor)


if __name__ == "__main__":
    total: Counter[str] = Counter()
    for result in compare_all():
        share = f"{result.found / result.expected:7.2%}" if result.expected else "no text"
        note = "" if result.is_same_name or not result.expected else " (text of another name)"
        print(f"{share} {result.found:5} + {result.cut:3} cut of {result.expected:5}, raw {result.given:5}  {result.name}{note}")
        if result.is_same_name:
            total.update(expected=result.expected, found=result.found, cut=result.cut)
        if "-v" in sys.argv:
            print("\n".join(f"      {item}" for item in result.missing[:12]))
    if total:
        both = total["found"] + total["cut"]
        print(f"{total['found'] / total['expected']:.2%} of {total['expected']}, with cut labels {both / total['expected']:.2%}")
    else:
        print(REASON)
