"""Which unit a text means: any spelling is found, two meanings are both given, likeness never counts."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from data_copies import cases

from de_an06_xl.errors import DataError
from de_an06_xl.find_unit import find_unit, unit_hint
from de_an06_xl.load_old_units import load_old_units
from de_an06_xl.load_plan import load_plan
from de_an06_xl.model.plan import OldUnit, Unit

PLAN = load_plan()
# Old communes called like a different unit of today: asked, never mapped.
FIVE = ("Phường Nam Cường", "Xã Nghĩa Lộ", "Thị trấn Khánh Yên", "Xã Trung Tâm", "Thị trấn Trạm Tấu")

# text | unit (several when in doubt) | how
TEXTS = """
XP-02647                        | XP-02647          | code
xp–02647                        | XP-02647          | code
Phường Lào Cai (XP-02647)       | XP-02647          | code
Phường Lào Cai                  | XP-02647          | name
phường  lào cai                 | XP-02647          | name
Lào Cai                         | XP-02647          | alias
P. Lào Cai                      | XP-02647          | spelling
UBND phường Lào Cai             | XP-02647          | spelling
Uỷ ban nhân dân xã Bát Xát      | XP-02683          | spelling
Xã Xuân Hoà                     | XP-02962          | spelling
Xã Y Tí                         | XP-02701          | spelling
Xã Tả Củ Tỉ                     | XP-02842          | spelling
Sở KH&CN                        | SN-SKHCN          | alias
Sở Thông tin và Truyền thông    | SN-SKHCN          | alias
Phường Kim Tân                  | XP-02647          | old_name
Kim Tân                         | XP-02647          | old_name
Xã Vạn Hoà                      | XP-02647          | old_name
TT. Bát Xát                     | XP-02683          | old_name
Nam Cường                       | XP-02671 XP-04273 | ambiguous
UBND thị trấn Khánh Yên         | XP-03082 XP-03103 | ambiguous
Xã Khánh Yên                    | XP-03103          | name
Xã Minh Tân                     | XP-02968          | old_name
Minh Tân                        | XP-02968 XP-04252 | ambiguous
Lao Chải                        | XP-04474          | alias
Bảo Hà                          | XP-02989          | alias
Bắc Hà                          | XP-02839          | alias
Nghĩa Đô                        | XP-02953          | alias
Bac Ha                          | -                 | unknown
Lào Chai                        | -                 | unknown
Phường Lào Ca                   | -                 | unknown
XP-99999                        | -                 | unknown
xã                              | -                 | unknown
"""


@pytest.mark.parametrize(("text", "codes", "how"), cases(TEXTS))
def test_what_a_text_means(text: str, codes: str, how: str) -> None:
    for spelling in (text, unicodedata.normalize("NFD", text), f"\u200b {text.upper()}\u00a0"):
        match = find_unit(spelling, PLAN)
        assert (" ".join(unit.code for unit in match.candidates) or "-") == codes
        assert match.how == how
        assert (match.unit is not None) == (how not in ("ambiguous", "unknown"))


@pytest.mark.parametrize("unit", PLAN.units, ids=lambda unit: unit.code)
def test_every_unit_is_found_by_code_name_and_alias(unit: Unit) -> None:
    assert find_unit(unit.code, PLAN).unit == unit
    for name in (unit.name, *unit.aliases):
        match = find_unit(name, PLAN)
        assert unit in match.candidates
        if match.unit is None:
            assert match.how == "ambiguous"
            assert match.old


@pytest.mark.parametrize("old", load_old_units(), ids=lambda old: old.old_code)
def test_every_old_commune_is_recognised(old: OldUnit) -> None:
    match = find_unit(old.old_name, PLAN)
    assert old.new_code in [unit.code for unit in match.candidates]
    if old.old_name in FIVE:
        # The plain name, and where the kind is the same the full name as well, mean a unit of today too.
        assert match.how == "ambiguous"
    if match.unit is None:
        assert len(match.candidates) > 1
    assert PLAN.unit_by_code[old.new_code].name == old.new_name


def test_the_list_of_old_communes_is_whole() -> None:
    old_units = load_old_units()
    assert len(old_units) == 319
    assert {old.new_code for old in old_units} == {unit.code for unit in PLAN.units if unit.group == "commune"}
    bare = {name.split(" ", 1)[1]: code for name, code in ((u.name, u.code) for u in PLAN.units if u.code[0] == "X")}
    conflicting = {
        old.old_name
        for old in old_units
        if (name := old.old_name.removeprefix("Thị trấn ").removeprefix("Xã ").removeprefix("Phường ")) in bare
        and bare[name] != old.new_code
    }
    assert conflicting == set(FIVE)


def test_a_faulty_list_is_refused(tmp_path: Path) -> None:
    header = "new_code,new_name,old_code,old_name,extent,old_district,old_province\n"
    line = "XP-02647,Phường Lào Cai,02635,Phường Duyên Hải,Nhập toàn bộ,a,b\n"
    path = tmp_path / "old_units.csv"
    path.write_text(header + line + line, encoding="utf-8")
    with pytest.raises(DataError, match="02635"):
        load_old_units(path)


def test_what_a_match_means_in_words() -> None:
    assert find_unit("Phường Kim Tân", PLAN).meaning_vi == "tên cũ, nay thuộc Phường Lào Cai (XP-02647)"
    assert find_unit("Nam Cường", PLAN).meaning_vi == (
        "có thể là Phường Cam Đường (XP-02671) hoặc Phường Nam Cường (XP-04273)"
    )
    assert find_unit("Xã Bát Xát", PLAN).meaning_vi == "Xã Bát Xát (XP-02683)"
    assert find_unit("Hà Nội", PLAN).meaning_vi == ""


# path of a file | the unit its names point at
PATHS = """
BM-01_2026-10_XP-02683.xlsx             | XP-02683
bao cao xa Bat Xat thang 10.xlsx        | XP-02683
Báo cáo_Xã Bát Xát.xlsx                 | XP-02683
BC tháng 10 - UBND xã Bảo Hà.xls        | XP-02989
xã Xuân Hoà/bao cao.xlsx                | XP-02962
XP-02683/bao cao.xlsx                   | XP-02683
SKHCN/BC So Khoa hoc Cong nghe.xlsx     | SN-SKHCN
phuong Lao Cai.xlsx                     | XP-02647
bao cao tinh Lao Cai.xlsx               | -
Lao Cai thang 10.xlsx                   | -
huyen Bat Xat.xlsx                      | -
Bát Xát và Trịnh Tường.xlsx             | -
bao cao thang 10 (2).xlsx               | -
"""


@pytest.mark.parametrize(("path", "code"), cases(PATHS))
def test_whose_a_file_may_be(path: str, code: str) -> None:
    unit = unit_hint(path, PLAN)
    assert (unit.code if unit else "-") == code
