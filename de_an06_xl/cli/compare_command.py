"""``da06 so-sanh``: what changed between two months, or between two versions of one month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.output import print_json, print_table, say
from de_an06_xl.cli.plan_option import PlanWorkbook
from de_an06_xl.cli.store_option import StorePlace

if TYPE_CHECKING:
    from de_an06_xl.model.comparison import Comparison

_WHICH = "Kỳ trong kho (2026-10), một bản của kỳ (2026-10@1) hoặc tệp do tong-hop --json tạo ra."


def compare(
    old: Annotated[str, typer.Argument(metavar="KỲ_TRƯỚC", help=_WHICH)],
    new: Annotated[str, typer.Argument(metavar="KỲ_SAU", help="Như trên, bản để đối chiếu với kỳ trước.")],
    store_place: StorePlace = None,
    path: Annotated[
        Path | None, typer.Option("--ra", metavar="TỆP.xlsx", help="Ghi bảng so sánh (đính chính) ra sổ này.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
    plan_workbook: PlanWorkbook = None,
) -> None:
    """So sánh hai kỳ, hoặc hai bản của một kỳ: chỉ tiêu, nhiệm vụ, đơn vị nào khác và vì sao."""
    from de_an06_xl.compare_months import compare_months
    from de_an06_xl.errors import OutputError
    from de_an06_xl.history import optional_store
    from de_an06_xl.published_month import published_month
    from de_an06_xl.to_json.comparison import comparison_json

    if path and path.suffix.casefold() != ".xlsx":
        raise OutputError(f"Sổ kết quả phải có đuôi .xlsx, không phải “{path.name}”.")
    with optional_store(store_place) as store:
        result = compare_months(published_month(old, store), published_month(new, store))
    if path:
        from de_an06_xl.output_files.keep_previous import keep_previous
        from de_an06_xl.run_context import load_run
        from de_an06_xl.write_comparison import write_comparison

        keep_previous(path)
        write_comparison(result, load_run(plan_workbook).plan, path)
    if as_json:
        print_json(comparison_json(result))
    else:
        _print_result(result)
    if path:
        say(f"Bảng so sánh: {path}", to_error=as_json)


def _print_result(result: Comparison) -> None:
    from de_an06_xl.write_comparison.words import (
        FIELD_WORDS,
        keeping_note,
        reasons_text,
        shown,
        side_words,
        value_text,
    )

    say(keeping_note(result))
    if result.same:
        say("Hai bản không khác nhau ở số liệu nào.")
        return
    before, after = side_words(result)
    head = ("Nội dung", before, after)
    whole = [
        (FIELD_WORDS[change.name], value_text(change.old), value_text(change.new))
        for change in (*result.rules, *result.counts)
    ]
    if whole:
        print_table("Cả kỳ", head, whole)
    print_table(
        f"Chỉ tiêu có số khác ({len(result.indicators)})",
        ("Mã", *head, "Vì sao"),
        [
            (
                item.id,
                FIELD_WORDS[change.name],
                value_text(shown(change.name, change.old, result.names)),
                value_text(shown(change.name, change.new, result.names)),
                reasons_text(item.reasons, result.names) if number == 0 else "",
            )
            for item in result.indicators
            for number, change in enumerate(
                [change for change in item.changes if change.name in ("actual", "commune_actual", "target", "status")]
                or item.changes[:1]
            )
        ],
    )
    print_table(
        f"Nhiệm vụ có thay đổi ({len(result.tasks)})",
        ("Mã", "Số đơn vị chuyển trạng thái", "Thay đổi"),
        [
            (
                task.id,
                len(task.moves),
                "; ".join(
                    f"{FIELD_WORDS[change.name]}: {value_text(change.old)} → {value_text(change.new)}"
                    for change in task.changes
                ),
            )
            for task in result.tasks
        ],
    )
    print_table(
        f"Đơn vị có thay đổi ({len(result.units)})",
        ("Mã", "Đơn vị", before, after, "Vì sao"),
        [
            (
                unit.unit,
                unit.name,
                *next(
                    (
                        (value_text(change.old), value_text(change.new))
                        for change in unit.changes
                        if change.name == "score"
                    ),
                    ("", ""),
                ),
                reasons_text(unit.reasons, result.names),
            )
            for unit in result.units
        ],
    )
