"""Section V: who is late or missing, what is behind, and what the units say holds them up."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.model.summary import NOT_REACHED, OUTLOOK_WORDS, STATE_WORDS, TaskRecord, UnitRecord
from de_an06_xl.write_report.facts import Facts, heading, item, review, subheading
from de_an06_xl.write_report.figures import DIFFICULTIES, INDICATORS, RETURNS, TASKS, UNADDRESSED
from de_an06_xl.write_report.opinions import NAMES_OF_OPINION, OPINIONS_SHOWN, by_addressee, opinions
from de_an06_xl.write_report.parts import Day, Paragraph, Parts
from de_an06_xl.write_report.sentences import NAMES_SHOWN, joined, quoted


def shortcomings_section(facts: Facts) -> Iterator[Paragraph]:
    say = facts.say
    yield heading(say("shortcomings.heading"))
    for name, block in (
        ("returns", _returns),
        ("indicators", _indicators),
        ("tasks", _tasks),
        ("difficulties", _difficulties),
    ):
        yield subheading(say(f"shortcomings.{name}"))
        yield from block(facts)
    yield Paragraph("to_fill", say("shortcomings.to_fill"))


def _returns(facts: Facts) -> Iterator[Paragraph]:
    say, ask, units = facts.say, facts.ask, facts.summary.units
    missing = [unit for unit in units if unit.state == "missing"]
    late = [unit for unit in units if unit.state == "late"]
    if not missing and not late:
        yield review(say("shortcomings.returns_none"))
    if missing:
        names: list[Parts] = [(quoted(unit.name),) for unit in missing]
        count = ask.count(RETURNS, {"Tình trạng": STATE_WORDS["missing"]})
        yield review(say("shortcomings.missing", count=count, names=_names(facts, names)))
    if late:
        names = [_late_unit(facts, unit) for unit in late]
        count = ask.count(RETURNS, {"Tình trạng": STATE_WORDS["late"]})
        yield review(say("shortcomings.late", count=count, names=_names(facts, names)))


def _names(facts: Facts, names: list[Parts]) -> Parts:
    if len(names) > 2 * NAMES_SHOWN:
        return facts.say("shortcomings.names_in_annex")
    return facts.say("shortcomings.names", names=joined(names))


def _late_unit(facts: Facts, unit: UnitRecord) -> Parts:
    days = facts.ask.value(RETURNS, "Số ngày trễ", {"Mã đơn vị": unit.unit})
    if days is None:
        return facts.say("shortcomings.late_unknown", unit=quoted(unit.name))
    return facts.say("shortcomings.late_unit", unit=quoted(unit.name), days=days)


def _indicators(facts: Facts) -> Iterator[Paragraph]:
    say, ask, records = facts.say, facts.ask, facts.summary.indicators
    behind = [record for record in records if record.status == "not_reached"]
    without = [record for record in records if record.status == "no_data"]
    if not behind and not without:
        yield review(say("shortcomings.indicators_none"))
    if behind:
        items = [
            say(
                "shortcomings.not_reached_item",
                id=quoted(record.id),
                actual=facts.actual(record),
                target=facts.target(record),
            )
            for record in behind
        ]
        count = ask.count(INDICATORS, {"Đánh giá": [OUTLOOK_WORDS[outlook] for outlook in NOT_REACHED]})
        yield review(say("shortcomings.not_reached", count=count, items=joined(items)))
    if without:
        ids = joined([(quoted(record.id),) for record in without], ", ")
        yield review(
            say("shortcomings.no_data", count=ask.count(INDICATORS, {"Đánh giá": OUTLOOK_WORDS["no_data"]}), ids=ids)
        )


def _tasks(facts: Facts) -> Iterator[Paragraph]:
    say, ask = facts.say, facts.ask
    last_day = Day(facts.summary.last_day)
    overdue = [task for task in facts.summary.tasks if task.overdue and task.deadline]
    if not overdue:
        yield review(say("shortcomings.tasks_none", last_day=last_day))
    else:
        yield from _overdue(facts, overdue)
    past = [task for task in facts.summary.tasks if task.deadline and task.deadline < facts.summary.last_day]
    silent = [task.id for task in past if task.no_answer]
    if silent:
        count = ask.total(TASKS, ("Chưa trả lời",), {"Mã": silent})
        ids = joined([(quoted(code),) for code in silent], ", ")
        yield review(say("shortcomings.tasks_silent", last_day=last_day, count=count, ids=ids))


def _overdue(facts: Facts, overdue: list[TaskRecord]) -> Iterator[Paragraph]:
    say, ask = facts.say, facts.ask
    last_day = Day(facts.summary.last_day)
    yield review(say("shortcomings.tasks_count", last_day=last_day, count=ask.total(TASKS, ("Quá hạn",))))
    for task in overdue:
        names = say.names([facts.unit_name(code) for code in task.overdue_units])
        days = ask.value(TASKS, "Số ngày quá hạn", {"Mã": task.id})
        count = ask.value(TASKS, "Quá hạn", {"Mã": task.id})
        if task.deadline and days and count:
            yield item(
                say(
                    "shortcomings.task_item",
                    name=quoted(task.name),
                    id=quoted(task.id),
                    deadline=Day(task.deadline),
                    count=count,
                    days=days,
                    units=say("shortcomings.task_units", names=names) if names else (),
                )
            )


def _difficulties(facts: Facts) -> Iterator[Paragraph]:
    say, ask = facts.say, facts.ask
    if not facts.summary.difficulties:
        yield review(say("shortcomings.difficulties_none"))
        return
    yield review(say("shortcomings.difficulties_count", count=ask.count(DIFFICULTIES)))
    for addressee, records in by_addressee(facts.summary.difficulties):
        told = opinions([record for record in records if record.content], ("content", "cause"))
        if not told:
            continue
        count = ask.count(DIFFICULTIES, {"Gửi cơ quan": addressee or UNADDRESSED})
        name = (quoted(addressee),) if addressee else say("proposals.unaddressed")
        yield review(say("shortcomings.addressee", addressee=name, count=count))
        for (content, cause), units in told[:OPINIONS_SHOWN]:
            yield item(
                say(
                    "shortcomings.difficulty",
                    content=quoted(content),
                    cause=say("shortcomings.cause", cause=quoted(cause)) if cause else (),
                    units=say.names(units, NAMES_OF_OPINION),
                )
            )
        if len(told) > OPINIONS_SHOWN:
            yield item(say("shortcomings.more"))
