"""The dry run as a workbook: an overview, the difference of every unit, the effect of every change, every row."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlsxwriter.workbook import Workbook

from de_an06_xl.dry_run.model import Cause, DryRun, Standing, UnitDifference
from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.model.summary import STATE_WORDS
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.write_summary.block_sheet import BlockSheet
from de_an06_xl.write_summary.styles import Styles
from de_an06_xl.write_summary.table import Cell, Field, Styled, write_table

_TOP = 3
_A4 = 9


def write_dry_run(result: DryRun, path: Path) -> None:
    """Write the workbook to ``path``; equal results give equal bytes.

    Raises :class:`~de_an06_xl.errors.OutputError` when the file cannot be written.
    """
    write_whole(path, dry_run_workbook(result))


def dry_run_workbook(result: DryRun) -> bytes:
    """The workbook as bytes."""
    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": "Arial", "font_size": 11},
    }
    workbook = Workbook(stream, options)
    writer = _Writer(workbook, result)
    for write in (writer.units, writer.causes, writer.rows, writer.files):
        write()
    workbook.set_properties(
        {
            "title": f"Thử nghiệm cách tính mới – {result.period_label}",
            "created": dt.datetime.combine(result.old.due_date, dt.time()),
        }
    )
    workbook.close()
    return stream.getvalue()


class _Writer:
    def __init__(self, workbook: Workbook, result: DryRun) -> None:
        self._workbook, self._result, self._styles = workbook, result, Styles(workbook)

    def units(self) -> None:
        fields = [
            Field("Mã", 13, "code"),
            Field("Đơn vị", 34),
            Field("Điểm cũ", 10, "number"),
            Field("Điểm mới", 10, "number"),
            Field("Chênh", 10, "number"),
            Field("Xếp loại cũ", 22),
            Field("Xếp loại mới", 22),
            *(Field(f"Chênh {COMPONENT_WORDS[item]}", 13, "number") for item in COMPONENT_IDS),
            Field("Tình trạng cũ", 14),
            Field("Tình trạng mới", 14),
            Field("Vì sao", 70),
        ]
        self._sheet(
            "Theo đơn vị", "Chênh lệch của từng đơn vị", fields, [_unit_row(unit) for unit in self._result.units]
        )

    def causes(self) -> None:
        fields = [
            Field("Thay đổi", 60),
            Field("Cũ", 34),
            Field("Mới", 34),
            Field("Số đơn vị", 10, "whole"),
            Field("Số dòng", 10, "whole"),
            Field("Chênh bình quân", 13, "number"),
            Field("Giảm nhiều nhất", 13, "number"),
            Field("Tăng nhiều nhất", 13, "number"),
            Field("Đổi xếp loại", 12, "whole"),
        ]
        rows: list[Sequence[Cell]] = [
            (
                item.cause.what,
                item.cause.old,
                item.cause.new,
                item.units,
                item.rows,
                item.mean_difference,
                item.most_down,
                item.most_up,
                item.band_changes,
            )
            for item in self._result.causes
        ]
        note = (
            "Mỗi dòng là tác động khi chỉ riêng thay đổi đó được áp dụng; không nhất thiết cộng lại bằng chênh chung."
        )
        self._sheet("Theo nguyên nhân", "Tác động của từng thay đổi", fields, rows, note)

    def rows(self) -> None:
        fields = [
            Field("Mã", 13, "code"),
            Field("Đơn vị", 34),
            Field("Thành phần", 22),
            Field("Dòng", 12, "code"),
            Field("Điểm cũ", 14, "number"),
            Field("Điểm mới", 14, "number"),
            Field("Vì sao", 90),
        ]
        rows: list[Sequence[Cell]] = [
            (
                unit.unit,
                unit.name,
                COMPONENT_WORDS[row.component],
                row.row_id,
                _points(row.old, exists=row.old_exists),
                _points(row.new, exists=row.new_exists),
                "; ".join(cause_text(cause) for cause in row.causes),
            )
            for unit in self._result.units
            for row in unit.rows
        ]
        self._sheet("Theo dòng", "Các dòng có điểm thay đổi", fields, rows)

    def files(self) -> None:
        """Files that do not count under both sides' rules alike."""
        fields = [Field("Tệp", 44), Field("Theo quy định cũ", 60), Field("Theo quy định mới", 60)]
        new = {file.file: file for file in self._result.new_files}
        rows: list[Sequence[Cell]] = [
            (old.file, old.reason or "Được tính", new[old.file].reason or "Được tính")
            for old in self._result.old_files
            if old.reason or new[old.file].reason
        ]
        self._sheet("Tệp", "Các tệp không được tính hoặc nộp trễ", fields, rows)

    def _sheet(
        self, name: str, title: str, fields: Sequence[Field], rows: Sequence[Sequence[Cell]], note: str = ""
    ) -> None:
        result = self._result
        sheet: Any = self._workbook.add_worksheet(name, worksheet_class=BlockSheet)
        sheet.write_string(0, 0, f"{title} – {result.period_label}", self._styles["title"])
        sides = (
            f"Cũ: {result.old.plan}, {result.old.policy}, hạn {result.old.due_date:%d/%m/%Y}. "
            f"Mới: {result.new.plan}, {result.new.policy}, hạn {result.new.due_date:%d/%m/%Y}."
        )
        sheet.write_string(1, 0, f"{sides} {note}".strip(), self._styles["subtitle"])
        sheet.set_row(0, 24)
        for column, item in enumerate(fields):
            sheet.set_column(column, column, item.width)
        write_table(sheet, self._styles, _TOP, fields, rows)
        sheet.freeze_panes(_TOP + 1, 2)
        if rows:
            sheet.autofilter(_TOP, 0, _TOP + len(rows), len(fields) - 1)
        sheet.repeat_rows(_TOP)
        sheet.set_paper(_A4)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&A&RTrang &P/&N")


def cause_text(cause: Cause) -> str:
    """``Hạn nộp của kỳ: 09/11/2026 → 06/11/2026``."""
    if not (cause.old or cause.new):
        return cause.what
    return f"{cause.what}: {cause.old} → {cause.new}"


def _unit_row(unit: UnitDifference) -> Sequence[Cell]:
    difference = unit.score_difference
    band = _band(unit.new)
    return (
        unit.unit,
        unit.name,
        _score(unit.old),
        _score(unit.new),
        difference,
        _band(unit.old),
        Styled(band, "care") if unit.band_changes else band,
        *(unit.component_difference(item) for item in COMPONENT_IDS),
        _state(unit.old),
        _state(unit.new),
        "; ".join(cause_text(effect.cause) for effect in unit.effects),
    )


def _score(standing: Standing | None) -> Cell:
    return standing.score.score if standing and standing.score else None


def _band(standing: Standing | None) -> str:
    return standing.score.band if standing and standing.score else ""


def _state(standing: Standing | None) -> str:
    return STATE_WORDS[standing.state] if standing else "Không có đơn vị này"


def _points(points: Cell, *, exists: bool) -> Cell:
    if not exists:
        return Styled("không có dòng", "none")
    return Styled("không chấm", "none") if points is None else points
