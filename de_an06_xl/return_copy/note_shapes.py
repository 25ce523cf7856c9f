"""The boxes of cell notes: one VML shape per note (ECMA-376 Part 4, 19.4), placed beside its cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from de_an06_xl.text.wrapped_lines import wrapped_lines
from de_an06_xl.workbook_patch.sheet_index import Place, SheetIndex

_EMPTY = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape{spaces} id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;width:{width}pt;height:{height}pt;'
    'z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_SPACES = {
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": "urn:schemas-microsoft-com:office:excel",
}
_NOTE_SHAPE = re.compile(rb"<v:shape\b(?:(?!</v:shape>).)*</v:shape>\s*", re.DOTALL)
_ROW, _COLUMN = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>"), re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_ANCHOR = re.compile(rb"(?<=<x:Anchor>)[^<]*")
_SHAPE_ID = re.compile(rb"_x0000_s(\d+)")
_BLOCK = re.compile(rb"""<o:idmap\b[^>]*\bdata=["']([\d,\s]+)["']""")
# Shape ids come in blocks of 1024; a drawing names its blocks.
_BLOCK_SIZE = 1024

_WIDTH_PX, _MOST_HEIGHT_PX = 380, 480
_LINE_PX, _LINE_CHARACTERS, _FRAME_PX = 15, 60, 16
_GAP_PX, _DROP_PX = 12, 2
_PT_PER_PX = 0.75


def blocks_in(drawing: bytes) -> set[int]:
    """The blocks of shape ids a drawing claims."""
    return {int(number) for match in _BLOCK.finditer(drawing) for number in match[1].split(b",") if number.strip()}


def empty_drawing(block: int) -> bytes:
    """A drawing without shapes that claims the given block."""
    return _EMPTY % block


def change_shapes(
    drawing: bytes, index: SheetIndex, texts: Mapping[Place, str], standing: Iterable[Place], gone: Iterable[Place]
) -> bytes:
    """The drawing with a shape for each note: those of ``gone`` removed, those of ``texts`` added.

    Notes that were ``standing`` in the file keep their shape, as large as the text now needs, and get one
    where they had none.
    """
    kept = set(standing)
    removed, shaped = set(gone) | set(texts) - kept, set()

    def fitted(match: re.Match[bytes]) -> bytes:
        place = _place(match[0])
        if place in removed:
            return b""
        if place is None:
            return match[0]
        shaped.add(place)
        if place not in texts:
            return match[0]
        return _ANCHOR.sub(_anchor(place, _height_px(texts[place]), index).encode(), match[0])

    if b"</" not in drawing:
        drawing = empty_drawing(1)
    drawing = _NOTE_SHAPE.sub(fitted, drawing)
    wanted = sorted((set(texts) | kept) - set(gone) - shaped)
    if not wanted:
        return drawing
    number = _next_id(drawing)
    spaces = "".join(f' xmlns:{key}="{uri}"' for key, uri in _SPACES.items() if f'"{uri}"'.encode() not in drawing)
    added = "" if b'"_x0000_t202"' in drawing else _SHAPE_TYPE
    for offset, place in enumerate(wanted):
        added += _shape(place, number + offset, texts.get(place, ""), index, spaces)
    end = drawing.rindex(b"</")
    return drawing[:end] + added.encode() + drawing[end:]


def _place(shape: bytes) -> Place | None:
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if not (row and column and b'"Note"' in shape):
        return None
    return int(row[1]), int(column[1])


def _next_id(drawing: bytes) -> int:
    first = min(blocks_in(drawing), default=1) * _BLOCK_SIZE
    return max((int(match[1]) for match in _SHAPE_ID.finditer(drawing)), default=first) + 1


def _shape(place: Place, number: int, text: str, index: SheetIndex, spaces: str) -> str:
    height = _height_px(text)
    return _SHAPE.format(
        spaces=spaces,
        id=number,
        width=_WIDTH_PX * _PT_PER_PX,
        height=height * _PT_PER_PX,
        anchor=_anchor(place, height, index),
        row=place[0],
        column=place[1],
    )


def _height_px(text: str) -> int:
    lines = wrapped_lines(text, _LINE_CHARACTERS) + 1
    return min(_MOST_HEIGHT_PX, max(4, lines) * _LINE_PX + _FRAME_PX)


def _anchor(place: Place, height: int, index: SheetIndex) -> str:
    """Left column and how far into it, top row, right column, bottom row: right of the cell."""
    row, column = place
    left = _walk(column + 1, _GAP_PX, index.column_px)
    right = _walk(column + 1, _GAP_PX + _WIDTH_PX, index.column_px)
    top = _walk(row, _DROP_PX, index.row_px)
    bottom = _walk(row, _DROP_PX + height, index.row_px)
    return ", ".join(map(str, (*left, *top, *right, *bottom)))


def _walk(start: int, distance: int, size: Callable[[int], int]) -> tuple[int, int]:
    """The row or column in which a point lies ``distance`` pixels behind ``start``, and how far into it."""
    left = distance
    # Beyond so many rows or columns all are hidden, or the sheet ends.
    for number in range(start, start + 1000):
        if left <= size(number):
            return number, left
        left -= size(number)
    return start, 0
