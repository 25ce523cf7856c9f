"""``da06 cham-diem``: the score of one return, and every step of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.exit_codes import DONE, DONE_WITH_ERRORS
from de_an06_xl.cli.output import print_json, print_table, say
from de_an06_xl.cli.plan_option import PlanWorkbook

if TYPE_CHECKING:
    from de_an06_xl.model.summary import CheckedReturn
    from de_an06_xl.run_context import RunContext


def score(
    path: Annotated[Path, typer.Argument(metavar="TỆP", help="Biểu đã điền.")],
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
    explain: Annotated[bool, typer.Option("--giai-thich", help="Nêu từng bước tính điểm.")] = False,
    plan_workbook: PlanWorkbook = None,
) -> int:
    """Chấm điểm một biểu đã điền."""
    from de_an06_xl.errors import InputError
    from de_an06_xl.model.summary import RefusedFile
    from de_an06_xl.pipeline import check_paths
    from de_an06_xl.run_context import load_run
    from de_an06_xl.to_json.score import score_json

    if path.is_dir():
        raise InputError(f"{path} là thư mục; lệnh này chấm điểm một tệp biểu đã điền.")
    run = load_run(plan_workbook)
    result = check_paths([path], run)[0]
    if isinstance(result, RefusedFile):
        for finding in result.findings:
            say(f"{finding.place_vi}: {finding.message} {finding.fix}", to_error=True)
        return DONE_WITH_ERRORS
    if as_json:
        print_json(score_json(result.score))
    else:
        _print_score(result, run, explain)
    return DONE_WITH_ERRORS if any(finding.severity == "error" for finding in result.findings) else DONE


def _print_score(result: CheckedReturn, run: RunContext, explain: bool) -> None:
    from de_an06_xl.cli.score_table import print_explanation
    from de_an06_xl.explain_score import explain_score, row_names
    from de_an06_xl.findings import show

    score = result.score
    say(f"{score.unit}, kỳ {score.period}: {show(score.score)} điểm – {score.band}")
    say(f"(điểm tuân thủ đề xuất, cách tính {score.policy}; không phải điểm của dean06.vn)")
    coverage = "không áp dụng" if score.coverage_pct is None else f"{show(score.coverage_pct)}%"
    say(f"Độ phủ chỉ tiêu: {coverage}; mức đầy đủ: {show(score.completeness_pct)}%")
    print_table(
        "Điểm thành phần",
        ("Mã", "Trọng số", "Điểm (0–100)", "Số dòng được chấm"),
        [
            (
                item.id,
                item.weight,
                "–" if item.points is None else show(item.points),
                sum(row.points is not None for row in item.rows),
            )
            for item in score.components
        ],
    )
    if explain:
        print_explanation(explain_score(score, row_names(run.context_of(result.submission.identity))))
