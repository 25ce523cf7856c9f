"""The JSON of ``tong-hop --json``: exact keys, JSON numbers, null for what is absent."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from make_submission import Entries
from make_summary import full_month, make_finding_at, make_return, summarise

from de_an06_xl.model.summary import RefusedFile
from de_an06_xl.to_json.numbers import json_number
from de_an06_xl.to_json.summary import summary_json

SHAPE = {
    "counts": ["expected", "on_time", "late", "missing", "not_due", "rejected"],
    "files": ["file", "sha256", "unit", "outcome", "reason", "codes", "identity"],
    "units": [
        "unit",
        "name",
        "group",
        "state",
        "due_date",
        "received",
        "days_late",
        "file",
        "reason",
        "errors",
        "queries",
        "rank",
        "corrected_late",
        "score",
        "band",
        "components",
        "coverage_pct",
        "completeness_pct",
        "rows",
    ],
    "indicators": [
        "id",
        "target",
        "actual",
        "actual_from",
        "numerator",
        "denominator",
        "commune_actual",
        "commune_numerator",
        "commune_denominator",
        "commune_reported",
        "commune_expected",
        "status",
        "fallback",
        "contributions",
    ],
    "tasks": [
        "id",
        "units",
        "done",
        "done_late",
        "in_progress",
        "overdue",
        "not_started",
        "waiting",
        "no_answer",
        "deadline",
        "standings",
    ],
}


def through_json(summary: Any) -> dict[str, Any]:
    text = json.dumps(summary_json(summary), ensure_ascii=False, allow_nan=False)
    result: dict[str, Any] = json.loads(text)
    return result


def test_keys_are_the_contract() -> None:
    result = through_json(full_month())
    assert list(result) == [
        "period",
        "plan",
        "policy",
        "form_version",
        "last_day",
        "due_date",
        "as_of",
        "counts",
        "files",
        "units",
        "indicators",
        "tasks",
        "corrections",
        "warnings",
    ]
    assert list(result["counts"]) == SHAPE["counts"]
    for table in ("files", "units", "indicators", "tasks"):
        assert {tuple(item) for item in result[table]} == {tuple(SHAPE[table])}
    assert {tuple(unit["components"]) for unit in result["units"]} == {("CT", "NV", "BC", "TC")}
    assert (result["period"], result["policy"]) == ("2026-10", "DTT/v1")


def test_counts_agree_with_the_tables() -> None:
    result = through_json(full_month())
    counts = result["counts"]
    for state in ("on_time", "late", "missing", "not_due"):
        assert counts[state] == sum(unit["state"] == state for unit in result["units"])
    assert counts["expected"] == len(result["units"]) == 120
    assert counts["rejected"] == sum(file["outcome"] == "rejected" for file in result["files"]) == 1


def test_values() -> None:
    entries: Entries = {
        ("CT", "CT-I.1", "state"): "Có số liệu",
        ("CT", "CT-I.1", "numerator"): Decimal(2),
        ("CT", "CT-I.1", "denominator"): Decimal("3.5"),
    }
    finding = make_finding_at("BM-01_2026-10_SN-STP.xlsx")
    refused = RefusedFile("a.txt", "0", "not_a_return", (make_finding_at("a.txt", code="F101", message="Không phải."),))
    returns = [make_return("SN-STP", entries, findings=[finding, finding], score="81.25", band="Hoàn thành tốt")]
    result = through_json(summarise(returns, [refused]))
    indicator = next(item for item in result["indicators"] if item["id"] == "CT-I.1")
    assert indicator == {
        "id": "CT-I.1",
        "target": 50,
        "actual": 57.1429,
        "actual_from": "SN-STP",
        "numerator": 2,
        "denominator": 3.5,
        "commune_actual": None,
        "commune_numerator": None,
        "commune_denominator": None,
        "commune_reported": 0,
        "commune_expected": 0,
        "status": "reached",
        "fallback": False,
        "contributions": [
            {"unit": "SN-STP", "level": "monitor", "actual": 57.1429, "numerator": 2, "denominator": 3.5}
        ],
    }
    unit = next(item for item in result["units"] if item["unit"] == "SN-STP")
    assert unit == {
        "unit": "SN-STP",
        "name": "Sở Tư pháp",
        "group": "department",
        "state": "on_time",
        "due_date": "2026-11-09",
        "received": "2026-11-05",
        "days_late": 0,
        "file": "BM-01_2026-10_SN-STP.xlsx",
        "reason": "",
        "errors": 2,
        "queries": 0,
        "rank": 1,
        "corrected_late": False,
        "score": 81.25,
        "band": "Hoàn thành tốt",
        "components": {"CT": 81.25, "NV": 78.25, "BC": 75.25, "TC": 72.25},
        "coverage_pct": 87.5,
        "completeness_pct": 96,
        "rows": {},
    }
    assert [(item["file"], item["unit"], item["outcome"], item["codes"]) for item in result["files"]] == [
        ("BM-01_2026-10_SN-STP.xlsx", "SN-STP", "included", ["C202"]),
        ("a.txt", None, "not_a_return", ["F101"]),
    ]
    missing = next(item for item in result["units"] if item["unit"] == "SN-CAT")
    assert (missing["state"], missing["score"], missing["band"]) == ("missing", None, None)
    assert missing["components"] == {"CT": None, "NV": None, "BC": None, "TC": None}


def test_words_stay_words() -> None:
    entries: Entries = {
        ("CT", "CT-III.4", "state"): "Có số liệu",
        ("CT", "CT-III.4", "qualitative"): "Đạt",
    }
    result = through_json(summarise([make_return("SN-CAT", entries)]))
    indicator = next(item for item in result["indicators"] if item["id"] == "CT-III.4")
    assert (indicator["actual"], indicator["status"]) == ("Đạt", "no_target")
    assert indicator["target"] == "Theo chỉ đạo của Bộ Công an"


def test_contributions_and_standings_add_up() -> None:
    result = through_json(full_month())
    with_communes = [item for item in result["indicators"] if item["commune_reported"]]
    assert len(with_communes) == 10
    for item in with_communes:
        communes = [part for part in item["contributions"] if part["level"] == "commune"]
        assert len(communes) == item["commune_reported"]
        assert sum(part["numerator"] for part in communes) == pytest.approx(item["commune_numerator"])
    for item in result["indicators"]:
        monitors = [part["unit"] for part in item["contributions"] if part["level"] == "monitor"]
        assert item["actual_from"] == (monitors[0] if monitors else None)
    for item in result["tasks"]:
        standings = list(item["standings"].values())
        assert len(standings) == item["units"]
        for standing in ("done", "done_late", "in_progress", "overdue", "not_started", "waiting", "no_answer"):
            assert standings.count(standing) == item[standing]


NUMBERS = """
1/3          | 4 | 0.3333
2/3          | 4 | 0.6667
1/20000      | 4 | 0.0001
-1/3         | 4 | -0.3333
50           | 4 | 50
12.345678901 | 6 | 12.345679
0            | 2 | 0
"""


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines())
def test_json_number(line: str) -> None:
    value, places, expected = (cell.strip() for cell in line.split("|"))
    number = json_number(Fraction(value), int(places))
    assert json.dumps(number) == expected


def test_a_number_no_float_can_hold_is_absent() -> None:
    assert json_number(Fraction(10**400, 3), 4) is None
    assert json_number(None, 2) is None
