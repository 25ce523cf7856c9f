"""Only what changed is read again, and what was not read again is what reading again would have given."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile_folder import PERIOD, make_hostile_folder
from sqlalchemy import update

from de_an06_xl import known_results, read_results
from de_an06_xl.history import Store, open_store
from de_an06_xl.history.connect import writing
from de_an06_xl.history.schema import tables
from de_an06_xl.known_results import ground_of_results, program_fingerprint
from de_an06_xl.model.summary import Receipt, Summary
from de_an06_xl.pipeline import consolidate_folder, files_in
from de_an06_xl.run_context import RunContext
from de_an06_xl.write_summary import summary_workbook

GOOD, LATE = "BM-01_2026-10_XP-02647.xlsx", "BM-01_2026-10_XP-02671.xlsx"
REFUSED, NO_RETURN = "BM-01_2026-09_XP-02686.xlsx", "ghi chú.txt"
YESTERDAY = time.time() - 86_400


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    return make_hostile_folder(tmp_path_factory.mktemp("nop") / "kỳ 10", run)


@pytest.fixture
def folder(returns: Path, tmp_path: Path) -> Path:
    """Two returns, one of another month, one file that is no return; all a day old."""
    few = tmp_path / "nop"
    few.mkdir()
    for name in (GOOD, LATE, REFUSED):
        shutil.copy(returns / name, few / name)
    (few / NO_RETURN).write_text("không phải biểu", encoding="utf-8")
    for path in files_in(few):
        os.utime(path, (YESTERDAY, YESTERDAY))
    return few


@contextmanager
def reads(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names of the files that are really read meanwhile."""
    names: list[str] = []
    real = read_results.stream_files

    def stream(tasks: Sequence[Any], *arguments: Any, **named: Any) -> Any:
        names.extend(task.name for task in tasks)
        return real(tasks, *arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(read_results, "stream_files", stream)
        yield names


class Office:
    """A folder consolidated again and again with one store."""

    def __init__(self, folder: Path, store: Store, run: RunContext, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder, self.store, self.run, self._monkeypatch = folder, store, run, monkeypatch

    def again(self, run: RunContext | None = None, register: dict[str, Receipt] | None = None) -> list[str]:
        """Consolidate; the files read, after checking that the result is that of reading everything."""
        run = run or self.run
        with reads(self._monkeypatch) as names:
            summary = self._summary(run, register, self.store)
        fresh = self._summary(run, register, None)
        assert summary == fresh
        assert summary_workbook(summary) == summary_workbook(fresh)
        return sorted(names)

    def _summary(self, run: RunContext, register: dict[str, Receipt] | None, store: Store | None) -> Summary:
        return consolidate_folder(self.folder, run.period(PERIOD), run, register, store=store)


@pytest.fixture
def office(folder: Path, tmp_path: Path, run: RunContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    with open_store(tmp_path / "kho.db", create=True) as store:
        yield Office(folder, store, run, monkeypatch)


ALL = sorted((GOOD, LATE, REFUSED, NO_RETURN))


def test_nothing_changed_nothing_read(office: Office) -> None:
    assert office.again() == ALL
    assert office.again() == []


def test_on_any_database(store_place: str, folder: Path, run: RunContext, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(store_place, create=True) as store:
        office = Office(folder, store, run, monkeypatch)
        assert office.again() == ALL
        (folder / LATE).write_bytes((folder / GOOD).read_bytes())
        assert office.again() == [LATE]
        assert office.again() == []


def _rewrite(folder: Path) -> None:
    (folder / GOOD).write_bytes((folder / LATE).read_bytes())


def _touch(folder: Path) -> None:
    os.utime(folder / GOOD, (YESTERDAY + 60, YESTERDAY + 60))


def _one_byte(folder: Path) -> None:
    """Same size, same time of change, another content: only seen because the time is as young as the last look."""
    content = (folder / NO_RETURN).read_bytes()
    stat = (folder / NO_RETURN).stat()
    (folder / NO_RETURN).write_bytes(content[::-1])
    os.utime(folder / NO_RETURN, ns=(stat.st_atime_ns, stat.st_mtime_ns))


def _remove(folder: Path) -> None:
    (folder / GOOD).unlink()


def _rename(folder: Path) -> None:
    (folder / GOOD).rename(folder / "moi.xlsx")


CHANGES: list[tuple[Callable[[Path], None], list[str]]] = [
    (_rewrite, [GOOD]),
    (_touch, []),
    (_remove, []),
    (_rename, ["moi.xlsx"]),
]


@pytest.mark.parametrize(("change", "read"), CHANGES)
def test_a_change_in_the_folder(office: Office, change: Callable[[Path], None], read: list[str]) -> None:
    office.again()
    change(office.folder)
    assert office.again() == read
    assert office.again() == []


def test_a_change_within_one_tick_of_the_clock_is_seen(office: Office) -> None:
    now = time.time()
    os.utime(office.folder / NO_RETURN, (now, now))
    office.again()
    _one_byte(office.folder)
    assert office.again() == [NO_RETURN]


def test_a_line_of_the_register_concerns_its_unit_alone(office: Office) -> None:
    office.again()
    register = {"XP-02647": Receipt("XP-02647", dt.date(2026, 11, 11), None, "")}
    assert office.again(register=register) == [GOOD]
    assert office.again(register=register) == []
    assert office.again() == [GOOD]


def _renamed(run: RunContext) -> RunContext:
    units = (run.plan.units[0].model_copy(update={"name": "Văn phòng khác"}), *run.plan.units[1:])
    return replace(run, plan=run.plan.model_copy(update={"units": units}))


def _other_policy(run: RunContext) -> RunContext:
    first = run.policies[0]
    return replace(run, policies=(first.model_copy(update={"name": f"{first.name} sửa"}), *run.policies[1:]))


def _other_words(run: RunContext) -> RunContext:
    return replace(run, layout=run.layout.model_copy(update={"title": "Biểu khác"}))


@pytest.mark.parametrize("change", [_renamed, _other_policy, _other_words])
def test_another_plan_policy_or_form_reads_everything_again(
    office: Office, change: Callable[[RunContext], RunContext]
) -> None:
    office.again()
    assert office.again(change(office.run)) == ALL


def test_another_program_reads_everything_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.again()
    monkeypatch.setattr(known_results, "program_fingerprint", lambda: b"another release")
    assert office.again() == ALL


def test_the_fingerprint_of_the_program_is_one_of_content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "de_an06_xl"
    shutil.copytree(Path(known_results.__file__).parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(known_results, "__file__", str(copy / "known_results.py"))
    program_fingerprint.cache_clear()
    same = program_fingerprint()
    rules = copy / "data" / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8").replace("severity", "severity ", 1), encoding="utf-8")
    program_fingerprint.cache_clear()
    other = program_fingerprint()
    monkeypatch.undo()
    program_fingerprint.cache_clear()
    assert same == program_fingerprint() != other


def test_another_period_is_another_ground(run: RunContext) -> None:
    assert ground_of_results(run, run.period("2026-10")) != ground_of_results(run, run.period("2026-11"))
    assert ground_of_results(run, run.period("2026-10")) == ground_of_results(run, run.period("2026-10"))


def test_a_damaged_memory_is_read_again(office: Office) -> None:
    office.again()
    table = tables().metadata.tables["known_files"]
    with writing(office.store.engine) as connection:
        connection.execute(update(table).where(table.c.file == GOOD).values(result=b"damaged"))
    assert office.again() == [GOOD]
    assert office.again() == []


def test_a_file_that_could_not_be_read_is_tried_again(
    office: Office, monkeypatch: pytest.MonkeyPatch, run: RunContext
) -> None:
    def fails(*_arguments: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr("de_an06_xl.pipeline.parse_submission", fails)
        summary = consolidate_folder(office.folder, run.period(PERIOD), run, store=office.store)
    assert {record.outcome for record in summary.files} == {"rejected", "not_a_return"}
    assert office.again() == [REFUSED, GOOD, LATE]
