"""The functions for LibreOffice Calc: the extension, and the settings file that tells it which Python to ask."""

from __future__ import annotations

import json
from pathlib import Path

from de_an06_xl.functions.calc_addin.da06_bridge import settings_file
from de_an06_xl.functions.calc_addin.write_addin import IDENTIFIER
from de_an06_xl.installation.places import Places
from de_an06_xl.installation.put_files import make_folder, put_text
from de_an06_xl.installation.record import Record, write_record
from de_an06_xl.installation.report import Report
from de_an06_xl.product_files import product_file
from de_an06_xl.surroundings.environment import Environment

EXTENSION = "DeAn06.oxt"
# LibreOffice's own manager of extensions; on Windows it is not on the search path.
_MANAGER = "unopkg"


def put_extension(environment: Environment, places: Places, interpreter: Path, record: Record, report: Report) -> None:
    """Copy the extension, write its settings and add it to the user's LibreOffice.

    Where LibreOffice's manager of extensions is missing or refuses (it does while LibreOffice is open, and for an
    administrator), the user is told to double-click the copy.
    """
    settings = settings_file(environment.variables)
    text = json.dumps({"python": str(interpreter), "folder": ""}, ensure_ascii=False, indent=2) + "\n"
    copy = places.work / EXTENSION
    for target, content in ((copy, product_file(f"templates/{EXTENSION}").read_bytes()), (settings, text.encode())):
        make_folder(target.parent, record)
        report.done.append(put_text(content, target, record))
        write_record(places.record, record)
    if environment.run_program((_MANAGER, "add", "--force", "--suppress-license", str(copy))):
        record.extension = IDENTIFIER
        write_record(places.record, record)
        report.done.append("Đã cài phần mở rộng vào LibreOffice; mở lại LibreOffice Calc để dùng các hàm DA06.")
    else:
        report.to_do.append(f"Đóng LibreOffice, bấm đúp {copy} để cài phần mở rộng, rồi mở lại LibreOffice Calc.")


def remove_extension(environment: Environment, record: Record, report: Report) -> None:
    """Take the extension out of LibreOffice again, if we have put it there."""
    if not record.extension:
        return
    if environment.run_program((_MANAGER, "remove", record.extension)):
        report.done.append("Đã gỡ phần mở rộng khỏi LibreOffice.")
    else:
        report.to_do.append("Gỡ phần mở rộng “Đề án 06” trong LibreOffice: Công cụ > Trình quản lý phần mở rộng.")
    record.extension = ""
