from collections import Counter
from pathlib import Path

import pytest
from data_copies import cases, edited_folder

from de_an06_xl.errors import DataError
from de_an06_xl.load_plan import load_plan
from de_an06_xl.load_toml import DATA_DIR
from de_an06_xl.model.plan import Plan, Role, Target

PLAN = DATA_DIR / "plan"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return load_plan()


def test_counts_of_the_plan(plan: Plan) -> None:
    assert len(plan.indicators) == 52
    assert len(plan.tasks) == 53
    assert len(plan.units) == 120
    assert Counter(unit.group for unit in plan.units) == {"commune": 99, "department": 21}
    assert Counter(unit.kind for unit in plan.units if unit.group == "commune") == {"xã": 89, "phường": 10}
    assert len(plan.corrections) == 53
    assert len(plan.assumptions) == 12


def test_groups_keep_the_numbering_of_the_source(plan: Plan) -> None:
    def sizes(rows: tuple[str, ...]) -> list[int]:
        return list(Counter(rows).values())

    assert sizes(tuple(item.group for item in plan.indicators)) == [10, 13, 10, 6, 9, 4]
    assert sizes(tuple(item.group for item in plan.tasks)) == [4, 5, 3, 8, 6, 9, 6, 3, 1, 5, 3]
    # The source has no number 11 in group II.
    assert "CT-II.11" not in plan.indicator_by_id
    assert "CT-II.14" in plan.indicator_by_id


# class | in 2026 | in 2030
CLASSES = """
share_ge          | 25 | 22
share_ge explicit | 4  | 1
share_le          | 1  | 0
reduction         | 1  | 2
count             | 3  | 0
qualitative       | 0  | 2
by_direction      | 6  | 0
blank             | 12 | 25
"""


def _class(target: Target | None) -> str:
    if target is None:
        return "blank"
    return f"{target.kind.value} explicit" if target.explicit else target.kind.value


@pytest.mark.parametrize(("name", "in_2026", "in_2030"), cases(CLASSES))
def test_targets_by_class(plan: Plan, name: str, in_2026: str, in_2030: str) -> None:
    assert [_class(item.target_2026) for item in plan.indicators].count(name) == int(in_2026)
    assert [_class(item.target_2030) for item in plan.indicators].count(name) == int(in_2030)


def test_which_years_have_a_target(plan: Plan) -> None:
    years = Counter((item.target_2026 is not None, item.target_2030 is not None) for item in plan.indicators)
    assert years == {(True, True): 18, (True, False): 22, (False, True): 9, (False, False): 3}
    neither = [item.id for item in plan.indicators if not (item.target_2026 or item.target_2030)]
    assert neither == ["CT-II.13", "CT-II.14", "CT-III.7"]


def test_deadlines_by_class(plan: Plan) -> None:
    assert Counter(task.deadline.kind.value for task in plan.tasks) == {
        "month": 23,
        "quarter": 2,
        "ongoing": 22,
        "by_direction": 4,
        "assigned_schedule": 1,
        "blank": 1,
    }


def test_monitors(plan: Plan) -> None:
    assert sum(len(item.monitors) > 1 for item in plan.indicators) == 14
    assert plan.indicator_by_id["CT-III.3"].monitors == ("SN-CAT",)
    assert {item.id for item in plan.indicators if item.commune_level} == {
        *("CT-I.5", "CT-I.6", "CT-I.8", "CT-II.1", "CT-II.12", "CT-III.3", "CT-III.5", "CT-III.8", "CT-V.1", "CT-V.2")
    }


# unit | indicators | with a 2026 target | tasks
ROWS = """
XP-02647 | 10 | 8  | 11
XP-02683 | 10 | 8  | 11
SN-CAT   | 31 | 27 | 47
SN-SKHCN | 6  | 3  | 29
SN-SNGV  | 0  | 0  | 11
"""


@pytest.mark.parametrize(("code", "indicators", "with_target", "tasks"), cases(ROWS))
def test_rows_of_a_unit(plan: Plan, code: str, indicators: str, with_target: str, tasks: str) -> None:
    unit = plan.unit_by_code[code]
    rows = plan.indicators_of(unit)
    assert len(rows) == int(indicators)
    assert sum(item.target_2026 is not None for item in rows) == int(with_target)
    assert len(plan.tasks_of(unit)) == int(tasks)


