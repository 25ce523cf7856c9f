"""Rules over several units: each fires in its failing month, where it should, and not in the month beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from data_copies import cases
from form_files import write_form
from good_entries import good_entries
from make_summary import PERIOD, PLAN, POLICY, digest, make_return

from de_an06_xl.check_province import check_province
from de_an06_xl.check_province.registry import province_rule
from de_an06_xl.form.rows import FormContext, day_serial, form_rows
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.pipeline import consolidate_folder
from de_an06_xl.run_context import RunContext

COMMUNES = [unit.code for unit in PLAN.units if unit.group == "commune"]
LONG = "Đã tổ chức tuyên truyền lưu động tại các thôn, cấp phát tờ rơi và hướng dẫn cài đặt"

# unit | row | column | value; "*" for a unit is every commune from the fourth on.
# One block per rule: where it must fire (file or unit | row | column), the failing month, the passing month.
BLOCKS: dict[str, tuple[str, str, str]] = {
    "T601": (
        "XP-02647 | CT-I.5 | numerator",
        """
XP-02647, XP-02671 | CT-I.5  | 4321 / 5432
XP-02647, XP-02671 | CT-I.6  | 321 / 432
XP-02647, XP-02671 | CT-I.8  | 876 / 987
XP-02647, XP-02671 | CT-II.1 | 765 / 876
""",
        """
XP-02647, XP-02671 | CT-I.5  | 4321 / 5432
XP-02647, XP-02671 | CT-I.6  | 321 / 432
XP-02647, XP-02671 | CT-I.8  | 876 / 987
XP-02647, XP-02671 | CT-II.1 | 100 / 100
""",
    ),
    "T602": (
        "XP-02647 | TT-08 | value",
        """
XP-02647           | TT-08 | value | 45/BC-UBND
XP-02671           | TT-08 | value | 45/bc-ubnd
XP-02647, XP-02671 | TT-09 | value | 04/11/2026
""",
        """
XP-02647, XP-02671 | TT-08 | value | 45/BC-UBND
XP-02647           | TT-09 | value | 04/11/2026
XP-02671           | TT-09 | value | 05/11/2026
""",
    ),
    "T604": (
        "SN-CAT | CT-I.8 | numerator",
        """
SN-CAT | CT-I.8 | 860 / 1000
SN-SXD | CT-I.8 | 8547 / 10000
""",
        """
SN-CAT | CT-I.8 | 860 / 1000
SN-SXD | CT-I.8 | 8550 / 10000
""",
    ),
    "T605": (
        "SN-SYT | CT-II.12 | numerator",
        """
SN-SYT | CT-II.12 | 95000 / 100000
*      | CT-II.12 | 899 / 1000
""",
        """
SN-SYT | CT-II.12 | 95000 / 100000
*      | CT-II.12 | 900 / 1000
""",
    ),
    "T606": (
        "XP-02683 | NV-III.2 | result",
        f"XP-02647, XP-02671, XP-02683 | NV-III.2 | result | {LONG}",
        f"XP-02647, XP-02671 | NV-III.2 | result | {LONG}",
    ),
    "T608": (
        "SN-SYT | CT-II.12 | numerator",
        """
SN-SYT             | CT-II.12 | 1000 / 1200
XP-02647, XP-02671 | CT-II.12 | 506 / 600
""",
        """
SN-SYT             | CT-II.12 | 1000 / 1200
XP-02647, XP-02671 | CT-II.12 | 505 / 600
""",
    ),
    "T609": (
        "XP-02671 | TT-06 | value",
        """
XP-02647 | TT-06 | value | 0214 3840 012
XP-02671 | TT-06 | value | (0214) 3.840.012
""",
        """
XP-02647 | TT-06 | value | 0214 3840 012
XP-02671 | TT-06 | value | 0214 3840 013
""",
    ),
    "T611": (
        "XP-02647 | CT-I.5 | denominator",
        """
*        | CT-I.5 | 450 / 500
XP-02647 | CT-I.5 | 9000 / 10001
""",
        """
