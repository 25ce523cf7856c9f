"""Texts read as the product reads them: units, numbers, dates, personal data."""

from __future__ import annotations

from typing import Any

from de_an06_xl.find_unit import find_unit
from de_an06_xl.functions.cell_error import CellError, refuse_number, refuse_unknown
from de_an06_xl.functions.in_force import kept_while_in_force, run_in_force
from de_an06_xl.functions.list_words import list_word
from de_an06_xl.functions.model import CellValue
from de_an06_xl.functions.read_argument import read_day, read_number
from de_an06_xl.functions.register import worksheet_function
from de_an06_xl.model.plan import Unit
from de_an06_xl.text.personal_data import find_personal_data

_CODE, _NAME = "Mã", "Tên"


@worksheet_function("DA06_DONVI")
def unit(don_vi: str, tra_ve: str | None) -> CellValue:
    """The code (or today's name) of the unit a text names by code, name in any spelling or old name."""
    wanted = _CODE if tra_ve is None else list_word(tra_ve, (_CODE, _NAME))
    found = unit_named(don_vi)
    return found.code if wanted == _CODE else found.name


@worksheet_function("DA06_SO")
def number(o: Any) -> CellValue:
    """The number a cell holds, read strictly; a text with two readings is ``#NUM!``."""
    value = read_number(o)
    if isinstance(value, CellError) or value is None:
        return value
    return float(value)


@worksheet_function("DA06_NGAY")
def day(o: Any) -> CellValue:
    """The day serial of a date, also one typed as dd/mm/yyyy."""
    return read_day(o)


@worksheet_function("DA06_CO_PII")
def has_personal_data(o: Any) -> CellValue:
    """Whether a text holds personal data; a number alone is none (the product asks for a telling header there)."""
    return isinstance(o, str) and bool(find_personal_data(o))


@kept_while_in_force
def unit_named(text: str) -> Unit:
    """The one unit ``text`` names. Raises ``#N/A`` for none, ``#NUM!`` when it may be several."""
    match = find_unit(text, run_in_force().plan)
    if match.unit is None:
        raise refuse_number() if match.candidates else refuse_unknown()
    return match.unit
