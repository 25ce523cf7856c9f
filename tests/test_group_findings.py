"""Forty identical findings are one line with a count."""

from __future__ import annotations

import dataclasses
from typing import Any

from de_an06_xl.group_findings import group_findings
from de_an06_xl.model.finding import Finding, Severity

BLANK = Finding("C201", Severity.ERROR, "a.xlsx", "Ô trống.", "Điền ô.", "Nhiệm vụ", "G7", "NV-I.1")


def at(cell: str, row_id: str = "NV-I.1", **changes: Any) -> Finding:
    return dataclasses.replace(BLANK, cell=cell, row_id=row_id, **changes)


def test_forty_identical_findings_are_one_line() -> None:
    (group,) = group_findings([at(f"G{row}", f"NV-{row}") for row in range(7, 47)])
    assert group.count == 40
    assert group.places == ("G7:G46",)
    assert group.row_ids[:2] == ("NV-7", "NV-8")
    assert group.place_vi == "a.xlsx > Nhiệm vụ!G7:G46 (40 ô)"


def test_what_differs_stays_apart_and_order_is_that_of_the_first() -> None:
    findings = [
        at("G7"),
        at("H7", message="Khác."),
        at("G9"),
        at("G8", sheet="Chỉ tiêu"),
        at("G7", file="b.xlsx"),
        at("G7", code="C213"),
    ]
    groups = group_findings(findings)
    assert [(group.finding.code, group.finding.file, group.finding.sheet, group.count) for group in groups] == [
        ("C201", "a.xlsx", "Nhiệm vụ", 2),
        ("C201", "a.xlsx", "Nhiệm vụ", 1),
        ("C201", "a.xlsx", "Chỉ tiêu", 1),
        ("C201", "b.xlsx", "Nhiệm vụ", 1),
        ("C213", "a.xlsx", "Nhiệm vụ", 1),
    ]
    assert sum(group.count for group in groups) == len(findings)


def test_places_are_drawn_together_only_down_one_column() -> None:
    (group,) = group_findings([at("G7"), at("G8"), at("H9"), at("G10"), at("G12")])
    assert group.places == ("G7:G8", "H9", "G10", "G12")


def test_a_long_list_of_places_is_cut() -> None:
    (group,) = group_findings([at(f"G{row}") for row in range(2, 20, 2)])
    assert group.place_vi == "a.xlsx > Nhiệm vụ!G2, G4, G6, G8, G10, G12, … (9 ô)"


def test_findings_without_a_cell() -> None:
    (one,) = group_findings([at("", sheet="")])
    assert one.place_vi == "a.xlsx"
    (two,) = group_findings([at("", sheet=""), at("", sheet="")])
    assert two.place_vi == "a.xlsx (2 lần)"
    assert group_findings([]) == []
