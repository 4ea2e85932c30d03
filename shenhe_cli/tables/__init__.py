"""The stage for tables: cells → mentions, each with its row's heading as indicator and what its column's heading says of it."""

from __future__ import annotations

from shenhe_cli.model import Document


def has_tables(document: Document) -> bool:
    """Whether a document may have a table: cells that its reader marked, or lines with tabs or upright bars. Cheap, for most have none."""
    return document.text.count("\t") > 1 or document.text.count("|") > 3 or any(block.kind == "cell" for block in document.blocks)
