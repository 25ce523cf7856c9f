"""``da06 tu-kiem-tra``: what this machine allows, forbids and does to values; JSON to send back."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.exit_codes import DONE, DONE_WITH_ERRORS
from de_an06_xl.cli.output import print_table, say

if TYPE_CHECKING:
    from de_an06_xl.self_test import SelfTest


def check_machine(
    folders: Annotated[
        list[Path] | None, typer.Argument(metavar="[THƯ_MỤC]", help="Thư mục biểu nộp hoặc kết quả cần xem thêm.")
    ] = None,
    json_path: Annotated[
        Path | None, typer.Option("--json", metavar="TỆP.json", help="Ghi kết quả để gửi bộ phận kỹ thuật.")
    ] = None,
    without_excel: Annotated[bool, typer.Option("--khong-excel", help="Không mở Excel để thử.")] = False,
) -> int:
    """Tự kiểm tra máy: phiên bản, đường dẫn, chính sách, đọc ghi, tốc độ."""
    from de_an06_xl.excel.probe_excel import excel_probe
    from de_an06_xl.installation import find_places
    from de_an06_xl.output_files.write_file import write_whole
    from de_an06_xl.self_test import result_json, run_self_test
    from de_an06_xl.surroundings import this_machine
    from de_an06_xl.surroundings.excel_program import find_excel

    machine = this_machine()
    wanted = not without_excel and find_excel(machine.registry) is not None
    places = find_places(machine)
    with excel_probe(wanted, places) as excel:
        test = run_self_test(machine, places, Path(sys.executable), [one.absolute() for one in folders or ()], excel)
    _print(test)
    if json_path:
        write_whole(json_path, (json.dumps(result_json(test), ensure_ascii=False, indent=2) + "\n").encode())
        say(f"Kết quả để gửi bộ phận kỹ thuật: {json_path} (không có tên người dùng).")
    return DONE_WITH_ERRORS if any(one.severity == "error" for one in test.findings) else DONE


def _print(test: SelfTest) -> None:
    versions, excel = test.versions, test.excel
    program = f"Excel {excel.build or excel.version}" if excel else "không có Excel"
    python = f"Python {versions['python']} ({versions['python_bits']} bit)"
    say(f"{versions['system']} {versions['release']}, {python}, {program}.")
    wrong = sum(not one.ok for one in test.passages)
    say(f"Đọc, ghi giá trị thử: {len(test.passages)} lần, {wrong} lần sai lệch.")
    for timing in test.timings:
        say(
            f"{timing.function} qua {timing.through}: {timing.count} lần gọi từng ô {timing.single_ms:.0f} ms, "
            f"một lần gọi cả cột {timing.array_ms:.0f} ms."
        )
    for fault in test.faults:
        say(fault)
    if test.findings:
        print_table(
            f"{len(test.findings)} điều cần biết về máy này",
            ("Mã", "Mức", "Điều gì", "Cách sửa"),
            [(one.code, one.severity.label_vi, one.message, one.fix) for one in test.findings],
        )
    for state in test.policies:
        if state.meaning:
            say(f"Chính sách: {state.place} = {state.value}")
    rows = [(label, "dùng được") for label in test.open_ways]
    rows += [(label, f"bị chặn ({', '.join(codes)})") for label, codes in test.closed_ways.items()]
    print_table("Cách làm việc trên máy này", ("Cách", "Tình trạng"), rows)
