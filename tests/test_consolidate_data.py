"""What units wrote, kept in the month: data traceable to its cell, difficulties, findings; never personal data."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from consolidated_records import data, indicator_of
from make_submission import Entries
from make_summary import PLAN, full_month, make_finding_at, make_return, summarise

from de_an06_xl.digest_return.values import MASKED, PERSONAL_DATA_RULES
from de_an06_xl.form.rows import day_serial
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.summary import RefusedFile


def test_data_is_tidy_and_traceable() -> None:
    entries: Entries = {
        **data("CT-I.1", "1", "4"),
        ("NV", "NV-I.2", "completion_date"): day_serial(dt.date(2026, 5, 30)),
    }
    summary = summarise([make_return("SN-STP", entries, file="x.xlsx")])
    lines = [
        (item.row_id, item.column, item.number, item.text, item.date, item.unit_name, item.sheet)
        for item in summary.data
    ]
    assert lines == [
        ("TT-10", "Giá trị", None, "", dt.date(2026, 11, 5), "Sở Tư pháp", "Thông tin"),
        ("CT-I.1", "Tình trạng số liệu", None, "Có số liệu", None, "Sở Tư pháp", "Chỉ tiêu"),
        ("CT-I.1", "Tử số", Decimal(1), "", None, "Sở Tư pháp", "Chỉ tiêu"),
        ("CT-I.1", "Mẫu số", Decimal(4), "", None, "Sở Tư pháp", "Chỉ tiêu"),
        ("NV-I.2", "Ngày hoàn thành", None, "", dt.date(2026, 5, 30), "Sở Tư pháp", "Nhiệm vụ"),
    ]
    assert {item.file for item in summary.data} == {"x.xlsx"}
    assert all(item.cell for item in summary.data)


def test_data_of_one_row_lies_together_in_the_order_of_the_plan() -> None:
    summary = full_month()
    blocks = [next(iter(summary.data)).row_id]
    for item in summary.data:
        if item.row_id != blocks[-1]:
            blocks.append(item.row_id)
    assert len(blocks) == len(set(blocks))
    assert blocks.index("CT-I.2") < blocks.index("CT-I.10") < blocks.index("NV-I.1") < blocks.index("TC-b")
    order = [unit.code for unit in PLAN.units]
    units = [order.index(item.unit) for item in summary.data if item.row_id == "CT-I.5"]
    assert units == sorted(units)


def test_superseded_and_refused_files_give_no_data() -> None:
    early = make_return("SN-STP", data("CT-I.1", "1", "4"), file="a.xlsx", sent=dt.date(2026, 11, 1))
    late = make_return("SN-STP", data("CT-I.1", "2", "4"), file="b.xlsx")
    summary = summarise([early, late])
    assert {item.file for item in summary.data} == {"b.xlsx"}
    assert indicator_of(summary, "CT-I.1").actual == 50


def test_strange_values_are_kept_as_they_are() -> None:
    entries: Entries = {
        ("CT", "CT-I.1", "numerator"): "mười hai",
        ("CT", "CT-I.1", "denominator"): ErrorValue("#REF!"),
        ("NV", "NV-I.2", "completion_date"): 9_999_999,
    }
    values = [(item.number, item.text) for item in summarise([make_return("SN-STP", entries, sent=None)]).data]
    assert values == [(None, "mười hai"), (None, "#REF!"), (Decimal(9_999_999), "")]


def test_difficulties() -> None:
    entries: Entries = {
        ("KK", "KK-01", "content"): "Thiếu máy",
        ("KK", "KK-01", "addressee"): "UBND tỉnh",
        ("KK", "KK-02", "proposal"): "Cấp máy",
        ("KK", "KK-03", "cause"): "chỉ có nguyên nhân",
    }
    summary = summarise([make_return("SN-STP", entries)])
    found = [(item.unit_name, item.content, item.proposal, item.addressee) for item in summary.difficulties]
    assert found == [("Sở Tư pháp", "Thiếu máy", "", "UBND tỉnh"), ("Sở Tư pháp", "", "Cấp máy", "")]
    assert summary.difficulties[0].cell != summary.difficulties[1].cell != ""


def test_personal_data_does_not_reach_the_summary() -> None:
    entries: Entries = {
        ("KK", "KK-01", "content"): "Ông A, CCCD 010000000012, chưa có máy",
        ("KK", "KK-02", "content"): "Gọi 0900000012",
        ("CT", "CT-I.1", "evidence"): "mật khẩu của ông A",
    }
    plain = make_return("SN-STP", entries)
    cell = plain.submission.sheets["KK"].rows["KK-01"].entries["content"].cell
    evidence = plain.submission.sheets["CT"].rows["CT-I.1"].entries["evidence"].cell
    code = min(PERSONAL_DATA_RULES)
    findings = [
        make_finding_at(plain.file, code=code, sheet="Khó khăn, kiến nghị", cell=cell, row_id="KK-01"),
        make_finding_at(plain.file, code=code, sheet="Chỉ tiêu", cell=evidence),
    ]
    summary = summarise([make_return("SN-STP", entries, findings=findings)])
    assert [item.content for item in summary.difficulties] == [MASKED, "Gọi ********12"]
    texts = [item.text for item in summary.data]
    assert MASKED in texts
    assert not any("010000000012" in text or "0900000012" in text or "mật khẩu" in text for text in texts)


def test_personal_data_rules_are_those_that_name_the_law() -> None:
    assert {code for code, rule in load_rules().items() if "Luật 91/2025" in rule.ref} == PERSONAL_DATA_RULES


def test_findings_of_what_counts_and_of_refused_files() -> None:
    counted = make_return(
        "SN-STP", file="b.xlsx", findings=[make_finding_at("b.xlsx"), make_finding_at("b.xlsx", cell="A1")]
    )
    old = make_return("SN-STP", file="a.xlsx", sent=None, findings=[make_finding_at("a.xlsx")])
    refused = RefusedFile("0.xlsx", "0", "not_a_return", (make_finding_at("0.xlsx"),))
    found = [(finding.file, finding.cell) for finding in summarise([counted, old], [refused]).findings]
    assert found == [("0.xlsx", ""), ("b.xlsx", ""), ("b.xlsx", "A1")]
