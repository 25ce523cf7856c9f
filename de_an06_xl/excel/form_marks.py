"""Marks in a form that is open: a sheet of findings with links, coloured cells; taken away without a trace.

The sheet also remembers, in narrow columns beside the table, which cells were coloured and what colour they had
before, so that the marks can be taken away in another session or on another machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from de_an06_xl.errors import InputError
from de_an06_xl.group_findings import group_findings
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.return_copy.cell_styles import FILL_RGB
from de_an06_xl.return_copy.findings_sheet import HEADERS, SHEET_NAME, TITLE, WIDTHS, counted, place_vi

_HOW_TO = (
    "Bấm vào chỗ ghi ở cột “Chỗ cần xem” để đến ô đó; ô được tô màu. Lỗi phải sửa; giải trình: sửa hoặc ghi lý do; "
    "lưu ý: xem lại. Sửa xong bấm lại nút kiểm tra: hết phát hiện thì trang này và màu tự gỡ."
)
_TABLE_ROW = 5
_LINK = HEADERS.index("Chỗ cần xem")
# Sheet, cell and former colour of every marked cell, one a row; right of the table and one column.
_MEMORY = len(HEADERS) + 2
_NO_FILL = "none"
# A quoted text in a formula ends at 255 characters.
_SHOWN = 120
_TITLE_COLOUR, _LINK_COLOUR, _WHITE, _HEADER_FILL = (123, 17, 19), (5, 99, 193), (255, 255, 255), "#1F3864"

Cell = tuple[str, str]
"""Sheet and address."""


def mark_form(book: Any, findings: Sequence[Finding]) -> list[str]:
    """Replace the marks of an earlier check in ``book`` (an xlwings Book) by those of ``findings``.

    Returns the names of sheets whose cells could not be coloured. Raises :class:`InputError` when the sheet of
    findings cannot be added.
    """
    refused = remove_marks(book)
    if not findings:
        return refused
    sheet = _add_sheet(book)
    former, more = _colour(book, _worst_by_cell(findings))
    _write_table(book, sheet, findings)
    _remember(sheet, former)
    sheet.activate()
    return sorted({*refused, *more})


def remove_marks(book: Any) -> list[str]:
    """Give every marked cell its former colour and delete the sheet of findings; sheets that refused, by name."""
    sheet = _our_sheet(book)
    if sheet is None:
        return []
    refused = set()
    for name, address, colour in _memory(sheet):
        target = _sheet(book, name)
        if target is not None and not _set_colour(target, address, None if colour == _NO_FILL else colour):
            refused.add(name)
    if len(book.sheets) > 1:
        sheet.delete()
    return sorted(refused)


def _worst_by_cell(findings: Iterable[Finding]) -> dict[Cell, Severity]:
    order = list(Severity)
    worst: dict[Cell, Severity] = {}
    for finding in findings:
        cell = (finding.sheet, finding.cell)
        if all(cell) and (cell not in worst or order.index(finding.severity) < order.index(worst[cell])):
            worst[cell] = finding.severity
    return worst


def _colour(book: Any, cells: dict[Cell, Severity]) -> tuple[list[tuple[str, str, str]], set[str]]:
    """Colour the cells; what they had before, and the sheets that refused."""
    former, refused = [], set()
    for (name, address), severity in cells.items():
        target = _sheet(book, name)
        if target is None or name in refused:
            continue
        before = target.range(address).color
        if _set_colour(target, address, f"#{FILL_RGB[severity]}"):
            former.append((name, address, _NO_FILL if before is None else "#{:02X}{:02X}{:02X}".format(*before)))
        else:
            refused.add(name)
    return former, refused


def _set_colour(sheet: Any, address: str, colour: str | None) -> bool:
    try:
        sheet.range(address).color = colour
    except Exception:
        # A locked sheet; the spreadsheet program's own kind of error, different on each.
        return False
    return True


def _add_sheet(book: Any) -> Any:
    taken = {sheet.name.casefold() for sheet in book.sheets}
    names = [SHEET_NAME, *(f"{SHEET_NAME} ({number})" for number in range(2, 100))]
    name = next(name for name in names if name.casefold() not in taken)
    try:
        return book.sheets.add(name, after=book.sheets[len(book.sheets) - 1])
    except Exception:
        raise InputError(
            f"Không thêm được trang “{SHEET_NAME}” vì tệp đang khóa cấu trúc. Hãy bỏ khóa (thẻ Review, "
            "Protect Workbook) rồi bấm lại."
        ) from None


def _write_table(book: Any, sheet: Any, findings: Sequence[Finding]) -> None:
    groups = sorted(group_findings(findings), key=lambda group: list(Severity).index(group.finding.severity))
    rows = [
        [
            group.finding.code,
            group.finding.severity.label_vi,
            "",
            group.finding.value,
            group.finding.message,
            group.finding.fix,
        ]
        for group in groups
    ]
    first, last = _TABLE_ROW + 1, _TABLE_ROW + len(rows)
    for place, width in enumerate(WIDTHS, 1):
        sheet.range((1, place), (last, place)).column_width = width
    head = sheet.range((1, 1), (3, 1))
    table = sheet.range((_TABLE_ROW, 1), (last, len(HEADERS)))
    for area in (head, table):
        # Before the values: what a unit typed is never taken for a formula.
        area.number_format = "@"
    head.value = [[TITLE], [counted(findings)], [_HOW_TO]]
    table.value = [list(HEADERS), *rows]
    links = sheet.range((first, _LINK + 1), (last, _LINK + 1))
    links.number_format = "General"
    links.formula = [[_link(book, group.finding, place_vi(group))] for group in groups]
    sheet.range((1, 1)).font.bold = True
    sheet.range((1, 1)).font.color = _TITLE_COLOUR
    header = sheet.range((_TABLE_ROW, 1), (_TABLE_ROW, len(HEADERS)))
    header.color = _HEADER_FILL
    header.font.bold = True
    header.font.color = _WHITE
    links.font.color = _LINK_COLOUR
    table.wrap_text = True
    sheet.autofit("rows")
    for row, group in enumerate(groups, first):
        sheet.range((row, 2)).color = f"#{FILL_RGB[group.finding.severity]}"


def _link(book: Any, finding: Finding, place: str) -> str:
    """A formula that leads to the cell; the place alone where there is none, quoted so that nothing is computed."""
    shown = place[:_SHOWN].replace('"', '""')
    if not finding.cell or _sheet(book, finding.sheet) is None:
        return f'="{shown}"'
    target = "#'{}'!{}".format(finding.sheet.replace("'", "''"), finding.cell).replace('"', '""')
    return f'=HYPERLINK("{target}","{shown}")'


def _remember(sheet: Any, former: Sequence[tuple[str, str, str]]) -> None:
    if not former:
        return
    area = sheet.range((1, _MEMORY), (len(former), _MEMORY + 2))
    area.number_format = "@"
    area.value = [list(item) for item in former]
    area.column_width = 0


def _memory(sheet: Any) -> list[tuple[str, str, str]]:
    last = sheet.used_range.last_cell.row
    values = sheet.range((1, _MEMORY), (last, _MEMORY + 2)).options(ndim=2).value
    return [(str(name), str(address), str(colour)) for name, address, colour in values if name and address and colour]


def _our_sheet(book: Any) -> Any:
    """The sheet of an earlier check: by its name and what its first cell says."""
    found = (sheet for sheet in book.sheets if sheet.name.startswith(SHEET_NAME))
    return next((sheet for sheet in found if sheet.range((1, 1)).value == TITLE), None)


def _sheet(book: Any, name: str) -> Any:
    return next((sheet for sheet in book.sheets if sheet.name.casefold() == name.casefold()), None)
