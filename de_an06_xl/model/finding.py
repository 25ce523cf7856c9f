"""Findings (what is wrong or odd in a return) and the rules they come from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from de_an06_xl.model.plan import Frozen


class Severity(StrEnum):
    """The word in JSON; ``label_vi`` is what people read."""

    ERROR = "error"
    QUERY = "query"
    NOTE = "note"

    @property
    def label_vi(self) -> str:
        return {"error": "lỗi", "query": "giải trình", "note": "lưu ý"}[self.value]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place, in full Vietnamese; ``value`` is as read, personal data masked."""

    code: str
    severity: Severity
    file: str
    message: str
    fix: str
    sheet: str = ""
    cell: str = ""
    row_id: str = ""
    value: str = ""

    @property
    def place_vi(self) -> str:
        """``tệp > Chỉ tiêu!K9`` as far as known."""
        if not self.sheet:
            return self.file
        return f"{self.file} > {self.sheet}!{self.cell}" if self.cell else f"{self.file} > {self.sheet}"


Missing = Literal["skip_if_any", "skip_if_all", "never_skip"]
"""What a rule does about blanks among the values it looks at: silent when any is blank, when all are, or never."""


class Rule(Frozen):
    """One rule of ``rules.toml``; the code is never reused.

    A *native* rule is also shown by the form itself. ``native_when`` is a condition in which
    ``value`` stands for the cell under check and ``LIST`` for the words of its list; the
    rule looks at every input of the types in ``types`` and at the columns in ``at``
    (``"CT.denominator"``). Placeholders of ``message`` and ``fix``: ``{value}``, ``{column}``,
    ``{name}``, ``{tolerance}`` and what the check function adds.

    ``tolerance`` is how far apart two numbers may lie, in ``tolerance_unit``. ``missing`` holds for
    rules that are not native: a native condition speaks exactly where the form does.
    """

    code: str
    severity: Severity
    short: str
    message: str
    fix: str
    ref: str = "đề xuất"
    native_when: str = ""
    types: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    closes_with: str = ""
    counts: Literal["quality", "completeness", ""] = ""
    missing: Missing = "skip_if_any"
    tolerance: Decimal | None = None
    tolerance_unit: Literal["%", "điểm phần trăm", "lần", "kỳ", ""] = ""

    @property
    def native(self) -> bool:
        """Whether the form itself shows this finding."""
        return bool(self.native_when) or self.counts == "completeness"
