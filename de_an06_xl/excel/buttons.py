"""What VBA may call through RunPython: one public function for each button, without arguments, never raising."""

from __future__ import annotations

from de_an06_xl.excel import form_buttons, machine_buttons, month_buttons
from de_an06_xl.excel.run_button import run_button


def issue_forms() -> None:
    """Tạo biểu mẫu, in TongHop.xlsm or on the ribbon (then with the TongHop.xlsm that is open)."""
    run_button("Tạo biểu mẫu", month_buttons.issue_month)


def check() -> None:
    """Kiểm tra, in TongHop.xlsm."""
    run_button("Kiểm tra", month_buttons.check_month)


def consolidate() -> None:
    """Tổng hợp, in TongHop.xlsm or on the ribbon."""
    run_button("Tổng hợp", month_buttons.consolidate)


def open_summary() -> None:
    """Mở bảng tổng hợp, in TongHop.xlsm."""
    run_button("Mở bảng tổng hợp", month_buttons.open_summary)


def check_this_form() -> None:
    """Kiểm tra biểu mẫu này: the form that is open, marked or cleaned."""
    run_button("Kiểm tra biểu mẫu này", form_buttons.check_form, control=False)


def score_this_form() -> None:
    """Tự chấm điểm: the score of the form that is open."""
    run_button("Tự chấm điểm", form_buttons.score_form, control=False)


def self_test() -> None:
    """Tự kiểm tra máy: what this machine allows and forbids."""
    run_button("Tự kiểm tra máy", machine_buttons.look_at_machine, control=False)


def function_help() -> None:
    """Trợ giúp hàm: the workbook of examples, opened."""
    run_button("Trợ giúp hàm", machine_buttons.open_function_help, control=False)
