"""The province's month as a Word report, laid out by Nghị định 30/2020/NĐ-CP, Phụ lục I.

``compose`` puts the sentences together from the figures of the summary, one module per section;
``tables`` lays out the annexes; ``fill_template`` sets both into a .docx the office may edit.
Sentences are marked for a person to review; every number in them carries the place in the
summary workbook it equals. No clock is read: the same summary gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from de_an06_xl.model.plan import Plan
from de_an06_xl.model.summary import Summary
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.write_report.build_template import TEMPLATE, build_report_template, template_texts
from de_an06_xl.write_report.compose import compose_draft_note, compose_report, gather_facts
from de_an06_xl.write_report.facts import Facts
from de_an06_xl.write_report.fill_template import ReportTemplate
from de_an06_xl.write_report.parts import part_text
from de_an06_xl.write_report.tables import compose_annexes

__all__ = ["TEMPLATE", "build_report_template", "check_template", "report_document", "write_report"]


def write_report(summary: Summary, plan: Plan, path: Path, template: Path | None = None) -> None:
    """Write the report of ``summary`` to ``path``, on the office's ``template`` or the product's own.

    ``plan`` is the plan the summary was made with. Raises
    :class:`~de_an06_xl.errors.InputError` when the template cannot be used and
    :class:`~de_an06_xl.errors.OutputError` when the file cannot be written.
    """
    write_whole(path, report_document(summary, plan, template))


def check_template(template: Path) -> None:
    """Refuse a template that could not be filled, before the work that would end in it."""
    ReportTemplate(template)


def report_document(summary: Summary, plan: Plan, template: Path | None = None) -> bytes:
    """The report as bytes; equal for equal summaries and templates."""
    facts = gather_facts(summary, plan)
    reference = facts.say(
        "annexes.reference", office_code=_office_code(facts), year=str(summary.as_of.year), office=facts.office
    )
    return ReportTemplate(template or TEMPLATE).fill(
        _places(facts),
        compose_report(facts),
        compose_annexes(facts),
        "".join(map(part_text, reference)),
        {
            "title": f"Báo cáo kết quả thực hiện Đề án 06 {facts.period}",
            "subject": f"Kế hoạch {summary.plan}; chính sách điểm {summary.policy}",
            "author": facts.office,
            "last_modified_by": facts.office,
            "comments": f"Dự thảo lập từ bảng tổng hợp; {summary.policy_name}. Biểu {summary.form_version}.",
            "language": "vi-VN",
        },
        summary.as_of,
    )


def _places(facts: Facts) -> dict[str, str]:
    header = facts.plan.header
    superior = template_texts().superior.get(header.consolidator, f"Ủy ban nhân dân {header.province}")
    return {
        "CHU_QUAN": superior.upper(),
        "CO_QUAN": facts.office.upper(),
        "KY_HIEU": _office_code(facts),
        "DIA_DANH": header.province.removeprefix("tỉnh ").removeprefix("thành phố "),
        "NAM": str(facts.summary.as_of.year),
        "TINH": header.province,
        "KY": facts.period,
        "GHI_CHU": "".join(map(part_text, compose_draft_note(facts))),
    }


def _office_code(facts: Facts) -> str:
    """The letters of the office in the document number: SN-CAT → CAT."""
    return facts.plan.header.consolidator.partition("-")[2] or facts.plan.header.consolidator
