"""One month on made-up data: forms issued, filled with planted mistakes, ready to consolidate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from de_an06_xl.demo.good_answers import Answers, good_answers
from de_an06_xl.demo.planted_mistakes import PLANTED
from de_an06_xl.issue_forms import FormTask, issue_forms
from de_an06_xl.model.period import Period
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.run_context import RunContext

DEMO_PERIOD = "2026-10"
_SEED = 6_2026
_MISSING = 5
_LATE = 6
_DAMAGED = "bao cao thang 10 (chep do).xlsx"
_NOT_A_RETURN = "cong-van-kem-theo.txt"


def form_count(run: RunContext) -> int:
    """How many forms :func:`make_demo` writes: one for each unit, and the returns of those that report."""
    return 2 * len(run.plan.units) - _MISSING


@dataclass(frozen=True, slots=True)
class Planted:
    """What was planted in which file, in Vietnamese, for the table at the end."""

    file: str
    what: str


@dataclass(frozen=True, slots=True)
class DemoFolders:
    """Where the demonstration put things, and what it planted."""

    forms: Path
    returns: Path
    planted: tuple[Planted, ...]


def make_demo(
    run: RunContext, folder: Path, progress: Callable[[str], None] | None = None, period_id: str = DEMO_PERIOD
) -> DemoFolders:
    """Issue the forms of all units and fill most of them as returns; the same seed, the same files."""
    period = run.period(period_id)
    forms, returns = folder / "bieu-mau", folder / "nop"
    issue_forms([FormTask(unit, period, forms) for unit in run.plan.units], run, progress)
    tasks, planted = _returns(run, period, returns)
    paths = issue_forms(tasks, run, progress)
    # The last unit's first try: cut short while copying, sent again whole.
    cut = paths[-1].read_bytes()
    write_whole(returns / _DAMAGED, cut[: len(cut) // 2])
    planted.append(Planted(_DAMAGED, "tệp hỏng (bị cắt cụt khi chép)"))
    write_whole(returns / _NOT_A_RETURN, "Công văn gửi kèm biểu báo cáo tháng (dữ liệu giả).\n".encode())
    planted.append(Planted(_NOT_A_RETURN, "tệp không phải biểu báo cáo"))
    return DemoFolders(forms, returns, tuple(sorted(planted, key=lambda item: item.file)))


def _returns(run: RunContext, period: Period, folder: Path) -> tuple[list[FormTask], list[Planted]]:
    random = Random(_SEED)  # noqa: S311 - made-up data, not a secret
    units = list(run.plan.units)
    communes = [unit for unit in units if unit.group == "commune"]
    chosen = random.sample(communes, min(len(communes), _MISSING + _LATE + len(PLANTED)))
    missing = {unit.code for unit in chosen[:_MISSING]}
    late = {unit.code for unit in chosen[_MISSING : _MISSING + _LATE]}
    mistakes = dict(zip((unit.code for unit in chosen[_MISSING + _LATE :]), PLANTED, strict=False))
    tasks, planted = [], []
    for unit in units:
        if unit.code in missing:
            planted.append(Planted(f"({unit.name})", "không nộp"))
            continue
        context = run.form_context(unit, period)
        answers = good_answers(context, random)
        file = f"{run.layout.id}_{period.id}_{unit.code}.xlsx"
        if unit.code in late:
            _send_late(answers, period, random)
            planted.append(Planted(file, "nộp trễ hạn"))
        mistake = mistakes.get(unit.code)
        if mistake:
            mistake.plant(answers, context)
            planted.append(Planted(file, mistake.what))
        tasks.append(FormTask(unit, period, folder, answers, file))
    return tasks, planted


def _send_late(answers: Answers, period: Period, random: Random) -> None:
    sent = period.due_date + dt.timedelta(days=random.randint(1, 6))
    answers["TT", "TT-09", "value"] = sent
    answers["TT", "TT-10", "value"] = sent
