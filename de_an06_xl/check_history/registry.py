"""The rules against earlier periods: ``@history_rule("H501")`` on a function that yields what it hit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from de_an06_xl.model.submission import Row, Submission
from de_an06_xl.model.unit_past import UnitPast
from de_an06_xl.rule_registry import Registry

HAS_DATA = "Có số liệu"
DONE, UNDER_WAY = "Hoàn thành", "Đang triển khai"


@dataclass(frozen=True, slots=True)
class Hit:
    """One cell that does not go with earlier periods: the input ``column`` of ``row``."""

    row: Row
    column: str
    words: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One return beside its unit's past; ``faulty`` are the cells (row id, address) that have an error of their own."""

    submission: Submission
    past: UnitPast
    faulty: frozenset[tuple[str, str]]

    def indicators(self, *shapes: str) -> Iterator[Row]:
        """Rows of Chỉ tiêu with figures, of the given shapes (all without), whose figures are sound."""
        for row in self.submission.rows("CT"):
            wanted = not shapes or row.facts["shape"] in shapes
            if wanted and row.value("state") == HAS_DATA and self._sound(row, "numerator", "denominator", "state"):
                yield row

    def tasks(self) -> Iterator[Row]:
        """Rows of Nhiệm vụ with a state, whose state and progress are sound."""
        for row in self.submission.rows("NV"):
            if row.value("state") is not None and self._sound(row, "state", "progress_pct", "completion_date"):
                yield row

    def number(self, row: Row, column: str) -> Decimal | None:
        """This period's number."""
        value = row.value(column)
        return value if isinstance(value, Decimal) and value.is_finite() else None

    def before(self, row: Row, column: str) -> Decimal | None:
        """The number of the last period with a return."""
        return self.past.last_number(row.id, column)

    def _sound(self, row: Row, *columns: str) -> bool:
        cells = {entry.cell for column, entry in row.entries.items() if column in columns}
        return row.present and not any((row.id, cell) in self.faulty for cell in cells)


history_rule: Registry[Comparison, Hit] = Registry()
