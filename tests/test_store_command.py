"""``--kho`` and ``da06 kho``: every run is kept, and the store answers in words, JSON and exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import da06
from form_files import write_form
from good_entries import good_entries
from test_history_verify import without_guards

from de_an06_xl.cli.app import run_command_line
from de_an06_xl.cli.exit_codes import CANNOT_RUN, DONE, DONE_WITH_ERRORS
from de_an06_xl.history import open_store
from de_an06_xl.run_context import RunContext

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    """Two good returns in ``nop``."""
    home = tmp_path_factory.mktemp("kho")
    (home / "nop").mkdir()
    for code in ("XP-02647", "XP-02683"):
        context = run.form_context(run.unit(code), run.period("2026-10"))
        write_form(home / "nop", context, run.layout, good_entries(context))
    return home


@pytest.fixture(scope="module")
def kept(home: Path) -> Path:
    """The store after two runs of that month; tests only read it."""
    line = ("tong-hop", home / "nop", "--ky", "2026-10", "--ra", home / "hai-lan.xlsx", "--kho", home / "kho.db")
    for _ in range(2):
        assert run_command_line([str(word) for word in line]) == DONE
    return home / "kho.db"


def consolidate(capsys: Capture, home: Path, *more: object) -> object:
    return da06(capsys, "tong-hop", home / "nop", "--ky", "2026-10", "--ra", home / "t.xlsx", *more)


def test_a_run_is_kept_and_said(home: Path, capsys: Capture, tmp_path: Path) -> None:
    store_path = tmp_path / "kho.db"
    outcome = consolidate(capsys, home, "--kho", store_path)
    assert outcome.code == DONE
    assert "Đã lưu vào kho: kỳ 2026-10, bản 1; mã chuỗi" in outcome.out
    printed = consolidate(capsys, home, "--kho", store_path, "--json")
    assert "bản 1" in printed.err
    with open_store(store_path) as store:
        assert store.summary_json("2026-10") == printed.json
        assert len(store.runs()) == 2


def test_without_the_option_nothing_is_different(home: Path, capsys: Capture, tmp_path: Path) -> None:
    with_store = consolidate(capsys, home, "--kho", tmp_path / "k.db", "--json").json
    book = (home / "t.xlsx").read_bytes()
    assert consolidate(capsys, home, "--json").json == with_store
    assert (home / "t.xlsx").read_bytes() == book


def test_a_place_that_cannot_be_is_refused_before_the_work(home: Path, capsys: Capture, tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    outcome = da06(
        capsys, "tong-hop", home / "nop", "--ky", "2026-10", "--ra", path, "--kho", tmp_path / "không" / "k.db"
    )
    assert outcome.code == CANNOT_RUN
    assert "chưa có thư mục" in outcome.err
    assert not path.exists()


def test_the_list_of_runs(kept: Path, capsys: Capture) -> None:
    outcome = da06(capsys, "kho", "lich-su", "--kho", kept)
    assert outcome.code == DONE
    assert "2 lần tổng hợp" in outcome.out
    runs = da06(capsys, "kho", "lich-su", "--kho", kept, "--json").json["runs"]
    assert [(one["run"], one["period"], one["version"]) for one in runs] == [(1, "2026-10", 1), (2, "2026-10", 1)]
    assert list(runs[0]) == ["run", "at", "period", "version", "plan", "policy", "as_of", "chain"]
    assert da06(capsys, "kho", "lich-su", "--kho", kept, "--ky", "2026-09", "--json").json == {"runs": []}


def test_a_whole_store(kept: Path, capsys: Capture) -> None:
    outcome = da06(capsys, "kho", "kiem-tra", "--kho", kept)
    assert outcome.code == DONE
    assert "Kho nguyên vẹn: 2 lần tổng hợp." in outcome.out
    data = da06(capsys, "kho", "kiem-tra", "--kho", kept, "--json").json
    assert (data["runs"], data["faults"]) == (2, [])
    for noted in (data["chain"], data["chain"][:16]):
        assert da06(capsys, "kho", "kiem-tra", "--kho", kept, "--ma-chuoi", noted).code == DONE


def test_a_changed_store_is_code_1_with_the_place(kept: Path, capsys: Capture, tmp_path: Path) -> None:
    with open_store(kept) as store:
        store.back_up(tmp_path / "k.db")
    with open_store(tmp_path / "k.db") as store:
        without_guards(store, "UPDATE cell_values SET number = '1' WHERE return_id = 1 AND row_id = 'CT-I.5'")
    outcome = da06(capsys, "kho", "kiem-tra", "--kho", tmp_path / "k.db", "--json")
    assert outcome.code == DONE_WITH_ERRORS
    (fault,) = outcome.json["faults"]
    assert "XP-02647" in fault["place"]
    assert "cell_values" in fault["reason"]


def test_runs_cut_off_at_the_end_show_by_the_noted_code(kept: Path, capsys: Capture, tmp_path: Path) -> None:
    with open_store(kept) as store:
        store.back_up(tmp_path / "k.db")
        noted = store.runs()[-1].chain_hash
    with open_store(tmp_path / "k.db") as store:
        without_guards(
            store,
            "DELETE FROM units WHERE run_id = 2",
            "DELETE FROM returns WHERE run_id = 2",
            "DELETE FROM runs WHERE id = 2",
        )
    assert da06(capsys, "kho", "kiem-tra", "--kho", tmp_path / "k.db").code == DONE
    outcome = da06(capsys, "kho", "kiem-tra", "--kho", tmp_path / "k.db", "--ma-chuoi", noted)
    assert outcome.code == DONE_WITH_ERRORS
    assert "Không còn trong kho" in " ".join(outcome.out.split())


def test_out_and_back(kept: Path, capsys: Capture, tmp_path: Path) -> None:
    exported = da06(capsys, "kho", "xuat", tmp_path / "ra", "--kho", kept)
    assert exported.code == DONE
    assert (tmp_path / "ra" / "2026-10" / "so-lieu.csv").exists()
    saved = da06(capsys, "kho", "sao-luu", tmp_path / "b.db", "--kho", kept)
    assert "Đã sao lưu 2 lần tổng hợp" in saved.out
    back = da06(capsys, "kho", "khoi-phuc", tmp_path / "b.db", "--kho", tmp_path / "k.db")
    assert "Đã khôi phục 2 lần tổng hợp" in back.out
    assert da06(capsys, "kho", "kiem-tra", "--kho", tmp_path / "k.db").code == DONE


@pytest.mark.parametrize("command", ["lich-su", "kiem-tra", "xuat x", "sao-luu x", "khoi-phuc x"])
def test_a_store_that_is_not_there_is_one_sentence(command: str, capsys: Capture, tmp_path: Path) -> None:
    outcome = da06(capsys, "kho", *command.split(), "--kho", tmp_path / "k.db")
    assert outcome.code == CANNOT_RUN
    assert "Không tìm thấy kho" in outcome.err
    assert list(tmp_path.iterdir()) == []
