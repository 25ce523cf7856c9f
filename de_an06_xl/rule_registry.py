"""Which function checks which rule, and what every rule shares: closing by a reason, blanks, tolerance.

A family of rules is a :class:`Registry` over its own material (one return; several units together).
Severity, sentences, tolerance and the policy for missing values come from ``rules.toml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Generic, TypeVar

from de_an06_xl.errors import DataError
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Missing, Rule
from de_an06_xl.model.submission import Row, Submission

GENERAL_REASON_ROW = "TT-11"

Material = TypeVar("Material")
Found = TypeVar("Found")
Check = Callable[[Material], Iterable[Found]]


class Registry(Generic[Material, Found]):
    """Rule codes and the functions that check them, one function for each code."""

    def __init__(self) -> None:
        self._checks: dict[str, Check[Material, Found]] = {}

    def __call__(self, code: str) -> Callable[[Check[Material, Found]], Check[Material, Found]]:
        """Decorator: the function below checks rule ``code``. Raises :class:`DataError` for a second one."""

        def register(check: Check[Material, Found]) -> Check[Material, Found]:
            if code in self._checks:
                raise DataError("rules.toml", code, "mã quy tắc đã có hàm kiểm tra")
            self._checks[code] = check
            return check

        return register

    @property
    def codes(self) -> frozenset[str]:
        """Every code with a function."""
        return frozenset(self._checks)

    def hits(self, material: Material) -> Iterator[tuple[str, Found]]:
        """Every hit of every rule, with its code."""
        for code, check in self._checks.items():
            for hit in check(material):
                yield code, hit


def reason_place(rule: Rule, row_id: str) -> tuple[str, str] | None:
    """Row id and column of the reason that closes the rule's query at row ``row_id``; ``None``: nothing closes it."""
    if not rule.closes_with:
        return None
    return (GENERAL_REASON_ROW, "value") if rule.closes_with == GENERAL_REASON_ROW else (row_id, rule.closes_with)


def is_closed(rule: Rule, row: Row, submission: Submission) -> bool:
    """Whether the reason that closes the rule's query at ``row`` has been given."""
    place = reason_place(rule, row.id)
    if place is None:
        return False
    reason = row if place[0] == row.id else submission.sheets["TT"].rows.get(place[0])
    return reason is not None and reason.value(place[1]) is not None


def enough(missing: Missing, values: Sequence[object]) -> bool:
    """Whether a rule with this policy speaks when its values are these; ``None`` is a blank.

    >>> [enough(policy, (5, None)) for policy in ("skip_if_any", "skip_if_all", "never_skip")]
    [False, True, True]
    """
    if missing == "never_skip":
        return True
    blanks = [value is None for value in values]
    return not (any(blanks) if missing == "skip_if_any" else all(blanks))


def tolerance_of(code: str) -> Decimal:
    """How far apart the numbers of a rule may lie, in the unit ``rules.toml`` declares.

    Raises :class:`DataError` when the rule declares none.
    """
    tolerance = load_rules()[code].tolerance
    if tolerance is None:
        raise DataError("rules.toml", code, "quy tắc này phải nêu mức chênh lệch cho phép (tolerance)")
    return tolerance
