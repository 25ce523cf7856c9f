"""The explanation of a score on the screen: every line, what was lost, what to put right first."""

from __future__ import annotations

from de_an06_xl.cli.output import print_table, say
from de_an06_xl.explain_score import Explanation, ExplanationLine
from de_an06_xl.findings import show


def print_explanation(explanation: Explanation) -> None:
    """Lines of each component sum to its contribution, the contributions to the total."""
    for component in explanation.components:
        points = "không chấm" if component.points is None else f"{show(component.points)} điểm"
        title = f"{component.id} – {component.name}: {points}, trọng số {show(component.weight)}"
        rows = [_row(line) for line in component.lines]
        rows += [
            (line.row_id, line.name, "–", "", "", line.row.reason if line.row else "") for line in component.unscored
        ]
        rows.append(("", "Cộng vào tổng điểm", "", show(component.contribution), "", ""))
        print_table(title, ("Mã", "Nội dung", "Điểm", "Vào tổng", "Mất", "Cách tính"), rows)
    parts = " + ".join(show(item.contribution) for item in explanation.components)
    say(f"Tổng điểm = {parts}{_rounding(explanation)} = {show(explanation.score)} ({explanation.band})")
    if explanation.fixes:
        print_table(
            "Nên sửa trước",
            ("Mã", "Nội dung", "Thêm được", "Cách lấy lại điểm"),
            [(fix.row_id, fix.name, show(fix.gain), fix.regain) for fix in explanation.fixes],
        )


def _rounding(explanation: Explanation) -> str:
    line = explanation.rounding
    return f" + {show(line.contribution)} ({line.name.lower()})" if line else ""


def _row(line: ExplanationLine) -> tuple[str, ...]:
    row = line.row
    how = f"{row.reason} {row.arithmetic}" if row and row.arithmetic else (row.reason if row else "")
    return (
        line.row_id,
        line.name,
        show(line.points),
        show(line.contribution),
        show(line.lost) if line.lost else "",
        how,
    )
