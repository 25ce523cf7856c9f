"""``da06 thu-nghiem``: last month's returns under the rules of today and of a new plan workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.output import print_json, print_table, progress_bar, say

if TYPE_CHECKING:
    from de_an06_xl.dry_run.model import DryRun, UnitDifference


def try_rules(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục chứa các biểu thật đã nộp.")],
    period_id: Annotated[str, typer.Option("--ky", metavar="NĂM-THÁNG", help="Kỳ của các biểu, ví dụ 2026-10.")],
    plan_workbook: Annotated[Path, typer.Option("--ke-hoach", metavar="TỆP.xlsx", help="Sổ kế hoạch mới cần thử.")],
    old_workbook: Annotated[
        Path | None,
        typer.Option("--ke-hoach-cu", metavar="TỆP.xlsx", help="Sổ đang dùng; mặc định là dữ liệu có sẵn."),
    ] = None,
    register_path: Annotated[
        Path | None,
        typer.Option("--so-nhan", metavar="TỆP.csv", help="Sổ nhận: unit, received, extended_to, reason."),
    ] = None,
    path: Annotated[
        Path | None, typer.Option("--ra", metavar="TỆP.xlsx", help="Ghi kết quả so sánh ra sổ này.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Thử sổ kế hoạch mới trên biểu đã nộp."""
    from de_an06_xl.dry_run import dry_run
    from de_an06_xl.dry_run.to_json import dry_run_json
    from de_an06_xl.errors import OutputError
    from de_an06_xl.pipeline import files_in
    from de_an06_xl.read_register import read_register
    from de_an06_xl.run_context import load_run

    if path and path.suffix.casefold() != ".xlsx":
        raise OutputError(f"Sổ kết quả phải có đuôi .xlsx, không phải “{path.name}”.")
    old, new = load_run(old_workbook), load_run(plan_workbook)
    register = read_register(register_path, old.plan) if register_path else None
    with progress_bar("Chấm điểm theo hai quy định", 2 * len(files_in(folder))) as step:
        result = dry_run(folder, period_id, old, new, register, step)
    if path:
        from de_an06_xl.write_dry_run import write_dry_run

        write_dry_run(result, path)
    if as_json:
        print_json(dry_run_json(result))
    else:
        _print_result(result)
    if path:
        say(f"Bảng so sánh: {path}", to_error=as_json)


def _print_result(result: DryRun) -> None:
    say(
        f"Kỳ {result.period}: cũ {result.old.plan}, {result.old.policy}, hạn {result.old.due_date:%d/%m/%Y}; "
        f"mới {result.new.plan}, {result.new.policy}, hạn {result.new.due_date:%d/%m/%Y}."
    )
    scored = [unit for unit in result.units if unit.score_difference is not None]
    changed = [unit for unit in scored if unit.score_difference or unit.band_changes]
    bands = sum(unit.band_changes for unit in scored)
    say(f"{len(scored)} đơn vị có điểm ở cả hai bên; {len(changed)} đơn vị đổi điểm, {bands} đơn vị đổi xếp loại.")
    print_table(
        "Tác động của từng thay đổi, nếu chỉ riêng thay đổi đó được áp dụng",
        ("Thay đổi", "Cũ", "Mới", "Số đơn vị", "Chênh bình quân", "Đổi xếp loại"),
        [
            (item.cause.what, item.cause.old, item.cause.new, item.units, item.mean_difference, item.band_changes)
            for item in result.causes
        ],
    )
    print_table(
        "Đơn vị đổi điểm",
        ("Mã", "Đơn vị", "Điểm cũ", "Điểm mới", "Chênh", "Xếp loại cũ", "Xếp loại mới"),
        [_row(unit) for unit in changed],
    )


def _row(unit: UnitDifference) -> tuple[object, ...]:
    old, new = (side.score if side else None for side in (unit.old, unit.new))
    if old is None or new is None:
        raise AssertionError(f"{unit.unit} has no score on both sides")
    return unit.unit, unit.name, old.score, new.score, unit.score_difference, old.band, new.band