*        | CT-I.5 | 450 / 500
XP-02647 | CT-I.5 | 9000 / 10000
""",
    ),
}
BY_FILE = {"T603", "T607", "T610"}
Month = dict[str, dict[tuple[str, str, str], EntryValue]]


def month_of(table: str) -> list[CheckedReturn]:
    """A return for every unit named in the table, holding only what the table says."""
    month: Month = {}
    for line in table.strip().splitlines():
        units, *rest = (part.strip() for part in line.split("|"))
        for unit in COMMUNES[3:] if units == "*" else units.split(", "):
            month.setdefault(unit, {}).update(_entries(*rest))
    return [make_return(unit, entries) for unit, entries in month.items()]


def _entries(row_id: str, *rest: str) -> dict[tuple[str, str, str], EntryValue]:
    sheet = row_id.partition("-")[0]
    if len(rest) == 1:
        above, below = (Decimal(part.strip()) for part in rest[0].split("/"))
        values: dict[str, EntryValue] = {"state": "Có số liệu", "numerator": above, "denominator": below}
    else:
        column, text = rest
        is_date = text[2:3] == text[5:6] == "/"
        values = {column: day_serial(dt.datetime.strptime(text, "%d/%m/%Y").date()) if is_date else text}
    return {(sheet, row_id, column): value for column, value in values.items()}


def findings_of(returns: list[CheckedReturn]) -> list[Finding]:
    return check_province([digest(checked) for checked in returns], PLAN, PERIOD)


def fired(returns: list[CheckedReturn], code: str) -> list[tuple[str, str, str]]:
    return [(f.file, f.row_id, f.cell) for f in findings_of(returns) if f.code == code]


def test_every_rule_of_the_family_has_an_example_here() -> None:
    family = {code for code in load_rules() if code.startswith("T")}
    assert family == province_rule.codes == BLOCKS.keys() | BY_FILE
    assert len(family) >= 8


def test_no_rule_of_the_family_touches_points_or_the_form() -> None:
    for code in province_rule.codes:
        one = load_rules()[code]
        assert one.severity in (Severity.QUERY, Severity.NOTE)
        assert not one.native
        assert not one.counts


@pytest.mark.parametrize("code", BLOCKS)
def test_fires_at_its_place(code: str) -> None:
    where, fails, _ = BLOCKS[code]
    unit, row_id, column = (part.strip() for part in where.split("|"))
    returns = month_of(fails)
    (checked,) = [one for one in returns if one.submission.identity.unit == unit]
    cell = checked.submission.sheets[row_id[:2]].rows[row_id].entries[column].cell
    assert (checked.file, row_id, cell) in fired(returns, code)


@pytest.mark.parametrize("code", BLOCKS)
def test_is_silent_beside_it(code: str) -> None:
    assert fired(month_of(BLOCKS[code][2]), code) == []


@pytest.mark.parametrize("code", [code for code in BLOCKS if load_rules()[code].closes_with])
def test_a_query_closes_when_its_reason_is_given(code: str) -> None:
    where, fails, _ = BLOCKS[code]
    unit, row_id, _ = (part.strip() for part in where.split("|"))
    closes = load_rules()[code].closes_with
    reason = f"{unit} | TT-11 | value" if closes == "TT-11" else f"{unit} | {row_id} | {closes}"
    returns = month_of(f"{fails.strip()}\n{reason} | Đã đối chiếu, số liệu đúng như vậy")
    assert unit not in [file.rpartition("_")[2].removesuffix(".xlsx") for file, _, _ in fired(returns, code)]


def test_monitors_of_one_indicator_may_report_the_same_numbers() -> None:
    rows = ("CT-I.1", "CT-I.5", "CT-I.9", "CT-I.10")
    table = "\n".join(f"SN-STP, SN-VPUB | {row} | {4321 + n} / {5432 + n}" for n, row in enumerate(rows))
    assert fired(month_of(table), "T601") == []


def test_what_a_rule_does_about_missing_communes_is_its_own_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    _, fails, _ = BLOCKS["T608"]
    rule = load_rules()["T608"]
    assert rule.missing == "skip_if_all"
    assert fired(month_of(fails), "T608")
    monkeypatch.setitem(load_rules(), "T608", rule.model_copy(update={"missing": "skip_if_any"}))
    assert fired(month_of(fails), "T608") == []


def test_few_communes_say_nothing_about_the_province() -> None:
    _, fails, _ = BLOCKS["T605"]
    few = month_of(fails)[:40]
    assert fired(few, "T605") == []


def test_who_else_is_named_and_how_many_more() -> None:
    table = f"{', '.join(COMMUNES[:6])} | NV-III.2 | result | {LONG}"
    first = findings_of(month_of(table))[0]
    assert "Phường Cam Đường, Xã Hợp Thành, Xã Bát Xát và 2 đơn vị khác" in first.message


def test_a_phone_is_shown_masked() -> None:
    findings = findings_of(month_of(BLOCKS["T609"][1]))
    assert findings
    assert "3840" not in str(findings)


# file | unit inside | fires
NAMES = """
BM-01_2026-10_XP-02671.xlsx          | XP-02647 | yes
BM-01_2026-10_XP-02647.xlsx          | XP-02647 | no
bao cao xa Bat Xat.xlsx              | XP-02647 | yes
bao cao thang 10.xlsx                | XP-02647 | no
XP-02671/bao cao thang 10.xlsx       | XP-02647 | yes
XP-02671/BM-01_2026-10_XP-02647.xlsx | XP-02647 | no
Cong an tinh/bao cao thang 10.xlsx   | XP-02647 | no
"""


@pytest.mark.parametrize(("file", "unit", "fires"), cases(NAMES))
def test_a_file_under_another_name(file: str, unit: str, fires: str) -> None:
    assert fired([make_return(unit, file=file)], "T603") == ([(file, "", "")] if fires == "yes" else [])


def test_one_file_sent_twice() -> None:
    one = make_return("XP-02647", file="a.xlsx")
    again = replace(one, file="b.xlsx")
    other = make_return("XP-02671", file="c.xlsx")
    assert fired([one, again, other], "T607") == [("a.xlsx", "", ""), ("b.xlsx", "", "")]
    assert fired([one, other], "T607") == []
    assert fired([one, again], "T610") == []


def test_two_returns_of_one_day_and_which_counts() -> None:
    day = dt.date(2026, 11, 5)
    first = make_return("XP-02647", file="a.xlsx", sent=day, modified="2026-11-05T08:00:00Z")
    second = make_return("XP-02647", file="b.xlsx", sent=day, modified="2026-11-05T07:00:00Z")
    findings = [finding for finding in findings_of([first, second]) if finding.code == "T610"]
    assert [finding.file for finding in findings] == ["a.xlsx", "b.xlsx"]
    assert all("đang tính theo “a.xlsx”" in finding.message for finding in findings)
    later = make_return("XP-02647", file="b.xlsx", sent=day + dt.timedelta(days=1))
    assert fired([first, later], "T610") == []
    assert fired([replace(first, file=name) for name in ("a.xlsx", "c.xlsx")], "T610") == []
    undated = [make_return("XP-02647", file=name, sent=None) for name in ("a.xlsx", "b.xlsx")]
    assert fired(undated, "T610") == []


def test_a_month_of_good_and_different_returns_has_no_finding() -> None:
    returns = []
    for number, code in enumerate(["SN-CAT", *COMMUNES[:3]]):
        context = FormContext(PLAN, POLICY, PERIOD, PLAN.unit_by_code[code])
        entries = {**good_entries(context)}
        for key, value in entries.items():
            if key[2] in ("numerator", "denominator") and isinstance(value, Decimal):
                entries[key] = value * (100 if code == "SN-CAT" else number + 1)
        entries["TT", "TT-06", "value"] = f"0214 3840 0{number:02d}"
        entries["TT", "TT-08", "value"] = f"{number + 20}/BC"
        entries["TC", "TC-b", "document_no"] = f"{number + 20}/KH"
        returns.append(make_return(code, entries))
    assert findings_of(returns) == []


def test_the_findings_reach_the_summary_and_no_score(tmp_path: Path, run: RunContext) -> None:
    def filled(unit: str, phone: str) -> Mapping[tuple[str, str, str], object]:
        return {("TT", "TT-06", "value"): phone, ("TT", "TT-10", "value"): dt.date(2026, 11, 5)}

    def month(name: str, second: str) -> tuple[set[str], list[object]]:
        folder = tmp_path / name
        folder.mkdir()
        for unit, phone in (("XP-02647", "0214 3840 012"), ("XP-02671", second)):
            context = run.form_context(run.unit(unit), run.period("2026-10"))
            assert form_rows(context)["TT"]
            write_form(folder, context, run.layout, filled(unit, phone))
        summary = consolidate_folder(folder, run.period("2026-10"), run)
        scores = [unit.score.score for unit in summary.units if unit.score]
        return {finding.code for finding in summary.findings}, [*scores]

    same, scores = month("trùng", "0214 3840 012")
    different, as_before = month("khác", "0214 3840 013")
    assert same - different == {"T609"}
    assert scores == as_before
