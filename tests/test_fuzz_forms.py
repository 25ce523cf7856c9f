"""Thousands of damaged forms through the whole run of one file: refused, or read with every number true.

Never a dead worker, never one that hangs, never an unforeseen fault (F198), never a number that an independent
reader does not find in that cell, never one it finds and we do not. ``DA06_FUZZ=10000`` sets how many forms.
"""

from __future__ import annotations

import os
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from form_files import write_form
from good_entries import good_entries
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mutate_form import WAYS, Mutation, mutate
from true_cells import TrueCell, true_cells

from de_an06_xl.model.cells import ErrorValue
from de_an06_xl.model.submission import Entry, Row, Submission
from de_an06_xl.model.summary import CheckedReturn
from de_an06_xl.pipeline import FileTask, process_file
from de_an06_xl.process_files import Loss, process_files
from de_an06_xl.run_context import RunContext
from de_an06_xl.text.normalize import code_key

FORMS = int(os.environ.get("DA06_FUZZ", "2000"))
BATCH = 40
UNITS = ("SN-SNGV", "XP-02647")
UNEXPECTED = "F198"
Damage = tuple[Mutation, ...]

_number = st.integers(0, 2**20)
_mutation = st.builds(Mutation, st.sampled_from(WAYS), _number, _number, _number)
_damages = st.lists(st.lists(_mutation, min_size=1, max_size=2).map(tuple), min_size=BATCH, max_size=BATCH)


def judge(damage: Damage, *, forms: tuple[bytes, ...], folder: Path, run: RunContext) -> str:
    """``read``, the codes of the refusal, or a sentence that starts with WRONG."""
    package = mutate(forms[damage[0].part % len(forms)], damage)
    path = folder / f"{os.getpid()}.xlsx"
    path.write_bytes(package)
    result = process_file(FileTask(path, path.name), run)
    codes = [finding.code for finding in result.findings]
    if UNEXPECTED in codes:
        return "WRONG: an unforeseen fault"
    if isinstance(result, CheckedReturn):
        return wrong_in(result.submission, package) or "read"
    return " ".join(sorted({code for code in codes if code[0] == "F"})) or "WRONG: refused without a word"


def wrong_in(submission: Submission, package: bytes) -> str:
    """The first number that is not what stands in its cell."""
    for sheet in submission.sheets.values():
        rows = [row for row in sheet.rows.values() if row.present]
        cells = true_cells(package, sheet.name) if rows else {}
        for row in rows:
            for fault in _wrong_in_row(row, cells):
                return f"WRONG: {sheet.name} {row.id} {fault}"
    return ""


def _wrong_in_row(row: Row, cells: dict[str, TrueCell]) -> list[str]:
    code = cells.get(row.code_cell)
    faults = [] if code and code_key(code.text) == code_key(row.id) else [f"{row.code_cell} holds {code}"]
    for entry in row.entries.values():
        cell = cells.get(entry.cell)
        if entry.cell and not _is_true(entry, cell):
            faults.append(f"{entry.cell}: read {entry.value!r}, there is {cell}")
    return faults


def _is_true(entry: Entry, cell: TrueCell | None) -> bool:
    value = entry.value
    if value is None or value == "":
        return cell is None or not cell.text.strip() or bool(entry.notes) or cell.kind != "n"
    if isinstance(value, (str, ErrorValue)):
        return cell is not None  # text is not what this is about; that it stands in a number's place is a finding
    if cell is None or cell.kind in ("b", "e"):
        return False
    if cell.kind != "n":
        return bool(entry.notes) or cell.kind == "d"  # a number read from text is told
    try:
        there = float(cell.text)
    except ValueError:
        return False
    if isinstance(value, int):
        # A book may count from 1904; the serials before 1 March 1900 are a day off, for a leap day that never was.
        return value in (int(there), int(there) + 1462) or (value == int(there) + 1 <= 60)
    return abs(float(value) - there) <= 1e-9 * max(1.0, abs(there))


def lost(_damage: Damage, loss: Loss) -> str:
    return f"WRONG: {loss.value}"


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> tuple[bytes, ...]:
    folder = tmp_path_factory.mktemp("forms")
    contexts = [run.form_context(run.unit(unit), run.period("2026-10")) for unit in UNITS]
    return tuple(write_form(folder, one, run.layout, good_entries(one)).read_bytes() for one in contexts)


def test_the_judge_knows_true_from_false(forms: tuple[bytes, ...], tmp_path: Path, run: RunContext) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(forms[1])
    result = process_file(FileTask(path, path.name), run)
    assert isinstance(result, CheckedReturn)
    assert wrong_in(result.submission, forms[1]) == ""
    context = run.form_context(run.unit(UNITS[1]), run.period("2026-10"))
    for cell, value in ((("CT", "CT-I.5", "numerator"), 1), (("CT", "CT-I.5", "denominator"), None)):
        other = write_form(tmp_path, context, run.layout, {**good_entries(context), cell: value}).read_bytes()
        assert "WRONG" in wrong_in(result.submission, other), cell


def test_damaged_forms_are_refused_or_read_truly(forms: tuple[bytes, ...], tmp_path: Path, run: RunContext) -> None:
    outcomes: Counter[str] = Counter()
    work = partial(judge, forms=forms, folder=tmp_path, run=run)

    @settings(
        max_examples=max(1, FORMS // BATCH),
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(damages=_damages)
    def batch(damages: list[Damage]) -> None:
        results = process_files(damages, work, lost)
        outcomes.update(results)
        wrong = [
            f"{result} after {damage}" for damage, result in zip(damages, results, strict=True) if "WRONG" in result
        ]
        assert wrong == []

    batch()
    print(outcomes.most_common())  # noqa: T201 - shown with -s and on failure
    assert sum(outcomes.values()) >= FORMS * 0.9
    refused = sum(outcomes.values()) - outcomes["read"]
    # Neither may starve the other, or the test would prove little.
    assert outcomes["read"] > FORMS // 10
    assert refused > FORMS // 10
    assert len(outcomes) >= 8
