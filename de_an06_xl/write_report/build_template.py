"""The template of the report: page, headings and signature of Nghị định 30/2020/NĐ-CP, Phụ lục I.

Two sections: the report, A4 upright, and the annexes, A4 across. Written as parts of the
package, so that nothing stands in it that the report does not need.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from de_an06_xl.load_toml import DATA_DIR, build, read_toml
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.write_report.markup import NAMESPACE, paragraph
from de_an06_xl.write_report.package import zip_package
from de_an06_xl.write_report.styles import FONT, ID_OF_NAME, styles_part

TEMPLATE = DATA_DIR / "report" / "mau-bao-cao.docx"
TEXTS = DATA_DIR / "report" / "template.toml"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Top, right, bottom, left 20, 15, 20, 30 mm; the page number stands 10 mm below the edge.
_MARGINS = (
    '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
)
_SHORT, _LONG = 11906, 16838
# The two halves of the heading, together the width between the margins.
_LEFT_HALF, _RIGHT_HALF = 3515, 5839


class TemplateTexts(BaseModel):
    """The words that stand in the template; ``superior`` by code of the consolidating unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    subject: tuple[str, ...]
    motto: tuple[str, str]
    number: str
    place_date: str
    recipients_title: str
    recipients: tuple[str, ...]
    signer: tuple[str, ...]
    superior: dict[str, str]


def template_texts() -> TemplateTexts:
    return build(TemplateTexts, read_toml(TEXTS), TEXTS.name, "tệp")


def build_report_template(path: Path) -> Path:
    """Write the template and return its path; the same texts give the same bytes."""
    write_whole(path, zip_package(_parts(template_texts())))
    return path


def _parts(texts: TemplateTexts) -> dict[str, bytes]:
    override = {
        "word/document.xml": f"{_TYPE}.document.main+xml",
        "word/styles.xml": f"{_TYPE}.styles+xml",
        "word/settings.xml": f"{_TYPE}.settings+xml",
        "word/header1.xml": f"{_TYPE}.header+xml",
        "word/header2.xml": f"{_TYPE}.header+xml",
        "word/fontTable.xml": f"{_TYPE}.fontTable+xml",
        "word/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    types = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in override.items())
    texts_of = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>',
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            (f"{_OFFICE}/styles", "styles.xml"),
            (f"{_OFFICE}/settings", "settings.xml"),
            (f"{_OFFICE}/header", "header1.xml"),
            (f"{_OFFICE}/header", "header2.xml"),
            (f"{_OFFICE}/fontTable", "fontTable.xml"),
            (f"{_OFFICE}/theme", "theme/theme1.xml"),
        ),
        "word/document.xml": _document(texts),
        "word/styles.xml": styles_part(),
        "word/settings.xml": _settings(),
        "word/header1.xml": _header('<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'),
        "word/header2.xml": _header(""),
        "word/fontTable.xml": f'<w:fonts xmlns:w="{NAMESPACE}"><w:font w:name="{FONT}"><w:panose1 '
        'w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
        "</w:font></w:fonts>",
        "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Mẫu báo cáo tháng Đề án 06</dc:title>'
        "<dc:language>vi-VN</dc:language></cp:coreProperties>",
    }
    parts = {name: (_HEAD + text).encode() for name, text in texts_of.items()}
    return {**parts, "word/theme/theme1.xml": _theme()}


def _theme() -> bytes:
    """The theme Word expects in every document: the library's plain one, all in the report's font."""
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE

    theme = Document().part.part_related_by(RELATIONSHIP_TYPE.THEME).blob
    return re.sub(rb'(<a:latin typeface=)"[^"]*"', rb'\1"' + FONT.encode() + b'"', theme)


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _settings() -> str:
    return (
        f'<w:settings xmlns:w="{NAMESPACE}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def _header(content: str) -> str:
    return f'<w:hdr xmlns:w="{NAMESPACE}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{content}</w:p></w:hdr>'


def _document(texts: TemplateTexts) -> str:
    body = "".join(
        (
            _line("DA06 Ghi chú dự thảo", "{{GHI_CHU}}"),
            _heading(texts),
            _line("DA06 Tên loại", texts.title),
            *(_line("DA06 Trích yếu", text) for text in texts.subject),
            _rule(3400, 3400),
            _line("DA06 Đoạn văn", "{{NOI_DUNG}}"),
            _signature(texts),
            f'<w:p><w:pPr><w:pStyle w:val="{ID_OF_NAME["DA06 Dòng ngắt"]}"/>{_section(upright=True)}</w:pPr></w:p>',
            _line("DA06 Số phụ lục", "{{PHU_LUC}}"),
            _section(upright=False),
        )
    )
    return f'<w:document xmlns:w="{NAMESPACE}" xmlns:r="{_OFFICE}"><w:body>{body}</w:body></w:document>'


def _section(*, upright: bool) -> str:
    size = (
        f'<w:pgSz w:w="{_SHORT}" w:h="{_LONG}"/>'
        if upright
        else f'<w:pgSz w:w="{_LONG}" w:h="{_SHORT}" w:orient="landscape"/>'
    )
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:headerReference w:type="first" r:id="rId4"/>'
        f'{size}{_MARGINS}<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def _heading(texts: TemplateTexts) -> str:
    office = (
        _line("DA06 Cơ quan chủ quản", "{{CHU_QUAN}}")
        + _line("DA06 Cơ quan ban hành", "{{CO_QUAN}}")
        + _rule(1100, 1100)
    )
    state = _line("DA06 Quốc hiệu", texts.motto[0]) + _line("DA06 Tiêu ngữ", texts.motto[1]) + _rule(1290, 1290)
    number, place = _line("DA06 Số, ký hiệu", texts.number), _line("DA06 Địa danh, ngày", texts.place_date)
    return _halves((_LEFT_HALF, _RIGHT_HALF), ((office, state), (number, place)))


def _signature(texts: TemplateTexts) -> str:
    recipients = _line("DA06 Nơi nhận", texts.recipients_title) + "".join(
        _line("DA06 Danh sách nơi nhận", text) for text in texts.recipients
    )
    signer = "".join(_line("DA06 Chữ ký", text) for text in texts.signer)
    half = (_LEFT_HALF + _RIGHT_HALF) // 2
    return _halves((half, half), ((recipients, signer),))


def _halves(widths: tuple[int, int], rows: Sequence[tuple[str, str]]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    lines = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def _rule(left: int, right: int) -> str:
    """A short horizontal line: the top border of an empty paragraph drawn in from both sides."""
    indent = f'<w:ind w:left="{left}" w:right="{right}"/>'
    return paragraph(ID_OF_NAME["DA06 Đường kẻ"], "", indent)


def _line(style: str, text: str) -> str:
    return paragraph(ID_OF_NAME[style], text)


__all__ = ["FONT", "TEMPLATE", "build_report_template", "template_texts"]
