"""The month for other systems: one folder of CSV and JSON tables that describes itself.

Beside the tables stand ``tong-hop.json`` (the public summary), ``tong-hop.schema.json`` (its JSON Schema) and
``datapackage.json`` (a Tabular Data Package: every column with type, title, list of values, keys). CSV is for
people and spreadsheets, so text in it is guarded against being taken for a formula; the JSON tables have the text
as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from de_an06_xl.errors import OutputError
from de_an06_xl.model.export import ExportLayout
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.summary import Summary
from de_an06_xl.output_files.guarded_csv import write_guarded_csv
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.write_exports.schema import data_package, summary_schema
from de_an06_xl.write_exports.tables import table_rows

__all__ = ["write_exports"]


def write_exports(
    summary: Summary, summary_object: Mapping[str, Any], layout: FormLayout, exports: ExportLayout, folder: Path
) -> list[Path]:
    """Write every table of ``exports`` and what describes them into ``folder``; returns the paths written.

    ``summary_object`` is the public JSON of ``summary``. The folder is made when missing; each file is replaced
    whole, equal months give equal bytes. Raises :class:`OutputError` when one cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutputError(f"Không tạo được thư mục {folder}. Hãy chọn nơi khác hoặc kiểm tra quyền ghi.") from None
    written = []
    for table in exports.tables:
        names = [field.name for field in table.fields]
        rows = table_rows(table, summary)
        csv_path, json_path = folder / f"{table.name}.csv", folder / f"{table.name}.json"
        write_guarded_csv(csv_path, [names, *rows])
        records = [{name: _plain(value) for name, value in zip(names, row, strict=True)} for row in rows]
        write_whole(json_path, _json(records))
        written += [csv_path, json_path]
    described = {
        "tong-hop.json": summary_object,
        "tong-hop.schema.json": summary_schema(),
        "datapackage.json": data_package(exports, layout, summary),
    }
    for name, data in described.items():
        write_whole(folder / name, _json(data))
        written.append(folder / name)
    return written


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
