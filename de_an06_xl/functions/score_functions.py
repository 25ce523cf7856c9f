"""The band of a score and the due date of a period."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from de_an06_xl.form.rows import day_serial
from de_an06_xl.functions.cell_error import refuse_number
from de_an06_xl.functions.in_force import run_in_force
from de_an06_xl.functions.model import CellValue
from de_an06_xl.functions.register import worksheet_function
from de_an06_xl.half_up import half_up
from de_an06_xl.model.period import Period
from de_an06_xl.score_submission.total import band_name

_FULL = 100


@worksheet_function("DA06_XEPLOAI")
def band(
    diem: int | Fraction, ky: Period, do_day_du: int | Fraction | None, do_phu: int | Fraction | None
) -> CellValue:
    """The band of a total score by the policy of the period ("Total and band")."""
    if not all(0 <= value <= _FULL for value in (diem, do_phu, do_day_du) if value is not None):
        raise refuse_number()
    # A total has two decimals; one worked out in a cell may carry the dust of binary fractions.
    score: Decimal = half_up(diem)
    completeness = Fraction(_FULL if do_day_du is None else do_day_du)
    coverage = None if do_phu is None else Fraction(do_phu)
    return band_name(score, coverage, completeness, run_in_force().policy(ky))


@worksheet_function("DA06_HAN_NOP")
def due_date(ky: Period) -> CellValue:
    """The last day on which the report of the period is on time, as a day serial (mục V.4.h)."""
    return day_serial(ky.due_date)
