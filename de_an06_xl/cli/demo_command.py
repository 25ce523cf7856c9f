"""``da06 demo``: the month 2026-10 on made-up data, from forms to the summary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.output import print_table, progress_bar, say

if TYPE_CHECKING:
    from de_an06_xl.demo.make_demo import DemoFolders
    from de_an06_xl.model.summary import FileRecord, Summary


def demo(
    folder: Annotated[
        Path, typer.Option("--ra", metavar="THƯ_MỤC", help="Nơi ghi biểu mẫu, biểu đã nộp và bảng tổng hợp.")
    ] = Path("ket-qua"),
) -> None:
    """Chạy thử trọn một tháng với dữ liệu giả."""
    from de_an06_xl.demo.make_demo import DEMO_PERIOD, form_count, make_demo
    from de_an06_xl.pipeline import consolidate_folder, files_in, write_summary_file
    from de_an06_xl.run_context import load_run

    run = load_run()
    period = run.period(DEMO_PERIOD)
    with progress_bar("Phát và điền biểu", form_count(run)) as step:
        made = make_demo(run, folder, step)
    with progress_bar("Đọc, kiểm tra, chấm điểm", len(files_in(made.returns))) as step:
        summary = consolidate_folder(made.returns, period, run, progress=step)
    path = folder / f"tong-hop-{period.id}.xlsx"
    write_summary_file(summary, path, returns=made.returns)
    _print_outcome(summary, made)
    say(f"Biểu mẫu đã phát:      {made.forms}")
    say(f"Biểu các đơn vị nộp:   {made.returns}")
    say(f"Bảng tổng hợp:         {path}")
    say(f"Các phát hiện:         trang “Phát hiện” của {path.name} ({len(summary.findings)} phát hiện)")


def _print_outcome(summary: Summary, made: DemoFolders) -> None:
    from de_an06_xl.cli.consolidate_command import print_counts

    by_file = {record.file: record for record in summary.files}
    rows = []
    for planted in made.planted:
        record = by_file.get(planted.file)
        rows.append((planted.file, planted.what, _found(record, summary)))
    print_table("Lỗi đã cài sẵn và điều công cụ tìm thấy", ("Tệp", "Đã cài", "Tìm thấy"), rows)
    print_counts(summary)


def _found(record: FileRecord | None, summary: Summary) -> str:
    """What the run says of one file: findings that ask for something, else its outcome."""
    if record is None:
        return "chưa nộp"
    asked = {f.code for f in summary.findings if f.file == record.file and f.severity.value != "note"}
    return ", ".join(sorted(asked)) or record.reason or ", ".join(record.codes)
