"""The commands in one place, and what happens when one cannot go on."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import cast

import typer

from de_an06_xl.cli.ask_command import ask_and_consolidate
from de_an06_xl.cli.calc_addin_command import set_up_calc
from de_an06_xl.cli.check_command import check
from de_an06_xl.cli.compare_command import compare
from de_an06_xl.cli.consolidate_command import consolidate
from de_an06_xl.cli.demo_command import demo
from de_an06_xl.cli.dry_run_command import try_rules
from de_an06_xl.cli.exit_codes import CANNOT_RUN, DONE
from de_an06_xl.cli.forms_command import issue_month
from de_an06_xl.cli.generate_command import generate
from de_an06_xl.cli.install_command import install_here, uninstall_here
from de_an06_xl.cli.plan_command import show_plan
from de_an06_xl.cli.plan_workbook_command import read_workbook, write_workbook
from de_an06_xl.cli.score_command import score
from de_an06_xl.cli.self_test_command import check_machine
from de_an06_xl.cli.speak_utf8 import speak_utf8
from de_an06_xl.cli.store_command import back_up_store, check_store, export_folder, list_runs, restore_store
from de_an06_xl.cli.vietnamese_help import VietnameseCommand, VietnameseGroup, usage_error_vi
from de_an06_xl.errors import Da06Error

_OBJECTS_BETWEEN_COLLECTIONS = 1_000_000
# Typer keeps its parser private; the class of "the command was typed wrongly" is the base of a public one.
_UsageError = cast("type[Exception]", typer.BadParameter.__base__)


def build_app() -> typer.Typer:
    """Every command in the order people use them; each imports its heavy parts only when called."""
    app = _group("Báo cáo tháng Đề án 06: phát biểu mẫu, kiểm tra, chấm điểm và tổng hợp.")
    plan = _group("Xem kế hoạch; xuất, nhập sổ kế hoạch.", alone=True)
    plan.callback(invoke_without_command=True)(show_plan)
    plan.command("xuat", cls=VietnameseCommand)(write_workbook)
    plan.command("nhap", cls=VietnameseCommand)(read_workbook)
    store = _group("Kho các kỳ đã tổng hợp: xem, kiểm tra, xuất, sao lưu.")
    store.command("lich-su", cls=VietnameseCommand)(list_runs)
    store.command("kiem-tra", cls=VietnameseCommand)(check_store)
    store.command("xuat", cls=VietnameseCommand)(export_folder)
    store.command("sao-luu", cls=VietnameseCommand)(back_up_store)
    store.command("khoi-phuc", cls=VietnameseCommand)(restore_store)
    for name, command in (
        ("demo", demo),
        ("bieu-mau", issue_month),
        ("kiem-tra", check),
        ("cham-diem", score),
        ("tong-hop", consolidate),
        ("so-sanh", compare),
        ("hoi-tong-hop", ask_and_consolidate),
        ("thu-nghiem", try_rules),
        ("cai-dat", install_here),
        ("go-cai-dat", uninstall_here),
        ("tu-kiem-tra", check_machine),
        ("cai-calc", set_up_calc),
        ("xay-dung", generate),
    ):
        app.command(name, cls=VietnameseCommand)(command)
    app.add_typer(plan, name="ke-hoach")
    app.add_typer(store, name="kho")
    return app


def _group(text: str, *, alone: bool = False) -> typer.Typer:
    """A group of commands; ``alone``: it does something of its own when no command follows."""
    return typer.Typer(
        cls=VietnameseGroup, add_completion=False, no_args_is_help=not alone, rich_markup_mode=None, help=text
    )


def run_command_line(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; the user never sees a trace.

    What cannot go on is one Vietnamese sentence on standard error. With ``DA06_LOI_CHI_TIET=1``
    in the environment an unexpected fault shows its trace, for the engineer.
    """
    speak_utf8()
    # One command makes millions of objects that live to its end and hardly any cycles: looking for some every few
    # hundred objects takes a tenth of the time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 100)
    try:
        code = build_app()(list(arguments), standalone_mode=False, prog_name="da06")
    except Da06Error as error:
        return _cannot_run(str(error))
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())  # type: ignore[attr-defined]  # noqa: T201 - help goes to standard output
            return DONE
        return _cannot_run(usage_error_vi(error))
    except (KeyboardInterrupt, typer.Abort):
        return _cannot_run("Đã dừng theo yêu cầu; kết quả cũ còn nguyên.")
    except Exception:
        if os.environ.get("DA06_LOI_CHI_TIET"):
            raise
        return _cannot_run(
            "Có lỗi ngoài dự kiến nên lệnh không chạy được; kết quả cũ còn nguyên. "
            "Hãy chạy lại; nếu vẫn lỗi, gửi lệnh vừa gõ cho bộ phận kỹ thuật."
        )
    return code if isinstance(code, int) else DONE


def _cannot_run(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return CANNOT_RUN
