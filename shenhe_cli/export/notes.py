"""What a workbook says of itself: versions, date, sources, counts, and how its cells are to be read."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shenhe_cli.export.labels import FOLDER, load_enums
from shenhe_cli.export.provenance import made_at, provenance
from shenhe_cli.export.rows import WriteOptions
from shenhe_cli.lexicon.tables import read_table
from shenhe_cli.model import Record


class Tally:
    """Counts records by source, measure and status."""

    def __init__(self) -> None:
        self.sources: Counter[str] = Counter()
        self.enums: dict[str, Counter[str]] = {"measure": Counter(), "status": Counter()}

    def add(self, record: Record) -> None:
        """Count a record."""
        self.sources[record.source] += 1
        for name, counter in self.enums.items():
            counter[getattr(record, name)] += 1

    def lines(self, labels: str) -> dict[str, list[tuple[str, int]]]:
        """For measure and status the counts of the values that occur, in the order of the table of enums."""
        enums = load_enums()
        return {
            name: [(word if labels == "zh" else value, counter[value]) for value, word in enums[name].items() if counter[value]]
            for name, counter in self.enums.items()
        }


def make_notes(tally: Tally, options: WriteOptions, is_wide: bool) -> tuple[list[str], list[list[Any]]]:
    """Headings and rows of the sheet of notes."""
    words = load_notes(options.labels)
    versions = provenance(options.own_lexicon)
    rows: list[list[Any]] = [[words[name], version] for name, version in versions.items()]
    rows.append([words["made"], f"{made_at():%Y-%m-%d %H:%M} UTC"])
    rows.append([words["rows"], sum(tally.sources.values())])
    rows += [[words[name], f"{value}: {count}"] for name, lines in tally.lines(options.labels).items() for value, count in lines]
    rows += [[words["source"], f"{source}: {count}"] for source, count in tally.sources.items()]
    hints = ["hint norm", "hint sign", "hint sentence", *(["hint wide", "hint left out"] if is_wide else [])]
    rows += [[words["hint"], words[name]] for name in hints]
    return [words["heading item"], words["heading text"]], rows


def load_notes(labels: str) -> dict[str, str]:
    """The words of the notes by key, in `labels`."""
    rows = read_table(FOLDER / "notes.tsv", ("key", "en", "zh"))
    return {key: zh if labels == "zh" else en for _, (key, en, zh) in rows}
