"""The consolidator's register of receipts (``--so-nhan``): a CSV file kept in a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

from de_an06_xl.errors import InputError
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.summary import Receipt
from de_an06_xl.text.personal_data import mask_personal_data

COLUMNS = ("unit", "received", "extended_to", "reason")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read_register(path: Path, plan: Plan) -> dict[str, Receipt]:
    """Unit code → its receipt. Columns ``unit, received, extended_to, reason`` in any order.

    UTF-8 with or without a byte order mark, separated by commas or semicolons; dates
    dd/mm/yyyy or yyyy-mm-dd, either may be blank. Raises :class:`InputError` naming file,
    line and reason for anything else: an unknown or repeated unit, a date that is none.
    """
    text = _text(path)
    head = text.partition("\n")[0]
    separator = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    receipts: dict[str, Receipt] = {}
    places: list[int] | None = None
    try:
        for line in reader:
            cells = _trimmed(line)
            if not cells:
                continue
            where = f"Sổ nhận {path.name}, dòng {reader.line_num}"
            if places is None:
                places = _column_places(cells, where)
                continue
            if len(cells) > len(COLUMNS):
                raise InputError(f"{where}: có {len(cells)} cột, nhiều hơn {len(COLUMNS)} cột của sổ.")
            cells += [""] * (len(COLUMNS) - len(cells))
            receipt = _receipt(*(cells[place] for place in places), where=where, plan=plan)
            if receipt.unit in receipts:
                raise InputError(f"{where}: đơn vị {receipt.unit} đã có ở một dòng trước.")
            receipts[receipt.unit] = receipt
    except csv.Error:
        raise InputError(f"Sổ nhận {path.name}, dòng {reader.line_num}: dấu ngoặc kép không khép kín.") from None
    if places is None:
        raise InputError(f"Sổ nhận {path.name}, dòng 1: thiếu dòng tên cột {', '.join(COLUMNS)}.")
    return receipts


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise InputError(f"Không tìm thấy sổ nhận {path}.") from None
    except UnicodeDecodeError:
        raise InputError(
            f"Sổ nhận {path.name} không phải văn bản UTF-8; hãy lưu lại bằng kiểu “CSV UTF-8 (Comma delimited)”."
        ) from None
    except OSError:
        raise InputError(f"Không đọc được sổ nhận {path}; hãy kiểm tra quyền đọc và đóng tệp nếu đang mở.") from None


def _trimmed(line: list[str]) -> list[str]:
    # Spreadsheets pad short lines with empty cells, people leave them out: both mean the same.
    cells = [cell.strip() for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _column_places(cells: list[str], where: str) -> list[int]:
    names = [cell.lower() for cell in cells]
    if sorted(names) != sorted(COLUMNS):
        raise InputError(f"{where}: dòng tên cột phải gồm đúng bốn cột {', '.join(COLUMNS)}.")
    return [names.index(column) for column in COLUMNS]


def _receipt(unit: str, received: str, extended_to: str, reason: str, *, where: str, plan: Plan) -> Receipt:
    code = unit.upper()
    if code not in plan.unit_by_code:
        raise InputError(f"{where}: mã đơn vị “{unit}” không có trong Kế hoạch.")
    return Receipt(
        unit=code,
        received=_date(received, "received", where),
        extended_to=_date(extended_to, "extended_to", where),
        reason=mask_personal_data(reason),
    )


def _date(text: str, column: str, where: str) -> dt.date | None:
    if not text:
        return None
    day_first, year_first = _DAY_FIRST.fullmatch(text), _YEAR_FIRST.fullmatch(text)
    try:
        if day_first:
            return dt.date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
        if year_first:
            return dt.date(int(year_first[1]), int(year_first[2]), int(year_first[3]))
    except ValueError:
        pass  # e.g. 31/02/2026: told below like any other text that is no date
    shown = mask_personal_data(text)
    raise InputError(f"{where}: cột {column} ghi “{shown}”, không phải ngày dạng ngày/tháng/năm hoặc năm-tháng-ngày.")
