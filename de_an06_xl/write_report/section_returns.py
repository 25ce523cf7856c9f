"""Section I: who has reported, what the checks found, how the units score."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.model.finding import Severity
from de_an06_xl.model.summary import OUTCOME_WORDS, STATE_WORDS
from de_an06_xl.write_report.facts import Facts, heading, review
from de_an06_xl.write_report.figures import FILES, FINDINGS, GROUP_WORDS, RANKING, RETURNS
from de_an06_xl.write_report.parts import Day, Paragraph, Parts
from de_an06_xl.write_report.sentences import joined, quoted


def returns_section(facts: Facts) -> Iterator[Paragraph]:
    say, ask, summary = facts.say, facts.ask, facts.summary
    yield heading(say("returns.heading"))
    groups = [
        part
        for group, words in GROUP_WORDS.items()
        for part in say.counted(f"returns.group_{group}", ask.count(RETURNS, {"Nhóm": words}))
    ]
    states = [
        part
        for state, words in STATE_WORDS.items()
        for part in say.counted(f"returns.state_{state}", ask.count(RETURNS, {"Tình trạng": words}))
    ]
    yield review(
        say(
            "returns.expected",
            expected=ask.count(RETURNS),
            groups=joined(groups, " và "),
            due=Day(summary.due_date),
            as_of=Day(summary.as_of),
            states=joined(states),
        )
    )
    if not any(unit.score for unit in summary.units):
        yield review(say("returns.nobody"))
    if summary.files:
        yield from _files(facts)
    if any(unit.score for unit in summary.units):
        yield review(_scores(facts))


def _files(facts: Facts) -> Iterator[Paragraph]:
    say, ask = facts.say, facts.ask
    outcomes = [
        part
        for outcome, words in OUTCOME_WORDS.items()
        for part in say.counted(f"returns.outcome_{outcome}", ask.count(FILES, {"Kết quả": words}))
    ]
    yield review(say("returns.files", files=ask.count(FILES), outcomes=joined(outcomes)))
    severities = [
        part
        for severity in Severity
        for part in say.counted(f"returns.severity_{severity.value}", ask.count(FINDINGS, {"Mức": _label(severity)}))
    ]
    yield review(say("returns.findings", severities=joined(severities, ", ")) if severities else say("returns.clean"))


def _scores(facts: Facts) -> Parts:
    say, ask, summary = facts.say, facts.ask, facts.summary
    mean = ask.mean(RANKING, "Tổng điểm")
    if mean is None:
        return ()
    means: list[Parts] = []
    for group in GROUP_WORDS:
        codes = [unit.unit for unit in summary.units if unit.group == group and unit.score]
        part = ask.mean(RANKING, "Tổng điểm", {"Mã đơn vị": codes}) if codes else None
        if part:
            means.append(say(f"returns.mean_{group}", mean=part))
    bands = [
        part
        for band in summary.bands
        for part in say.counted("returns.band", ask.count(RANKING, {"Xếp loại": band}), band=quoted(_lower(band)))
    ]
    return say(
        "returns.score",
        scored=ask.count(RANKING, {"Xếp loại": summary.bands}),
        mean=mean,
        means=(" (", *joined(means), ")") if len(means) > 1 else (),
        bands=joined(bands),
    )


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _label(severity: Severity) -> str:
    label = severity.label_vi
    return f"{label[0].upper()}{label[1:]}"
