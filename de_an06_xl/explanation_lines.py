"""An explanation as lines of text, for the returned copy and wherever there is no table."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.explain_score import Explanation, ExplanationLine
from de_an06_xl.findings import show


def explanation_lines(explanation: Explanation) -> list[str]:
    """Total, what to put right first, then every row: what was counted, lost, and how to regain it."""
    return list(_lines(explanation))


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"Tổng điểm {show(explanation.score)} – {explanation.band} (điểm tuân thủ đề xuất, {explanation.policy})"
    for number, fix in enumerate(explanation.fixes, start=1):
        yield f"Nên sửa trước ({number}): {fix.row_id} {fix.name} – thêm được {show(fix.gain)} điểm. {fix.regain}"
    for component in explanation.components:
        points = "không chấm" if component.points is None else f"{show(component.points)} điểm"
        yield (
            f"{component.id} – {component.name}: {points}, trọng số {show(component.weight)}, "
            f"đóng góp {show(component.contribution)} vào tổng"
        )
        for line in (*component.lines, *component.unscored):
            yield "   " + _row(line)
    if explanation.rounding:
        yield f"{explanation.rounding.name}: {show(explanation.rounding.contribution)}"


def _row(line: ExplanationLine) -> str:
    row = line.row
    if row is None:
        return f"{line.name}: {show(line.contribution)}"
    if line.points is None:
        return f"{row.id} {line.name}: {row.reason}"
    lost = f" Mất {show(line.lost)} điểm của tổng." if line.lost else ""
    regain = f" Cách lấy lại: {row.regain}" if row.regain else ""
    arithmetic = f" {row.arithmetic}." if row.arithmetic else ""
    return f"{row.id} {line.name}: {show(line.points)}/{show(row.max_points)} – {row.reason}{arithmetic}{lost}{regain}"
