"""The parser's own English words in Vietnamese: help headings and usage errors."""

from __future__ import annotations

import re
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
)
# The parser's line breaks may fall inside "[default: …]"; types and braces around arguments say nothing to a reader.
_PATTERNS = (
    (re.compile(r"\[default:(\s)"), r"[mặc định:\1"),
    (re.compile(r"\[x>=(\d+)\]"), r"[từ \1 trở lên]"),
    (re.compile(r" <(?:path|str|list\[Path\])>"), ""),
    (re.compile(r"\{([^{}\s]+?)(\.\.\.)?\}(?:\.\.\.)?"), r"\1\2"),
)


def _vietnamese(text: str) -> str:
    for english, vietnamese in _WORDS:
        text = text.replace(english, vietnamese)
    for pattern, plain in _PATTERNS:
        text = pattern.sub(plain, text)
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
    options = [name for name in getattr(parameter, "opts", ()) if name.startswith("-")]
    name = options[0] if options else str(getattr(parameter, "metavar", None) or "").removesuffix("...")
    match type(error).__name__:
        case "NoSuchOption":
            return f"Không có tùy chọn “{option}”.{hint}"
        case "MissingParameter":
            return f"Lệnh còn thiếu “{name}”.{hint}"
        case "BadParameter" if parameter is not None:
            return f"Giá trị của “{name}” chưa đúng.{hint}"
        case _:
            return f"Lệnh viết chưa đúng.{hint}"
