"""The native charts of Tổng quan: live bars over the cells beside them, each described in words."""

from __future__ import annotations

from typing import Any

from de_an06_xl.write_summary.book import Book
from de_an06_xl.write_summary.overview_blocks import Figures
from de_an06_xl.write_summary.styles import AMBER, BLUE, FONT

# Columns F–I, in points; a chart keeps a little distance from the next one.
_COLUMN = 5
_WIDTH_PIXELS = 508
_GAP_PIXELS = 8
_PIXELS_PER_POINT = 4 / 3
_COLOURS = (BLUE, AMBER)


def add_chart(book: Book, sheet: Any, sheet_name: str, figures: Figures, *, y: float, height: float) -> None:
    """Insert the chart of ``figures`` at ``y`` points below the top of the sheet, ``height`` points high."""
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for column, colour in zip(figures.columns, _COLOURS, strict=False):
        chart.add_series(
            {
                "name": [sheet_name, figures.first - 1, column],
                "categories": [sheet_name, figures.first, 0, figures.last, 0],
                "values": [sheet_name, figures.first, column, figures.last, column],
                "fill": {"color": colour},
                "border": {"color": "#FFFFFF"},
                "gap": 40,
                # Zeros would only litter the axis.
                "data_labels": {"value": True, "num_format": "#,##0;;;", "font": {"name": FONT, "size": 10}},
            }
        )
    font = {"name": FONT, "size": 10}
    chart.set_title({"name": figures.title, "name_font": {"name": FONT, "size": 12, "bold": True}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": "#8A8A8A"}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}, "min": 0})
    if len(figures.columns) > 1:
        chart.set_legend({"position": "bottom", "font": font})
    else:
        chart.set_legend({"none": True})
    chart.set_chartarea({"border": {"color": "#BFBFBF"}})
    chart.set_size({"width": _WIDTH_PIXELS, "height": round(height * _PIXELS_PER_POINT) - _GAP_PIXELS})
    options = {"y_offset": round(y * _PIXELS_PER_POINT), "description": figures.description, "object_position": 2}
    sheet.insert_chart(0, _COLUMN, chart, options)
