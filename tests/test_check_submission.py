"""check_submission as a whole: two phases, order, masking, rows that the file lacks."""

from __future__ import annotations

import dataclasses
import doctest

import pytest
from rule_examples import context_of, findings_of, submission_of

from de_an06_xl.check_submission import check_submission, wording
from de_an06_xl.check_submission.inspection import Inspection
from de_an06_xl.check_submission.registry import Hit, Registry
from de_an06_xl.check_submission.wording import (
    error_in_text,
    folded,
    leftover_of_template,
    looks_like_formula,
    means_nothing_to_report,
    says_nothing,
    unreadable,
)
from de_an06_xl.errors import DataError
from de_an06_xl.load_form import load_form
from de_an06_xl.model.finding import Severity
from de_an06_xl.model.submission import Submission

CONTEXT = context_of()


def codes(table: str) -> list[str]:
    return [finding.code for finding in findings_of(table, CONTEXT)]


def test_a_blank_form_has_nothing_but_missing_cells_and_the_two_notes_on_how_little_is_filled() -> None:
    blank = "\n".join(f"{key[1]} | {key[2]} |" for key in _good_keys())
    findings = findings_of(blank, CONTEXT)
    submission = submission_of(blank, CONTEXT)
    assert {finding.code for finding in findings} == {"C201", "P409", "P410"}
    assert sum(finding.code == "C201" for finding in findings) == submission.required_count > 0


def _good_keys() -> list[tuple[str, str, str]]:
    submission = submission_of("", CONTEXT)
    return [
        (sheet.code, row.id, entry.column)
        for sheet in submission.sheets.values()
        for row in sheet.rows.values()
        for entry in row.entries.values()
        if entry.filled
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("CT-I.5 | denominator |", ["C201"]),
        ("CT-I.5 | numerator | #DIV/0!", ["C209"]),
        ("CT-I.5 | numerator | tám mươi", ["C202"]),
        ("CT-I.5 | state | Có", ["C207"]),
        ("NV-III.2 | state |", ["C201"]),
        ("NV-III.2 | progress_pct | 250", ["C206"]),
        ("NV-III.2 | result |", ["C201"]),
        ("TT-10 | value |", ["C201"]),
        ("TT-05 | value | x", ["C213"]),
    ],
)
def test_one_bad_cell_causes_one_finding(cell: str, expected: list[str]) -> None:
    assert codes(cell) == expected


def test_an_error_in_a_row_silences_rules_of_the_row_but_not_of_other_rows() -> None:
    quiet = "CT-I.5 | numerator | 19900\nCT-I.5 | evidence |\n"
    assert codes(quiet) == ["R314"]
    assert codes(quiet + "CT-I.5 | state |") == ["C201"]
    assert codes(quiet + "CT-I.6 | state |") == ["R314", "C201"]


def test_personal_data_is_found_also_in_a_cell_with_another_fault_and_is_never_shown() -> None:
    findings = findings_of("CT-I.5 | numerator | 80 (010099000012)\nNV-III.2 | result | gọi 0900000034", CONTEXT)
    assert [finding.code for finding in findings] == ["C202", "C214", "C215"]
    for finding in findings:
        assert not any(number in str(finding) for number in ("0100990000", "09000000"))
        assert finding.value in ("80 (**********12)", "gọi ********34")


def test_findings_are_ordered_by_sheet_row_column_and_code() -> None:
    findings = findings_of(
        """
        TC-g | amount |
        NV-IV.2 | result |
        CT-I.6 | numerator | x1
        CT-I.5 | denominator | 0
        CT-I.5 | numerator | -1,5
        TT-08 | value |
        """,
        CONTEXT,
    )
    assert [(finding.row_id, finding.code) for finding in findings] == [
        ("TT-08", "C201"),
        ("CT-I.5", "C204"),
        ("CT-I.5", "R301"),
        ("CT-I.6", "C202"),
        ("NV-IV.2", "C201"),
        ("TC-g", "C201"),
    ]


def test_a_row_that_the_file_lacks_is_not_reported_cell_by_cell() -> None:
    submission = submission_of("NV-III.2 | state |\nNV-III.2 | result |", CONTEXT)
    assert [finding.code for finding in _checked(submission)] == ["C201"]
    sheet = submission.sheets["NV"]
    rows = {**sheet.rows, "NV-III.2": dataclasses.replace(sheet.rows["NV-III.2"], present=False)}
    lacking = dataclasses.replace(submission, sheets={**submission.sheets, "NV": dataclasses.replace(sheet, rows=rows)})
    assert _checked(lacking) == []


