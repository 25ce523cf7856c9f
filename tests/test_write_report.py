"""The Word report: sound, laid out by Nghị định 30/2020/NĐ-CP, readable for any month, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from make_summary import PLAN, make_return, summarise
from openxml_audit import OpenXmlValidator
from report_months import MONTHS, composed, document, month, written

from de_an06_xl.errors import OutputError
from de_an06_xl.model.summary import DifficultyRecord
from de_an06_xl.write_report import report_document, write_report

MM = 36000


@pytest.mark.parametrize("name", MONTHS)
def test_word_would_open_it_without_repair(name: str, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(written(name))
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_same_month_same_bytes() -> None:
    again = report_document(month("all units"), PLAN)
    assert again == written("all units")
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_come_from_the_month() -> None:
    properties = document("all units").core_properties
    assert (properties.author, properties.language, properties.revision) == ("Công an tỉnh Lào Cai", "vi-VN", 1)
    assert properties.created == properties.modified
    assert f"{properties.created:%d/%m/%Y}" == "10/11/2026"


@pytest.mark.parametrize("name", MONTHS)
def test_pages_are_a4_with_the_margins_of_the_decree(name: str) -> None:
    report, *annexes = document(name).sections
    assert len(annexes) == 4
    assert (round(report.page_width / MM), round(report.page_height / MM)) == (210, 297)
    for section in annexes:
        assert (round(section.page_width / MM), round(section.page_height / MM)) == (297, 210)
        assert section.orientation == WD_ORIENT.LANDSCAPE
    for section in (report, *annexes):
        assert 20 <= round(section.top_margin / MM) <= 25
        assert 20 <= round(section.bottom_margin / MM) <= 25
        assert 30 <= round(section.left_margin / MM) <= 35
        assert 15 <= round(section.right_margin / MM) <= 20


def test_page_number_stands_top_centre_from_page_two() -> None:
    for section in document("all units").sections:
        assert section.different_first_page_header_footer
        (number,) = section.header.paragraphs
        assert " PAGE " in number._p.xml
        assert number.style.paragraph_format.alignment == 1
        assert [p.text for p in section.first_page_header.paragraphs] == [""]


# part of the page → size in points, bold, italic (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II)
LOOKS = """
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | 12–13 | bold   | upright
Độc lập - Tự do - Hạnh phúc        | 13–14 | bold   | upright
BỘ CÔNG AN                         | 12–13 | normal | upright
CÔNG AN TỈNH LÀO CAI               | 12–13 | bold   | upright
Số: ……/BC-CAT                      | 13–13 | normal | upright
Lào Cai, ngày …… tháng …… năm 2026 | 13–14 | normal | italic
BÁO CÁO                            | 13–14 | bold   | upright
I. TÌNH HÌNH NỘP BÁO CÁO           | 13–14 | bold   | upright
Nơi nhận:                          | 12–12 | bold   | italic
- Lưu: VT, ……                      | 11–11 | normal | upright
GIÁM ĐỐC                           | 13–14 | bold   | upright
Phụ lục I                          | 14–14 | bold   | upright
"""


@pytest.mark.parametrize(
    "look", [line for line in LOOKS.splitlines() if line], ids=lambda line: line.partition(" |")[0]
)
def test_each_part_has_the_look_of_the_decree(look: str) -> None:
    text, sizes, weight, slant = (cell.strip() for cell in look.split("|"))
    (style,) = {p.style.name: p.style for p in _everywhere("all units") if p.text == text}.values()
    least, most = map(int, sizes.split("–"))
    assert least <= style.font.size.pt <= most
    assert (bool(style.font.bold), bool(style.font.italic)) == (weight == "bold", slant == "italic")


def test_body_is_justified_with_a_first_line_and_one_font() -> None:
    styles = document("all units").styles
    for name in ("DA06 Đoạn văn", "DA06 Cần rà soát", "DA06 Gạch đầu dòng"):
        style = styles[name]
        assert 13 <= style.font.size.pt <= 14
        assert style.paragraph_format.alignment == 3
        assert 10 <= style.paragraph_format.first_line_indent.mm <= 12.7 + 0.01
    with zipfile.ZipFile(io.BytesIO(written("all units"))) as archive:
        parts = "".join(archive.read(part).decode() for part in archive.namelist() if part.endswith(".xml"))
    assert set(re.findall(r'w:(?:ascii|hAnsi|cs)="([^"]*)"', parts)) == {"Times New Roman"}


def test_the_heading_names_the_office_the_month_and_leaves_the_day_open() -> None:
    texts = [p.text for p in _everywhere("no returns")]
    assert {"BỘ CÔNG AN", "CÔNG AN TỈNH LÀO CAI", "Số: ……/BC-CAT", "tháng 10/2026"} <= set(texts)
    assert "(Kèm theo Báo cáo số ……/BC-CAT ngày …… tháng …… năm 2026 của Công an tỉnh Lào Cai)" in texts
    assert [text for text in texts if "{{" in text] == []


def test_another_office_has_its_own_heading() -> None:
    header = PLAN.header.model_copy(update={"consolidator": "SN-SKHCN"})
    plan = PLAN.model_copy(update={"header": header})
    texts = [p.text for p in _paragraphs(Document(io.BytesIO(report_document(month("no returns"), plan))))]
    assert {"ỦY BAN NHÂN DÂN TỈNH LÀO CAI", "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Số: ……/BC-SKHCN"} <= set(texts)


def test_sections_stand_in_order_and_groups_are_those_of_the_plan() -> None:
    headings = [p.text for p in composed("all units") if p.kind == "heading"]
    assert [text.partition(".")[0] for text in headings] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    groups = [p.text.partition(". ")[2] for p in composed("all units") if p.kind == "subheading"]
    assert groups[:17] == [group.name for group in (*PLAN.indicator_groups, *PLAN.task_groups)]


@pytest.mark.parametrize("name", MONTHS)
def test_what_was_composed_is_marked_and_the_first_page_says_so(name: str) -> None:
    first, *_ = document(name).paragraphs
    assert first.style.name == "DA06 Ghi chú dự thảo"
    assert first.text.startswith("DỰ THẢO do công cụ lập từ số liệu")
    plain = [p for p in composed(name) if p.kind in ("body", "to_fill")]
    assert [figure for paragraph in plain for figure in paragraph.figures] == []
    styles = document(name).styles
    for marked in ("DA06 Cần rà soát", "DA06 Gạch đầu dòng"):
        assert {"w:pBdr", "w:shd"} <= set(re.findall(r"<(w:\w+)", styles[marked].element.xml))


@pytest.mark.parametrize("name", MONTHS)
def test_every_sentence_reads_well(name: str) -> None:
    for paragraph in composed(name):
        text = paragraph.text
        assert not re.search(r"(?<![\d.,])0 (đơn vị|chỉ tiêu|lượt|tệp|nhiệm vụ|lỗi|điểm|ý kiến|ngày)", text), text
        assert not re.search(r"None|nan|\{|\}|  |\(\)|: [.;]|; [.;]|\.\.|, [.,]| [.;,]|0 trên 0", text), text
        if paragraph.kind in ("review", "item", "body"):
            assert re.match(r"[A-ZĐĂÂÊÔƠƯ\d-]", text), text
            assert text.endswith((".", ":", ";")), text


# month → a sentence it must have, a sentence it must not have
SENTENCES = """
no returns     | Chưa có báo cáo nào được đưa vào tổng hợp       | Điểm tuân thủ đề xuất
no returns     | 120 đơn vị chưa nộp                             | Thư mục tiếp nhận
no returns     | Chưa có đơn vị nào báo cáo nhiệm vụ quá hạn     | đơn vị nộp đúng hạn
no returns     | hết thời hạn trước ngày 31/10/2026 chưa có báo cáo | Tập trung các giải pháp
one return     | 1 đơn vị nộp đúng hạn; 119 đơn vị chưa nộp      | Chưa có báo cáo nào
one return     | Thư mục tiếp nhận có 1 tệp: 1 tệp được tổng hợp | bị từ chối
one return     | 1 đơn vị có điểm là 80 điểm. Xếp loại: 1 đơn vị hoàn thành tốt | 80 điểm (
all units      | 1 đơn vị chưa đến hạn (được gia hạn)            | Chưa có đơn vị nào báo cáo nhiệm vụ quá hạn
all units      | 1 tệp đã có bản nộp sau thay thế                | Kiểm tra các tệp không phát hiện lỗi
deadlines near | có thời hạn từ ngày 05/12/2026 đến hết ngày 03/02/2027: | không có nhiệm vụ nào đến hạn
"""


@pytest.mark.parametrize("line", [line for line in SENTENCES.splitlines() if line])
def test_each_month_has_the_sentences_that_fit_it(line: str) -> None:
    name, wanted, unwanted = (cell.strip() for cell in line.split("|"))
    text = "\n".join(paragraph.text for paragraph in composed(name))
    assert wanted in text
    assert unwanted not in text


def test_personal_data_stay_masked() -> None:
    text = "\n".join(p.text for p in composed("one return"))
    assert "Máy quét hỏng từ 3 tháng nay" in text
    with zipfile.ZipFile(io.BytesIO(written("one return"))) as archive:
        assert all(b"0912345678" not in archive.read(part) for part in archive.namelist())


def test_what_a_unit_types_stays_text() -> None:
    nasty = "Máy <w:b/> & {{NOI_DUNG}} {0} \x0b\x00\ud800 “hỏng”\nnặng"
    record = DifficultyRecord("SN-CAT", "Công an tỉnh", nasty, "", nasty, "", "a.xlsx", "B7")
    summary = replace(summarise([make_return("SN-CAT")]), difficulties=(record,))
    texts = [p.text for p in Document(io.BytesIO(report_document(summary, PLAN))).paragraphs]
    assert [text for text in texts if "{{NOI_DUNG}} {0}" in text] == [
        "- Máy <w:b/> & {{NOI_DUNG}} {0}  “hỏng” nặng (Công an tỉnh).",
        "- Máy <w:b/> & {{NOI_DUNG}} {0}  “hỏng” nặng (Công an tỉnh).",
    ]


def test_the_same_words_of_many_units_are_told_once() -> None:
    units = [unit for unit in PLAN.units if unit.group == "commune"][:30]
    told = tuple(
        DifficultyRecord(unit.code, unit.name, "Thiếu máy quét.", "", f"Cấp máy cho {unit.name}", "UBND tỉnh", "", "B7")
        for unit in units
    )
    summary = replace(summarise([make_return("SN-CAT")]), difficulties=told)
    texts = [p.text for p in Document(io.BytesIO(report_document(summary, PLAN))).paragraphs]
    (once,) = [text for text in texts if text.startswith("- Thiếu máy quét")]
    assert once.endswith("và các đơn vị khác).")
    assert "UBND tỉnh (30 ý kiến):" in texts
    assert len([text for text in texts if text.startswith("- Cấp máy cho")]) == 8
    assert "- Các kiến nghị khác: xem trang “Khó khăn – kiến nghị” của bảng tổng hợp." in texts


@pytest.mark.parametrize("name", MONTHS)
def test_tables_repeat_their_head_and_fit_between_the_margins(name: str) -> None:
    sections = document(name).sections
    annexes = document(name).tables[2:]
    assert len(annexes) == 4
    for table, section in zip(annexes, sections[1:], strict=True):
        between = section.page_width - section.left_margin - section.right_margin
        assert sum(int(column.get(f"{{{_W}}}w")) * 635 for column in table._tbl.tblGrid) <= between
        assert "<w:tblHeader/>" in table._tbl.tr_lst[0].xml
        assert all("<w:cantSplit/>" in row.xml for row in table._tbl.tr_lst)
    assert len(annexes[0]._tbl.tr_lst) == 1 + len(PLAN.indicator_groups) + 52
    assert len(annexes[1]._tbl.tr_lst) == 1 + len(PLAN.task_groups) + 53
    assert [len(table._tbl.tr_lst) for table in annexes[2:]] == [1 + 21, 1 + 99]


def test_an_older_report_stays_whole_until_the_new_one_is(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    write_report(month("one return"), PLAN, path)
    assert path.read_bytes() == written("one return")
    assert [file.name for file in tmp_path.iterdir()] == ["bao-cao.docx"]
    with pytest.raises(OutputError, match="Không ghi được"):
        write_report(month("one return"), PLAN, tmp_path / "không có" / "bao-cao.docx")


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _everywhere(name: str) -> list[Any]:
    return _paragraphs(document(name))


def _paragraphs(report: Any) -> list[Any]:
    """Paragraphs of the body and of the two tables of heading and signature."""
    inside = [cell for table in report.tables[:2] for row in table.rows for cell in row.cells]
    return [*report.paragraphs, *(paragraph for cell in inside for paragraph in cell.paragraphs)]
