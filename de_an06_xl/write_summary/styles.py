"""Every look of the summary workbook, by name; a colour always comes with a symbol and a word."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "Arial"
# "_)" keeps a figure clear of the text in the next column (an indent is lost on the way to PDF).
NUMBER = "#,##0.00_)"
WHOLE = "#,##0_)"
DATE = "dd/mm/yyyy"

# Blue, orange and grey stay apart for colour-blind readers and on a black-and-white printer.
BLUE, ORANGE, AMBER, GREY = "#0072B2", "#D55E00", "#E69F00", "#8A8A8A"
_GOOD = {"bg_color": "#D6E8F5", "font_color": "#003F66"}
_BAD = {"bg_color": "#FBE3D2", "font_color": "#7A2E00"}
_CARE = {"bg_color": "#FFF1CC", "font_color": "#5C4300"}
_NONE = {"bg_color": "#EDEDED", "font_color": "#404040"}

_BASE = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
_CELL = {**_BASE, "border": 1, "border_color": "#BFBFBF"}
# The quote prefix keeps a text text even after somebody edits the cell.
_TEXT = {**_CELL, "quote_prefix": True}
_WRAPPED = {**_TEXT, "text_wrap": True}
# Shrinking is better than a row of #### where a figure is wider than anyone expected.
_FIGURE = {**_CELL, "align": "right", "shrink": True}
_LINK = {"font_color": "#0B5394", "underline": 1}

_LOOKS: dict[str, dict[str, Any]] = {
    "title": {**_BASE, "bold": True, "font_size": 16},
    "subtitle": {**_BASE, "font_color": "#404040", "quote_prefix": True},
    "subtitle_link": {**_BASE, **_LINK, "quote_prefix": True},
    "section": {**_BASE, "bold": True, "font_size": 12},
    "attention": {**_BASE, "bold": True, "font_color": "#7A2E00", "quote_prefix": True},
    "sign": {**_BASE, "center_across": True},
    "sign_bold": {**_BASE, "bold": True, "center_across": True},
    "sign_italic": {**_BASE, "italic": True, "center_across": True},
    # A name on one line whatever its length: smaller letters rather than a cut word.
    "fitted": {**_TEXT, "shrink": True},
    "link_fitted": {**_TEXT, **_LINK, "shrink": True},
    "header": {
        **_WRAPPED,
        "bold": True,
        "align": "center",
        "valign": "vcenter",
        "bg_color": "#1F3864",
        "font_color": "#FFFFFF",
    },
    "head_left": {**_TEXT, "bold": True, "valign": "vcenter", "bg_color": "#1F3864", "font_color": "#FFFFFF"},
    "text": _WRAPPED,
    "short": _TEXT,
    "bold": {**_WRAPPED, "bold": True},
    "centre": {**_WRAPPED, "align": "center"},
    "code": {**_TEXT, "bold": True},
    "whole": {**_FIGURE, "num_format": WHOLE},
    "number": {**_FIGURE, "num_format": NUMBER},
    "at_least_whole": {**_FIGURE, "num_format": f'"≥ "{WHOLE}'},
    "at_least_number": {**_FIGURE, "num_format": f'"≥ "{NUMBER}'},
    "at_most_whole": {**_FIGURE, "num_format": f'"≤ "{WHOLE}'},
    "at_most_number": {**_FIGURE, "num_format": f'"≤ "{NUMBER}'},
    # The long tidy table: no borders, no wrapping, so that it stays quick to scroll and to print.
    "data": {**_BASE, "quote_prefix": True},
    # General alone: it shortens a long fraction to its column, with anything beside it the cell shows ###.
    "data_number": {**_BASE, "align": "right", "indent": 1},
    "data_date": {**_BASE, "num_format": DATE},
    "date": {**_CELL, "num_format": DATE, "align": "center"},
    "count": {**_FIGURE, "num_format": '#,##0_);-#,##0_);"–"_)'},
    "total": {**_WRAPPED, "bold": True, "bg_color": "#D9E2F3"},
    "total_whole": {**_FIGURE, "bold": True, "bg_color": "#D9E2F3", "num_format": WHOLE},
    "total_number": {**_FIGURE, "bold": True, "bg_color": "#D9E2F3", "num_format": NUMBER},
    "link_number": {**_FIGURE, **_LINK, "num_format": NUMBER},
    "link_whole": {**_FIGURE, **_LINK, "num_format": WHOLE},
    "link_bold": {**_WRAPPED, **_LINK, "bold": True},
    "link_short": {**_TEXT, **_LINK},
    "link_total_number": {
        **_FIGURE,
        **_LINK,
        "bold": True,
        "bg_color": "#D9E2F3",
        "num_format": NUMBER,
    },
    "link_text": {**_WRAPPED, **_LINK},
    # A sum of too few units, shown but not to be leaned on.
    "faint_number": {**_FIGURE, **_NONE, "num_format": NUMBER},
    "faint_whole": {**_FIGURE, **_NONE, "num_format": WHOLE},
    "link_faint_number": {**_FIGURE, **_NONE, **_LINK, "num_format": NUMBER},
    "link_faint_whole": {**_FIGURE, **_NONE, **_LINK, "num_format": WHOLE},
    "link_data": {**_BASE, **_LINK, "quote_prefix": True},
    # Heat maps: the figure keeps its symbol and its colour, and stays a number to sort and filter by.
    "heat_good": {**_FIGURE, **_GOOD, "align": "center", "num_format": '[=100]"✔ "0;"✔ "0.0'},
    "heat_care": {**_FIGURE, **_CARE, "align": "center", "num_format": '[=100]"▲ "0;"▲ "0.0'},
    "heat_bad": {**_FIGURE, **_BAD, "align": "center", "bold": True, "num_format": '[=100]"✖ "0;"✖ "0.0'},
    "heat_none": {**_TEXT, **_NONE, "align": "center"},
    "heat_outside": {**_CELL},
    "good": {**_WRAPPED, **_GOOD, "bold": True},
    "bad": {**_WRAPPED, **_BAD, "bold": True},
    "bad_whole": {**_FIGURE, **_BAD, "bold": True, "num_format": WHOLE},
    "care": {**_WRAPPED, **_CARE, "bold": True},
    "none": {**_WRAPPED, **_NONE},
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
