"""Looked up in a summary or in the store: a result of the province, a unit's score, its rank."""

from __future__ import annotations

from de_an06_xl.functions.cell_error import refuse_unknown, refuse_value
from de_an06_xl.functions.evaluate import BLANK
from de_an06_xl.functions.indicator_functions import indicator_named
from de_an06_xl.functions.list_words import list_word
from de_an06_xl.functions.model import CellValue
from de_an06_xl.functions.reading_functions import unit_named
from de_an06_xl.functions.register import worksheet_function
from de_an06_xl.functions.summary_source import RANK, TOTAL, Source
from de_an06_xl.model.period import Period
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.text.normalize import code_key


@worksheet_function("DA06_THUCHIEN")
def result(chi_tieu: str, ky: Period | None, *, nguon: Source) -> CellValue:
    """The province's result of one indicator: a number, or a word for a qualitative one; blank without a figure."""
    results = nguon.month(ky.id if ky else "").results
    if results is None:
        raise refuse_value()
    key = code_key(indicator_named(chi_tieu).id)
    if key not in results:
        raise refuse_unknown()
    return _shown(results[key])


@worksheet_function("DA06_DIEM")
def score(don_vi: str, thanh_phan: str | None, ky: Period | None, *, nguon: Source) -> CellValue:
    """A unit's total score or the points of one component, 0–100; blank without a score."""
    heading = TOTAL if thanh_phan is None else _component(thanh_phan)
    return _of_unit(nguon, don_vi, ky, heading)


@worksheet_function("DA06_XEPHANG")
def rank(don_vi: str, ky: Period | None, *, nguon: Source) -> CellValue:
    """A unit's rank within its group; blank without a score."""
    return _of_unit(nguon, don_vi, ky, RANK)


def _of_unit(source: Source, unit: str, period: Period | None, heading: str) -> CellValue:
    units = source.month(period.id if period else "").units
    if units is None:
        raise refuse_value()
    line = units.get(code_key(unit_named(unit).code))
    if line is None or heading not in line:
        raise refuse_unknown()
    return _shown(line[heading])


def _component(text: str) -> str:
    """The heading of a component given by its id (``CT``) or its name."""
    words = {word: name for part, name in COMPONENT_WORDS.items() for word in (part, name)}
    return words[list_word(text, tuple(words))]


def _shown(value: CellValue) -> CellValue:
    return BLANK if value is None else value
