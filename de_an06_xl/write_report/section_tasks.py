"""Section III: the tasks, group by group of the plan's Phụ lục II; section IV: the duties of every unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from de_an06_xl.model.plan import Duty
from de_an06_xl.write_report.facts import Facts, heading, item, review, subheading
from de_an06_xl.write_report.figures import DATA, TASKS
from de_an06_xl.write_report.parts import Paragraph, Parts
from de_an06_xl.write_report.sentences import joined, quoted

STANDING_COLUMNS = {
    "done": "Xong đúng hạn",
    "done_late": "Xong trễ",
    "in_progress": "Đang làm",
    "overdue": "Quá hạn",
    "not_started": "Chưa làm",
    "waiting": "Chờ, tạm dừng",
    "no_answer": "Chưa trả lời",
}


def tasks_section(facts: Facts) -> Iterator[Paragraph]:
    say, plan = facts.say, facts.plan
    yield heading(say("tasks.heading"))
    records = {record.id: record for record in facts.summary.tasks}
    yield review(_counts(facts, "tasks.total", "tasks.nothing_assigned", list(records)))
    for number, group in enumerate(plan.task_groups, 1):
        members = [records[task.id] for task in plan.tasks if task.group == group.id and task.id in records]
        yield subheading((f"{number}. ", quoted(group.name, len(group.name))))
        if not members:
            continue
        yield review(_counts(facts, "tasks.group", "tasks.unassigned", [task.id for task in members]))
        done = [task.id for task in members if task.units and task.done + task.done_late == task.units]
        overdue = [task.id for task in members if task.overdue]
        for sentence, ids in (("tasks.list_done", done), ("tasks.list_overdue", overdue)):
            if ids:
                yield review(say(sentence, ids=joined([(quoted(code),) for code in ids], ", ")))


def _counts(facts: Facts, sentence: str, without_units: str, ids: Sequence[str]) -> Parts:
    say, ask = facts.say, facts.ask
    total, units = ask.count(TASKS, {"Mã": ids}), ask.total(TASKS, ("Số đơn vị",), {"Mã": ids})
    if not units.value:
        return say(without_units, total=total)
    standings = [
        part
        for standing, column in STANDING_COLUMNS.items()
        for part in say.counted(f"tasks.standing_{standing}", ask.total(TASKS, (column,), {"Mã": ids}))
    ]
    return say(sentence, total=total, units=units, standings=joined(standings))


def duties_section(facts: Facts) -> Iterator[Paragraph]:
    say = facts.say
    yield heading(say("duties.heading"))
    yield review(say("duties.intro"))
    for duty in facts.plan.duties:
        results = _duty_results(facts, duty) or [say("duties.none")]
        yield item(say("duties.item", name=quoted(duty.name), results=joined(results)))


def _duty_results(facts: Facts, duty: Duty) -> list[Parts]:
    say, ask = facts.say, facts.ask

    def answers(column: str, **words: str) -> dict[str, str]:
        return {"Mã dòng": duty.id, "Cột": column, **words}

    results = [
        *say.counted("duties.done", ask.count(DATA, answers("Đã thực hiện", Chữ="Có"))),
        *say.counted("duties.not_yet", ask.count(DATA, answers("Đã thực hiện", Chữ="Chưa"))),
    ]
    reported = ask.count(DATA, answers("Số liệu", Chữ=""))
    if reported.value and duty.id in say.not_summed:
        results.append(say("duties.reported", reported=reported, measure=quoted(duty.measure)))
    elif reported.value:
        total = ask.total(DATA, ("Số",), answers("Số liệu", Chữ=""))
        results.append(say("duties.amount", reported=reported, total=total, measure=quoted(duty.measure)))
    return [*results, *say.counted("duties.satisfaction", ask.count(DATA, answers("Hài lòng (%)", Chữ="")))]
