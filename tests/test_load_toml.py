import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
from data_copies import cases
from pydantic import ConfigDict

from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import build, build_all, no_repeats, only_keys, read_csv, read_toml
from de_an06_xl.model.plan import Frozen


class Dish(Frozen):
    """A made-up table."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    price: int
    spicy: bool = False


def test_toml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('[món]\nid = "PHO"\nprice = 40\n'.replace("món", "mon"), encoding="utf-8")
    assert read_toml(path) == {"mon": {"id": "PHO", "price": 40}}


# content of the file, as text | what the refusal says
BAD_TOML = """
id = PHO        | cú pháp TOML
id = "a"\\nid = "b" | cú pháp TOML
[mon            | cú pháp TOML
"""


@pytest.mark.parametrize(("content", "reason"), cases(BAD_TOML))
def test_bad_toml_is_refused(tmp_path: Path, content: str, reason: str) -> None:
    path = tmp_path / "thuc-don.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=f"thuc-don.toml, {reason}"):
        read_toml(path)


@pytest.mark.parametrize("read", [read_toml, lambda path: read_csv(path, ("a",))])
def test_missing_and_wrongly_encoded_files_are_refused(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(DataError, match="không tìm thấy"):
        read(tmp_path / "khong-co")
    path = tmp_path / "cu.csv"
    path.write_bytes("a\nPhở Lào Cai".encode("utf-16"))
    with pytest.raises(DataError, match="không phải văn bản UTF-8"):
        read(path)


def test_csv_with_and_without_byte_order_mark(tmp_path: Path) -> None:
    rows = [{"mã": "A", "tên": "Xã Bát Xát"}]
    content = "mã,tên\nA,Xã Bát Xát\n".encode()
    for start in (b"", codecs.BOM_UTF8):
        path = tmp_path / "a.csv"
        path.write_bytes(start + content)
        assert read_csv(path, ("mã", "tên")) == rows


# content | place | reason
BAD_CSV = """
tên,mã\\nx,y      | dòng 1 | cần đúng các cột: mã, tên
mã\\nx            | dòng 1 | cần đúng các cột: mã, tên
mã,tên,thêm\\na,b,c | dòng 1 | cần đúng các cột
mã,tên\\na,b\\nc  | dòng 3 | số ô không khớp
mã,tên\\na,b,c    | dòng 2 | số ô không khớp
"""


@pytest.mark.parametrize(("content", "place", "reason"), cases(BAD_CSV))
def test_bad_csv_is_refused(tmp_path: Path, content: str, place: str, reason: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        read_csv(path, ("mã", "tên"))
    assert refusal.value.place == place
    assert reason in refusal.value.reason


# key | value | place | reason
BAD_TABLES = """
price | nhiều | khóa price  | phải là số nguyên
spicy | ừ     | khóa spicy  | phải là true hoặc false
colour | đỏ   | khóa colour | khóa này không có trong quy định
"""


@pytest.mark.parametrize(("key", "value", "place", "reason"), cases(BAD_TABLES))
def test_a_value_of_the_wrong_kind_is_named(key: str, value: str, place: str, reason: str) -> None:
    with pytest.raises(DataError) as refusal:
        build(Dish, {"id": "PHO", "price": 40, key: value}, "thuc-don.toml", "[mon]")
    assert str(refusal.value) == f"thuc-don.toml, [mon], {place}: {reason}"


def test_a_missing_key_is_named_with_number_and_id() -> None:
    with pytest.raises(DataError, match=r"\[\[mon\]\] thứ 2 \(BUN\), khóa price: thiếu khóa này"):
        build_all(Dish, [{"id": "PHO", "price": 40}, {"id": "BUN"}], "thuc-don.toml", "mon")


def test_unread_tables_and_repeats_are_refused() -> None:
    only_keys({"mon": {}}, ("mon", "gia"), "a.toml")
    with pytest.raises(DataError, match=r"bảng \[monn\]"):
        only_keys({"monn": {}}, ("mon", "gia"), "a.toml")
    no_repeats(("A", "B"), "a.toml", "mã món")
    with pytest.raises(DataError, match=r"a.toml, A: mã món bị lặp lại"):
        no_repeats(("A", "B", "A"), "a.toml", "mã món")
