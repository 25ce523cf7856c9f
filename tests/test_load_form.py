from pathlib import Path

import pytest
from data_copies import cases, edited_copy

from de_an06_xl.errors import DataError
from de_an06_xl.load_form import load_form
from de_an06_xl.load_toml import DATA_DIR
from de_an06_xl.model.form import FormIdentity

FORM = DATA_DIR / "forms" / "bm01.toml"


def test_the_sheets_of_bm01_in_order() -> None:
    layout = load_form()
    assert (layout.id, layout.version) == ("BM-01", "1.0")
    assert [sheet.name for sheet in layout.sheets] == [
        "Hướng dẫn",
        "Thông tin",
        "Chỉ tiêu",
        "Nhiệm vụ",
        "Tổ chức thực hiện",
        "Khó khăn, kiến nghị",
        "Tự chấm điểm",
    ]
    assert [sheet.code for sheet in layout.row_sheets] == ["TT", "CT", "NV", "TC", "KK"]


def test_every_input_has_words_that_fit_excel() -> None:
    inputs = [column for sheet in load_form().row_sheets for column in sheet.inputs]
    assert len(inputs) > 20
    for column in inputs:
        assert 0 < len(column.title) <= 32
        assert 0 < len(column.message) <= 255
        assert 0 < len(column.error) <= 225


def test_the_words_of_the_four_data_states() -> None:
    assert load_form().list_by_code["data_state"].items == (
        "Có số liệu",
        "Không phát sinh",
        "Không áp dụng",
        "Chưa có số liệu",
    )


# one line of bm01.toml | what it becomes | what the refusal must name, separated by ";"
REFUSED = """
required_when = "needed == 'Có'" | required_when = "needde == 'Có'" | trang Thông tin, cột value; cột không có: needde
required_when = "needed == 'Có'" | required_when = "needed = 'Có'" | điều kiện; không đọc được
required_when = "needed == 'Có'" | required_when = "open('x')" | điều kiện; không được dùng
used_when = "needed != 'Ghi sẵn'" | used_when = "needed != 17" | điều kiện; không được dùng “17”
kind = "code" | kind = "reference" | trang Thông tin; cột đầu tiên phải là cột mã
code = "needed" | code = "name" | name; mã cột của trang Thông tin bị lặp lại
header = "Bắt buộc" | header = "nội dung" | tên cột của trang Thông tin bị lặp lại
name = "Chỉ tiêu" | name = "Thông tin" | Thông tin; tên trang bị lặp lại
list = "data_state" | list = "data_stete" | trang Chỉ tiêu; danh sách “data_stete” không có
title = "Thông tin chung"\\nmessage | title = ""\\nmessage | trang Thông tin, cột value; phải có tiêu đề
title = "Thông tin chung"\\nmessage | title = "Thông tin chung của đơn vị lập báo cáo"\\nmessage | cột value; 32/255/225
max_length = 200 | max_lenght = 200 | biểu mẫu, khóa; không có trong quy định
type = "by_row" | type = "by_now" | biểu mẫu, khóa; không thuộc danh mục
version = "1.0" | version = 1.0 | khóa version; phải là chữ
"""


@pytest.mark.parametrize(("old", "new", "words"), cases(REFUSED))
def test_a_faulty_layout_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    path = edited_copy(FORM, tmp_path / "bm01.toml", old, new)
    with pytest.raises(DataError) as refusal:
        load_form(path)
    for word in words.split(";"):
        assert word.strip() in str(refusal.value)


def test_an_identity_is_read_back() -> None:
    text = "BM-01|1.0|2026-10|XP-02647|KH/2026.1|DTT/v1|abc"
    identity = FormIdentity.parse(f" {text} ")
    assert identity is not None
    assert (identity.unit, identity.period, identity.hash) == ("XP-02647", "2026-10", "abc")
    assert str(identity) == text


@pytest.mark.parametrize("text", ["", "BM-01", "BM-01|1.0|2026-10|XP-02647|KH|DTT", "BM-01||2026-10|XP|KH|DTT|abc"])
def test_other_text_is_no_identity(text: str) -> None:
    assert FormIdentity.parse(text) is None
