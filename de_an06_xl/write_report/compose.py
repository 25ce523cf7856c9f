"""The text of the report from the figures of the month: pure, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.model.plan import Plan
from de_an06_xl.model.summary import Summary
from de_an06_xl.write_report.facts import Facts
from de_an06_xl.write_report.figures import Figures
from de_an06_xl.write_report.parts import Day, Paragraph, Parts
from de_an06_xl.write_report.section_indicators import indicators_section
from de_an06_xl.write_report.section_outlook import next_month_section, proposals_section
from de_an06_xl.write_report.section_returns import returns_section
from de_an06_xl.write_report.section_shortcomings import shortcomings_section
from de_an06_xl.write_report.section_tasks import duties_section, tasks_section
from de_an06_xl.write_report.sentences import load_sentences, quoted

SECTIONS = (
    returns_section,
    indicators_section,
    tasks_section,
    duties_section,
    shortcomings_section,
    next_month_section,
    proposals_section,
)


def gather_facts(summary: Summary, plan: Plan) -> Facts:
    return Facts(summary, plan, Figures(summary), load_sentences())


def compose_report(facts: Facts) -> tuple[Paragraph, ...]:
    """Every paragraph between the title and the signature."""
    return (*_opening(facts), *(paragraph for section in SECTIONS for paragraph in section(facts)))


def compose_draft_note(facts: Facts) -> Parts:
    """The box on the first page: what this draft was made from and what is left to a person."""
    summary = facts.summary
    return facts.say(
        "opening.draft",
        period=quoted(facts.period),
        as_of=Day(summary.as_of),
        plan=quoted(summary.plan),
        policy=quoted(summary.policy),
        form=quoted(summary.form_version),
    )


def _opening(facts: Facts) -> Iterator[Paragraph]:
    say, header = facts.say, facts.plan.header
    names = {
        "legal_basis": quoted(header.legal_basis, len(header.legal_basis)),
        "plan_name": quoted(header.name, len(header.name)),
    }
    yield Paragraph("body", say("opening.basis", **names))
    yield Paragraph("body", say("opening.duty", office=quoted(facts.office), period=quoted(facts.period)))
    yield Paragraph("body", say("opening.annexes"))