def test_every_commune_has_the_same_rows_and_leads_its_tasks(plan: Plan) -> None:
    communes = [unit for unit in plan.units if unit.group == "commune"]
    assert {len(plan.indicators_of(unit)) for unit in communes} == {10}
    assert {tuple(task.id for task, _ in plan.tasks_of(unit)) for unit in communes} == {
        tuple(task.id for task, _ in plan.tasks_of(communes[0]))
    }
    assert all(role is Role.LEAD for unit in communes for _, role in plan.tasks_of(unit))


def test_one_row_per_task_even_where_a_unit_leads_and_coordinates(plan: Plan) -> None:
    for unit in plan.units:
        ids = [task.id for task, _ in plan.tasks_of(unit)]
        assert len(ids) == len(set(ids)), unit.code


def test_a_unit_out_of_the_collective_keeps_only_what_names_it(tmp_path: Path) -> None:
    row = "SN-TAND,Tòa án nhân dân tỉnh,ngành dọc,department,"
    folder = edited_folder(PLAN, tmp_path / "plan", "units.csv", row + "yes", row + "no")
    plan = load_plan(folder)
    assert len(plan.tasks_of(plan.unit_by_code["SN-TAND"])) == 0


def test_collective_coordinators_report_when_the_plan_says_so(tmp_path: Path) -> None:
    switch = "collective_coordinators_report = "
    plan = load_plan(edited_folder(PLAN, tmp_path / "plan", "plan.toml", switch + "false", switch + "true"))
    commune = plan.unit_by_code["XP-02647"]
    assert Role.COORDINATOR in {role for _, role in plan.tasks_of(commune)}


def test_commune_codes_are_the_official_five_digits(plan: Plan) -> None:
    codes = {unit.code for unit in plan.units if unit.group == "commune"}
    assert {"XP-02647", "XP-02671"} <= codes
    assert all(code[3:].isdigit() and len(code) == 8 for code in codes)


def test_dated_deadlines_are_last_days(plan: Plan) -> None:
    dated = {task.id: task.deadline for task in plan.tasks if task.deadline.date}
    assert len(dated) == 25
    assert str(dated["NV-I.2"].date) == "2026-05-31"
    quarters = {f"{deadline.date:%d/%m}" for deadline in dated.values() if deadline.kind == "quarter"}
    assert quarters <= {"31/03", "30/06", "30/09", "31/12"}


