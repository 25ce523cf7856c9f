"""``da06 ke-hoach``: what the plan holds, what is assumed, what was corrected."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

import typer

from de_an06_xl.cli.output import print_json, print_table, say

if TYPE_CHECKING:
    from de_an06_xl.model.plan import Plan, Target

_CLASSES = {
    "share_ge": "Tỷ lệ, ít nhất (ghi số trần, hiểu là ≥)",
    "share_ge_explicit": "Tỷ lệ, ít nhất (ghi rõ ≥)",
    "share_le": "Tỷ lệ, không quá (≤)",
    "reduction": "Mức giảm",
    "count": "Số lượng",
    "qualitative": "Định tính",
    "by_direction": "Theo chỉ đạo của bộ",
    "blank": "Để trống",
}


def show_plan(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
) -> None:
    """Xem kế hoạch; xuất, nhập sổ kế hoạch."""
    if context.invoked_subcommand:
        return
    from de_an06_xl.run_context import load_run

    run = load_run()
    if as_json:
        print_json(_plan_json(run.plan, [policy.version_id for policy in run.policies]))
        return
    _print_plan(run.plan, [policy.version_id for policy in run.policies])


def _plan_json(plan: Plan, policies: list[str]) -> dict[str, Any]:
    departments = sum(unit.group == "department" for unit in plan.units)
    return {
        "plan": plan.version_id,
        "policies": policies,
        "counts": {
            "indicators": len(plan.indicators),
            "tasks": len(plan.tasks),
            "units": len(plan.units),
            "departments": departments,
            "communes": len(plan.units) - departments,
        },
        "targets": {str(year): dict(_target_classes(plan, year)) for year in (2026, 2030)},
        "assumptions": [assumption.model_dump() for assumption in plan.assumptions],
        "corrections": [correction.model_dump() for correction in plan.corrections],
    }


def _target_classes(plan: Plan, year: int) -> Counter[str]:
    return Counter(_class_of(getattr(indicator, f"target_{year}")) for indicator in plan.indicators)


def _class_of(target: Target | None) -> str:
    if target is None:
        return "blank"
    return f"{target.kind.value}_explicit" if target.explicit else target.kind.value


def _print_plan(plan: Plan, policies: list[str]) -> None:
    departments = sum(unit.group == "department" for unit in plan.units)
    say(plan.header.name)
    say(f"Phiên bản kế hoạch: {plan.version_id}; cách tính điểm: {', '.join(policies)}")
    say(
        f"{len(plan.indicators)} chỉ tiêu, {len(plan.tasks)} nhiệm vụ, {len(plan.units)} đơn vị báo cáo "
        f"({departments} cơ quan cấp tỉnh, {len(plan.units) - departments} xã, phường)."
    )
    by_year = {year: _target_classes(plan, year) for year in (2026, 2030)}
    print_table(
        "Mục tiêu theo loại",
        ("Loại mục tiêu", "Năm 2026", "Năm 2030"),
        [(label, by_year[2026][key], by_year[2030][key]) for key, label in _CLASSES.items()],
    )
    print_table(
        "Giả định đang dùng, chờ tỉnh quyết định",
        ("Mã", "Câu hỏi", "Đang xử lý"),
        [(item.id, item.question, item.assumed) for item in plan.assumptions],
    )
    print_table(
        "Các chỗ đã sửa so với văn bản nhận được",
        ("Phần", "Mục", "Dòng", "Bản gốc", "Đã sửa", "Lý do"),
        [(item.appendix, item.id, item.line, item.as_printed, item.corrected, item.why) for item in plan.corrections],
    )
