"""The one-page cards: figures of the summary, what needs work first, one A4 page each, in both shapes."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from command_line import da06
from live_calc import LiveCalc
from make_summary import PLAN, full_month, summarise
from openxml_audit import OpenXmlValidator
from published_months import edited

from de_an06_xl.errors import OutputError
from de_an06_xl.model.month_figures import MonthFigures
from de_an06_xl.model.score import ScoreRow
from de_an06_xl.model.summary import Summary, UnitRecord
from de_an06_xl.read_month_figures import read_month_figures
from de_an06_xl.write_cards import LIST_NAME, write_card_book, write_card_files, write_cards
from de_an06_xl.write_cards.card import MOST_INDICATORS, MOST_TASKS, Card, cards

SUMMARY = full_month()
UNIT = "XP-02647"


def month(period: str, score: float | None) -> MonthFigures:
    return read_month_figures(edited({"period": period, f"units/{UNIT}/score": score, f"units/{UNIT}/rank": 7}))


def card_of(code: str, summary: Summary = SUMMARY, past: tuple[MonthFigures, ...] = ()) -> Card:
    return next(card for card in cards(summary, PLAN, past) if card.unit.unit == code)


def with_unit(code: str, **parts: object) -> Summary:
    def changed(unit: UnitRecord) -> UnitRecord:
        return replace(unit, **parts) if unit.unit == code else unit  # type: ignore[arg-type]

    return replace(SUMMARY, units=tuple(changed(unit) for unit in SUMMARY.units))


def sheet_of(card: Card, tmp_path: Path, summary: Summary = SUMMARY) -> openpyxl.worksheet.worksheet.Worksheet:
    path = write_card_book([card], summary, tmp_path / "phieu.xlsx")
    return openpyxl.load_workbook(path)[card.unit.unit]


def texts(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


# ---------------------------------------------------------------- what stands on a card


def test_every_unit_has_one_card_with_its_own_rows() -> None:
    made = cards(SUMMARY, PLAN)
    assert [card.unit.unit for card in made] == [unit.code for unit in PLAN.units]
    for card in made:
        unit = PLAN.unit_by_code[card.unit.unit]
        own = [item.id for item in PLAN.indicators_of(unit)]
        shown = [line.id for line in card.indicators]
        assert len(shown) + card.more_indicators == len(own)
        assert shown == [row for row in own if row in shown]
        tasks = [task.id for task, _ in PLAN.tasks_of(unit)]
        assert len(card.tasks) + card.more_tasks == len(tasks)
        assert len(card.indicators) <= MOST_INDICATORS
        assert len(card.tasks) <= MOST_TASKS


def test_figures_are_those_of_the_summary() -> None:
    card = card_of(UNIT)
    for line in card.indicators:
        record = next(item for item in SUMMARY.indicators if item.id == line.id)
        part = [item.actual for item in record.contributions if item.unit == UNIT]
        assert [line.actual] == (part or [None])
        assert line.target == record.target
    for task in card.tasks:
        assert task.standing == dict(next(item for item in SUMMARY.tasks if item.id == task.id).standings)[UNIT]
    communes = [unit for unit in SUMMARY.units if unit.group == "commune"]
    assert card.ranked == sum(unit.rank is not None for unit in communes)
    points = sorted(unit.score.component("CT").points or 0 for unit in communes if unit.score)
    middle = (points[(len(points) - 1) // 2] + points[len(points) // 2]) / 2
    assert card.components[0].middle == pytest.approx(middle, abs=Decimal("0.005"))


def test_what_needs_work_is_never_left_out() -> None:
    """Of Công an tỉnh's many rows those without a figure, with the fewest points, and the overdue ones are shown."""
    card = card_of("SN-CAT")
    assert card.more_indicators > 0
    assert card.more_tasks > 0
    shown = {line.id for line in card.tasks}
    overdue = [task.id for task in SUMMARY.tasks if dict(task.standings).get("SN-CAT") == "overdue"]
    assert set(overdue[:MOST_TASKS]) <= shown or len(overdue) > MOST_TASKS
    done = [task.id for task in SUMMARY.tasks if dict(task.standings).get("SN-CAT") == "done"]
    assert not shown.intersection(done) or len(shown) < MOST_TASKS


