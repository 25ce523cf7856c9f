"""Many returns into one month: which of them counts, who is late, the same whatever their order."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from consolidated_records import COMMUNES, data, day, file_of, unit_of
from make_summary import PERIOD, PLAN, POLICY, full_month, make_finding_at, make_return, summarise

from de_an06_xl.model.summary import Receipt, RefusedFile

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
