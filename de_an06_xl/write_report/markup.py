"""Paragraphs and tables as WordprocessingML (ECMA-376 Part 1, 17.3 and 17.4); text in, text out.

Lengths are twentieths of a point (``dxa``): 567 to the centimetre.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RULE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"'
_HEAD_FILL, _BAND_FILL = "E7E6E6", "F5F5F5"

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class TableStyles:
    """Ids of the paragraph styles of a table's cells."""

    head: str
    cell: str
    band: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an annex: header, width in millimetres, alignment of its cells."""

    header: str
    width_mm: int
    align: Align = "left"


def xml_text(text: str) -> str:
    """``text`` safe within XML; characters XML cannot hold are dropped."""
    return escape(_FORBIDDEN.sub("", text))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>' if text else ""


def paragraph(style: str, text: str, properties: str = "") -> str:
    """``properties`` are further children of ``w:pPr``, in the order of the standard."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run(text)}</w:p>'


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str] | str], width: int, styles: TableStyles, title: str
) -> str:
    """A table as wide as ``width`` whose header repeats on every page and whose rows are never cut.

    A row that is one text is a band across all columns.
    """
    whole = sum(column.width_mm for column in columns)
    widths = [width * column.width_mm // whole for column in columns]
    borders = "".join(f"<w:{side} {_RULE}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    head = "".join(
        _cell(column.header, at, styles.head, "center", fill=_HEAD_FILL)
        for column, at in zip(columns, widths, strict=True)
    )
    grid = "".join(f'<w:gridCol w:w="{at}"/>' for at in widths)
    body = "".join(_row(row, columns, widths, styles) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f'</w:tblCellMar><w:tblCaption w:val="{xml_text(title)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


def _row(row: Sequence[str] | str, columns: Sequence[Column], widths: Sequence[int], styles: TableStyles) -> str:
    if isinstance(row, str):
        cells = _cell(row, sum(widths), styles.band, "left", len(columns), _BAND_FILL)
    else:
        cells = "".join(
            _cell(text, at, styles.cell, column.align) for text, column, at in zip(row, columns, widths, strict=True)
        )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, style: str, align: Align, span: int = 1, fill: str = "") -> str:
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{shade}<w:vAlign w:val="center"/></w:tcPr>'
        f'{paragraph(style, text, f"""<w:jc w:val="{align}"/>""")}</w:tc>'
    )
