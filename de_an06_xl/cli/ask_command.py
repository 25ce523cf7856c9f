"""``da06 hoi-tong-hop``: asks for period and folders, then does what ``tong-hop`` does; the launchers call it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from de_an06_xl.cli.consolidate_command import consolidate
from de_an06_xl.cli.exit_codes import DONE
from de_an06_xl.cli.output import say

_PERIOD, _RETURNS, _RESULTS, _GIVE_BACK = "Kỳ báo cáo", "Thư mục biểu đã nộp", "Thư mục ghi kết quả", "Bản trả đơn vị"
_YES, _NO = "có", "không"
_TRIES = 3


def ask_and_consolidate(
    memory: Annotated[
        Path | None, typer.Option("--nho", metavar="TỆP.txt", help="Nơi nhớ câu trả lời cho lần sau.")
    ] = None,
) -> int:
    """Hỏi kỳ và thư mục rồi tổng hợp; dùng khi bấm đúp tệp tong-hop."""
    answers = _remembered(memory)
    say("Tổng hợp báo cáo Đề án 06. Bấm Enter để dùng lại giá trị trong ngoặc vuông.")
    period = _ask(_PERIOD, answers, _period, "ví dụ 2026-10")
    returns = _ask(_RETURNS, answers, _folder)
    results = _ask(_RESULTS, answers, _new_folder)
    answers.setdefault(_GIVE_BACK, _NO)
    give_back = _ask(_GIVE_BACK, answers, _yes_or_no, "có hoặc không")
    _remember(memory, answers)
    path = Path(results) / f"tong-hop-{period}.xlsx"
    code = consolidate(
        folder=Path(returns),
        period_id=period,
        path=path,
        return_folder=Path(results) / f"tra-lai-{period}" if give_back == _YES else None,
    )
    if code == DONE:
        say("Đã tổng hợp xong, không có lỗi nào.")
    else:
        say("Đã tổng hợp xong, nhưng có lỗi hoặc tệp bị từ chối: xem trang “Phát hiện” của bảng tổng hợp.")
    return code


def _ask(name: str, answers: dict[str, str], check: Callable[[str], str], example: str = "") -> str:
    """The answer, asked for again when it will not do; kept in ``answers``."""
    from de_an06_xl.errors import Da06Error, InputError

    hint = f" ({example})" if example else ""
    suggested = f" [{answers[name]}]" if name in answers else ""
    for _ in range(_TRIES):
        try:
            typed = input(f"{name}{hint}{suggested}: ").strip().strip("\"'").strip()
        except EOFError:
            break
        try:
            answers[name] = check(typed or answers.get(name, ""))
        except Da06Error as error:
            say(str(error))
            continue
        return answers[name]
    raise InputError(f"Chưa có câu trả lời dùng được cho “{name}” nên chưa tổng hợp. Hãy chạy lại và nhập lại.")


def _period(text: str) -> str:
    from de_an06_xl.run_context import load_run

    return load_run().period(text).id


def _folder(text: str) -> str:
    from de_an06_xl.errors import InputError

    if not text or not Path(text).is_dir():
        raise InputError(f"Không thấy thư mục “{text}”. Hãy kéo thư mục vào cửa sổ này hoặc dán đường dẫn.")
    return text


def _new_folder(text: str) -> str:
    from de_an06_xl.errors import InputError
    from de_an06_xl.issue_forms import make_folder

    if not text:
        raise InputError("Hãy cho biết thư mục ghi kết quả.")
    make_folder(Path(text))
    return text


def _yes_or_no(text: str) -> str:
    from de_an06_xl.errors import InputError
    from de_an06_xl.text.normalize import match_key

    if match_key(text) in ("có", "co", "c"):
        return _YES
    if match_key(text) in ("không", "khong", "k"):
        return _NO
    raise InputError("Hãy trả lời “có” hoặc “không”.")


def _remembered(memory: Path | None) -> dict[str, str]:
    """``Kỳ báo cáo: 2026-10``, a line for each answer; a person may edit them."""
    if memory is None or not memory.exists():
        return {}
    lines = memory.read_text(encoding="utf-8-sig", errors="replace").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name.strip(): value.strip() for name, mark, value in pairs if mark and value.strip()}


def _remember(memory: Path | None, answers: dict[str, str]) -> None:
    from de_an06_xl.output_files.write_file import write_whole

    if memory is not None:
        lines = [f"{name}: {answers[name]}\n" for name in (_PERIOD, _RETURNS, _RESULTS, _GIVE_BACK)]
        write_whole(memory, "".join(lines).encode())
