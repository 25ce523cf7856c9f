"""``da06 ke-hoach xuat`` and ``da06 ke-hoach nhap``: the plan as a workbook to edit, and its check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from de_an06_xl.cli.exit_codes import DONE, DONE_WITH_ERRORS
from de_an06_xl.cli.output import print_json, print_table, say
from de_an06_xl.cli.plan_option import PlanWorkbook

if TYPE_CHECKING:
    from de_an06_xl.plan_workbook.read_plan_workbook import PlanReading


def write_workbook(
    path: Annotated[Path, typer.Argument(metavar="TỆP.xlsx", help="Sổ kế hoạch sẽ ghi ra.")],
    plan_workbook: PlanWorkbook = None,
) -> int:
    """Xuất kế hoạch ra một sổ để sửa."""
    from de_an06_xl.errors import OutputError
    from de_an06_xl.plan_workbook.records import PlanBook
    from de_an06_xl.plan_workbook.write_plan_workbook import write_plan_workbook
    from de_an06_xl.run_context import load_run

    if path.suffix.casefold() != ".xlsx":
        raise OutputError(f"Sổ kế hoạch phải có đuôi .xlsx, không phải “{path.name}”.")
    run = load_run(plan_workbook)
    write_plan_workbook(PlanBook(run.plan, run.policies, run.extensions), path)
    say(f"Đã xuất kế hoạch {run.plan.version_id} ra {path}.")
    return DONE


def read_workbook(
    path: Annotated[Path, typer.Argument(metavar="TỆP.xlsx", help="Sổ kế hoạch đã sửa.")],
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> int:
    """Kiểm tra sổ kế hoạch đã sửa, nêu mọi lỗi."""
    from de_an06_xl.plan_workbook.read_plan_workbook import read_plan_workbook

    reading = read_plan_workbook(path)
    if as_json:
        print_json(_reading_json(path, reading))
    else:
        _print_reading(path, reading)
    return DONE_WITH_ERRORS if reading.faults else DONE


def _reading_json(path: Path, reading: PlanReading) -> dict[str, Any]:
    return {
        "file": path.name,
        "plan": reading.book.plan.version_id if reading.book else None,
        "policies": [policy.version_id for policy in reading.book.policies] if reading.book else [],
        "faults": [
            {
                "code": fault.code,
                "sheet": fault.sheet,
                "cell": fault.cell,
                "value": fault.value,
                "reason": fault.reason,
                "fix": fault.fix,
            }
            for fault in reading.faults
        ],
    }


def _print_reading(path: Path, reading: PlanReading) -> None:
    book = reading.book
    if book is None:
        rows = [(fault.place_vi, fault.value, fault.reason, fault.fix) for fault in reading.faults]
        print_table(f"{path.name}: {len(rows)} lỗi", ("Chỗ", "Đang ghi", "Lỗi", "Cách sửa"), rows)
        return
    plan = book.plan
    say(f"{path.name}: không có lỗi.")
    say(
        f"Kế hoạch {plan.version_id}: {len(plan.units)} đơn vị, {len(plan.indicators)} chỉ tiêu, "
        f"{len(plan.tasks)} nhiệm vụ, {len(book.extensions)} dòng gia hạn; "
        f"cách tính điểm {', '.join(policy.version_id for policy in book.policies)}."
    )
    say(f"Để dùng, thêm --ke-hoach {path} vào lệnh bieu-mau, kiem-tra, cham-diem hoặc tong-hop.")