def test_what_to_do_first_is_what_the_score_s_own_explanation_says() -> None:
    unit = next(unit for unit in SUMMARY.units if unit.unit == UNIT)
    assert unit.score is not None
    rows = (
        ScoreRow("CT-I.5", Decimal(2), Decimal(10), "", regain="Đạt ít nhất 80 trên 100."),
        ScoreRow("CT-I.6", Decimal(9), Decimal(10), "", regain="Đạt ít nhất 95 trên 100."),
        ScoreRow("CT-II.1", Decimal(10), Decimal(10), ""),
    )
    components = (replace(unit.score.components[0], rows=rows), *unit.score.components[1:])
    card = card_of(UNIT, with_unit(UNIT, score=replace(unit.score, components=components)))
    assert [(fix.row_id, fix.regain) for fix in card.fixes] == [
        ("CT-I.5", "Đạt ít nhất 80 trên 100."),
        ("CT-I.6", "Đạt ít nhất 95 trên 100."),
    ]
    assert card.fixes[0].gain > card.fixes[1].gain


def test_the_development_is_in_order_and_only_of_earlier_months() -> None:
    past = (month("2026-09", 81.5), month("2026-11", 99), month("2026-08", None), month("2026-10", 50))
    card = card_of(UNIT, past=past)
    assert [(point.label, point.score) for point in card.months] == [
        ("8/2026", None),
        ("9/2026", Decimal("81.5")),
        ("10/2026", card.unit.score.score if card.unit.score else None),
    ]
    assert card.components[0].before is not None
    assert card_of(UNIT).months == ()
    assert card_of(UNIT).components[0].before is None


# ---------------------------------------------------------------- the pages


def test_a_page_says_score_place_receipt_and_rows(tmp_path: Path) -> None:
    summary = with_unit(UNIT, rank=5, state="late", days_late=3, reason="Nộp ngày 12/11/2026, trễ 3 ngày so với hạn.")
    card = card_of(UNIT, summary, (month("2026-09", 81.5),))
    found = texts(sheet_of(card, tmp_path, summary))
    assert found[0] == "PHIẾU KẾT QUẢ THÁNG 10/2026"
    assert found[1] == f"Phường Lào Cai ({UNIT})"
    assert f"5/{card.ranked} xã, phường" in found
    assert any(text.startswith("▲ Trễ hạn") and "trễ 3 ngày" in text for text in found)
    assert "9/2026: 81,5, hạng 7" in found
    assert any(text.startswith("Diễn biến điểm: 9/2026: 81,5, hạng 7 → 10/2026:") for text in found)
    for section in ("THÀNH PHẦN ĐIỂM", "NÊN LÀM TRƯỚC", "CHỈ TIÊU", "NHIỆM VỤ"):
        assert section in found
    for line in (*card.indicators, *card.tasks):
        assert line.id in found


def test_a_unit_that_sent_nothing_is_told_what_to_do(tmp_path: Path) -> None:
    missing = next(unit.unit for unit in SUMMARY.units if unit.state == "missing" and not unit.file)
    found = texts(sheet_of(card_of(missing), tmp_path))
    assert "✖ Chưa nộp" in found
    assert "Chưa có điểm" in found
    assert "Gửi biểu của kỳ này về Công an tỉnh; chưa có biểu thì chưa có điểm." in found
    assert found.count("✖ Chưa báo cáo") == len(card_of(missing).tasks)


def test_a_unit_without_indicators_and_one_with_nothing_to_win(tmp_path: Path) -> None:
    found = texts(sheet_of(card_of("SN-SNGV"), tmp_path))
    assert "Đơn vị không có chỉ tiêu theo dõi." in found
    assert "Không còn việc nào lấy thêm được điểm trong kỳ này." in found


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("phieu") / "phieu.xlsx"
    return openpyxl.load_workbook(write_card_book(cards(SUMMARY, PLAN), SUMMARY, path))


