"""Another province with nothing but its plan workbook: forms, returns, scores and summary, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import da06
from data_copies import cases
from invented_province import write_province
from province_month import ENTRIES, day, write_returns

from de_an06_xl.model.form import FormIdentity
from de_an06_xl.model.summary import CheckedReturn, Summary
from de_an06_xl.pipeline import check_paths, consolidate_folder
from de_an06_xl.run_context import RunContext, load_run

PERIOD = "2026-10"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_province(tmp_path_factory.mktemp("tinh"))


@pytest.fixture(scope="module")
def province(workbook: Path) -> RunContext:
    return load_run(workbook)


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory, province: RunContext) -> Path:
    return write_returns(tmp_path_factory.mktemp("nop"), province)


@pytest.fixture(scope="module")
def summary(returns: Path, province: RunContext) -> Summary:
    return consolidate_folder(returns, province.period(PERIOD), province)


def test_forms_are_issued_for_the_units_of_the_workbook(
    workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = da06(capsys, "bieu-mau", "--ky", PERIOD, "--ra", tmp_path, "--ke-hoach", workbook)
    assert done.code == 0
    names = sorted(path.stem.rpartition("_")[2] for path in tmp_path.iterdir())
    assert names == ["SN-CN", "SN-VP", "SN-YT", "XP-90001", "XP-90002", "XP-90003", "XP-90004"]
    form = openpyxl.load_workbook(tmp_path / "BM-01_2026-10_XP-90001.xlsx")
    codes = [cell.value for cell in form["Chỉ tiêu"]["A"] if str(cell.value).startswith("CT-")]
    assert codes == ["CT-I.1"]
    identity = FormIdentity.parse(str(form["_meta"]["A1"].value))
    assert identity is not None
    assert (identity.plan, identity.policy) == ("KH-SONGMAU-2026-2028/1.0", "SM/a")


# Weights 50/30/10/10; S = 1/1/2026, E = 31/10/2026; due on Friday 6 November, since the 5th is a holiday.
# XP-90001: 120/200 = 60 % of 80 %: 7,5 · NV-I.3 without document 0,6: 6 · on time · plan before 1/3/2026.
#           (50×75 + 30×60 + 10×100 + 10×100) / 100 = 75,5
# XP-90002: reached · full · two days late: 6 − 2×1,5 = 3, so 70: (5000 + 3000 + 700 + 1000) / 100 = 97
# XP-90003: 50 % of 80 %: 6,25 · full · within its extension · plan on 1/3/2026 is late, 3 + 4 = 7 of 10:
#           (50×62,5 + 30×100 + 10×100 + 10×70) / 100 = 78,25
# SN-VP:    ≤ 30 %, stands at 40 %: 7,5; 8 of 10 systems: 8; down 10 % of 20 %: 5: mean 6,8333, so 68,33
#           done ten days late: 1 − 10×0,02 = 0,8: 80 · (50×68,33 + 30×80 + 2000) / 100 = 78,165, rounded up
# SN-CN:    8 and Đạt 10: 90 · progress 75 % where 303 of 364 days are gone: 9,0099: 90,10
#           (4500 + 2703 + 2000) / 100 = 92,03
# unit | CT | NV | BC | TC | score | band | state
SCORES = """
SN-VP    | 68.33  | 80.00  | 100.00 | 100.00 | 78.17 | Đạt | on_time
SN-CN    | 90.00  | 90.10  | 100.00 | 100.00 | 92.03 | Tốt | on_time
XP-90001 | 75.00  | 60.00  | 100.00 | 100.00 | 75.50 | Đạt | on_time
XP-90002 | 100.00 | 100.00 | 70.00  | 100.00 | 97.00 | Tốt | late
XP-90003 | 62.50  | 100.00 | 100.00 | 70.00  | 78.25 | Đạt | on_time
"""


@pytest.mark.parametrize("row", cases(SCORES), ids=lambda row: row[0])
def test_scores_are_the_hand_computed_ones(summary: Summary, row: tuple[str, ...]) -> None:
    code, *points, score, band, state = row
    (unit,) = [unit for unit in summary.units if unit.unit == code]
    assert unit.score is not None
    assert [str(unit.score.component(item).points) for item in ("CT", "NV", "BC", "TC")] == points
    assert (str(unit.score.score), unit.score.band, unit.state) == (score, band, state)
    assert unit.score.completeness_pct == 100


def test_a_clean_month_has_no_error(summary: Summary) -> None:
    assert [finding for finding in summary.findings if finding.severity == "error"] == []
    assert (summary.plan, summary.policy) == ("KH-SONGMAU-2026-2028/1.0", "SM/a")
    assert summary.bands == ("Tốt", "Đạt", "Chưa đạt", "Chưa đủ dữ liệu")


def test_the_extension_of_the_workbook_is_told_with_who_and_why(summary: Summary) -> None:
    (unit,) = [unit for unit in summary.units if unit.unit == "XP-90003"]
    assert str(unit.due_date) == "2026-11-12"
    assert "Mưa lũ; cho phép: Chánh Văn phòng tỉnh" in unit.reason


def test_the_summary_as_json(returns: Path, workbook: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = da06(
        capsys,
        *("tong-hop", returns, "--ky", PERIOD, "--ra", tmp_path / "th.xlsx", "--ke-hoach", workbook, "--json"),
    )
    result = done.json
    assert done.code == 0
    assert result["counts"] == {
        "expected": 7,
        "on_time": 4,
        "late": 1,
        "missing": 2,
        "not_due": 0,
        "rejected": 0,
    }
    indicators = {item["id"]: item for item in result["indicators"]}
    online = indicators["CT-I.1"]
    assert (online["commune_numerator"], online["commune_denominator"], online["commune_actual"]) == (380, 600, 63.3333)
    assert (online["commune_reported"], online["commune_expected"], online["actual"]) == (3, 4, None)
    assert [(indicators[key]["actual"], indicators[key]["status"]) for key in ("CT-I.2", "CT-I.3", "CT-II.1")] == [
        (40, "not_reached"),
        (8, "not_reached"),
        (10, "not_reached"),
    ]
    assert (indicators["CT-II.2"]["actual"], indicators["CT-II.2"]["status"]) == ("Đạt", "reached")
    tasks = {item["id"]: item for item in result["tasks"]}
    # Sở Công nghệ takes no collective task; Sở Y tế and Phường Bốn have sent nothing.
    assert [tasks[key]["units"] for key in ("NV-I.1", "NV-I.2", "NV-I.3", "NV-II.1", "NV-II.2", "NV-II.3")] == [
        *(2, 1, 4, 1, 2, 6)
    ]
    assert (tasks["NV-I.2"]["done_late"], tasks["NV-I.1"]["in_progress"], tasks["NV-II.3"]["waiting"]) == (1, 1, 4)
    scores = {item["unit"]: (item["score"], item["band"]) for item in result["units"]}
    assert scores["SN-VP"] == (78.17, "Đạt")
    assert scores["SN-YT"] == (None, None)


def test_one_file_is_checked_and_scored_by_the_workbook(
    returns: Path, workbook: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = returns / "BM-01_2026-10_SN-CN.xlsx"
    score = da06(capsys, "cham-diem", file, "--json", "--ke-hoach", workbook)
    assert (score.code, score.json["score"], score.json["policy"]) == (0, 92.03, "SM/a")
    checked = da06(capsys, "kiem-tra", file, "--json", "--ke-hoach", workbook)
    assert (checked.code, checked.json["files"][0]["unit"]) == (0, "SN-CN")
    # Without the workbook the unit does not exist.
    assert da06(capsys, "kiem-tra", file, "--json").json["files"][0]["outcome"] == "rejected"


# ---------------------------------------------------------------- two policies at once


def november(entries: dict[tuple[str, str, str], Any]) -> dict[tuple[str, str, str], Any]:
    """October's answers of a commune, sent in December."""
    return {**entries, ("TT", "TT-09", "value"): day("01/12/2026"), ("TT", "TT-10", "value"): day("04/12/2026")}


