"""The native charts of Tổng quan: live bars over the cells beside them, each described in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from de_an06_xl.write_summary.book import Book
from de_an06_xl.write_summary.overview_blocks import Figures
from de_an06_xl.write_summary.styles import AMBER, BLUE, FONT

_GAP = 8
# Fill of a series and the label colour that can be read on it.
_COLOURS = ((BLUE, "#FFFFFF"), (AMBER, "#000000"))


@dataclass(frozen=True, slots=True)
class Area:
    """Where a chart goes, in pixels: ``y`` from the top of the sheet, ``column`` its left edge."""

    column: int
    y: int
    width: int
    height: int


def add_chart(book: Book, sheet: Any, sheet_name: str, figures: Figures, area: Area) -> None:
    """Insert the chart of ``figures`` into ``area``, a little smaller than it."""
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for column, (fill, ink) in zip(figures.columns, _COLOURS, strict=False):
        chart.add_series(
            {
                "name": [sheet_name, figures.first - 1, column],
                "categories": [sheet_name, figures.first, 0, figures.last, 0],
                "values": [sheet_name, figures.first, column, figures.last, column],
                "fill": {"color": fill},
                "border": {"color": "#FFFFFF"},
                "points": [{"fill": {"color": bar}} for bar, _ in figures.points] or None,
                "gap": 40,
                # Zeros would only litter the axis.
                "data_labels": {
                    "value": True,
                    "num_format": "#,##0;;;",
                    "font": {"name": FONT, "size": 10, "color": ink},
                    "custom": [{"font": {"name": FONT, "size": 10, "color": on}} for _, on in figures.points] or None,
                },
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
    chart.set_size({"width": area.width - 2, "height": area.height - _GAP})
    options = {"y_offset": area.y, "description": figures.description, "object_position": 1}
    sheet.insert_chart(0, area.column, chart, options)