def _checked(submission: Submission) -> list[object]:
    return list(check_submission(submission, CONTEXT, load_form()))


def test_a_locked_cell_is_not_checked() -> None:
    context = context_of("SN-CAT")
    submission = submission_of("", context)
    assert "numerator" not in submission.sheets["CT"].rows["CT-III.4"].entries
    assert check_submission(submission, context, load_form()) == []


def test_a_finding_carries_place_value_and_words_in_vietnamese() -> None:
    (finding,) = findings_of("NV-III.2 | completion_date | 20/10/2026", CONTEXT)
    assert (finding.sheet, finding.row_id, finding.value) == ("Nhiệm vụ", "NV-III.2", "20/10/2026")
    assert finding.place_vi.endswith(f"BM-01_2026-10_XP-02647.xlsx > Nhiệm vụ!{finding.cell}")
    assert "“Đang triển khai”" in finding.message
    assert "20/10/2026" in finding.message
    assert finding.severity is Severity.ERROR


def test_checking_changes_nothing_and_repeats_exactly() -> None:
    submission = submission_of("CT-I.5 | numerator | -1", CONTEXT)
    assert check_submission(submission, CONTEXT, load_form()) == check_submission(submission, CONTEXT, load_form())


def test_a_code_has_one_function() -> None:
    registry: Registry[Inspection] = Registry()

    @registry("R999")
    def first(inspection: Inspection) -> list[Hit]:
        return [Hit(inspection.rows("TT")[0], "value")]

    with pytest.raises(DataError, match="R999"):
        registry("R999")(first)
    material = Inspection(submission_of("", CONTEXT), CONTEXT, load_form())
    assert [(code, hit.row.id) for code, hit in registry.hits(material)] == [("R999", "TT-01")]
    assert registry.codes == {"R999"}


@pytest.mark.parametrize(
    ("text", "nothing", "none_to_report"),
    [
        ("x", True, False),
        ("...", True, True),
        ("Không", True, True),
        ("KHÔNG CÓ.", True, True),
        ("Như trên", True, False),
        ("Không có khó khăn, vướng mắc", False, True),
        ("Không có đường truyền", False, False),
        ("12/BC-UBND", False, False),
    ],
)
def test_empty_talk(text: str, nothing: bool, none_to_report: bool) -> None:
    assert (says_nothing(text), means_nothing_to_report(text)) == (nothing, none_to_report)


@pytest.mark.parametrize(
    "text",
    ["=1+1", " =A1", "@SUM(A1)", "+A1", "-2+3", '+cmd|" /C calc"!A0', "-A1+B2", "=HYPERLINK(1)", "+SUM(1)"],
)
def test_looks_like_a_formula(text: str) -> None:
    assert looks_like_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        "- Đã ban hành",
        "-Tuyên truyền 3 buổi",
        "+ 02 lớp",
        "-100% cán bộ đã có chữ ký số",
        "+84 214 3840 000",
        "- 5 cuộc",
    ],
)
def test_a_list_item_is_no_formula(text: str) -> None:
    assert not looks_like_formula(text)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Đạt ....... %", "......."),
        ("Số [...] ngày", "[...]"),
        ("Ngày ____ tháng", "____"),
        ("Tên <họ và tên>", "<họ và tên>"),
        ("Ban hành XXX", "XXX"),
        ("tập huấn, tuyên truyền...", ""),
        ("tăng từ <80 lên >90", ""),
        ("Xếp loại A [1]", ""),
    ],
)
def test_leftovers_of_a_template(text: str, left: str) -> None:
    assert leftover_of_template(text) == left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("B¸o c¸o kÕt qu¶", True),
        ("®· triÓn khai", False),  # two letters only: left to the reading by font
        ("Baùo caùo keát quaû thöïc hieän", True),
        ("BÃ¡o cÃ¡o káº¿t quáº£", True),
        ("Báo cáo kết quả thực hiện Đề án 06; ƯU TIÊN ở xã", False),
        ("BÁO CÁO, NGÀY, ÂM, ÊM, ÔM, ĐÃ, ĨNH, ÕNG", False),
        ("Hợp tác với Zürich và Köln, 20 m², ± 2 %, “VNeID”®", False),
    ],
)
def test_unreadable_text(text: str, expected: bool) -> None:
    assert unreadable(text) is expected


def test_small_text_tools() -> None:
    assert error_in_text("đạt #DIV/0! %") == "#DIV/0!"
    assert error_in_text("tổ #2") == ""
    assert folded("Hòa Bình\u200b") == folded(" HÒA  bình. ")
    assert doctest.testmod(wording).failed == 0
