"""TCVN3 and VNI: every Vietnamese letter, by real words; the codes are written as numbers from the standards."""

from __future__ import annotations

import pytest

from de_an06_xl.text.legacy_fonts import decode_legacy, is_legacy_font

LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"

# word | its bytes in TCVN3 | as typed for VNI
WORDS = """
à         | B5                   | aø
bản       | 62 B6 6E             | baûn
xã        | 78 B7                | xaõ
báo cáo   | 62 B8 6F 20 63 B8 6F | baùo caùo
đạt       | AE B9 74             | ñaït
văn       | 76 A8 6E             | vaên
bằng      | 62 BB 6E 67          | baèng
cẳng      | 63 BC 6E 67          | caúng
sẵn       | 73 BD 6E             | saün
nắm       | 6E BE 6D             | naém
mặt       | 6D C6 74             | maët
dân       | 64 A9 6E             | daân
cần       | 63 C7 6E             | caàn
tẩy       | 74 C8 79             | taåy
mẫu       | 6D C9 75             | maãu
cấp       | 63 CA 70             | caáp
nhập      | 6E 68 CB 70          | nhaäp
đè        | AE CC                | ñeø
trẻ       | 74 72 CE             | treû
sẽ        | 73 CF                | seõ
bé        | 62 D0                | beù
mẹ        | 6D D1                | meï
tên       | 74 AA 6E             | teân
đề        | AE D2                | ñeà
thể       | 74 68 D3             | theå
diễn      | 64 69 D4 6E          | dieãn
kết       | 6B D5 74             | keát
hiện      | 68 69 D6 6E          | hieän
thì       | 74 68 D7             | thì
chỉ       | 63 68 D8             | chæ
kĩ        | 6B DC                | kó
chính     | 63 68 DD 6E 68       | chính
thị       | 74 68 DE             | thò
phòng     | 70 68 DF 6E 67       | phoøng
nhỏ       | 6E 68 E1             | nhoû
rõ        | 72 E2                | roõ
có        | 63 E3                | coù
họp       | 68 E4 70             | hoïp
công      | 63 AB 6E 67          | coâng
hồ        | 68 E5                | hoà
tổng      | 74 E6 6E 67          | toång
mỗi       | 6D E7 69             | moãi
số        | 73 E8                | soá
bộ        | 62 E9                | boä
cơ        | 63 AC                | cô
thời      | 74 68 EA 69          | thôøi
mở        | 6D EB                | môû
hỡi       | 68 EC 69             | hôõi
mới       | 6D ED 69             | môùi
lợi       | 6C EE 69             | lôïi
cùng      | 63 EF 6E 67          | cuøng
của       | 63 F1 61             | cuûa
cũng      | 63 F2 6E 67          | cuõng
thúc      | 74 68 F3 63          | thuùc
vụ        | 76 F4                | vuï
tư        | 74 AD                | tö
từ        | 74 F5                | töø
sử        | 73 F6                | söû
chữ       | 63 68 F7             | chöõ
thứ       | 74 68 F8             | thöù
thực      | 74 68 F9 63          | thöïc
kỳ        | 6B FA                | kyø
tỷ        | 74 FB                | tyû
kỹ        | 6B FC                | kyõ
ký        | 6B FD                | kyù
lỵ        | 6C FE                | lî
Ăn        | A1 6E                | AÊn
Âu        | A2 75                | AÂu
Êm        | A3 6D                | EÂm
Ông       | A4 6E 67             | OÂng
Ơn        | A5 6E                | Ôn
Ưu        | A6 75                | Öu
Đường     | A7 AD EA 6E 67       | Ñöôøng
"""
CASES = [tuple(part.strip() for part in line.split("|")) for line in WORDS.strip().splitlines()]


def test_the_words_hold_every_letter() -> None:
    assert set(LETTERS) <= set("".join(word for word, _, _ in CASES))
    assert len(LETTERS) == 67


@pytest.mark.parametrize(("word", "codes", "vni"), CASES)
def test_both_codes_give_the_word(word: str, codes: str, vni: str) -> None:
    typed = bytes.fromhex(codes).decode("latin-1")
    assert decode_legacy(typed, ".VnTime") == word
    assert decode_legacy(typed, ".VnArial Narrow") == word
    assert decode_legacy(vni, "VNI-Times") == word


@pytest.mark.parametrize(("word", "codes", "vni"), CASES)
def test_capitals(word: str, codes: str, vni: str) -> None:
    typed = bytes.fromhex(codes).decode("latin-1")
    assert decode_legacy(typed, ".VnTimeH") == word.upper()
    assert decode_legacy(vni.upper(), "VNI-Times") == word.upper()


@pytest.mark.parametrize("text", ["Bao cao 10/2026", "Báo cáo kết quả", "Đã ban hành", "số 125/BC-UBND", ""])
@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
def test_text_typed_in_unicode_stays(text: str, font: str) -> None:
    assert decode_legacy(text, font) == text


def test_other_fonts_are_never_decoded() -> None:
    assert decode_legacy("B¸o c¸o", "Times New Roman") == "B¸o c¸o"


@pytest.mark.parametrize(
    ("font", "legacy"),
    [(".VnTime", True), (".vntimeh", True), ("VNI-Helve", True), ("Vni-Times", True), ("Vnuni", False), ("", False)],
)
def test_fonts(font: str, legacy: bool) -> None:
    assert is_legacy_font(font) is legacy