def test_each_month_is_scored_by_the_policy_valid_then(
    province: RunContext, returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From November weights 30/50/10/10, 0,8 for a missing document, duties 5 + 5 and "Tốt" from 75.

    The same answers: (30×75 + 50×80 + 10×100 + 10×100) / 100 = 82,5.
    """
    monkeypatch.setitem(ENTRIES, "XP-90001", november(ENTRIES["XP-90001"]))
    for code in set(ENTRIES) - {"XP-90001"}:
        monkeypatch.delitem(ENTRIES, code)
    folder = write_returns(tmp_path / "thang-11", province, "2026-11")
    october = returns / "BM-01_2026-10_XP-90001.xlsx"
    both = {}
    for result in check_paths([folder, october], province):
        assert isinstance(result, CheckedReturn)
        both[result.submission.identity.period] = (
            result.submission.identity.policy,
            result.score.policy,
            result.score.score,
            result.score.band,
        )
    assert both == {
        "2026-10": ("SM/a", "SM/a", Decimal("75.50"), "Đạt"),
        "2026-11": ("SM/b", "SM/b", Decimal("82.50"), "Tốt"),
    }


def test_a_form_of_one_policy_differs_from_the_form_of_the_next(province: RunContext) -> None:
    contexts = [province.form_context(province.unit("SN-VP"), province.period(month)) for month in (PERIOD, "2026-11")]
    assert [context.policy.version_id for context in contexts] == ["SM/a", "SM/b"]
    assert [context.constants["ONGOING_RESULT_ONLY"] for context in contexts] == [Decimal("0.6"), Decimal("0.8")]
