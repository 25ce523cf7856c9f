"""A unit's score with every line of its arithmetic ("điểm tuân thủ đề xuất")."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from de_an06_xl.model.policy import ComponentId

COMPONENT_WORDS: dict[ComponentId, str] = {
    "CT": "Chỉ tiêu",
    "NV": "Nhiệm vụ",
    "BC": "Chế độ báo cáo",
    "TC": "Tổ chức thực hiện",
}
REPORTING_WORDS = {"BC-1": "Báo cáo đúng hạn", "BC-2": "Điền đầy đủ", "BC-3": "Chất lượng số liệu"}


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One scored line: an indicator, a task, a duty, or a line of Chế độ báo cáo (``BC-1`` …).

    ``points`` is out of ``max_points`` (10 for indicators and tasks), already rounded half-up to
    2 places, ``None`` when the row is not scored; ``weight`` is the row's weight in its
    component. ``reason`` says what was counted, ``arithmetic`` shows the formula with its
    numbers, ``regain`` what would win the lost points back (empty when nothing was lost).

    ``reachable`` is what the row can still get by doing what ``regain`` says (``None``: all of
    ``max_points``; a late day is never won back). ``form_points`` is what the form itself shows
    where the consolidator's register gives other points (``None``: the same).
    """

    id: str
    points: Decimal | None
    max_points: Decimal
    reason: str
    arithmetic: str = ""
    regain: str = ""
    weight: Decimal = Decimal(1)
    reachable: Decimal | None = None
    form_points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ComponentScore:
    """``points`` on 0–100, ``None`` when the component has no scored row and so leaves the total."""

    id: ComponentId
    weight: Decimal
    points: Decimal | None
    rows: tuple[ScoreRow, ...]


@dataclass(frozen=True, slots=True)
class UnitScore:
    """``score`` on 0–100 rounded half-up to 2 places; ``band`` is the Vietnamese name.

    ``coverage_pct`` (answered indicator rows with a target) is ``None`` for a unit without
    such rows; ``completeness_pct`` is filled over required cells.
    """

    unit: str
    period: str
    policy: str
    score: Decimal
    band: str
    components: tuple[ComponentScore, ...]
    coverage_pct: Decimal | None
    completeness_pct: Decimal

    def component(self, component_id: str) -> ComponentScore:
        return next(component for component in self.components if component.id == component_id)
