"""Section VI: the work of the coming weeks; section VII: what the units propose."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.model.summary import NOT_REACHED, OUTCOME_WORDS, OUTLOOK_WORDS, STATE_WORDS, TaskRecord
from de_an06_xl.write_report.facts import Facts, heading, item, review
from de_an06_xl.write_report.figures import FILES, INDICATORS, RETURNS, TASKS
from de_an06_xl.write_report.opinions import NAMES_OF_OPINION, OPINIONS_SHOWN, by_addressee, opinions
from de_an06_xl.write_report.parts import Day, Paragraph, Parts
from de_an06_xl.write_report.sentences import quoted


def next_month_section(facts: Facts) -> Iterator[Paragraph]:
    say, ask = facts.say, facts.ask
    yield heading(say("next_month.heading"))
    works = {
        "missing": ask.count(RETURNS, {"Tình trạng": STATE_WORDS["missing"]}),
        "rejected": ask.count(FILES, {"Kết quả": OUTCOME_WORDS["rejected"]}),
        "not_reached": ask.count(INDICATORS, {"Đánh giá": [OUTLOOK_WORDS[outlook] for outlook in NOT_REACHED]}),
        "no_data": ask.count(INDICATORS, {"Đánh giá": OUTLOOK_WORDS["no_data"]}),
        "overdue": ask.total(TASKS, ("Quá hạn",)),
    }
    for work, count in works.items():
        for sentence in say.counted(f"next_month.{work}", count):
            yield review(sentence)
    span = {"from_day": Day(facts.summary.last_day), "until": Day(facts.until)}
    soon = [task for task in facts.summary.tasks if facts.summary.due_soon(task)]
    yield review(say("next_month.tasks" if soon else "next_month.tasks_none", **span))
    for task in soon:
        if task.deadline:
            yield item(
                say(
                    "next_month.task_item",
                    name=quoted(task.name),
                    id=quoted(task.id),
                    leads=quoted(task.leads_text),
                    deadline=Day(task.deadline),
                    done=_done(facts, task),
                )
            )
    yield Paragraph("to_fill", say("next_month.to_fill"))


def _done(facts: Facts, task: TaskRecord) -> Parts:
    row = {"Mã": task.id}
    units = facts.ask.total(TASKS, ("Số đơn vị",), row)
    done = facts.ask.total(TASKS, ("Xong đúng hạn", "Xong trễ"), row)
    return (
        facts.say("next_month.task_done", done=done, units=units)
        if done.value
        else facts.say("next_month.task_open", units=units)
    )


def proposals_section(facts: Facts) -> Iterator[Paragraph]:
    say = facts.say
    yield heading(say("proposals.heading"))
    records = [record for record in facts.summary.difficulties if record.proposal]
    yield review(say("proposals.intro" if records else "proposals.none"))
    for addressee, group in by_addressee(records):
        name = (quoted(addressee),) if addressee else say("proposals.unaddressed")
        yield review(say("proposals.addressee", addressee=name))
        told = opinions(group, ("proposal",))
        for (proposal,), units in told[:OPINIONS_SHOWN]:
            yield item(say("proposals.item", proposal=quoted(proposal), units=say.names(units, NAMES_OF_OPINION)))
        if len(told) > OPINIONS_SHOWN:
            yield item(say("proposals.more"))
    yield Paragraph("to_fill", say("proposals.to_fill"))
    yield Paragraph("body", say("proposals.closing", period=quoted(facts.period), office=quoted(facts.office)))
