"""The styles of the report's template: sizes and spacing of Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.

An office changes them in Word; the report refers to them by name only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from de_an06_xl.write_report.markup import NAMESPACE

FONT = "Times New Roman"
_FIRST_LINE = 720  # 1.27 cm
REVIEW_FILL, REVIEW_BAR = "FFF8E1", "E0A100"


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; ``size`` in points, spacing in points, indents in twentieths of a point."""

    name: str
    id: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: Literal["both", "center", "left", "right"] = "left"
    before: float = 0
    after: float = 0
    first_line: int = 0
    keep_next: bool = False
    outline: int | None = None
    # Further children of w:pPr that stand before w:spacing.
    frame: str = ""
    colour: str = ""


def _frame(fill: str, sides: str, colour: str, size: int) -> str:
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="4" w:color="{colour}"/>' for side in sides.split()
    )
    return f'<w:pBdr>{edges}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


_REVIEW = _frame(REVIEW_FILL, "left", REVIEW_BAR, 18)

STYLES = (
    Style("DA06 Ghi chú dự thảo", "DA06GhiChu", 11, italic=True, align="both", after=8,
          frame=_frame("FDECEA", "top left bottom right", "C00000", 8), colour="7A0000"),
    Style("DA06 Quốc hiệu", "DA06QuocHieu", 12, bold=True, align="center"),
    Style("DA06 Tiêu ngữ", "DA06TieuNgu", 13, bold=True, align="center"),
    Style("DA06 Cơ quan chủ quản", "DA06ChuQuan", 12, align="center"),
    Style("DA06 Cơ quan ban hành", "DA06CoQuan", 12, bold=True, align="center"),
    Style("DA06 Đường kẻ", "DA06DuongKe", 2, align="center", before=3,
          frame='<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'),
    Style("DA06 Số, ký hiệu", "DA06KyHieu", 13, align="center", before=4),
    Style("DA06 Địa danh, ngày", "DA06DiaDanh", 13, italic=True, align="center", before=4),
    Style("DA06 Tên loại", "DA06TenLoai", 14, bold=True, align="center", before=14),
    Style("DA06 Trích yếu", "DA06TrichYeu", 14, bold=True, align="center"),
    Style("DA06 Đề mục", "DA06DeMuc", 14, bold=True, align="both", before=8, after=6,
          first_line=_FIRST_LINE, keep_next=True, outline=0),
    Style("DA06 Tiểu mục", "DA06TieuMuc", 14, bold=True, align="both", before=4, after=6,
          first_line=_FIRST_LINE, keep_next=True, outline=1),
    Style("DA06 Đoạn văn", "DA06DoanVan", 14, align="both", after=6, first_line=_FIRST_LINE),
    Style("DA06 Cần rà soát", "DA06RaSoat", 14, align="both", after=6, first_line=_FIRST_LINE, frame=_REVIEW),
    Style("DA06 Gạch đầu dòng", "DA06GachDau", 14, align="both", after=6, first_line=_FIRST_LINE, frame=_REVIEW),
    Style("DA06 Người soạn bổ sung", "DA06BoSung", 14, italic=True, align="both", after=6,
          first_line=_FIRST_LINE, colour="C00000"),
    Style("DA06 Nơi nhận", "DA06NoiNhan", 12, bold=True, italic=True),
    Style("DA06 Danh sách nơi nhận", "DA06DanhSach", 11),
    Style("DA06 Chữ ký", "DA06ChuKy", 14, bold=True, align="center"),
    Style("DA06 Số phụ lục", "DA06SoPhuLuc", 14, bold=True, align="center", keep_next=True, outline=0),
    Style("DA06 Tên phụ lục", "DA06TenPhuLuc", 14, bold=True, align="center", keep_next=True),
    Style("DA06 Chỉ dẫn phụ lục", "DA06ChiDan", 13, italic=True, align="center", after=8, keep_next=True),
    Style("DA06 Ghi chú bảng", "DA06GhiChuBang", 11, italic=True, align="center", after=6, keep_next=True),
    Style("DA06 Đầu bảng", "DA06DauBang", 11, bold=True, align="center", before=2, after=2),
    Style("DA06 Ô bảng", "DA06OBang", 11, before=2, after=2),
    Style("DA06 Nhóm trong bảng", "DA06NhomBang", 11, bold=True, before=2, after=2, keep_next=True),
    Style("DA06 Dòng ngắt", "DA06DongNgat", 1),
)  # fmt: skip
ID_OF_NAME = {style.name: style.id for style in STYLES}


def styles_part() -> str:
    """``word/styles.xml`` with nothing in it that the report does not use."""
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f'<w:styles xmlns:w="{NAMESPACE}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>'
        '<w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:jc w:val="center"/></w:pPr></w:style>'
        f"{''.join(_style(style) for style in STYLES)}</w:styles>"
    )


def _style(style: Style) -> str:
    paragraph = "".join(
        (
            "<w:keepNext/>" if style.keep_next else "",
            style.frame,
            f'<w:spacing w:before="{style.before * 20:g}" w:after="{style.after * 20:g}"/>',
            f'<w:ind w:firstLine="{style.first_line}"/>' if style.first_line else "",
            f'<w:jc w:val="{style.align}"/>',
            "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
        )
    )
    letters = "".join(
        (
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/><w:iCs/>" if style.italic else "",
            f'<w:color w:val="{style.colour}"/>' if style.colour else "",
            f'<w:sz w:val="{style.size * 2:g}"/><w:szCs w:val="{style.size * 2:g}"/>',
        )
    )
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>'
    )
