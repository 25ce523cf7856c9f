"""What the units have typed, unit by unit: their values still packed, and their difficulties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from de_an06_xl.form.rows import FREE_ROWS, INFO_FIELDS
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.plan import Plan, Unit
from de_an06_xl.model.summary import DifficultyRecord
from de_an06_xl.tidy_data import TidyData, UnitValues


def tidy_data(counted: Mapping[str, ReturnDigest], plan: Plan, layout: FormLayout) -> TidyData:
    """Every filled input of the returns that count; nothing is unpacked here."""
    units = (
        UnitValues(unit.code, unit.name, digest.file, digest.values) for unit, digest in _in_plan_order(counted, plan)
    )
    names = {
        (sheet.code, column.code): (sheet.name, column.header)
        for sheet in layout.row_sheets
        for column in sheet.columns
    }
    return TidyData(tuple(units), _row_order(plan), names)


def difficulty_records(counted: Mapping[str, ReturnDigest], plan: Plan) -> tuple[DifficultyRecord, ...]:
    """The rows of Khó khăn, kiến nghị that say something, unit by unit."""
    return tuple(record for _, digest in _in_plan_order(counted, plan) for record in digest.difficulties)


def _row_order(plan: Plan) -> tuple[str, ...]:
    return (
        *(field[0] for field in INFO_FIELDS),
        *(indicator.id for indicator in plan.indicators),
        *(task.id for task in plan.tasks),
        *(duty.id for duty in plan.duties),
        *(f"KK-{number:02d}" for number in range(1, FREE_ROWS + 1)),
    )


def _in_plan_order(counted: Mapping[str, ReturnDigest], plan: Plan) -> Iterator[tuple[Unit, ReturnDigest]]:
    return ((unit, counted[unit.code]) for unit in plan.units if unit.code in counted)