# file | one line of it | what it becomes | what the refusal must name, separated by ";"
REFUSED = """
indicators.toml | id = "CT-I.2" | id = "CT-I.1" | indicators.toml; CT-I.1; bị lặp lại
indicators.toml | number = 1 | number = 9 | indicators.toml; CT-I.1; không khớp với nhóm
indicators.toml | number = 1 | number = "một" | indicators.toml; [[indicator]] thứ 1 (CT-I.1), khóa number; số nguyên
indicators.toml | shape = "ratio" | shape = "tile" | (CT-I.1), khóa shape; không thuộc danh mục
indicators.toml | shape = "ratio" | shapes = "ratio" | (CT-I.1); khóa
indicators.toml | measure = "%" | measure = "%"\\nweight = 3 | (CT-I.1), khóa weight; không có trong quy định
indicators.toml | monitors = ["SN-STP", | monitors = ["SN-XYZ", | CT-I.1; “SN-XYZ” không có trong units.csv
indicators.toml | monitors = ["SN-STP", "SN-VPUB"] | monitors = ["SN-STP", "SN-STP"] | CT-I.1; đơn vị theo dõi; lặp lại
indicators.toml | monitors = ["SN-STP", "SN-VPUB"] | monitors = [] | CT-I.1; chưa có đơn vị theo dõi
indicators.toml | text = "50", value = 50 | text = "50" | CT-I.1, khóa target_2026; thiếu con số
indicators.toml | text = "50", value = 50 | text = "50", value = "nửa" | khóa target_2026.value; phải là số
indicators.toml | text = "50", value = 50 | text = "50", value = 0 | CT-I.1, khóa target_2026; lớn hơn 0
indicators.toml | text = "80", value = 80 | text = "80", value = 180 | CT-I.1, khóa target_2030; lớn hơn 100
indicators.toml | kind = "share_ge", text = "50" | kind = "share", text = "" | target_2026.kind; không thuộc danh mục
indicators.toml | kind = "share_ge", text = "50" | text = "50" | khóa target_2026.kind; thiếu khóa
indicators.toml | kind = "share_ge", text = "50" | kind = "count", text = "" | khóa target_2026; không hợp với cách tính
indicators.toml | text = "Đảm bảo" | text = "Đảm bảo", value = 1 | khóa target_2030; không đi kèm con số
indicators.toml | [[indicator]] | [[indicators]] | indicators.toml; bảng [indicators]
indicators.toml | [[indicator]] | [[indicator] | indicators.toml; cú pháp TOML
tasks.toml | id = "NV-I.2" | id = "NV-I.1" | tasks.toml; NV-I.1; bị lặp lại
tasks.toml | leads = ["SN-CAT"] | leads = ["Công an tỉnh"] | tasks.toml; NV-I.1; cơ quan chủ trì “Công an tỉnh”
tasks.toml | leads = ["SN-CAT"] | leads = [] | NV-I.1; chưa có cơ quan chủ trì
tasks.toml | coordinators = ["@related"] | coordinators = ["@tat-ca"] | NV-I.1; cơ quan phối hợp “@tat-ca”
tasks.toml | text = "Tháng 5/2026", date = 2026-05-31 | text = "Tháng 5/2026" | NV-I.2, khóa deadline; cần ngày
tasks.toml | text = "Thường xuyên" | text = "Thường xuyên", date = 2026-12-31 | khóa deadline; các loại khác thì không
tasks.toml | date = 2026-05-31 | date = "31/5/2026" | [[task]] thứ 2 (NV-I.2), khóa deadline.date; ngày
tasks.toml | kind = "ongoing" | kind = "always" | khóa deadline.kind; không thuộc danh mục
units.csv | code,name,kind | code,ten,kind | units.csv; dòng 1; cần đúng các cột
units.csv | SN-SNV,Sở Nội vụ | SN-VPUB,Sở Nội vụ | units.csv; SN-VPUB; mã đơn vị bị lặp lại
units.csv | SN-SNV,Sở Nội vụ | SN-SNV,Sở Tư pháp | units.csv; Sở Tư pháp; tên đơn vị bị lặp lại
units.csv | XP-02647,Phường | XP-2647,Phường | units.csv; XP-2647; phải có dạng
units.csv | Xã Bát Xát,xã,commune | Xã Bát Xát,xã,village | units.csv; (XP-02683), khóa group; không thuộc danh mục
units.csv | Xã Bát Xát,xã,commune | Xã Bát Xát,commune | units.csv; dòng 26; số ô không khớp
plan.toml | consolidator = "SN-CAT" | consolidator = "SN-CATX" | plan.toml; consolidator; không có trong units.csv
plan.toml | first_year = 2026 | first_year = 2031 | plan.toml; [plan]; first_year
plan.toml | first_year = 2026 | first_yeer = 2026 | plan.toml; [plan], khóa first_year; thiếu khóa
plan.toml | programme_start = 2026-05-11 | programme_start = "tháng 5" | [plan], khóa programme_start; ngày
plan.toml | due_day = 9 | due_day = 31 | plan.toml; [reporting], khóa due_day; từ 1 đến 28
plan.toml | period_kind = "calendar_month" | period_kind = "weekly" | [reporting], khóa period_kind; danh mục
plan.toml | id = "TC-c" | id = "TC-b" | plan.toml; TC-b; bị lặp lại
plan.toml | id = "GD-02" | id = "GD-01" | plan.toml; GD-01; bị lặp lại
plan.toml | [assignment] | [assign] | plan.toml; bảng [assign]
calendar.csv | 2026-09-02 | 02/09/2026 | calendar.csv; dòng 2; năm-tháng-ngày
calendar.csv | 2026-09-01 | 2026-09-02 | calendar.csv; 2026-09-02; bị lặp lại
calendar.csv | holiday,Quốc khánh | off,Quốc khánh | calendar.csv; dòng 2, khóa kind; không thuộc danh mục
corrections.csv | chuyển đổi số,1,Mất | chuyển đổi số,một,Mất | corrections.csv; dòng 2, khóa occurrences; số nguyên
"""


@pytest.mark.parametrize(("file", "old", "new", "words"), cases(REFUSED))
def test_faulty_data_is_refused_with_file_place_and_reason(
    tmp_path: Path, file: str, old: str, new: str, words: str
) -> None:
    folder = edited_folder(PLAN, tmp_path / "plan", file, old, new)
    with pytest.raises(DataError) as refusal:
        load_plan(folder)
    for word in words.split(";"):
        assert word.strip() in str(refusal.value)
    assert refusal.value.file == file
    assert refusal.value.place
    assert refusal.value.reason


def test_a_missing_data_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"plan\.toml.*không tìm thấy"):
        load_plan(tmp_path)
