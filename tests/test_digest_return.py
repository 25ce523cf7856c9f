"""What is kept of a return, and above all what is not: no rows, no raw text that could hold personal data."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

import pytest
from make_submission import Entries
from make_summary import digest, make_return

from de_an06_xl.form.rows import day_serial
from de_an06_xl.model.digest import LONG_TEXT, Figure
from de_an06_xl.model.submission import Entry, EntryValue, Row, Submission

UNIT = "SN-STP"


def reachable(thing: object) -> Iterator[object]:
    """``thing`` and everything it holds."""
    yield thing
    if is_dataclass(thing):
        for field in fields(thing):
            yield from reachable(getattr(thing, field.name))
    elif isinstance(thing, dict):
        for key, value in thing.items():
            yield from reachable(key)
            yield from reachable(value)
    elif isinstance(thing, (tuple, list, frozenset)):
        for item in thing:
            yield from reachable(item)


def test_no_row_and_no_cell_of_the_return_is_kept() -> None:
    entries: Entries = {
        ("KK", "KK-01", "content"): "Ông A, CCCD 010000000012, chưa có máy tính để nộp hồ sơ trực tuyến tại xã này",
        ("TT", "TT-06", "value"): "0214 3840 012",
    }
    kept = list(reachable(digest(make_return(UNIT, entries))))
    assert not [thing for thing in kept if isinstance(thing, (Submission, Row, Entry))]
    texts = " ".join(thing for thing in kept if isinstance(thing, str))
    assert "010000000012" not in texts
    assert "3840" not in texts


def test_a_digest_is_a_fraction_of_the_return() -> None:
    """Structure, not time: the bytes of all objects reachable, each counted once."""
    checked = make_return(UNIT, {("CT", "CT-I.1", "state"): "Có số liệu"})
    whole, kept = (
        sum(sys.getsizeof(thing) for thing in {id(one): one for one in reachable(root)}.values())
        for root in (checked.submission, digest(checked))
    )
    assert kept < whole / 4


# state        | completion day | progress | standing, day and progress kept
ANSWERS = [
    ("Hoàn thành", "30/01/2026", 100, "done"),
    ("Hoàn thành", "30/12/2029", None, "done_late"),
    ("Hoàn thành", None, None, "done"),
    ("Hoàn thành", 9_999_999, None, "done_late"),
    ("Đang triển khai", None, 40, "overdue"),
    ("Chưa triển khai", None, None, "overdue"),
    ("Tạm dừng", None, None, "waiting"),
    ("chữ lạ", None, None, "no_answer"),
    (None, None, None, "no_answer"),
]


@pytest.mark.parametrize(("state", "completed", "progress", "standing"), ANSWERS)
def test_answer_about_a_task(
    state: EntryValue, completed: str | int | None, progress: int | None, standing: str
) -> None:
    day = dt.datetime.strptime(completed, "%d/%m/%Y").date() if isinstance(completed, str) else None
    entries: dict[tuple[str, str, str], EntryValue] = {
        ("NV", "NV-I.2", "state"): state,
        ("NV", "NV-I.2", "completion_date"): day_serial(day) if day else completed,  # type: ignore[dict-item]
        ("NV", "NV-I.2", "progress_pct"): None if progress is None else Decimal(progress),
    }
    answer = digest(make_return(UNIT, entries)).tasks["NV-I.2"]
    assert (answer.standing, answer.progress_pct) == (standing, progress)
    if isinstance(completed, str) or completed is None:
        assert answer.completed == day


def test_figures_are_the_usable_ones() -> None:
    entries: Entries = {
        ("CT", "CT-I.1", "state"): "Có số liệu",
        ("CT", "CT-I.1", "numerator"): Decimal(1),
        ("CT", "CT-I.1", "denominator"): Decimal(4),
    }
    kept = digest(make_return(UNIT, entries))
    assert kept.figures["CT-I.1"] == Figure(25, 1, 4)  # type: ignore[arg-type]
    assert {key for key, cell in kept.cells.items() if cell.row_id == "CT-I.1"} == {
        ("CT-I.1", "numerator"),
        ("CT-I.1", "denominator"),
    }
    assert kept.unit == UNIT


def test_texts_are_compared_by_a_fingerprint_and_only_when_long() -> None:
    long = "Đã tổ chức ba buổi họp thôn, hướng dẫn người dân nộp hồ sơ trực tuyến tại xã."
    entries: Entries = {
        ("KK", "KK-01", "content"): long,
        ("KK", "KK-02", "content"): long.upper().replace(",", " –"),
        ("KK", "KK-03", "content"): "ngắn",
    }
    cells = digest(make_return(UNIT, entries)).cells
    assert len(long) >= LONG_TEXT
    assert cells["KK-01", "content"].key == cells["KK-02", "content"].key != ""
    assert ("KK-03", "content") not in cells


def test_reasons_that_close_queries_are_kept() -> None:
    entries: Entries = {
        ("CT", "CT-I.1", "numerator"): Decimal(3),
        ("CT", "CT-I.1", "explanation"): "Số của bộ, ngành",
        ("TT", "TT-11", "value"): "Giải trình chung",
    }
    assert digest(make_return(UNIT, entries)).reasons >= {("CT-I.1", "explanation"), ("TT-11", "value")}
    assert digest(make_return(UNIT, {("CT", "CT-I.1", "numerator"): Decimal(3)})).reasons == frozenset()
