"""The parser's own English words in Vietnamese: help headings and usage errors."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

_WORDS = (
    ("Usage: ", "Cách dùng: "),
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("COMMAND [ARGS]...", "LỆNH [THAM SỐ]..."),
    ("Arguments:", "Tham số:"),
    ("Options:", "Tùy chọn:"),
    ("Commands:", "Các lệnh:"),
    ("Show this message and exit.", "Hiện hướng dẫn này."),
    ("[required]", "[bắt buộc]"),
    ("[default: ", "[mặc định: "),
)


def _vietnamese(text: str) -> str:
    for english, vietnamese in _WORDS:
        text = text.replace(english, vietnamese)
    return text


class VietnameseCommand(TyperCommand):
    """A command whose help reads Vietnamese throughout."""

    def get_help(self, ctx: Any) -> str:
        return _vietnamese(super().get_help(ctx))


class VietnameseGroup(TyperGroup):
    """The list of commands, likewise."""

    def get_help(self, ctx: Any) -> str:
        return _vietnamese(super().get_help(ctx))


def usage_error_vi(error: Exception) -> str:
    """One Vietnamese sentence for a command typed wrongly."""
    hint = " Gõ “da06 --help” để xem cách dùng."
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    name = getattr(parameter, "opts", None) or [getattr(parameter, "name", "")]
    match type(error).__name__:
        case "NoSuchOption":
            return f"Không có tùy chọn “{option}”.{hint}"
        case "MissingParameter":
            return f"Lệnh còn thiếu “{name[0]}”.{hint}"
        case "BadParameter" if parameter is not None:
            return f"Giá trị của “{name[0]}” chưa đúng.{hint}"
        case _:
            return f"Lệnh viết chưa đúng.{hint}"
