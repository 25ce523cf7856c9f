"""The rules over one return: ``@rule("R314")`` on a function that yields what it hit.

A function of phase 2 sees the whole return (:class:`Inspection`) and yields a :class:`Hit`
for each cell at fault.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from de_an06_xl.check_submission.inspection import Inspection
from de_an06_xl.model.submission import Row
from de_an06_xl.rule_registry import Registry


@dataclass(frozen=True, slots=True)
class Hit:
    """One cell at fault: the input ``column`` of ``row``.

    ``words`` fill placeholders of the rule's sentences beyond the values of the row.
    """

    row: Row
    column: str
    words: Mapping[str, object] = field(default_factory=dict)


rule: Registry[Inspection, Hit] = Registry()
