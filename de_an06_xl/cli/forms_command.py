"""``da06 bieu-mau``: the month's forms for the units."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from de_an06_xl.cli.output import progress_bar, say
from de_an06_xl.cli.plan_option import PlanWorkbook
from de_an06_xl.cli.store_option import StorePlace


def issue_month(
    period_id: Annotated[str, typer.Option("--ky", metavar="NĂM-THÁNG", help="Kỳ báo cáo, ví dụ 2026-10.")],
    folder: Annotated[Path, typer.Option("--ra", metavar="THƯ_MỤC", help="Nơi ghi các biểu mẫu.")],
    codes: Annotated[
        list[str] | None,
        typer.Option("--don-vi", metavar="MÃ", help="Chỉ tạo cho đơn vị này; có thể ghi nhiều lần."),
    ] = None,
    store_place: StorePlace = None,
    plan_workbook: PlanWorkbook = None,
) -> None:
    """Tạo biểu BM-01 của một kỳ cho các đơn vị; có kho thì biểu ghi sẵn số kỳ trước."""
    from de_an06_xl.history import optional_store
    from de_an06_xl.issue_forms import FormTask, issue_forms
    from de_an06_xl.model.past_values import NO_MEMORY
    from de_an06_xl.pipeline import past_values
    from de_an06_xl.run_context import load_run

    run = load_run(plan_workbook)
    period = run.period(period_id)
    units = [run.unit(code) for code in codes] if codes else list(run.plan.units)
    with optional_store(store_place) as store:
        past = {unit.code: past_values(store, unit, period, run) for unit in units} if store else {}
    tasks = [FormTask(unit, period, folder, past=past.get(unit.code, NO_MEMORY)) for unit in units]
    with progress_bar("Tạo biểu mẫu", len(tasks)) as step:
        paths = issue_forms(tasks, run, step)
    say(f"Đã tạo {len(paths)} biểu {run.layout.id} kỳ {period.id} trong {folder}.")
    if store_place is not None:
        known = sum(bool(values.rows) for values in past.values())
        say(f"{known} biểu có ghi sẵn số liệu các kỳ trước lấy từ kho.")
