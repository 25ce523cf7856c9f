"""The guide sheet: one page with purpose, deadline, steps, colour key, contact and version."""

from __future__ import annotations

from functools import cache
from typing import Any

from de_an06_xl.form.names import SHEET_PASSWORD
from de_an06_xl.form.rows import FormContext
from de_an06_xl.load_toml import DATA_DIR, only_keys, read_toml
from de_an06_xl.model.form import FormLayout, SheetSpec
from de_an06_xl.model.form_document import FormCell, FormSheet

_FILE = "guide.toml"


@cache
def _texts() -> dict[str, Any]:
    tables = read_toml(DATA_DIR / "forms" / _FILE)
    only_keys(tables, ("section", "legend"), _FILE)
    return tables


def lay_out_guide(spec: SheetSpec, layout: FormLayout, context: FormContext) -> FormSheet:
    """The sheet for one unit; every cell is locked text."""
    words = {
        "unit": context.unit.name,
        "code": context.unit.code,
        "period": context.period.label_vi,
        "due": f"{context.period.due_date:%d/%m/%Y}",
        "password": SHEET_PASSWORD,
    }
    sheet = FormSheet(spec, widths=[4.0, 116.0], printed_columns=2)
    sheet.cells = [FormCell(0, 0, "title", layout.title), FormCell(1, 0, "subtitle", spec.title)]
    row = 3
    for section in _texts()["section"]:
        sheet.cells.append(FormCell(row, 0, "section", section["title"]))
        for line in section["lines"]:
            row += 1
            sheet.cells.append(FormCell(row, 1, "plain", line.format_map(words)))
        row += 2
    sheet.cells.append(FormCell(row, 0, "section", "Màu và kiểu ô"))
    for legend in _texts()["legend"]:
        row += 1
        sheet.cells.append(FormCell(row, 0, legend["style"]))
        sheet.cells.append(FormCell(row, 1, "plain", legend["text"]))
    row += 2
    version = (
        f"Biểu {layout.id}, phiên bản {layout.version}; kế hoạch {context.plan.version_id}; "
        f"cách tính điểm {context.policy.version_id}."
    )
    sheet.cells.append(FormCell(row, 1, "note", version))
    sheet.last = row
    return sheet
