"""Which month a person means: a period or a version of the store, or a file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from command_line import da06
from make_summary import full_month

from de_an06_xl.errors import InputError
from de_an06_xl.history import Store, open_store
from de_an06_xl.load_form import load_form
from de_an06_xl.published_month import published_month
from de_an06_xl.to_json.summary import summary_json

FIRST = full_month()
SECOND = replace(FIRST, units=(replace(FIRST.units[0], days_late=3, state="late"), *FIRST.units[1:]))


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kho") / "kho.db"
    with open_store(path, create=True) as store:
        for day, summary in ((10, FIRST), (11, FIRST), (20, SECOND)):
            store.append_month(summary, load_form(), dt.datetime(2026, 11, day, 8, tzinfo=dt.UTC))
    return path


@pytest.fixture
def store(place: Path) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


@pytest.mark.parametrize(
    ("reference", "label", "late"),
    [
        ("2026-10", "kỳ 2026-10, bản 2 ngày 20/11/2026", 3),
        ("2026-10@2", "kỳ 2026-10, bản 2 ngày 20/11/2026", 3),
        (" 2026-10@1 ", "kỳ 2026-10, bản 1 ngày 10/11/2026", 0),
    ],
)
def test_both_versions_stay(reference: str, label: str, late: int, store: Store) -> None:
    side = published_month(reference, store)
    assert side.label == label
    assert side.month.units[0].days_late == late


def test_a_file_needs_no_store(tmp_path: Path) -> None:
    path = tmp_path / "thang.json"
    path.write_text(json.dumps(summary_json(FIRST)), encoding="utf-8")
    assert published_month(str(path), None).label == "thang.json"


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        ("2026-09", "Kho chưa có kỳ 2026-09."),
        ("2026-09@1", "Kho chưa có kỳ 2026-09."),
        ("2026-10@3", "chỉ có bản 1 đến bản 2, không có bản 3."),
        ("2026-10@0", "không có bản 0."),
        ("2026-10@", "Không tìm thấy 2026-10@."),
    ],
)
def test_what_the_store_does_not_have(reference: str, words: str, store: Store) -> None:
    with pytest.raises(InputError) as error:
        published_month(reference, store)
    assert words in str(error.value)


def test_a_restated_month_is_told_with_the_command_that_compares(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("nop").mkdir()
    Path("nop/a.txt").write_text("không phải biểu", encoding="utf-8")
    typed = ("tong-hop", "nop", "--ky", "2026-10", "--ra", "t.xlsx", "--kho", "kho.db")
    assert "so-sanh" not in da06(capsys, *typed).out
    Path("nop/b.txt").write_text("cũng không phải", encoding="utf-8")
    (line,) = [line for line in da06(capsys, *typed).out.splitlines() if "so-sanh" in line]
    command = line.partition("da06 ")[2]
    assert command == "so-sanh 2026-10@1 2026-10@2 --kho kho.db --ra dinh-chinh.xlsx"
    assert da06(capsys, *command.split()).code == 0
    assert Path("dinh-chinh.xlsx").exists()


def test_the_command_compares_versions_of_the_store(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outcome = da06(capsys, "so-sanh", "2026-10@1", "2026-10", "--kho", place, "--json")
    assert outcome.json["restated"] is True
    assert [unit["unit"] for unit in outcome.json["units"]] == [FIRST.units[0].unit]
    assert outcome.json["old"]["label"] == "kỳ 2026-10, bản 1 ngày 10/11/2026"
    missing = da06(capsys, "so-sanh", "2026-10@1", "2026-10", "--kho", place.parent / "khac.db")
    assert missing.code == 2
    assert len(missing.err.strip().splitlines()) == 1
