"""A range of an open form: its findings, and its score line by line."""

from __future__ import annotations

from de_an06_xl.check_submission import check_submission
from de_an06_xl.explain_score import row_names
from de_an06_xl.functions.cell_error import refuse_unknown
from de_an06_xl.functions.form_block import FormBlock, read_form_block
from de_an06_xl.functions.in_force import run_in_force
from de_an06_xl.functions.model import Block, CellValue
from de_an06_xl.functions.reading_functions import unit_named
from de_an06_xl.functions.register import worksheet_function
from de_an06_xl.model.finding import Finding
from de_an06_xl.model.period import Period
from de_an06_xl.model.score import COMPONENT_WORDS, ScoreRow
from de_an06_xl.score_submission import score_submission

FINDING_HEADINGS = ("Mã phát hiện", "Mức", "Mã dòng", "Cột", "Giá trị", "Nội dung", "Cách sửa")
SCORE_HEADINGS = ("Mã", "Nội dung", "Điểm", "Điểm tối đa", "Hệ số", "Lý do", "Cách tính", "Cách lấy lại điểm")
NO_FINDING = "Không có phát hiện nào."
# The score of these tables is that of their rows; Chế độ báo cáo needs the whole return.
_SCORED = ("CT", "NV", "TC")


@worksheet_function("DA06_KIEMTRA")
def findings(vung: Block, ky: Period, don_vi: str) -> list[list[CellValue]]:
    """Every finding about the table in the range, as ``da06 kiem-tra`` tells them; headings first."""
    block = _read(vung, ky, don_vi)
    rows = [_finding_row(finding, block) for finding in _findings(block)]
    return [[*FINDING_HEADINGS], *(rows or [["", "", "", "", "", NO_FINDING, ""]])]


@worksheet_function("DA06_GIAITHICH")
def explanation(vung: Block, ky: Period, don_vi: str) -> list[list[CellValue]]:
    """The points of every row of the table with their arithmetic; the component's points (0–100) in the last line."""
    block = _read(vung, ky, don_vi)
    if block.spec.code not in _SCORED:
        raise refuse_unknown()
    score = score_submission(block.submission, block.findings, block.context, None)
    component = score.component(block.spec.code)
    names = row_names(block.context)
    total: list[CellValue] = [
        component.id,
        f"{COMPONENT_WORDS[component.id]} (cả thành phần)",
        _number(component.points),
        100,
        _number(component.weight),
        "Điểm thành phần theo chính sách điểm " + score.policy,
        "",
        "",
    ]
    return [[*SCORE_HEADINGS], *(_score_row(row, names[row.id]) for row in component.rows), total]


def _read(block: Block, period: Period, unit: str) -> FormBlock:
    return read_form_block(block, run_in_force().form_context(unit_named(unit), period))


def _findings(block: FormBlock) -> list[Finding]:
    """What reading the range and checking its rows found; nothing about tables that are not in it."""
    checked = check_submission(block.submission, block.context, block.layout)
    name = block.submission.sheets[block.spec.code].name
    return [*block.findings, *(finding for finding in checked if finding.sheet == name)]


def _finding_row(finding: Finding, block: FormBlock) -> list[CellValue]:
    return [
        finding.code,
        finding.severity.label_vi,
        finding.row_id,
        block.heading(finding.cell),
        finding.value,
        finding.message,
        finding.fix,
    ]


def _score_row(row: ScoreRow, name: str) -> list[CellValue]:
    points, most, weight = _number(row.points), float(row.max_points), float(row.weight)
    return [row.id, name, points, most, weight, row.reason, row.arithmetic, row.regain]


def _number(value: object) -> CellValue:
    return "" if value is None else float(value)  # type: ignore[arg-type]
