"""The machine-readable description: a Tabular Data Package of the tables, a JSON Schema of the summary.

Tabular Data Package 1.0 and Table Schema: specs.frictionlessdata.io. The JSON Schema (draft 2020-12) follows from
the very types that read the summary back.
"""

from __future__ import annotations

from typing import Any

from de_an06_xl.model.export import ExportField, ExportLayout, ExportTable
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.summary import Summary
from de_an06_xl.write_exports.value_lists import values_of


def data_package(exports: ExportLayout, layout: FormLayout, summary: Summary) -> dict[str, Any]:
    """The descriptor ``datapackage.json`` of one month's folder."""
    return {
        "profile": "tabular-data-package",
        "name": f"de-an-06-{summary.period}",
        "title": f"{exports.title} – {summary.period_label}",
        "description": f"Kế hoạch {summary.plan}; chính sách điểm {summary.policy}; biểu {summary.form_version}.",
        "version": summary.period,
        "resources": [_resource(table, layout) for table in exports.tables],
    }


def summary_schema() -> dict[str, Any]:
    """The JSON Schema of ``tong-hop.json``: keys may be added later, so unknown ones are allowed."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **MonthFigures.model_json_schema()}


def table_schema(table: ExportTable, layout: FormLayout) -> dict[str, Any]:
    """The Table Schema of one table."""
    schema: dict[str, Any] = {
        "fields": [_field(field, layout) for field in table.fields],
        "missingValues": [""],
    }
    if table.key:
        schema["primaryKey"] = list(table.key)
    references = [field for field in table.fields if field.reference]
    if references:
        schema["foreignKeys"] = [_foreign_key(field) for field in references]
    return schema


def _resource(table: ExportTable, layout: FormLayout) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": table_schema(table, layout),
    }


def _field(field: ExportField, layout: FormLayout) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if field.required:
        constraints["required"] = True
    if field.pattern:
        constraints["pattern"] = field.pattern
    values = values_of(field.values, layout)
    if values:
        constraints["enum"] = list(values)
    described: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "description": field.description,
    }
    return {**described, "constraints": constraints} if constraints else described


def _foreign_key(field: ExportField) -> dict[str, Any]:
    resource, _, column = field.reference.partition(".")
    return {"fields": field.name, "reference": {"resource": resource, "fields": column}}
