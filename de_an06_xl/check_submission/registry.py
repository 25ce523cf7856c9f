"""Which function checks which rule: ``@rule("R314")`` on a function that yields what it hit.

A function of phase 2 sees the whole return (:class:`Inspection`) and yields a :class:`Hit`
for each cell at fault; severity, sentences and the closing of queries come from
``rules.toml``. A new family of rules over other material (several units together) is
another :class:`Registry`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from de_an06_xl.check_submission.inspection import Inspection
from de_an06_xl.errors import DataError
from de_an06_xl.model.submission import Row

Material = TypeVar("Material")


@dataclass(frozen=True, slots=True)
class Hit:
    """One cell at fault: the input ``column`` of ``row``.

    ``words`` fill placeholders of the rule's sentences beyond the values of the row.
    """

    row: Row
    column: str
    words: Mapping[str, object] = field(default_factory=dict)


Check = Callable[[Material], Iterable[Hit]]


class Registry(Generic[Material]):
    """Rule codes and the functions that check them, one function for each code."""

    def __init__(self) -> None:
        self._checks: dict[str, Check[Material]] = {}

    def __call__(self, code: str) -> Callable[[Check[Material]], Check[Material]]:
        """Decorator: the function below checks rule ``code``. Raises :class:`DataError` for a second one."""

        def register(check: Check[Material]) -> Check[Material]:
            if code in self._checks:
                raise DataError("check_submission", code, "mã quy tắc đã có hàm kiểm tra")
            self._checks[code] = check
            return check

        return register

    @property
    def codes(self) -> frozenset[str]:
        """Every code with a function."""
        return frozenset(self._checks)

    def hits(self, material: Material) -> Iterator[tuple[str, Hit]]:
        """Every hit of every rule, with its code."""
        for code, check in self._checks.items():
            for hit in check(material):
                yield code, hit


rule: Registry[Inspection] = Registry()
