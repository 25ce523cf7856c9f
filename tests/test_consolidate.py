"""Many returns into one month: who counts, who is late, what the province's figures are."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from make_submission import Entries, make_submission
from make_summary import (
    LAYOUT,
    PERIOD,
    PLAN,
    POLICY,
    full_month,
    make_finding_at,
    make_return,
    make_score,
    summarise,
)

from de_an06_xl.consolidate import consolidate
from de_an06_xl.consolidate.tasks import task_records
from de_an06_xl.digest_return import digest_return
from de_an06_xl.digest_return.values import MASKED, PERSONAL_DATA_RULES
from de_an06_xl.form.rows import FormContext, day_serial
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.submission import EntryValue
from de_an06_xl.model.summary import (
    CheckedReturn,
    FileRecord,
    IndicatorRecord,
    Receipt,
    RefusedFile,
    Summary,
    TaskRecord,
    UnitRecord,
)
from de_an06_xl.reporting_period import reporting_period

COMMUNES = [unit.code for unit in PLAN.units if unit.group == "commune"]


def unit_of(summary: Summary, code: str) -> UnitRecord:
    return next(unit for unit in summary.units if unit.unit == code)


def file_of(summary: Summary, name: str) -> FileRecord:
    [record] = [file for file in summary.files if file.file == name]
    return record


def indicator_of(summary: Summary, code: str) -> IndicatorRecord:
    return next(item for item in summary.indicators if item.id == code)


def task_of(summary: Summary, code: str) -> TaskRecord:
    return next(item for item in summary.tasks if item.id == code)


def day(text: str) -> dt.date | None:
    return dt.datetime.strptime(text, "%d/%m/%Y").date() if text != "-" else None


# ------------------------------------------------------------------ which return counts

# The later of two returns: date sent, last saved, file name of each; which one counts.
LATER = """
sent          | modified             | sent          | modified             | counts
04/11/2026    | 2026-11-01T00:00:00Z | 05/11/2026    | -                    | b
06/11/2026    | -                    | 05/11/2026    | 2026-11-09T00:00:00Z | a
-             | 2026-11-09T00:00:00Z | 01/11/2026    | -                    | b
05/11/2026    | 2026-11-05T08:00:00Z | 05/11/2026    | 2026-11-05T07:00:00Z | a
05/11/2026    | -                    | 05/11/2026    | -                    | b
-             | -                    | -             | -                    | b
"""


@pytest.mark.parametrize("line", LATER.strip().splitlines()[1:])
@pytest.mark.parametrize("swapped", [False, True])
def test_later_return_counts(line: str, swapped: bool) -> None:
    sent_a, saved_a, sent_b, saved_b, counts = (cell.strip() for cell in line.split("|"))
    finding = make_finding_at("x", code="R301")
    a = make_return("SN-STP", file="a.xlsx", sent=day(sent_a), modified=saved_a.strip("-"), findings=[finding])
    b = make_return("SN-STP", file="b.xlsx", sent=day(sent_b), modified=saved_b.strip("-"), findings=[finding])
    summary = summarise([b, a] if swapped else [a, b])
    winner, loser = ("a.xlsx", "b.xlsx") if counts == "a" else ("b.xlsx", "a.xlsx")
    assert unit_of(summary, "SN-STP").file == winner
    assert file_of(summary, winner).outcome in ("included", "included_late")
    record = file_of(summary, loser)
    assert (record.outcome, record.reason, record.codes) == (
        "superseded",
        f"Đơn vị đã nộp bản sau: “{winner}”.",
        ("R301",),
    )
    assert len(summary.findings) == 1


def test_same_file_twice_is_told_apart() -> None:
    first = make_return("SN-STP", file="a.xlsx")
    copy = replace(first, file="b.xlsx")
    assert file_of(summarise([first, copy]), "a.xlsx").reason == "Tệp giống hệt “b.xlsx”, chỉ tính một lần."


def test_refused_file_never_supersedes() -> None:
    good = make_return("SN-STP", file="a.xlsx", sent=dt.date(2026, 11, 1))
    refused = RefusedFile("z.xlsx", "0", "rejected", (make_finding_at("z.xlsx", message="Tệp hỏng."),), "SN-STP")
    summary = summarise([good], [refused])
    assert unit_of(summary, "SN-STP").state == "on_time"
    assert unit_of(summary, "SN-STP").file == "a.xlsx"
    assert file_of(summary, "z.xlsx").reason == "Tệp hỏng."
    assert summary.counts["rejected"] == 1


def test_every_file_once_sorted_by_name() -> None:
    summary = full_month()
    names = [file.file for file in summary.files]
    assert names == sorted(set(names))
    assert len(names) == 116 + 3
    assert {file.outcome for file in summary.files} == {
        "included",
        "included_late",
        "rejected",
        "superseded",
        "not_a_return",
    }
    assert all((file.reason == "") == (file.outcome == "included") for file in summary.files)


# ------------------------------------------------------------------ states of units

# sent, received and extended_to of the register, as_of → state, days late, what the reason says
STATES = """
sent       | received   | extended   | as_of      | state   | days | reason
09/11/2026 | -          | -          | -          | on_time | 0    |
10/11/2026 | -          | -          | -          | late    | 1    | Nộp ngày 10/11/2026, trễ 1 ngày so với hạn
05/11/2026 | 12/11/2026 | -          | -          | late    | 3    | Nộp ngày 12/11/2026, trễ 3 ngày
20/11/2026 | 09/11/2026 | -          | -          | on_time | 0    | Sổ nhận ghi: bão.
12/11/2026 | -          | 15/11/2026 | -          | on_time | 0    | Được gia hạn đến 15/11/2026 (bão).
16/11/2026 | -          | 15/11/2026 | -          | late    | 1    | so với hạn 15/11/2026. Được gia hạn
09/11/2026 | -          | 01/11/2026 | -          | on_time | 0    | Sổ nhận ghi: bão.
-          | -          | -          | -          | late    | 0    | Không rõ ngày nộp
none       | -          | -          | -          | missing | 0    | Chưa nhận được tệp nào.
none       | 08/11/2026 | -          | -          | missing | 0    | Sổ nhận ghi đã nhận ngày 08/11/2026 nhưng
none       | -          | 15/11/2026 | -          | not_due | 0    | Chưa đến hạn 15/11/2026. Được gia hạn
none       | -          | -          | 09/11/2026 | not_due | 0    | Chưa đến hạn 09/11/2026.
none       | -          | -          | 10/11/2026 | missing | 0    | Chưa nhận được
none       | -          | 15/11/2026 | 16/11/2026 | missing | 0    | Được gia hạn đến 15/11/2026 (bão).
refused    | -          | -          | -          | missing | 0    | Tệp “z.xlsx” không tính được: Tệp hỏng.
refused    | -          | 15/11/2026 | 10/11/2026 | missing | 0    | không tính được
"""


@pytest.mark.parametrize("line", STATES.strip().splitlines()[1:])
def test_unit_state(line: str) -> None:
    sent, received, extended, as_of, state, days, reason = (cell.strip() for cell in line.split("|"))
    returns = [] if sent in ("none", "refused") else [make_return("SN-STP", sent=day(sent))]
    refused = RefusedFile("z.xlsx", "0", "rejected", (make_finding_at("z.xlsx", message="Tệp hỏng."),), "SN-STP")
    register = {}
    if received != "-" or extended != "-":
        why = "bão" if "bão" in reason or extended != "-" else ""
        register["SN-STP"] = Receipt("SN-STP", day(received), day(extended), why)
    summary = summarise(returns, [refused] if sent == "refused" else [], register, day(as_of))
    unit = unit_of(summary, "SN-STP")
    assert (unit.state, unit.days_late) == (state, int(days))
    assert reason in unit.reason
    assert (unit.score is None) == (not returns)
    counts = summary.counts
    assert counts["on_time"] + counts["late"] + counts["missing"] + counts["not_due"] == counts["expected"] == 120
    if state == "late":
        assert (summary.files[0].outcome, summary.files[0].reason) == ("included_late", unit.reason)


def test_as_of_defaults_to_the_day_after_the_due_date() -> None:
    summary = summarise()
    assert summary.as_of == dt.date(2026, 11, 10)
    assert summary.counts["missing"] == 120


def test_errors_and_queries_are_counted() -> None:
    findings = [make_finding_at("a.xlsx"), make_finding_at("a.xlsx", cell="B2")]
    unit = unit_of(summarise([make_return("SN-STP", findings=findings)]), "SN-STP")
    assert (unit.errors, unit.queries) == (2, 0)


def test_ranks_share_a_place_and_keep_groups_apart() -> None:
    scores = {"SN-STP": "90", "SN-STC": "95.5", "SN-CAT": "90", "SN-SYT": "10", COMMUNES[0]: "20", COMMUNES[1]: "20"}
    bands = {"SN-STC": "Chưa đủ dữ liệu"}
    summary = summarise(
        [make_return(code, score=score, band=bands.get(code, "Hoàn thành")) for code, score in scores.items()]
    )
    ranks = {unit.unit: unit.rank for unit in summary.units if unit.rank}
    assert ranks == {"SN-STC": 1, "SN-STP": 2, "SN-CAT": 2, "SN-SYT": 4, COMMUNES[0]: 1, COMMUNES[1]: 1}


# ------------------------------------------------------------------ indicators


def row(code: str, **values: EntryValue) -> Entries:
    return {("CT", code, column): value for column, value in values.items()}


def data(code: str, numerator: EntryValue = None, denominator: EntryValue = None) -> Entries:
    values: dict[str, EntryValue] = {"state": "Có số liệu"}
    if numerator is not None:
        values["numerator"] = Decimal(numerator) if isinstance(numerator, str) else numerator
    if denominator is not None:
        values["denominator"] = Decimal(denominator) if isinstance(denominator, str) else denominator
    return row(code, **values)


# indicator (kind of target), monitor's numerator and denominator → exact figure, status
FIGURES = """
CT-I.1   | 1   | 2     | 50     | reached      # ≥ 50, exactly
CT-I.1   | 1   | 3     | 100/3  | not_reached
CT-I.1   | 499999999999 | 1000000000000 | 499999999999/10000000000 | not_reached
CT-I.1   | 3   | 2     | -      | no_data      # a share above 1 is no figure
CT-I.1   | 1   | 0     | -      | no_data
CT-I.1   | -1  | 2     | -      | no_data
CT-I.1   | 1   | -     | -      | no_data
CT-I.10  | 3   | 10    | 30     | reached      # ≤ 30
CT-I.10  | 31  | 100   | 31     | not_reached
CT-V.5   | 30  | 100   | 70     | reached      # reduction ≥ 70
CT-V.5   | 301 | 1000  | 699/10 | not_reached
CT-V.5   | 200 | 100   | -100   | not_reached  # it grew
CT-II.9  | 1   | 2     | 50     | no_target
"""


@pytest.mark.parametrize("line", FIGURES.strip().splitlines())
def test_indicator_figure(line: str) -> None:
    code, numerator, denominator, actual, status = (cell.strip() for cell in line.partition("#")[0].split("|"))
    monitor = PLAN.indicator_by_id[code].monitors[0]
    entries = data(code, numerator, None if denominator == "-" else denominator)
    item = indicator_of(summarise([make_return(monitor, entries)]), code)
    assert item.status == status
    if actual == "-":
        assert (item.actual, item.actual_from, item.numerator, item.denominator) == (None, None, None, None)
    else:
        assert (item.actual, item.actual_from, item.fallback) == (Fraction(actual), monitor, False)
        assert (item.numerator, item.denominator) == (Fraction(numerator), Fraction(denominator))


@pytest.mark.parametrize("state", ["Không phát sinh", "Không áp dụng", "Chưa có số liệu", "Khác", None])
def test_figures_count_only_under_the_state_with_data(state: str | None) -> None:
    entries = row("CT-I.1", state=state, numerator=Decimal(1), denominator=Decimal(2))
    assert indicator_of(summarise([make_return("SN-STP", entries)]), "CT-I.1").actual is None


def test_counts_and_words() -> None:
    counted = PLAN.indicator_by_id["CT-V.3"]
    target = counted.target_2026
    assert target and target.value
    summary = summarise([make_return(counted.monitors[0], data("CT-V.3", str(target.value)))])
    item = indicator_of(summary, "CT-V.3")
    assert (item.actual, item.denominator, item.status) == (Fraction(target.value), None, "reached")
    worded = PLAN.indicator_by_id["CT-IV.5"]
    entries = row("CT-IV.5", state="Có số liệu", qualitative="Chưa đạt")
    item = indicator_of(summarise([make_return(worded.monitors[0], entries)]), "CT-IV.5")
    assert (item.actual, item.numerator) == ("Chưa đạt", None)


def test_qualitative_target_of_2030() -> None:
    period = reporting_period("2030-03", PLAN)
    monitor = PLAN.indicator_by_id["CT-IV.5"].monitors[0]
    context = FormContext(PLAN, POLICY, period, PLAN.unit_by_code[monitor])
    statuses = []
    for word in ("Đạt", "Hoàn thành", "Chưa hoàn thành"):
        submission = make_submission(context, LAYOUT, row("CT-IV.5", state="Có số liệu", qualitative=word))
        checked = CheckedReturn("a.xlsx", "0", submission, (), make_score(monitor, "1", "x"))
        item = indicator_of(
            consolidate([digest_return(checked, context, LAYOUT)], [], PLAN, POLICY, period, LAYOUT, {}, None),
            "CT-IV.5",
        )
        statuses.append(item.status)
    assert (statuses, item.target) == (["reached", "reached", "not_reached"], "Đảm bảo")


def test_second_monitor_stands_in_and_is_never_added() -> None:
    first, second = PLAN.indicator_by_id["CT-I.1"].monitors
    other = make_return(second, data("CT-I.1", "9", "10"))
    item = indicator_of(summarise([other]), "CT-I.1")
    assert (item.actual, item.actual_from, item.fallback) == (90, second, True)
    unusable = make_return(first, data("CT-I.1", "3", "2"))
    assert indicator_of(summarise([unusable, other]), "CT-I.1").actual_from == second
    both = indicator_of(summarise([make_return(first, data("CT-I.1", "1", "10")), other]), "CT-I.1")
    assert (both.actual, both.numerator, both.actual_from, both.fallback) == (10, 1, first, False)


def test_communes_are_summed_not_averaged() -> None:
    returns = [
        make_return(COMMUNES[0], data("CT-I.5", "1", "3")),
        make_return(COMMUNES[1], data("CT-I.5", "90", "100")),
        make_return(COMMUNES[2], data("CT-I.5", "5", "0")),
        make_return(COMMUNES[3], row("CT-I.5", state="Không phát sinh", explanation="chưa có")),
    ]
    item = indicator_of(summarise(returns), "CT-I.5")
    assert (item.commune_numerator, item.commune_denominator) == (91, 103)
    assert item.commune_actual == Fraction(9100, 103)
    assert (item.commune_reported, item.commune_expected) == (2, 99)
    # The communes' sum never stands in for the monitor.
    assert (item.actual, item.status) == (None, "no_data")


def test_commune_columns_are_empty_where_communes_do_not_report() -> None:
    item = indicator_of(full_month(), "CT-I.1")
    assert (item.commune_actual, item.commune_numerator, item.commune_denominator) == (None, None, None)
    assert (item.commune_reported, item.commune_expected) == (0, 0)


# ------------------------------------------------------------------ tasks

# task (its deadline), state, completion date → the count the unit is in
STANDINGS = """
NV-I.2 (31/05/2026) | Hoàn thành      | 31/05/2026 | done
NV-I.2              | Hoàn thành      | 01/06/2026 | done_late
NV-I.2              | Hoàn thành      | -          | done
NV-I.2              | Đang triển khai | -          | overdue
NV-I.2              | Chưa triển khai | -          | overdue
NV-I.2              | Tạm dừng        | -          | waiting
NV-I.2              | Chờ hướng dẫn   | -          | waiting
NV-I.2              | linh tinh       | -          | no_answer
NV-I.2              | -               | 31/05/2026 | no_answer
NV-I.3 (31/12/2026) | Đang triển khai | -          | in_progress
NV-I.3              | Chưa triển khai | -          | not_started
NV-I.4 (ongoing)    | Đang triển khai | -          | in_progress
"""


@pytest.mark.parametrize("line", STANDINGS.strip().splitlines())
def test_task_standing(line: str) -> None:
    task, state, completed, count = (cell.strip() for cell in line.split("|"))
    code = task.partition(" ")[0]
    entries: dict[tuple[str, str, str], EntryValue] = {}
    if state != "-":
        entries["NV", code, "state"] = state
    completion = day(completed)
    if completion:
        entries["NV", code, "completion_date"] = day_serial(completion)
    record = task_of(summarise([make_return("SN-CAT", entries)]), code)
    counts = {
        name: getattr(record, name)
        for name in ("done", "done_late", "in_progress", "overdue", "not_started", "waiting", "no_answer")
    }
    expected = dict.fromkeys(counts, 0) | {"no_answer": record.units - 1}
    expected[count] += 1
    assert counts == expected
    assert record.overdue_units == (("SN-CAT",) if count == "overdue" else ())


def test_task_units_are_the_assigned_ones() -> None:
    summary = full_month()
    for record in summary.tasks:
        assigned = [unit for unit in PLAN.units if record.id in {task.id for task, _ in PLAN.tasks_of(unit)}]
        assert record.units == len(assigned)
        assert record.units == (
            record.done
            + record.done_late
            + record.in_progress
            + record.overdue
            + record.not_started
            + record.waiting
            + record.no_answer
        )


def test_deadline_day_itself_is_not_overdue() -> None:
    task = next(task for task in PLAN.tasks if task.deadline.date and task.deadline.date.month == 12)
    assert task.deadline.date
    unit = next(unit for unit in PLAN.units if task.id in {item.id for item, _ in PLAN.tasks_of(unit)})
    checked = make_return(unit.code, {("NV", task.id, "state"): "Đang triển khai"})
    period = reporting_period(f"{task.deadline.date:%Y-%m}", PLAN)
    of_unit = digest_return(checked, FormContext(PLAN, POLICY, period, unit), LAYOUT)
    record = next(item for item in task_records({unit.code: of_unit}, PLAN, period.last_day) if item.id == task.id)
    assert (record.overdue, record.in_progress) == (0, 1)


# ------------------------------------------------------------------ data, difficulties, findings


def test_data_is_tidy_and_traceable() -> None:
    entries: Entries = {
        **data("CT-I.1", "1", "4"),
        ("NV", "NV-I.2", "completion_date"): day_serial(dt.date(2026, 5, 30)),
    }
    summary = summarise([make_return("SN-STP", entries, file="x.xlsx")])
    lines = [
        (item.row_id, item.column, item.number, item.text, item.date, item.unit_name, item.sheet)
        for item in summary.data
    ]
    assert lines == [
        ("TT-10", "Giá trị", None, "", dt.date(2026, 11, 5), "Sở Tư pháp", "Thông tin"),
        ("CT-I.1", "Tình trạng số liệu", None, "Có số liệu", None, "Sở Tư pháp", "Chỉ tiêu"),
        ("CT-I.1", "Tử số", Decimal(1), "", None, "Sở Tư pháp", "Chỉ tiêu"),
        ("CT-I.1", "Mẫu số", Decimal(4), "", None, "Sở Tư pháp", "Chỉ tiêu"),
        ("NV-I.2", "Ngày hoàn thành", None, "", dt.date(2026, 5, 30), "Sở Tư pháp", "Nhiệm vụ"),
    ]
    assert {item.file for item in summary.data} == {"x.xlsx"}
    assert all(item.cell for item in summary.data)


def test_data_of_one_row_lies_together_in_the_order_of_the_plan() -> None:
    summary = full_month()
    blocks = [next(iter(summary.data)).row_id]
    for item in summary.data:
        if item.row_id != blocks[-1]:
            blocks.append(item.row_id)
    assert len(blocks) == len(set(blocks))
    assert blocks.index("CT-I.2") < blocks.index("CT-I.10") < blocks.index("NV-I.1") < blocks.index("TC-b")
    order = [unit.code for unit in PLAN.units]
    units = [order.index(item.unit) for item in summary.data if item.row_id == "CT-I.5"]
    assert units == sorted(units)


def test_superseded_and_refused_files_give_no_data() -> None:
    early = make_return("SN-STP", data("CT-I.1", "1", "4"), file="a.xlsx", sent=dt.date(2026, 11, 1))
    late = make_return("SN-STP", data("CT-I.1", "2", "4"), file="b.xlsx")
    summary = summarise([early, late])
    assert {item.file for item in summary.data} == {"b.xlsx"}
    assert indicator_of(summary, "CT-I.1").actual == 50


def test_strange_values_are_kept_as_they_are() -> None:
    entries: Entries = {
        ("CT", "CT-I.1", "numerator"): "mười hai",
        ("CT", "CT-I.1", "denominator"): ErrorValue("#REF!"),
        ("NV", "NV-I.2", "completion_date"): 9_999_999,
    }
    values = [(item.number, item.text) for item in summarise([make_return("SN-STP", entries, sent=None)]).data]
    assert values == [(None, "mười hai"), (None, "#REF!"), (Decimal(9_999_999), "")]


def test_difficulties() -> None:
    entries: Entries = {
        ("KK", "KK-01", "content"): "Thiếu máy",
        ("KK", "KK-01", "addressee"): "UBND tỉnh",
        ("KK", "KK-02", "proposal"): "Cấp máy",
        ("KK", "KK-03", "cause"): "chỉ có nguyên nhân",
    }
    summary = summarise([make_return("SN-STP", entries)])
    found = [(item.unit_name, item.content, item.proposal, item.addressee) for item in summary.difficulties]
    assert found == [("Sở Tư pháp", "Thiếu máy", "", "UBND tỉnh"), ("Sở Tư pháp", "", "Cấp máy", "")]
    assert summary.difficulties[0].cell != summary.difficulties[1].cell != ""


def test_personal_data_does_not_reach_the_summary() -> None:
    entries: Entries = {
        ("KK", "KK-01", "content"): "Ông A, CCCD 010000000012, chưa có máy",
        ("KK", "KK-02", "content"): "Gọi 0900000012",
        ("CT", "CT-I.1", "evidence"): "mật khẩu của ông A",
    }
    plain = make_return("SN-STP", entries)
    cell = plain.submission.sheets["KK"].rows["KK-01"].entries["content"].cell
    evidence = plain.submission.sheets["CT"].rows["CT-I.1"].entries["evidence"].cell
    code = min(PERSONAL_DATA_RULES)
    findings = [
        make_finding_at(plain.file, code=code, sheet="Khó khăn, kiến nghị", cell=cell, row_id="KK-01"),
        make_finding_at(plain.file, code=code, sheet="Chỉ tiêu", cell=evidence),
    ]
    summary = summarise([make_return("SN-STP", entries, findings=findings)])
    assert [item.content for item in summary.difficulties] == [MASKED, "Gọi ********12"]
    texts = [item.text for item in summary.data]
    assert MASKED in texts
    assert not any("010000000012" in text or "0900000012" in text or "mật khẩu" in text for text in texts)


def test_personal_data_rules_are_those_that_name_the_law() -> None:
    assert {code for code, rule in load_rules().items() if "Luật 91/2025" in rule.ref} == PERSONAL_DATA_RULES


def test_findings_of_what_counts_and_of_refused_files() -> None:
    counted = make_return(
        "SN-STP", file="b.xlsx", findings=[make_finding_at("b.xlsx"), make_finding_at("b.xlsx", cell="A1")]
    )
    old = make_return("SN-STP", file="a.xlsx", sent=None, findings=[make_finding_at("a.xlsx")])
    refused = RefusedFile("0.xlsx", "0", "not_a_return", (make_finding_at("0.xlsx"),))
    found = [(finding.file, finding.cell) for finding in summarise([counted, old], [refused]).findings]
    assert found == [("0.xlsx", ""), ("b.xlsx", ""), ("b.xlsx", "A1")]


# ------------------------------------------------------------------ the whole


def test_order_of_input_does_not_matter() -> None:
    returns = [
        make_return(unit.code, data("CT-I.5", "1", "3") if unit.group == "commune" else {}) for unit in PLAN.units
    ]
    refused = [RefusedFile(f"{number}.xlsx", "0", "rejected", (), "SN-STP") for number in range(3)]
    straight = summarise(returns, refused)
    mixed_returns, mixed_refused = list(returns), list(refused)
    random.Random(6).shuffle(mixed_returns)
    random.Random(7).shuffle(mixed_refused)
    mixed = summarise(mixed_returns, mixed_refused)
    assert (mixed.files, mixed.units, mixed.indicators, mixed.tasks, mixed.data) == (
        straight.files,
        straight.units,
        straight.indicators,
        straight.tasks,
        straight.data,
    )


def test_summary_names_its_sources() -> None:
    summary = summarise()
    assert (summary.period, summary.period_label) == ("2026-10", "Tháng 10/2026")
    assert (summary.plan, summary.policy) == (PLAN.version_id, POLICY.version_id)
    assert summary.due_date == PERIOD.due_date
    assert summary.form_version == "BM-01 1.0"
    assert summary.bands[0] == "Hoàn thành xuất sắc"
    assert summary.bands[-1] == "Chưa đủ dữ liệu"
    assert (len(summary.units), len(summary.indicators), len(summary.tasks)) == (120, 52, 53)


def test_refusal_without_a_finding_still_has_a_reason() -> None:
    refused = [RefusedFile("a.xlsx", "0", "rejected", ()), RefusedFile("b.txt", "0", "not_a_return", ())]
    assert [file.reason for file in summarise([], refused).files] == [
        "Tệp không dùng được.",
        "Tệp không phải biểu báo cáo.",
    ]
