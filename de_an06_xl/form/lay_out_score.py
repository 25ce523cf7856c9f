"""The self-scoring sheet: counts, the four components, total, band, and every number they rest on.

Formulas give the very figures of ``score_submission``: one quotient per rounding, sums of
2-decimal points made whole before dividing, so that ties round the same way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from de_an06_xl.form.formulas import day_test
from de_an06_xl.form.names import SENT_DATE_NAME, constant_name, word_name
from de_an06_xl.form.rows import NOT_SCORED, FormContext
from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.form import SheetSpec
from de_an06_xl.model.form_document import FormCell, FormSheet, Style
from de_an06_xl.model.policy import COMPONENT_IDS
from de_an06_xl.model.score import COMPONENT_WORDS, REPORTING_WORDS


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """Absolute ranges of one row sheet by column code, and of its inputs (``filled``)."""

    code: str
    name: str
    ranges: dict[str, str]
    filled: tuple[str, ...]


class _Writer:
    """Collects the cells of the sheet and the names of those that others refer to."""

    def __init__(self, spec: SheetSpec) -> None:
        self.sheet = FormSheet(spec, widths=[10, 46, 20, 13, 13, 13, 14, 13], printed_columns=8)
        self.names: dict[str, str] = {}
        self.row = 0

    def put(
        self, column: int, style: Style, value: Any = None, formula: str = "", fmt: str = "", name: str = ""
    ) -> None:
        self.sheet.cells.append(FormCell(self.row, column, style, value, formula, fmt))
        if name:
            self.names[name] = f"'{self.sheet.spec.name}'!${column_letters(column)}${self.row + 1}"

    def line(self, style: Style, values: Iterable[Any]) -> None:
        for column, value in enumerate(values):
            self.put(column, style, value)
        self.row += 1


def lay_out_score(spec: SheetSpec, context: FormContext, counts: list[SheetCounts]) -> tuple[FormSheet, dict[str, str]]:
    """The sheet for one unit and the defined names it contributes."""
    out = _Writer(spec)
    out.line("title", [spec.title])
    out.line("subtitle", [f"{context.unit.name} ({context.unit.code}) – Kỳ báo cáo: {context.period.label_vi}"])
    out.line("note", [spec.note])
    out.row += 1
    by_code = {count.code: count for count in counts}
    _result(out)
    _filling(out, counts)
    _reporting(out, context)
    _components(out, context, by_code)
    _constants(out, context)
    _signature(out)
    out.sheet.last = out.row
    return out.sheet, out.names


def _result(out: _Writer) -> None:
    """Total, band, coverage, completeness at the top, where the eye falls first."""
    out.line("section", ["KẾT QUẢ"])
    out.put(0, "reference", "")
    out.put(1, "reference", "Tổng điểm (0–100)")
    weights, points = "DA06_TP_TRONG_SO", "DA06_TP_DIEM"
    out.put(
        2,
        "total",
        formula=f"=IF(COUNT({points})=0,0,ROUND(ROUND(100*100*SUMPRODUCT({weights},{points}),0)"
        f"/(100*100*SUMPRODUCT({weights},--ISNUMBER({points}))),2))",
        fmt="0.00",
        name="DA06_TONG_DIEM",
    )
    out.row += 1
    for label, formula, name in (
        (
            "Độ phủ chỉ tiêu (%)",
            '=IF(DA06_CT_CO_MUC_TIEU=0,"",100*DA06_CT_DA_TRA_LOI/DA06_CT_CO_MUC_TIEU)',
            "DA06_DO_PHU",
        ),
        ("Mức đầy đủ (%)", "=IF(DA06_CAN_DIEN=0,100,100*(DA06_CAN_DIEN-DA06_CON_THIEU)/DA06_CAN_DIEN)", "DA06_DAY_DU"),
    ):
        out.put(0, "reference", "")
        out.put(1, "reference", label)
        out.put(2, "calc", formula=formula, fmt="0.00", name=name)
        out.row += 1
    out.put(0, "reference", "")
    out.put(1, "reference", "Xếp loại")
    out.put(
        2,
        "total",
        formula="=IF(OR(DA06_DAY_DU<DA06_MIN_COMPLETENESS,IF(ISNUMBER(DA06_DO_PHU),DA06_DO_PHU<DA06_MIN_COVERAGE,FALSE)),"
        "DA06_XEP_LOAI_THIEU,LOOKUP(DA06_TONG_DIEM,DA06_XEP_LOAI_TU,DA06_XEP_LOAI_TEN))",
        name="DA06_XEP_LOAI",
    )
    out.row += 2


def _filling(out: _Writer, counts: list[SheetCounts]) -> None:
    out.line("section", ["TÌNH HÌNH ĐIỀN BIỂU"])
    out.line(
        "header", ["Trang", "Tên trang", "Cần điền", "Đã điền", "Còn thiếu", "Số lỗi", "Cần giải trình", "Ô đã nhập"]
    )
    first = out.row
    for count in counts:
        row = first + 1 + out.row - first
        out.put(0, "code", count.code)
        out.put(1, "reference", count.name)
        out.put(2, "calc", formula=_sum(count, "required"))
        out.put(3, "calc", formula=f"=C{row}-E{row}")
        out.put(4, "calc", formula=_sum(count, "missing"))
        out.put(5, "calc", formula=_sum(count, "errors"))
        out.put(6, "calc", formula=_sum(count, "queries"))
        anything = "+".join(f'IFERROR(SUMPRODUCT(--(TRIM({cells})<>"")),1)' for cells in count.filled) or "0"
        out.put(7, "calc", formula=f"={anything}")
        out.row += 1
    out.put(0, "total", "")
    out.put(1, "total", "Cộng")
    totals = (None, None, "DA06_CAN_DIEN", "", "DA06_CON_THIEU", "DA06_SO_LOI", "DA06_SO_HOI", "DA06_DA_NHAP")
    for column, name in enumerate(totals):
        if name is not None:
            letters = column_letters(column)
            out.put(column, "total", formula=f"=SUM({letters}{first + 1}:{letters}{out.row})", name=name)
    out.row += 2


def _sum(count: SheetCounts, column: str) -> str:
    return f"=SUM({count.ranges[column]})" if count.ranges else "=0"


def _reporting(out: _Writer, context: FormContext) -> None:
    policy = context.policy.reporting
    formulas = {
        "BC-1": (
            policy.on_time_points.value,
            f"=IF({day_test(SENT_DATE_NAME)},ROUND(MAX(0,DA06_ON_TIME_POINTS-DA06_LOSS_PER_LATE_DAY"
            f"*MAX(0,INT({SENT_DATE_NAME})-DA06_DUE_DATE)),2),0)",
        ),
        "BC-2": (
            policy.completeness_points.value,
            "=IF(DA06_CAN_DIEN=0,DA06_COMPLETENESS_POINTS,"
            "ROUND(DA06_COMPLETENESS_POINTS*(DA06_CAN_DIEN-DA06_CON_THIEU)/DA06_CAN_DIEN,2))",
        ),
        "BC-3": (
            policy.quality_points.value,
            "=IF(DA06_DA_NHAP=0,0,ROUND(MAX(0,DA06_QUALITY_POINTS-DA06_LOSS_PER_ERROR*DA06_SO_LOI),2))",
        ),
    }
    out.line("section", ["CHẾ ĐỘ BÁO CÁO"])
    out.line("header", ["Mã", "Nội dung", "Điểm tối đa", "Điểm"])
    first = out.row
    for row_id, (most, formula) in formulas.items():
        out.put(0, "code", row_id)
        out.put(1, "reference", REPORTING_WORDS[row_id])
        out.put(2, "reference", most, fmt="0.00")
        out.put(3, "calc", formula=formula, fmt="0.00")
        out.row += 1
    out.names["DA06_BC_DIEM"] = f"'{out.sheet.spec.name}'!$D${first + 1}:$D${out.row}"
    out.row += 1


def _components(out: _Writer, context: FormContext, counts: dict[str, SheetCounts]) -> None:
    out.line("section", ["ĐIỂM THÀNH PHẦN"])
    out.line("header", ["Mã", "Thành phần", "Trọng số", "Số dòng chấm", "Điểm (0–100)", "Đóng góp"])
    first = out.row
    points = {code: counts[code].ranges.get("points", "") for code in ("CT", "NV", "TC")}
    for component in COMPONENT_IDS:
        row = out.row + 1
        counted, formula = _component_formulas(component, points, counts)
        out.put(0, "code", component)
        out.put(1, "reference", COMPONENT_WORDS[component])
        out.put(2, "reference", context.policy.weights.of(component))
        out.put(3, "calc", formula=counted)
        out.put(4, "calc", formula=formula, fmt="0.00", name=f"DA06_DIEM_{component}")
        out.put(
            5,
            "calc",
            formula=f'=IF(ISNUMBER(E{row}),C{row}*E{row}/SUMPRODUCT(DA06_TP_TRONG_SO,--ISNUMBER(DA06_TP_DIEM)),"")',
            fmt="0.0000",
        )
        out.row += 1
    sheet = out.sheet.spec.name
    out.names["DA06_TP_TRONG_SO"] = f"'{sheet}'!$C${first + 1}:$C${out.row}"
    out.names["DA06_TP_DIEM"] = f"'{sheet}'!$E${first + 1}:$E${out.row}"
    out.row += 1
    direction, answered = counts["CT"].ranges.get("direction"), counts["CT"].ranges.get("answered")
    with_target = f"=SUMPRODUCT(--({direction}<>{word_name(NOT_SCORED)}))" if direction else "=0"
    for label, formula, name in (
        ("Chỉ tiêu có mục tiêu trong năm", with_target, "DA06_CT_CO_MUC_TIEU"),
        ("Chỉ tiêu đã trả lời", f"=SUM({answered})" if answered else "=0", "DA06_CT_DA_TRA_LOI"),
    ):
        out.put(0, "reference", "")
        out.put(1, "reference", label)
        out.put(2, "calc", formula=formula, name=name)
        out.row += 1
    out.row += 1


def _component_formulas(component: str, points: dict[str, str], counts: dict[str, SheetCounts]) -> tuple[str, str]:
    """How many rows count, and the component on 0–100 (``""`` when none does)."""
    if component == "BC":
        return "=COUNT(DA06_BC_DIEM)", "=ROUND(10*SUM(DA06_BC_DIEM),2)"
    cells = points[component]
    if not cells:
        return "=0", '=""'
    if component == "TC":
        return f"=COUNT({cells})", f"=ROUND(10*SUM({cells}),2)"
    if component == "CT":
        return (
            f"=COUNT({cells})",
            f'=IF(COUNT({cells})=0,"",ROUND(10*ROUND(100*SUM({cells}),0)/(100*COUNT({cells})),2))',
        )
    weights = counts["NV"].ranges["weight"]
    return f"=COUNT({cells})", (
        f'=IF(COUNT({cells})=0,"",ROUND(ROUND(100*100*100*SUMPRODUCT({weights},{cells}),0)'
        f"/ROUND(100*100*10*SUMPRODUCT({weights},--ISNUMBER({cells})),0),2))"
    )


def _constants(out: _Writer, context: FormContext) -> None:
    policy, plan = context.policy, context.plan.header
    dates: list[tuple[str, dt.date, str]] = [
        ("LAST_DAY", context.period.last_day, context.plan.reporting.source),
        ("DUE_DATE", context.period.due_date, context.plan.reporting.source),
        ("PROGRAMME_START", plan.programme_start, plan.legal_basis),
        ("OWN_PLAN_DUE", plan.own_plan_due, "Kế hoạch, mục V.4.b"),
    ]
    out.line("section", ["CĂN CỨ TÍNH ĐIỂM"])
    out.line("header", ["", "Nội dung", "Giá trị", "Nguồn"])
    serials = context.constants
    labels = {
        "LAST_DAY": "Ngày cuối kỳ",
        "DUE_DATE": "Hạn nộp",
        "PROGRAMME_START": "Ngày bắt đầu Chương trình",
        "OWN_PLAN_DUE": "Hạn ban hành kế hoạch của đơn vị (trước ngày)",
        "EARLIEST_DATE": "Ngày sớm nhất không phải giải trình",
        "LATEST_DATE": "Ngày muộn nhất không phải giải trình",
        "LAST_SERIAL": "Ngày muộn nhất bảng tính ghi được",
    }
    rows: list[tuple[str, str, Any, str, str]] = [
        (code, labels[code], serials[code], "dd/mm/yyyy", ref) for code, _, ref in dates
    ]
    rows += [(code, labels[code], serials[code], "dd/mm/yyyy", "đề xuất") for code in ("EARLIEST_DATE", "LATEST_DATE")]
    rows.append(("LAST_SERIAL", labels["LAST_SERIAL"], serials["LAST_SERIAL"], "dd/mm/yyyy", "giới hạn của bảng tính"))
    most = serials["LARGEST_NUMBER"]
    rows.append(("LARGEST_NUMBER", "Số lớn nhất bảng tính giữ chính xác", most, "#,##0", "giới hạn của bảng tính"))
    task, reporting = policy.tasks, policy.reporting
    rows += [
        (code, label, number.value, "0.##", number.ref)
        for code, label, number in (
            ("LATE_LOSS_PER_DAY", "Hoàn thành muộn: mất mỗi ngày (phần của điểm)", task.late_loss_per_day),
            ("LATE_FLOOR", "Hoàn thành muộn: phần điểm tối thiểu", task.late_floor),
            ("OVERDUE_FACTOR", "Quá hạn đang làm: hệ số của tiến độ", task.overdue_factor),
            ("START_GRACE_INVERSE", "Chưa triển khai: miễn khi chưa qua 1/N thời gian, N là", task.start_grace_inverse),
            ("ONGOING_RESULT_ONLY", "Việc thường xuyên có kết quả, thiếu văn bản: phần điểm", task.ongoing_result_only),
            ("ON_TIME_POINTS", "Điểm báo cáo đúng hạn", reporting.on_time_points),
            ("LOSS_PER_LATE_DAY", "Mất mỗi ngày nộp muộn", reporting.loss_per_late_day),
            ("COMPLETENESS_POINTS", "Điểm điền đầy đủ", reporting.completeness_points),
            ("QUALITY_POINTS", "Điểm chất lượng", reporting.quality_points),
            ("LOSS_PER_ERROR", "Mất mỗi lỗi", reporting.loss_per_error),
            ("MIN_COVERAGE", "Độ phủ tối thiểu để xếp loại (%)", policy.min_coverage_pct),
            ("MIN_COMPLETENESS", "Mức đầy đủ tối thiểu để xếp loại (%)", policy.min_completeness_pct),
        )
    ]
    for code, label, value, fmt, ref in rows:
        out.put(0, "reference", "")
        out.put(1, "reference", label)
        out.put(2, "reference", value, fmt=fmt, name=constant_name(code))
        out.put(3, "note", ref)
        out.row += 1
    _bands(out, context)


def _bands(out: _Writer, context: FormContext) -> None:
    bands = sorted(context.policy.bands, key=lambda band: band.from_score)
    first = out.row
    for band in bands:
        out.put(0, "reference", "")
        out.put(1, "reference", band.name)
        out.put(2, "reference", band.from_score)
        out.put(
            3,
            "note",
            f"từ điểm này đến dưới {band.to_score:f}; {band.ref}" if band.to_score < Decimal(100) else band.ref,
        )
        out.row += 1
    sheet = out.sheet.spec.name
    out.names["DA06_XEP_LOAI_TEN"] = f"'{sheet}'!$B${first + 1}:$B${out.row}"
    out.names["DA06_XEP_LOAI_TU"] = f"'{sheet}'!$C${first + 1}:$C${out.row}"
    out.put(0, "reference", "")
    out.put(1, "reference", context.policy.insufficient.name, name="DA06_XEP_LOAI_THIEU")
    out.put(2, "reference", "")
    out.put(3, "note", "khi độ phủ hoặc mức đầy đủ dưới mức tối thiểu")
    out.row += 2


def _signature(out: _Writer) -> None:
    out.put(1, "subtitle", "NGƯỜI LẬP BIỂU")
    out.put(5, "subtitle", "THỦ TRƯỞNG ĐƠN VỊ")
    out.row += 1
    out.put(1, "note", "(Ký, ghi rõ họ tên)")
    out.put(5, "note", "(Ký tên, đóng dấu)")
    out.row += 4
