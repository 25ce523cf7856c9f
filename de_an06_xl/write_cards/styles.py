"""The looks of a card; a colour always comes with a symbol and a word."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "Arial"
_BASE = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
_TEXT = {**_BASE, "quote_prefix": True}
_CELL = {**_TEXT, "border": 1, "border_color": "#BFBFBF"}
_WRAPPED = {**_CELL, "text_wrap": True}
# Shrinking is better than a row of #### where a figure is wider than anyone expected.
_FIGURE = {
    **_BASE,
    "border": 1,
    "border_color": "#BFBFBF",
    "align": "right",
    "shrink": True,
    "num_format": "#,##0.00_)",
}
_WHOLE = "#,##0_)"
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_TEXT, "bold": True, "font_size": 16},
    "unit": {**_TEXT, "bold": True, "font_size": 14, "font_color": "#1F3864"},
    "note": {**_TEXT, "font_color": "#404040"},
    "section": {**_TEXT, "bold": True, "font_size": 12, "bottom": 2, "bottom_color": "#1F3864"},
    "header": {**_WRAPPED, "bold": True, "align": "center", "bg_color": "#1F3864", "font_color": "#FFFFFF"},
    "label": {**_TEXT, "font_color": "#404040"},
    "value": {**_TEXT, "bold": True},
    "score": {**_BASE, "bold": True, "font_size": 18, "align": "left", "num_format": "0.00"},
    "code": {**_CELL, "bold": True},
    "text": _WRAPPED,
    "centre": {**_WRAPPED, "align": "center"},
    "number": _FIGURE,
    "whole": {**_FIGURE, "num_format": _WHOLE},
    "good": {**_CELL, "bold": True, "bg_color": "#D6E8F5", "font_color": "#003F66"},
    "bad": {**_CELL, "bold": True, "bg_color": "#FBE3D2", "font_color": "#7A2E00"},
    "care": {**_CELL, "bold": True, "bg_color": "#FFF1CC", "font_color": "#5C4300"},
    "none": {**_CELL, "bg_color": "#EDEDED", "font_color": "#404040"},
    "link": {**_CELL, "bold": True, "font_color": "#0B5394", "underline": 1},
}


class Styles:
    """Formats by name; made once each, so equal looks share one entry in the file."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._formats:
            self._formats[name] = self._workbook.add_format(_LOOKS[name])
        return self._formats[name]
