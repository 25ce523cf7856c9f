"""What the leader has to decide on, in three lines at the head of Tổng quan: named, worst first, no more than fits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from de_an06_xl.half_up import half_up
from de_an06_xl.model.summary import IndicatorRecord, Summary

_LONGEST = 118  # characters of Arial 11 across the page


def attention_lines(summary: Summary) -> tuple[str, str, str]:
    """Who has not returned, which indicators are furthest behind, which tasks are overdue or due soon."""
    return _missing(summary), _behind(summary), _tasks(summary)


def _missing(summary: Summary) -> str:
    names = [unit.name for unit in summary.units if unit.state == "missing"]
    return _listed(f"Chưa nộp: {len(names)} đơn vị", names, "Không có đơn vị nào chưa nộp.")


def _behind(summary: Summary) -> str:
    found = [(_share(item), item.id) for item in summary.indicators if item.outlook == "behind"]
    told = [f"{code} ({share}% mục tiêu)" if share else code for share, code in sorted(found, key=_by_share)]
    return _listed(f"Chỉ tiêu chậm: {len(found)}, xa nhất", told, "Không có chỉ tiêu nào chậm.")


def _tasks(summary: Summary) -> str:
    overdue = [task for task in summary.tasks if task.overdue and task.deadline]
    soon = sum(summary.task_outlook(task) == "due_soon" for task in summary.tasks)
    ordered = sorted(overdue, key=lambda task: task.deadline or summary.last_day)
    told = [f"{task.id} ({(summary.last_day - (task.deadline or summary.last_day)).days} ngày)" for task in ordered]
    ahead = f"Đến hạn trong {summary.soon_days} ngày: {soon} nhiệm vụ"
    return _listed(f"{ahead}. Quá hạn: {len(overdue)}", told, f"{ahead}. Không có nhiệm vụ nào quá hạn.")


def _listed(head: str, names: Sequence[str], none: str) -> str:
    """``head: a; b và 3 nữa.`` – as many names as fit the line."""
    if not names:
        return none
    shown = len(names)
    while shown > 1 and len(_sentence(head, names, shown)) > _LONGEST:
        shown -= 1
    return _sentence(head, names, shown)


def _sentence(head: str, names: Sequence[str], shown: int) -> str:
    more = f" và {len(names) - shown} nữa" if shown < len(names) else ""
    return f"{head}: {'; '.join(names[:shown])}{more}."


def _share(item: IndicatorRecord) -> str:
    """How much of the target is reached, in percent (""; a word has no share)."""
    if isinstance(item.actual, str) or item.actual is None or not isinstance(item.target, Decimal) or not item.target:
        return ""
    target = Fraction(item.target)
    reached = target / item.actual if item.direction == "≤" else item.actual / target
    return f"{max(half_up(100 * reached, 0), Decimal(0))}"


def _by_share(found: tuple[str, str]) -> tuple[bool, int]:
    share = found[0]
    return not share, int(share or 0)
