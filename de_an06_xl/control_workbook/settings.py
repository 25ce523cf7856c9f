"""What the consolidator has set on Bảng điều khiển, and the files a run reads and writes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from de_an06_xl.control_workbook import names, words
from de_an06_xl.errors import InputError
from de_an06_xl.model.period import Period

SETTING_NAMES = (names.PERIOD, names.RETURNS_FOLDER, names.OUTPUT_FOLDER, names.PLAN_WORKBOOK, names.STORE)


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders are absolute; what a run writes lies below ``output`` under names that tell the period.

    ``store`` is a file or the address of a server, ``None`` when months are not stored.
    """

    period_id: str
    returns: Path
    output: Path
    plan_workbook: Path | None
    store: str | None = None

    def summary_path(self, period: Period) -> Path:
        """``tong-hop-2026-10.xlsx``, as the command line's demonstration calls it."""
        return self.output / f"tong-hop-{period.id}.xlsx"

    def forms_folder(self, period: Period) -> Path:
        return self.output / f"bieu-mau-{period.id}"

    def copies_folder(self, period: Period) -> Path:
        """Where the annotated copies for the units go."""
        return self.output / f"tra-lai-{period.id}"


def read_settings(values: Mapping[str, object], home: Path) -> Settings:
    """The settings from the named cells' values; relative paths start at ``home``, the workbook's folder.

    Raises :class:`InputError` when no period is chosen.
    """
    texts = {name: _text(values.get(name)) for name in SETTING_NAMES}
    if not texts[names.PERIOD]:
        raise InputError(f"Chưa chọn kỳ báo cáo. Hãy chọn ở trang “{names.CONTROL_SHEET}”, ví dụ 2026-10.")
    plan, store = texts[names.PLAN_WORKBOOK], texts[names.STORE]
    if store and "://" not in store:
        store = str(home / store)
    return Settings(
        period_id=texts[names.PERIOD],
        returns=home / (texts[names.RETURNS_FOLDER] or words.DEFAULT_RETURNS),
        output=home / (texts[names.OUTPUT_FOLDER] or words.DEFAULT_OUTPUT),
        plan_workbook=home / plan if plan else None,
        store=store or None,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
