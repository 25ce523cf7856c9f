"""The add-in's buttons about this machine: the self-test, and help for the functions."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from de_an06_xl.excel.live_book import LiveBook
from de_an06_xl.excel.run_button import Outcome

FUNCTION_EXAMPLES = "HamMau.xlsx"
RESULT = "tu-kiem-tra.json"
_TOLD = 5


def look_at_machine(_addin: LiveBook) -> Outcome:
    """Tự kiểm tra máy: the same look as ``da06 tu-kiem-tra``, its JSON in the user's work folder.

    Excel is busy with the button, so it is not asked to read and write values here; the command does that.
    """
    from de_an06_xl.installation import find_places
    from de_an06_xl.issue_forms import make_folder
    from de_an06_xl.output_files.write_file import write_whole
    from de_an06_xl.self_test import result_json, run_self_test
    from de_an06_xl.surroundings import this_machine

    machine = this_machine()
    places = find_places(machine)
    test = run_self_test(machine, places, Path(sys.executable))
    make_folder(places.work)
    path = places.work / RESULT
    write_whole(path, (json.dumps(result_json(test), ensure_ascii=False, indent=2) + "\n").encode())
    told = [f"{finding.code} {finding.message} {finding.fix}" for finding in test.findings]
    lines = [
        f"Dùng được: {', '.join(test.open_ways) or 'không có cách nào'}.",
        *([f"Bị chặn: {', '.join(test.closed_ways)}."] if test.closed_ways else []),
        *told[:_TOLD],
        *([f"… và {len(told) - _TOLD} điều nữa trong tệp kết quả."] if len(told) > _TOLD else []),
        f"Kết quả để gửi bộ phận kỹ thuật: {path}",
    ]
    return Outcome("\n".join(lines), "luu_y" if told or test.faults else "xong")


def open_function_help(addin: LiveBook) -> Outcome:
    """Trợ giúp hàm: the workbook of examples, to look at."""
    from de_an06_xl.product_files import product_file

    path = product_file(f"templates/{FUNCTION_EXAMPLES}")
    addin.book.app.books.open(str(path), read_only=True).activate()
    return Outcome(f"Đã mở {path.name}: mỗi hàm có ví dụ đứng cạnh giá trị mong đợi.")
