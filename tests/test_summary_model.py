"""What a record of the summary knows of itself."""

from __future__ import annotations

from datetime import date

import pytest

from de_an06_xl.model.summary import TaskRecord

# deadline, units, done, done late → due soon, seen from 31/10/2026
CASES = """
2026-10-30 | 3 | 0 | 0 | no   the deadline has passed
2026-10-31 | 3 | 0 | 0 | yes  due on the last day itself
2026-12-30 | 3 | 1 | 1 | yes  60 days off, one unit still has it before it
2026-12-31 | 3 | 0 | 0 | no   61 days off
2026-11-30 | 3 | 2 | 1 | no   every unit is done
-          | 3 | 0 | 0 | no   no deadline
"""


@pytest.mark.parametrize("line", CASES.strip().splitlines())
def test_due_soon(line: str) -> None:
    deadline, units, done, late, expected = (part.strip() for part in line.split("|"))
    task = TaskRecord(
        id="NV-I.1",
        name="",
        leads_text="",
        deadline_text="",
        deadline=None if deadline == "-" else date.fromisoformat(deadline),
        units=int(units),
        done=int(done),
        done_late=int(late),
        in_progress=0,
        overdue=0,
        not_started=0,
        waiting=0,
        no_answer=0,
    )
    assert task.due_soon(date(2026, 10, 31), 60) is expected.startswith("yes")
