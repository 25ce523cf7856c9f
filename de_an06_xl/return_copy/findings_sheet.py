"""The sheet of findings: every finding with a link to its cell, then the score; text only, no formula."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from de_an06_xl.group_findings import GroupedFinding, group_findings
from de_an06_xl.model.cells import cell_address, column_letters
from de_an06_xl.model.finding import Finding, Severity
from de_an06_xl.return_copy.cell_styles import FILL_RGB, CellStyles
from de_an06_xl.text.wrapped_lines import wrapped_lines
from de_an06_xl.workbook_patch.xml_patch import xml_text

SHEET_NAME = "Phát hiện"
# The first cell; an earlier sheet of ours is known by it.
TITLE = "Phát hiện khi kiểm tra biểu"
_HOW_TO = (
    "Bấm vào chỗ ghi ở cột “Chỗ cần xem” để đến ô đó; ô được tô màu và có ghi chú. Lỗi phải sửa; giải trình: sửa hoặc "
    "ghi lý do; lưu ý: xem lại. Sửa ngay trong tệp này rồi gửi lại."
)
_NOTHING = "Không có phát hiện nào."
_SCORE = "Điểm tính được"
# No header equals one of the form's own: this sheet must not be taken for a table of the form.
HEADERS = ("Mã phát hiện", "Mức", "Chỗ cần xem", "Giá trị đọc được", "Điều phát hiện", "Cách sửa")
WIDTHS = (14, 12, 26, 22, 60, 60)
_SHOWN_PLACES = 6
_LINE_PT = 15.0
_MAX_TOOLTIP = 255

_FONT = '<font>{extra}<sz val="{size}"/>{color}<name val="Arial"/><family val="2"/></font>'
_BORDER = "<border>{}<diagonal/></border>".format(
    "".join(f'<{side} style="thin"><color rgb="FF8A8A8A"/></{side}>' for side in ("left", "right", "top", "bottom"))
)
_TOP = 'vertical="top" wrapText="1"'

LinkOf = Callable[[Finding], str]
"""The place a link of a finding leads to (``'Chỉ tiêu'!K9``), empty when there is none."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """Indexes of the cell formats."""

    title: int
    bold: int
    plain: int
    header: int
    cell: int
    link: int
    severity: dict[Severity, int]


class _Rows:
    """Rows, links and merges, collected from top to bottom."""

    def __init__(self) -> None:
        self.xml: list[str] = []
        self.links: list[str] = []
        self.merges: list[str] = []

    @property
    def next(self) -> int:
        return len(self.xml)

    def add(self, texts: Sequence[str], styles: Sequence[int], height_pt: float | None = None) -> None:
        cells = "".join(
            _cell(self.next, column, text, style)
            for column, (text, style) in enumerate(zip(texts, styles, strict=True))
        )
        height = f' ht="{height_pt:g}" customHeight="1"' if height_pt else ""
        self.xml.append(f'<row r="{self.next + 1}"{height}>{cells}</row>')

    def add_wide(self, text: str, style: int) -> None:
        """One text across all columns; a merged cell does not grow by itself, so its height is given."""
        row = self.next + 1
        lines = wrapped_lines(text, sum(WIDTHS))
        self.merges.append(f"A{row}:{column_letters(len(WIDTHS) - 1)}{row}")
        self.add([text], [style], lines * _LINE_PT if lines > 1 else None)


def findings_sheet(
    findings: Sequence[Finding], score_lines: Sequence[str], styles: CellStyles, link_of: LinkOf, namespace: str
) -> bytes:
    """The worksheet part. Severest findings first; forty identical ones are one line with a count."""
    looks = _looks(styles)
    rows = _Rows()
    rows.add([TITLE], [looks.title])
    rows.add_wide(counted(findings), looks.bold)
    rows.add_wide(_HOW_TO if findings else _NOTHING, looks.plain)
    rows.add([], [])
    header = rows.next
    if findings:
        rows.add(HEADERS, [looks.header] * len(HEADERS))
    order = list(Severity)
    for group in sorted(group_findings(findings), key=lambda group: order.index(group.finding.severity)):
        _add_finding(rows, group, looks, link_of(group.finding))
    if score_lines:
        rows.add([], [])
        rows.add_wide(_SCORE, looks.bold)
        for line in score_lines:
            rows.add_wide(line, looks.plain)
    return _worksheet(rows, header if findings else None, namespace)


def _add_finding(rows: _Rows, group: GroupedFinding, looks: _Looks, link: str) -> None:
    finding = group.finding
    place = place_vi(group)
    if link:
        ref, tip = cell_address(rows.next, 2), xml_text(f"Đến {place}"[:_MAX_TOOLTIP])
        rows.links.append(f'<hyperlink ref="{ref}" location="{xml_text(link)}" tooltip="{tip}"/>')
    texts = (finding.code, finding.severity.label_vi, place, finding.value, finding.message, finding.fix)
    styles = [looks.cell] * len(texts)
    styles[1] = looks.severity[finding.severity]
    styles[2] = looks.link if link else looks.cell
    lines = max(wrapped_lines(text, width) for text, width in zip(texts, WIDTHS, strict=True))
    rows.add(texts, styles, lines * _LINE_PT)


def place_vi(group: GroupedFinding) -> str:
    """``Chỉ tiêu!K9:K12, K20 (5 ô)``; the file itself is not named, the reader has it open."""
    sheet = group.finding.sheet
    if not sheet:
        return "cả tệp"
    times = f" ({group.count} {'ô' if group.places else 'lần'})" if group.count > 1 else ""
    if not group.places:
        return f"trang {sheet}{times}"
    more = ", …" if len(group.places) > _SHOWN_PLACES else ""
    return f"{sheet}!{', '.join(group.places[:_SHOWN_PLACES])}{more}{times}"


def counted(findings: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(f"{counts[severity]} {severity.label_vi}" for severity in Severity)


def _looks(styles: CellStyles) -> _Looks:
    def font(extra: str = "", size: int = 11, rgb: str = "") -> str:
        return _FONT.format(extra=extra, size=size, color=f'<color rgb="FF{rgb}"/>' if rgb else "")

    return _Looks(
        title=styles.add(font=font("<b/>", 14, "7B1113"), alignment='vertical="center"'),
        bold=styles.add(font=font("<b/>"), alignment=_TOP),
        plain=styles.add(font=font(), alignment=_TOP),
        header=styles.add(
            font=font("<b/>", rgb="FFFFFF"),
            fill_rgb="1F3864",
            border=_BORDER,
            alignment='horizontal="center" vertical="center" wrapText="1"',
        ),
        cell=styles.add(font=font(), border=_BORDER, alignment=_TOP),
        link=styles.add(font=font("<u/>", rgb="0563C1"), border=_BORDER, alignment=_TOP),
        severity={
            severity: styles.add(font=font("<b/>"), fill_rgb=rgb, border=_BORDER, alignment=_TOP)
            for severity, rgb in FILL_RGB.items()
        },
    )


def _cell(row: int, column: int, text: str, style: int) -> str:
    address = cell_address(row, column)
    if not text:
        return f'<c r="{address}" s="{style}"/>'
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{xml_text(text)}</t></is></c>'


def _worksheet(rows: _Rows, header: int | None, namespace: str) -> bytes:
    """The elements in the order of CT_Worksheet (18.3.1.99)."""
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(WIDTHS, 1)
    )
    pane = ""
    if header is not None:
        below = f"A{header + 2}"
        pane = (
            f'<pane ySplit="{header + 1}" topLeftCell="{below}" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft" activeCell="{below}" sqref="{below}"/>'
        )
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in rows.merges)
    links = f"<hyperlinks>{''.join(rows.links)}</hyperlinks>" if rows.links else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}">'
        '<sheetPr><tabColor rgb="FFC00000"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView showGridLines="0" workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="{_LINE_PT:g}"/><cols>{widths}</cols>'
        f"<sheetData>{''.join(rows.xml)}</sheetData>"
        f'<mergeCells count="{len(rows.merges)}">{merges}</mergeCells>{links}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
        "<headerFooter><oddFooter>&amp;CTrang &amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
    ).encode()
