"""The record's fields as JSON Schema (JSON, JSONL) and as Table Schema (CSV, TSV), made from fields.tsv and enums.tsv."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shenhe_cli.export.columns import PRIMARY_KEY
from shenhe_cli.export.labels import Field, load_enums, load_fields
from shenhe_cli.model import SCHEMA_VERSION


def make_json_schema(labels: str) -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of one record; titles and descriptions in `labels`, en or zh."""
    fields = load_fields()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:shenhe:record:{SCHEMA_VERSION}",
        "title": "shenhe record",
        "type": "object",
        "properties": {name: make_property(field, labels) for name, field in fields.items()}
        | {"schema_version": {"title": "schema_version", "const": SCHEMA_VERSION}},
        "required": [*fields, "schema_version"],
        "additionalProperties": False,
    }


def make_property(field: Field, labels: str) -> dict[str, Any]:
    """One field as a property of the JSON Schema."""
    described: dict[str, Any] = {"title": field.heading(labels), "description": field.explain(labels)}
    if field.type == "enum":
        return {**described, "enum": [*load_enums()[field.name], *([None] if field.is_optional else [])]}
    return {**described, "type": [field.type, "null"] if field.is_optional else field.type}


def make_table_schema(labels: str) -> dict[str, Any]:
    """Table Schema (Frictionless) of a file of records; titles and descriptions in `labels`, en or zh."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [make_column(field, labels) for field in load_fields().values()],
        "missingValues": [""],
        "primaryKey": list(PRIMARY_KEY),
    }


def make_column(field: Field, labels: str) -> dict[str, Any]:
    """One field as a column of the Table Schema."""
    constraints: dict[str, Any] = {} if field.is_optional else {"required": True}
    if field.type == "enum":
        constraints["enum"] = list(load_enums()[field.name])
    column = {
        "name": field.name,
        "type": "string" if field.type == "enum" else field.type,
        "title": field.heading(labels),
        "description": field.explain(labels),
    }
    return {**column, "constraints": constraints} if constraints else column


SCHEMAS: dict[str, Callable[[str], dict[str, Any]]] = {"json": make_json_schema, "table": make_table_schema}
