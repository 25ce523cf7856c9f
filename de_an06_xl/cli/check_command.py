"""``da06 kiem-tra``: every finding of the given files at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.exit_codes import DONE, DONE_WITH_ERRORS
from de_an06_xl.cli.jobs_option import Jobs
from de_an06_xl.cli.output import print_json, say
from de_an06_xl.cli.plan_option import PlanWorkbook
from de_an06_xl.cli.return_option import ReturnFolder, give_back_to_units

if TYPE_CHECKING:
    from de_an06_xl.model.summary import CheckedReturn, RefusedFile


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="ĐƯỜNG_DẪN...", help="Tệp biểu đã điền, hoặc thư mục.")],
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
    return_folder: ReturnFolder = None,
    plan_workbook: PlanWorkbook = None,
    jobs: Jobs = None,
) -> int:
    """Kiểm tra các biểu đã điền."""
    from de_an06_xl.pipeline import check_paths, file_tasks
    from de_an06_xl.run_context import load_run
    from de_an06_xl.to_json.checks import check_json

    run = load_run(plan_workbook)
    results = check_paths(paths, run, jobs)
    if return_folder:
        give_back_to_units(results, {task.name: task.path for task in file_tasks(paths)}, return_folder, run)
    if as_json:
        print_json(check_json(results))
    else:
        for result in results:
            _print_result(result)
    bad = any(
        getattr(result, "outcome", "") == "rejected" or any(f.severity == "error" for f in result.findings)
        for result in results
    )
    return DONE_WITH_ERRORS if bad else DONE


def _print_result(result: CheckedReturn | RefusedFile) -> None:
    from de_an06_xl.findings import show
    from de_an06_xl.group_findings import group_findings
    from de_an06_xl.model.summary import OUTCOME_WORDS, CheckedReturn

    if isinstance(result, CheckedReturn):
        head = f"{result.file}: đọc được, {show(result.score.score)} điểm ({result.score.band})"
    else:
        head = f"{result.file}: {OUTCOME_WORDS[result.outcome].lower()}"
    if not result.findings:
        say(f"{head}; không có phát hiện nào.")
        return
    say(f"{head}; {len(result.findings)} phát hiện:")
    for group in group_findings(result.findings):
        finding = group.finding
        row = f" ({finding.row_id})" if finding.row_id and group.count == 1 else ""
        say(f"  {finding.code} {finding.severity.label_vi}: {group.place_vi}{row}")
        if finding.value:
            say(f"    Giá trị đọc được: {finding.value}")
        say(f"    {finding.message}")
        say(f"    Cách sửa: {finding.fix}")
