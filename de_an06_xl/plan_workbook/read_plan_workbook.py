"""``read_plan_workbook``: an administrator's workbook becomes a plan, or the list of all its faults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from de_an06_xl.errors import DataError, InputError
from de_an06_xl.load_plan import check_plan
from de_an06_xl.load_policy import check_policies
from de_an06_xl.model.cells import CellGrid
from de_an06_xl.model.package import RefusedWorkbook
from de_an06_xl.open_workbook import open_workbook
from de_an06_xl.plan_workbook.check_plan_workbook import check_tables
from de_an06_xl.plan_workbook.faults import Fault, Faults
from de_an06_xl.plan_workbook.read_tables import read_tables
from de_an06_xl.plan_workbook.records import PlanBook, from_records
from de_an06_xl.plan_workbook.tables import Tables
from de_an06_xl.read_cells import read_cells


@dataclass(frozen=True, slots=True)
class PlanReading:
    """``book`` is there when ``faults`` is empty, and only then."""

    book: PlanBook | None
    faults: tuple[Fault, ...]


def read_plan_workbook(path: Path) -> PlanReading:
    """Everything in the workbook at ``path``, or all its faults at once, in the order of the workbook.

    Whatever the file is or holds becomes a fault; raises :class:`InputError` only when there is no such file.
    """
    if not path.is_file():
        raise InputError(f"Không tìm thấy tệp kế hoạch {path}. Hãy kiểm tra lại đường dẫn.")
    opened = open_workbook(path)
    if isinstance(opened, RefusedWorkbook):
        return PlanReading(None, _gate_faults(opened))
    grid = read_cells(opened, None)
    if isinstance(grid, RefusedWorkbook):
        return PlanReading(None, _gate_faults(grid))
    return read_plan_grid(grid)


def read_plan_grid(grid: CellGrid) -> PlanReading:
    """The same from cells already read."""
    tables = read_tables(grid)
    if grid.date_1904:
        tables.faults.add("KH108")
    check_tables(tables)
    if tables.faults:
        return PlanReading(None, tables.faults.sorted())
    return _build(tables)


def load_plan_workbook(path: Path) -> PlanBook:
    """The workbook's content. Raises :class:`DataError` with the first fault in one sentence when it has any."""
    reading = read_plan_workbook(path)
    if reading.book is None:
        first = reading.faults[0]
        raise DataError(
            f"Tệp kế hoạch {path.name} có {len(reading.faults)} lỗi",
            f"lỗi đầu tiên ở {first.place_vi}",
            f"{first.reason} Chạy “da06 ke-hoach nhap {path.name}” để xem hết.",
        )
    return reading.book


def _gate_faults(refused: RefusedWorkbook) -> tuple[Fault, ...]:
    """Why the file may not be read at all, in words about a plan workbook."""
    faults = Faults()
    if refused.outcome == "not_a_return":
        faults.add("KH101", words={"why": "Tệp không phải sổ tính dạng .xlsx."})
    for finding in refused.findings:
        if refused.outcome == "rejected":
            faults.add("KH101", value=finding.value, words={"why": finding.message})
    return faults.sorted()


def _build(tables: Tables) -> PlanReading:
    """The last net: what the loaders of the product's own data would refuse is a fault here, too."""
    records = {code: [row.values for row in table] for code, table in tables.by_code.items()}
    try:
        book = from_records(records)
        check_plan(book.plan)
        check_policies(book.policies, "Phiên bản điểm")
    except (DataError, ValidationError, ValueError) as error:
        reason = error.reason if isinstance(error, DataError) else "giá trị không hợp lệ"
        place = f"{error.place}: " if isinstance(error, DataError) else ""
        tables.faults.add("KH901", words={"why": f"{place}{reason}"})
        return PlanReading(None, tables.faults.sorted())
    return PlanReading(book, ())
