"""Every look of the two workbooks, by name; a colour always comes with a word."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

# "none": a font tied to the theme would be shown as the theme's own, Calibri.
FONT = {"font_name": "Arial", "font_size": 10, "font_scheme": "none"}
DATE, TIME = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"

_BASE = {**FONT, "valign": "vcenter"}
_CELL = {**_BASE, "border": 1, "border_color": "#BFBFBF"}
_TYPED = {**_CELL, "bg_color": "#FFF8DC", "border_color": "#BF8F00"}
# "@": whatever a handler or a person puts there stays text; nothing is taken for a formula, a number or a date.
_TEXT = {**_CELL, "num_format": "@", "indent": 1}

_COLOURS = {
    "good": {"bg_color": "#D6E8F5", "font_color": "#003F66"},
    "care": {"bg_color": "#FFF1CC", "font_color": "#5C4300"},
    "bad": {"bg_color": "#FBE3D2", "font_color": "#7A2E00"},
}

# No two may look alike: XlsxWriter merges them, and which one it keeps is not settled.
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 16, "font_color": "#7B1113"},
    "note": {**_BASE, "font_color": "#404040", "italic": True},
    "section": {
        **_BASE,
        "bold": True,
        "font_size": 12,
        "font_color": "#1F3864",
        "bottom": 2,
        "bottom_color": "#1F3864",
    },
    "header": {
        **_CELL,
        "bold": True,
        "align": "center",
        "text_wrap": True,
        "bg_color": "#1F3864",
        "font_color": "#FFFFFF",
    },
    "label": {**_CELL, "bold": True, "indent": 1, "bg_color": "#EDEDED"},
    "help": {**_BASE, "indent": 1, "font_color": "#595959", "italic": True, "text_wrap": True},
    "computed": {**_CELL, "indent": 1, "font_color": "#404040", "bg_color": "#EDEDED"},
    "line": {**_BASE, "text_wrap": True},
    "text": _TEXT,
    "wrapped": {**_TEXT, "text_wrap": True},
    "message": {**_TEXT, "text_wrap": True, "align": "left", "valign": "top"},
    "code": {**_TEXT, "bold": True},
    "date": {**_CELL, "num_format": DATE, "align": "center"},
    "time": {**_CELL, "num_format": TIME, "align": "center"},
    "whole": {**_CELL, "num_format": '#,##0;-#,##0;"–"', "align": "center"},
    "number": {**_CELL, "num_format": "#,##0.00", "align": "right", "indent": 1},
    "link": {**_CELL, "font_color": "#0B5394", "underline": 1, "text_wrap": True},
    "input_text": {**_TYPED, "num_format": "@", "indent": 1},
    "input_date": {**_TYPED, "num_format": DATE, "align": "center"},
    "good": {**_CELL, "indent": 1, **_COLOURS["good"], "bold": True},
    "care": {**_CELL, "indent": 1, **_COLOURS["care"], "bold": True},
    "bad": {**_CELL, "indent": 1, **_COLOURS["bad"], "bold": True},
}


class Styles:
    """Formats by name, made once each."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._formats: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._formats:
            self._formats[name] = self._workbook.add_format(_LOOKS[name])
        return self._formats[name]

    def rule(self, name: str) -> Format:
        """The colours of a look, for a conditional rule."""
        key = f"rule {name}"
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**_COLOURS[name], "bold": True})
        return self._formats[key]
