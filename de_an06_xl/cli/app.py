"""The commands in one place, and what happens when one cannot go on."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from typing import cast

import typer

from de_an06_xl.cli.exit_codes import CANNOT_RUN, DONE
from de_an06_xl.cli.vietnamese_help import VietnameseGroup, usage_error_vi
from de_an06_xl.errors import Da06Error

# Typer keeps its parser private; the class of "the command was typed wrongly" is the base of a public one.
_UsageError = cast("type[Exception]", typer.BadParameter.__base__)

app = typer.Typer(
    cls=VietnameseGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Báo cáo tháng Đề án 06: phát biểu mẫu, kiểm tra, chấm điểm và tổng hợp.",
)


def run_command_line(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; the user never sees a trace.

    What cannot go on is one Vietnamese sentence on standard error. With ``DA06_LOI_CHI_TIET=1``
    in the environment an unexpected fault shows its trace, for the engineer.
    """
    _speak_utf8()
    _register_commands()
    try:
        code = app(list(arguments), standalone_mode=False, prog_name="da06")
    except Da06Error as error:
        return _cannot_run(str(error))
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())  # type: ignore[attr-defined]  # noqa: T201 - help goes to standard output
            return DONE
        return _cannot_run(usage_error_vi(error))
    except (KeyboardInterrupt, typer.Abort):
        return _cannot_run("Đã dừng theo yêu cầu; kết quả cũ còn nguyên.")
    except Exception:
        if os.environ.get("DA06_LOI_CHI_TIET"):
            raise
        return _cannot_run(
            "Có lỗi ngoài dự kiến nên lệnh không chạy được; kết quả cũ còn nguyên. "
            "Hãy chạy lại; nếu vẫn lỗi, gửi lệnh vừa gõ cho bộ phận kỹ thuật."
        )
    return code if isinstance(code, int) else DONE


def _register_commands() -> None:
    """Importing the modules adds their commands to :data:`app`; they import the heavy parts only when called."""
    from de_an06_xl.cli import (  # noqa: F401
        check_command,
        consolidate_command,
        demo_command,
        dry_run_command,
        forms_command,
        generate_command,
        plan_command,
        plan_workbook_command,
        score_command,
    )


def _cannot_run(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201
    return CANNOT_RUN


def _speak_utf8() -> None:
    """A Windows console with another code page must not turn Vietnamese into a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
