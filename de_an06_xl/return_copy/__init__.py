"""The unit's own file given back: cells marked, a sheet of findings added, everything else as it was.

Parts that do not change are copied as they were compressed; those that do are changed as text at known
places. Nothing is added that a program would compute, fetch or run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile

from de_an06_xl.errors import ReturnCopyError
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.return_copy.cell_styles import EMPTY_STYLES, CellStyles
from de_an06_xl.return_copy.findings_sheet import SHEET_NAME, TITLE, findings_sheet
from de_an06_xl.return_copy.mark_cells import NewStyle, restyle_cells
from de_an06_xl.return_copy.note_text import note_text
from de_an06_xl.return_copy.notes import StandingNotes, standing_notes, write_notes
from de_an06_xl.workbook_file.sheet_scan import parse_address
from de_an06_xl.workbook_patch.package_parts import PackageParts
from de_an06_xl.workbook_patch.relations import Relations
from de_an06_xl.workbook_patch.sheet_index import Place, index_sheet
from de_an06_xl.workbook_patch.workbook_sheets import Sheet, WorkbookSheets

_SUFFIX = "_tra-lai.xlsx"


def return_copy(content: bytes, findings: Sequence[Finding], score_lines: Sequence[str] = ()) -> bytes:
    """``content``, a workbook that has passed the gate, with its ``findings`` shown in it.

    A cell with a finding is filled by its severest one (lỗi, giải trình, lưu ý) and carries a note with all of
    them; a last sheet lists every finding with a link, then ``score_lines``. Marks of an earlier check are
    taken away first. Raises :class:`ReturnCopyError` when a part that must change is broken.
    """
    try:
        return _annotated(content, findings, score_lines)
    except (ExpatError, ValueError, KeyError, IndexError, BadZipFile):
        raise ReturnCopyError("Không đánh dấu được tệp này vì một phần của tệp bị hỏng.") from None


def return_copy_name(name: str) -> str:
    """The name of the copy of a file: ``xa/BM-01.xlsx`` → ``xa/BM-01_tra-lai.xlsx``."""
    stem = name[: -len(".xlsx")] if name.casefold().endswith(".xlsx") else name
    return stem + _SUFFIX


def _annotated(content: bytes, findings: Sequence[Finding], score_lines: Sequence[str]) -> bytes:
    parts = PackageParts(content)
    sheets = WorkbookSheets(parts)
    styles_part = sheets.styles_part(EMPTY_STYLES)
    styles = CellStyles(parts.read(styles_part))
    marks = _by_place(findings, sheets)
    for sheet in sheets.all:
        if not sheet.very_hidden:
            _mark_sheet(parts, sheet, sheets.base, styles, marks.get(sheet.part, {}))
    listed = findings_sheet(findings, score_lines, styles, partial(_link, sheets), sheets.namespace)
    earlier = sheets.find(SHEET_NAME)
    if earlier is not None and _is_ours(parts, sheets, earlier):
        parts.write(earlier.part, listed)
    else:
        sheets.add(SHEET_NAME, listed)
    parts.write(styles_part, styles.result())
    return parts.to_bytes()


def _by_place(findings: Sequence[Finding], sheets: WorkbookSheets) -> dict[str, dict[Place, list[Finding]]]:
    """Part of the sheet → place → findings there."""
    found: dict[str, dict[Place, list[Finding]]] = {}
    for finding in findings:
        sheet, place = sheets.find(finding.sheet), _place(finding)
        if sheet is not None and place is not None:
            found.setdefault(sheet.part, {}).setdefault(place, []).append(finding)
    return found


def _place(finding: Finding) -> Place | None:
    try:
        return parse_address(finding.cell)
    except ValueError:
        return None


def _mark_sheet(
    parts: PackageParts, sheet: Sheet, base: str, styles: CellStyles, marks: Mapping[Place, Sequence[Finding]]
) -> None:
    relations = Relations(parts, sheet.part)
    try:
        notes: StandingNotes | None = standing_notes(parts, relations)
    except (ExpatError, ValueError):
        # Broken notes stay as they came: the fill and the sheet of findings must do.
        notes = None
    earlier = notes.ours if notes else {}
    if not marks and not earlier:
        return
    places = {*marks, *earlier}
    index = index_sheet(parts.read(sheet.part), {row for row, _ in places})
    new_styles: dict[Place, NewStyle] = dict.fromkeys(earlier, styles.unmarked)
    for place, found in marks.items():
        new_styles[place] = partial(styles.marked, severity=_worst(found))
    restyle_cells(index, new_styles)
    if notes is not None:
        write_notes(parts, relations, base, index, notes, {place: note_text(found) for place, found in marks.items()})
    parts.write(sheet.part, index.patch.result())


def _worst(findings: Sequence[Finding]) -> Severity:
    order = list(Severity)
    return min((finding.severity for finding in findings), key=order.index)


def _link(sheets: WorkbookSheets, finding: Finding) -> str:
    """Nobody can follow a link to a hidden sheet."""
    sheet = sheets.find(finding.sheet)
    if sheet is None or not sheet.visible:
        return ""
    cell = finding.cell if _place(finding) else "A1"
    return "'{}'!{}".format(sheet.name.replace("'", "''"), cell)


def _is_ours(parts: PackageParts, sheets: WorkbookSheets, sheet: Sheet) -> bool:
    """Whether the first cell says what an earlier check wrote there, also after a spreadsheet program saved it."""
    index = index_sheet(parts.read(sheet.part), {0})
    cell = index.cells.get((0, 0))
    if cell is None:
        return False
    if cell.attributes.get("t") != "s":
        return TITLE.encode() in index.patch.source(cell)
    number = index.patch.source(cell).partition(b"<v>")[2].partition(b"</v>")[0]
    return number.isdigit() and sheets.shared_text(int(number)) == TITLE
