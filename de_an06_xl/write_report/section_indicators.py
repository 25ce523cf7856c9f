"""Section II: the indicators, group by group of the plan's Phụ lục I."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from de_an06_xl.model.summary import OUTLOOK_WORDS, IndicatorRecord, Outlook
from de_an06_xl.write_report.facts import Facts, heading, item, review, subheading
from de_an06_xl.write_report.figures import INDICATORS
from de_an06_xl.write_report.parts import Paragraph, Parts
from de_an06_xl.write_report.sentences import joined, quoted

_LISTED: tuple[Outlook, ...] = ("reached", "at_risk", "behind", "no_target")


def indicators_section(facts: Facts) -> Iterator[Paragraph]:
    say, plan = facts.say, facts.plan
    yield heading(say("indicators.heading"))
    records = {record.id: record for record in facts.summary.indicators}
    yield review(_counts(facts, "indicators.total", list(records)))
    for number, group in enumerate(plan.indicator_groups, 1):
        ids = [indicator.id for indicator in plan.indicators if indicator.group == group.id and indicator.id in records]
        yield subheading((f"{number}. ", quoted(group.name, len(group.name))))
        if ids:
            yield review(_counts(facts, "indicators.group", ids))
            yield from _lists(facts, [records[code] for code in ids])


def _counts(facts: Facts, sentence: str, ids: Sequence[str]) -> Parts:
    say, ask = facts.say, facts.ask
    statuses = [
        part
        for outlook, words in OUTLOOK_WORDS.items()
        for part in say.counted(f"indicators.status_{outlook}", ask.count(INDICATORS, {"Mã": ids, "Đánh giá": words}))
    ]
    return say(sentence, total=ask.count(INDICATORS, {"Mã": ids}), statuses=joined(statuses))


def _lists(facts: Facts, records: Sequence[IndicatorRecord]) -> Iterator[Paragraph]:
    say = facts.say
    for outlook in _LISTED:
        listed = [record for record in records if record.outlook == outlook and record.actual is not None]
        if listed:
            yield review(say(f"indicators.list_{outlook}"))
        for record in listed:
            yield item(_line(facts, record))
    without = [record.id for record in records if record.status == "no_data"]
    if without:
        yield review(say("indicators.list_no_data", ids=joined([(quoted(code),) for code in without], ", ")))


def _line(facts: Facts, record: IndicatorRecord) -> Parts:
    say = facts.say
    actual = facts.actual(record)
    if record.fallback and record.actual_from:
        actual += say("indicators.stand_in", unit=quoted(facts.unit_name(record.actual_from)))
    scored = record.status != "no_target"
    communes = facts.actual(record, "Kết quả cộng từ xã") if record.commune_actual is not None else ()
    return say(
        "indicators.item",
        name=quoted(record.name),
        id=quoted(record.id),
        actual=actual,
        target=say("indicators.target", target=facts.target(record)) if scored else (),
        communes=say("indicators.communes", actual=communes) if communes else (),
    )
