"""Thử nghiệm: last month's real returns under the rules of today and of a new plan workbook.

Every return is read twice, each time with that side's rows, so a row only the new plan has counts as
blank. Then each change is put alone into the old rules and the return scored again: that is its effect.
Effects of single changes need not add up to the whole difference; what is left comes from changes together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from de_an06_xl.consolidate import consolidate
from de_an06_xl.dry_run.changes import Scene, changes_between
from de_an06_xl.dry_run.model import (
    TOGETHER,
    Cause,
    CauseSummary,
    DryRun,
    Effect,
    RowDifference,
    Rules,
    Standing,
    UnitDifference,
)
from de_an06_xl.half_up import half_up
from de_an06_xl.model.policy import ComponentId
from de_an06_xl.model.score import ScoreRow, UnitScore
from de_an06_xl.model.summary import CheckedReturn, Receipt, Summary, UnitRecord
from de_an06_xl.pick_returns import pick_returns
from de_an06_xl.pipeline import Progress, digest_checked, process_folder
from de_an06_xl.run_context import RunContext
from de_an06_xl.score_submission import score_submission

__all__ = ["dry_run"]


def dry_run(
    folder: Path,
    period_id: str,
    old_run: RunContext,
    new_run: RunContext,
    register: Mapping[str, Receipt] | None = None,
    progress: Progress | None = None,
) -> DryRun:
    """The returns of ``folder`` for ``period_id`` under both rules; ``progress`` is called twice per file.

    Raises :class:`PeriodError` when the period lies outside either plan, :class:`InputError` for the folder.
    """
    old, new = (_one_side(folder, period_id, run, register, progress) for run in (old_run, new_run))
    units = tuple(_unit_difference(code, old, new) for code in dict.fromkeys((*old.records, *new.records)))
    return DryRun(
        period=period_id,
        period_label=old.summary.period_label,
        old=old.rules,
        new=new.rules,
        units=units,
        causes=_summarise(units),
        old_files=old.summary.files,
        new_files=new.summary.files,
    )


class _Side:
    """One side's rules with everything computed under them."""

    def __init__(
        self, run: RunContext, summary: Summary, counted: Mapping[str, CheckedReturn], receipts: Mapping[str, Receipt]
    ) -> None:
        self.run, self.summary, self.counted, self.receipts = run, summary, counted, receipts
        self.records: dict[str, UnitRecord] = {record.unit: record for record in summary.units}
        self.rules = Rules(summary.plan, summary.policy, summary.due_date)

    def scene(self, unit: str) -> Scene | None:
        """What the unit's counted return is scored by, ``None`` without one."""
        checked = self.counted.get(unit)
        if checked is None:
            return None
        context = self.run.context_of(checked.submission.identity)
        return Scene(checked.submission, checked.findings, context, self.receipts.get(unit))

    def standing(self, unit: str) -> Standing | None:
        record = self.records.get(unit)
        return Standing(record.state, record.due_date, record.score) if record else None


def _one_side(
    folder: Path,
    period_id: str,
    run: RunContext,
    register: Mapping[str, Receipt] | None,
    progress: Progress | None,
) -> _Side:
    period = run.period(period_id)
    returns, refused = process_folder(folder, period, run, register, progress)
    receipts = run.receipts(period.id, register)
    digests = [digest_checked(checked, run) for checked in returns]
    summary = consolidate(digests, refused, run.plan, run.policy(period), period, run.layout, receipts, None)
    by_file = {checked.file: checked for checked in returns}
    counted, _ = pick_returns(digests)
    return _Side(run, summary, {unit: by_file[digest.file] for unit, digest in counted.items()}, receipts)


def _unit_difference(unit: str, old: _Side, new: _Side) -> UnitDifference:
    record = new.records.get(unit) or old.records[unit]
    before, after = old.scene(unit), new.scene(unit)
    rows: tuple[RowDifference, ...] = ()
    effects: tuple[Effect, ...] = ()
    if before and after:
        effects = _effects(old.counted[unit].score, before, after)
        rows = _row_differences(old.counted[unit].score, new.counted[unit].score, effects)
    return UnitDifference(unit, record.name, old.standing(unit), new.standing(unit), rows, effects)


def _effects(base: UnitScore, old: Scene, new: Scene) -> tuple[Effect, ...]:
    """What each change alone does; changes that do nothing to this return are left out."""
    effects = []
    for change in changes_between(old, new):
        scene = change.apply(old)
        score = score_submission(scene.submission, scene.findings, scene.context, scene.receipt)
        rows = tuple(row_id for _, row_id, *_ in _moved(base, score))
        difference = score.score - base.score
        if rows or difference or score.band != base.band:
            effects.append(Effect(change.cause, difference, score.band, rows))
    return tuple(effects)


_Moved = tuple[ComponentId, str, ScoreRow | None, ScoreRow | None]


def _moved(old: UnitScore, new: UnitScore) -> list[_Moved]:
    """Rows whose points or weight differ, and rows that only one side has."""
    moved: list[_Moved] = []
    for component in old.components:
        before = {row.id: row for row in component.rows}
        after = {row.id: row for row in new.component(component.id).rows}
        for row_id in dict.fromkeys((*before, *after)):
            pair = before.get(row_id), after.get(row_id)
            if _worth(pair[0]) != _worth(pair[1]):
                moved.append((component.id, row_id, *pair))
    return moved


def _worth(row: ScoreRow | None) -> tuple[Decimal | None, Decimal, Decimal] | None:
    return (row.points, row.max_points, row.weight) if row else None


def _row_differences(old: UnitScore, new: UnitScore, effects: Sequence[Effect]) -> tuple[RowDifference, ...]:
    differences = []
    for component, row_id, before, after in _moved(old, new):
        causes = tuple(effect.cause for effect in effects if row_id in effect.rows)
        differences.append(
            RowDifference(
                component,
                row_id,
                before.points if before else None,
                after.points if after else None,
                causes or (TOGETHER,),
                before is not None,
                after is not None,
            )
        )
    return tuple(differences)


def _summarise(units: Sequence[UnitDifference]) -> tuple[CauseSummary, ...]:
    """Causes in the order they were met; the most far-reaching first."""
    by_cause: dict[Cause, list[tuple[UnitDifference, Effect]]] = {}
    for unit in units:
        for effect in unit.effects:
            by_cause.setdefault(effect.cause, []).append((unit, effect))
    summaries = []
    for cause, met in by_cause.items():
        differences = [effect.score_difference for _, effect in met]
        summaries.append(
            CauseSummary(
                cause,
                units=len(met),
                rows=sum(len(effect.rows) for _, effect in met),
                mean_difference=half_up(Fraction(sum(differences, Decimal(0))) / len(differences)),
                most_down=min(*differences, Decimal(0)),
                most_up=max(*differences, Decimal(0)),
                band_changes=sum(effect.band != _old_band(unit) for unit, effect in met),
            )
        )
    return tuple(sorted(summaries, key=lambda item: -abs(item.mean_difference) * item.units))


def _old_band(unit: UnitDifference) -> str:
    return unit.old.score.band if unit.old and unit.old.score else ""