def test_one_a4_page_each(book: openpyxl.Workbook) -> None:
    """Upright A4 fitted to one page, at a scale that can still be read, whatever the unit."""
    assert book.sheetnames == [LIST_NAME, *(unit.code for unit in PLAN.units)]
    for sheet in book.worksheets[1:]:
        setup = sheet.page_setup
        # One page each way is what the file format means by saying nothing.
        fitted = (setup.fitToWidth or 1, setup.fitToHeight or 1)
        assert (setup.paperSize, setup.orientation, fitted) == (9, "portrait", (1, 1))
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        last = max(row for row in sheet.row_dimensions)
        points = sum(sheet.row_dimensions[row].height or 15 for row in range(1, max(last, sheet.max_row) + 1))
        assert points * 0.6 <= 842 - 1.1 * 72, sheet.title
        right = max(cell.column for row in sheet.iter_rows() for cell in row if cell.value is not None)
        assert right <= 6


def test_the_list_leads_to_every_card(book: openpyxl.Workbook) -> None:
    rows = list(book[LIST_NAME].iter_rows(min_row=5))
    assert len(rows) == len(PLAN.units)
    for row, unit in zip(rows, SUMMARY.units, strict=True):
        assert row[0].hyperlink.location == f"'{unit.unit}'!A1"
        assert row[3].value == (float(unit.score.score) if unit.score else None)


def test_text_stays_text_and_equal_months_give_equal_bytes(tmp_path: Path) -> None:
    summary = with_unit(UNIT, name="=1+1 <r>A & B</r>", reason='=HYPERLINK("x")')
    card = card_of(UNIT, summary)
    first = write_card_book([card], summary, tmp_path / "a.xlsx").read_bytes()
    assert first == write_card_book([card], summary, tmp_path / "b.xlsx").read_bytes()
    assert OpenXmlValidator().validate(tmp_path / "a.xlsx").is_valid
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert '=HYPERLINK("x")' in texts(book[UNIT])


def test_one_file_each(tmp_path: Path) -> None:
    paths = write_cards(summarise(), PLAN, tmp_path / "phieu")
    assert [path.name for path in paths] == [f"PHIEU_2026-10_{unit.code}.xlsx" for unit in PLAN.units]
    assert openpyxl.load_workbook(paths[3]).sheetnames == [PLAN.units[3].code]
    (tmp_path / "tệp").write_text("")
    with pytest.raises(OutputError, match="Không tạo được thư mục"):
        write_card_files([], SUMMARY, tmp_path / "tệp" / "con")


@pytest.mark.xdist_group("calc")
def test_a_real_spreadsheet_opens_it(tmp_path: Path, calc: LiveCalc) -> None:
    path = write_card_book([card_of(UNIT), card_of("SN-CAT")], SUMMARY, tmp_path / "phieu.xlsx")
    with calc.open(path) as book:
        assert book.sheet_names == [LIST_NAME, UNIT, "SN-CAT"]
        assert book.errors() == []


# ---------------------------------------------------------------- the command


REFUSED = [("phieu.docx/x.xlsx", "Hãy kiểm tra thư mục"), ("có sẵn.csv", "--phieu nhận một tệp .xlsx hoặc một thư mục")]


@pytest.mark.parametrize(("target", "words"), REFUSED)
def test_a_bad_target_is_refused_before_the_work(
    target: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "có sẵn.csv").write_text("")
    outcome = da06(
        capsys, "tong-hop", tmp_path, "--ky", "2026-10", "--ra", tmp_path / "t.xlsx", "--phieu", tmp_path / target
    )
    assert outcome.code == 2
    assert words in outcome.err
    assert not (tmp_path / "t.xlsx").exists()


def test_the_command_writes_both_shapes_and_shows_earlier_months_of_the_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    returns = tmp_path / "nop"
    returns.mkdir()
    (returns / "ghi chú.txt").write_text("không phải biểu", encoding="utf-8")
    common = (returns, "--ra", tmp_path / "t.xlsx", "--kho", tmp_path / "kho.db")
    da06(capsys, "tong-hop", *common, "--ky", "2026-09")
    book = tmp_path / "phieu.xlsx"
    outcome = da06(capsys, "tong-hop", *common, "--ky", "2026-10", "--phieu", book)
    assert f"Phiếu của các đơn vị: {book}" in outcome.out
    found = texts(openpyxl.load_workbook(book)[UNIT])
    assert "Diễn biến điểm: 9/2026: chưa có điểm → 10/2026: chưa có điểm." in found
    outcome = da06(capsys, "tong-hop", *common, "--ky", "2026-10", "--phieu", tmp_path / "phieu")
    assert "(120 tệp)" in outcome.out
