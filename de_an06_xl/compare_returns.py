"""What a unit changed when it sent its return again: every cell, who and when, and whether after the due date."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from de_an06_xl.model.correction import CellChange, Correction, Origin, PlacedValue, ReturnVersion
from de_an06_xl.model.digest import ReturnDigest
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.summary import UnitRecord
from de_an06_xl.pick_returns import pick_returns
from de_an06_xl.tidy_data import unpack_values

_MADE_BY, _APPROVED_BY = "TT-05", "TT-07"


def compare_returns(
    returns: Sequence[ReturnDigest],
    stored: Iterable[ReturnVersion],
    due_dates: Mapping[str, dt.date],
    plan: Plan,
    layout: FormLayout,
) -> tuple[Correction, ...]:
    """Every earlier version of a return beside the one that counts, units in the plan's order, older versions first.

    Earlier versions lie in the folder (``returns``) or are known from earlier runs (``stored``); the same content is
    named once. ``due_dates`` are those of each unit, extensions included. Pure.
    """
    counted, superseded = pick_returns(returns)
    earlier: dict[str, list[tuple[Origin, ReturnVersion]]] = {}
    for older, _ in superseded:
        earlier.setdefault(older.unit, []).append(("folder", version_of(older)))
    for version in stored:
        earlier.setdefault(version.unit, []).append(("store", version))
    found = []
    for unit in plan.units:
        if unit.code not in counted or unit.code not in earlier:
            continue
        new, seen = version_of(counted[unit.code]), {counted[unit.code].sha256}
        for origin, old in sorted(earlier[unit.code], key=_age):
            if old.sha256 not in seen:
                seen.add(old.sha256)
                found.append(_correction(unit.name, origin, old, new, due_dates.get(unit.code), layout))
    return tuple(found)


def mark_corrected(units: Sequence[UnitRecord], corrections: Iterable[Correction]) -> tuple[UnitRecord, ...]:
    """The units with "sửa sau hạn" marked, and said in the reason; states and counts stay as they are."""
    late = {one.unit: one for one in corrections if one.after_due}
    return tuple(_marked(unit, late[unit.unit]) if unit.unit in late else unit for unit in units)


def _marked(unit: UnitRecord, correction: Correction) -> UnitRecord:
    words = (
        f"Sửa sau hạn: bản trước gửi đúng hạn ngày {correction.old_sent:%d/%m/%Y}, "
        f"bản đang tính gửi ngày {correction.new_sent:%d/%m/%Y}."
    )
    return replace(unit, corrected_late=True, reason=" ".join(part for part in (unit.reason, words) if part))


def version_of(digest: ReturnDigest) -> ReturnVersion:
    """A return of the folder with its values unpacked."""
    values = {}
    for value in unpack_values(digest.values):
        shown = value.number if value.number is not None else value.date or value.text
        values[value.row_id, value.column] = PlacedValue(value.sheet, value.cell, shown)
    return ReturnVersion(digest.unit, digest.file, digest.sha256, digest.sent, values)


def _age(item: tuple[Origin, ReturnVersion]) -> tuple[dt.date, str, str]:
    return item[1].sent or dt.date.min, item[1].file, item[1].sha256


def _correction(
    name: str, origin: Origin, old: ReturnVersion, new: ReturnVersion, due: dt.date | None, layout: FormLayout
) -> Correction:
    in_time = due is not None and old.sent is not None and old.sent <= due
    late_now = due is not None and new.sent is not None and new.sent > due
    return Correction(
        unit=new.unit,
        unit_name=name,
        origin=origin,
        old_file=old.file,
        old_sha256=old.sha256,
        old_sent=old.sent,
        new_file=new.file,
        new_sha256=new.sha256,
        new_sent=new.sent,
        by=_people(new),
        after_due=in_time and late_now,
        changes=tuple(_changes(old, new, layout)),
    )


def _changes(old: ReturnVersion, new: ReturnVersion, layout: FormLayout) -> Iterable[CellChange]:
    """In the order of the new return, then what only the old one had."""
    for key in dict.fromkeys((*new.values, *old.values)):
        before, after = old.values.get(key), new.values.get(key)
        if (before.value if before else None) == (after.value if after else None):
            continue
        place = after or before
        assert place is not None  # noqa: S101 - the key comes from one of the two
        row_id, code = key
        sheet = layout.sheet_by_code[place.sheet]
        # A column of an older form that today's has no more keeps its code.
        column = sheet.column_by_code.get(code)
        yield CellChange(
            sheet=sheet.name,
            row_id=row_id,
            column=column.header if column else code,
            cell=place.cell,
            old=before.value if before else None,
            new=after.value if after else None,
        )


def _people(version: ReturnVersion) -> str:
    """Who made and who approved the return, as it says itself."""
    names = {row_id: str(placed.value) for (row_id, _), placed in version.values.items() if row_id.startswith("TT-")}
    made, approved = names.get(_MADE_BY), names.get(_APPROVED_BY)
    words = ((made, "lập biểu: "), (approved, "duyệt: "))
    return "; ".join(f"{word}{name}" for name, word in words if name)
