"""The file to double-click: its text, and what happens when it is run and answered."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path, PureWindowsPath

import pytest
from command_line import Outcome, da06
from form_files import write_form
from good_entries import good_entries

from de_an06_xl.installation.launcher import launcher_files
from de_an06_xl.run_context import RunContext
from de_an06_xl.surroundings.environment import WINDOWS

LAUNCHERS = Path(__file__).resolve().parents[1] / "workbooks" / "launcher"
CMD = LAUNCHERS / "tong-hop.cmd"
INTERPRETER = PureWindowsPath(r"C:\De an 06\100%\.venv\Scripts\python.exe")


@pytest.fixture(scope="module")
def returns(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    """A good return and a letter, in a folder with marks and spaces."""
    folder = tmp_path_factory.mktemp("Đề án 06") / "biểu đã nộp"
    folder.mkdir()
    context = run.form_context(run.unit("XP-02647"), run.period("2026-10"))
    write_form(folder, context, run.layout, good_entries(context), name="BM-01_2026-10_XP-02647.xlsx")
    (folder / "công văn.txt").write_text("Kính gửi.", encoding="utf-8")
    return folder


def answer(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], memory: Path | None, *lines: object
) -> Outcome:
    """``da06 hoi-tong-hop`` with a person typing ``lines``."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    return da06(capsys, "hoi-tong-hop", *(["--nho", memory] if memory else []))


# ---------------------------------------------------------------- the questions


def test_it_asks_consolidates_and_remembers(
    returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memory, results = tmp_path / "tong-hop.txt", tmp_path / "kết quả"
    first = answer(monkeypatch, capsys, memory, "2026-10", f'"{returns}"', results, "có")
    assert first.code in (0, 1), first.err
    assert (results / "tong-hop-2026-10.xlsx").is_file()
    assert [path.name for path in (results / "tra-lai-2026-10").iterdir()] == ["BM-01_2026-10_XP-02647_tra-lai.xlsx"]
    assert first.out.splitlines()[-1].startswith("Đã tổng hợp xong")
    assert memory.read_text(encoding="utf-8").splitlines() == [
        "Kỳ báo cáo: 2026-10",
        f"Thư mục biểu đã nộp: {returns}",
        f"Thư mục ghi kết quả: {results}",
        "Bản trả đơn vị: có",
    ]
    (results / "tong-hop-2026-10.xlsx").unlink()
    again = answer(monkeypatch, capsys, memory, "", "", "", "")
    assert again.code == first.code
    assert (results / "tong-hop-2026-10.xlsx").is_file()


def test_a_wrong_answer_is_explained_and_asked_again(
    returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ("tháng mười", "2026-10", tmp_path / "không có", returns, "", tmp_path, "để sau", "k")
    outcome = answer(monkeypatch, capsys, None, *typed)
    assert outcome.code in (0, 1), outcome.err
    for words in ("tháng mười", "Không thấy thư mục", "Hãy cho biết thư mục ghi kết quả", "“có” hoặc “không”"):
        assert words in outcome.out
    assert not (tmp_path / "tra-lai-2026-10").exists()


@pytest.mark.parametrize("lines", [(), ("2026-10",), ("x", "y", "z", "2026-10")])
def test_without_a_usable_answer_nothing_is_done(
    lines: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = tmp_path / "nhớ.txt"
    outcome = answer(monkeypatch, capsys, memory, *lines)
    assert outcome.code == 2
    assert "Chưa có câu trả lời" in outcome.err
    assert not memory.exists()


def test_notes_of_an_earlier_hand_are_read_leniently(
    returns: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    memory = tmp_path / "nhớ.txt"
    text = f"\ufeffKỳ báo cáo : 2026-10\nkhông phải câu trả lời\nThư mục biểu đã nộp:{returns}\nThư mục ghi kết quả:\n"
    memory.write_text(text, encoding="utf-8")
    outcome = answer(monkeypatch, capsys, memory, "", "", tmp_path, "")
    assert outcome.code in (0, 1), outcome.err


# ---------------------------------------------------------------- the files themselves


def run_script(folder: Path, typed: str) -> subprocess.CompletedProcess[str]:
    script = ["sh", folder / "tong-hop.sh"]
    return subprocess.run(script, input=typed, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_shell_script_runs(returns: Path, tmp_path: Path) -> None:
    folder = tmp_path / "bấm đúp"
    folder.mkdir()
    for name, content in launcher_files("Linux", Path(sys.executable)).items():
        (folder / name).write_bytes(content)
        (folder / name).chmod(0o755)
    done = run_script(folder, f"2026-10\n{returns}\n{tmp_path}\nkhông\n")
    assert done.returncode in (0, 1), done.stderr
    assert (tmp_path / "tong-hop-2026-10.xlsx").is_file()
    assert (folder / "tong-hop.txt").is_file()
    assert "Đã tổng hợp xong" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script")
def test_the_shell_script_says_when_there_is_no_python(tmp_path: Path) -> None:
    for name in ("tong-hop.sh", "thieu-python.txt"):
        (tmp_path / name).write_bytes((LAUNCHERS / name).read_bytes())
    done = run_script(tmp_path, "")
    assert done.returncode == 2
    assert done.stdout == (LAUNCHERS / "thieu-python.txt").read_text(encoding="utf-8")


def test_the_batch_file_is_ascii_with_crlf() -> None:
    """What cmd.exe reads: a label or line with LF alone, or a letter of another code page, would be misread."""
    content = CMD.read_bytes()
    assert content.isascii()
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n") == content.count(b"\r")


def test_the_batch_file_line_by_line() -> None:
    lines = [line for line in CMD.read_text(encoding="ascii").splitlines() if not line.startswith("rem ")]
    assert lines[0] == "@echo off"
    # The code page is set before Python writes; Python itself writes UTF-8.
    order = ["setlocal", "chcp 65001 >nul", 'set "PYTHONUTF8=1"', 'set "DA06_PYTHON="']
    assert [line for line in lines if line in order] == order
    labels = [line for line in lines if line.startswith(":")]
    jumps = [":" + name for line in lines for name in re.findall(r"goto (\w+)", line)]
    assert sorted(labels) == sorted(set(jumps)) == [":done", ":missing"]
    # Each path stands in quotes: folders have spaces.
    assert all(line.count('"') % 2 == 0 for line in lines)
    for line in lines:
        bare = re.sub(r'"[^"]*"', "", line)
        assert "%~dp0" not in bare and "%DA06_PYTHON%" not in bare, line
    assert lines[-3:] == ["echo.", "pause", "exit /b %CODE%"]
    # No block in round brackets: a bracket in a folder's name would end it.
    assert not any(line.rstrip().endswith("(") for line in lines)


def test_both_launchers_call_the_same_command() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (CMD, LAUNCHERS / "tong-hop.sh")]
    assert [re.findall(r"-m de_an06_xl (\S+) --nho", text) for text in texts] == [["hoi-tong-hop"]] * 2


def test_the_interpreter_is_written_in() -> None:
    filled = launcher_files(WINDOWS, INTERPRETER)  # type: ignore[arg-type]
    assert set(filled) == {"tong-hop.cmd", "thieu-python.txt"}
    line = rb'set "DA06_PYTHON=C:\De an 06\100%%\.venv\Scripts\python.exe"' + b"\r\n"
    assert filled["tong-hop.cmd"].count(line) == 1
    assert filled["tong-hop.cmd"].replace(line, b'set "DA06_PYTHON="\r\n') == CMD.read_bytes()
