"""The same records whatever the order of the rules, and the same bytes whatever the run."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from corpus_cases import read_cases

from shenhe_cli.model import Document, Record
from shenhe_cli.pipeline import Extractor
from shenhe_cli.read.documents import known_suffixes, read_document
from shenhe_cli.recognize import RULES, Recognizer

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    str(path.relative_to(ROOT))
    for folder in ("fixtures", "seeds")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in known_suffixes() and path.stem != "README" and "expected" not in path.parts
)
FORMATS = ("csv", "jsonl")


@cache
def texts() -> tuple[Document, ...]:
    """The seed report, and one of all our cases."""
    cases = "\n".join(case.surface for stage in ("bind", "recognize", "normalize", "relations") for case in read_cases(stage))
    return (read_document(ROOT / "seeds" / "shenhe_2023.txt"), Document(f"云泽市2023年政府工作报告\n\n{cases}\n"))


def extract_all(extractor: Extractor) -> list[Record]:
    return [record for document in texts() for record in extractor.extract(document, relations=True)]


@pytest.mark.parametrize("seed", range(3))
def test_order_of_rules_does_not_matter(seed: int) -> None:
    extractor, shuffled = Extractor(), Extractor()
    rules = random.Random(seed).sample(RULES, len(RULES))
    assert rules != list(RULES)
    shuffled._recognizer = Recognizer(shuffled._lexicon, rules)
    assert extract_all(shuffled) == extract_all(extractor)


def test_order_of_extraction_does_not_matter() -> None:
    """An extractor keeps nothing of what it has read."""
    used = Extractor()
    extract_all(used)
    assert extract_all(used) == extract_all(Extractor())


def run_all(seed: str, tmp_path: Path) -> dict[str, bytes]:
    """Every document of fixtures/ in every format, by a process with that seed of its hashes."""
    code = (
        "import sys\nfrom shenhe_cli.cli.app import main\n"
        f"for path in {DOCUMENTS!r}:\n    for name in {FORMATS!r}:\n"
        f"        main(['extract', path, '--relations', '--format', name, '-o', sys.argv[1] + path.replace('/', '_') + '.' + name])\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path)}
    target = tmp_path / seed
    target.mkdir()
    subprocess.run([sys.executable, "-c", code, f"{target}/"], cwd=ROOT, env=environment, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in sorted(target.iterdir())}


def test_every_document_gives_the_same_bytes_twice(tmp_path: Path) -> None:
    first, second = run_all("1", tmp_path), run_all("4711", tmp_path)
    # PDF needs an extra
    assert len(first) >= sum(not path.endswith(".pdf") for path in DOCUMENTS) * len(FORMATS)
    assert all(first.values())
    assert first == second
