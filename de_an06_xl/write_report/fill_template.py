"""The template of the office, filled: places, text, annexes. The only module that opens a .docx."""

from __future__ import annotations

import copy
import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from de_an06_xl.errors import InputError
from de_an06_xl.model.package import PackageFault
from de_an06_xl.workbook_file.zip_parts import read_parts
from de_an06_xl.write_report.markup import NAMESPACE, TableStyles, paragraph, table
from de_an06_xl.write_report.package import same_bytes
from de_an06_xl.write_report.parts import Kind, Paragraph
from de_an06_xl.write_report.tables import Annex

if TYPE_CHECKING:
    from docx.document import Document

PLACES = frozenset(("CHU_QUAN", "CO_QUAN", "KY_HIEU", "DIA_DANH", "NAM", "TINH", "KY", "GHI_CHU"))
BODY, ANNEXES = "{{NOI_DUNG}}", "{{PHU_LUC}}"
STYLE_OF_KIND: dict[Kind, str] = {
    "heading": "DA06 Đề mục",
    "subheading": "DA06 Tiểu mục",
    "body": "DA06 Đoạn văn",
    "review": "DA06 Cần rà soát",
    "item": "DA06 Gạch đầu dòng",
    "to_fill": "DA06 Người soạn bổ sung",
}
_ANNEX_STYLES = (
    "DA06 Số phụ lục",
    "DA06 Tên phụ lục",
    "DA06 Chỉ dẫn phụ lục",
    "DA06 Ghi chú bảng",
    "DA06 Đầu bảng",
    "DA06 Ô bảng",
    "DA06 Nhóm trong bảng",
    "DA06 Dòng ngắt",
)
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")


class ReportTemplate:
    """A template that has been read and found to have every place and style the report needs."""

    def __init__(self, path: Path) -> None:
        """Raises :class:`InputError` when ``path`` is no Word document or lacks a place or a style."""
        self._name = path.name
        self._document = _open(path)
        styles = {style.name: style.style_id for style in self._document.styles}
        missing = [name for name in (*STYLE_OF_KIND.values(), *_ANNEX_STYLES) if name not in styles]
        if missing:
            raise InputError(f"Mẫu báo cáo {self._name} thiếu kiểu chữ “{missing[0]}”. Hãy sửa từ mẫu gốc.")
        self._styles: dict[str, str] = {str(name): style_id for name, style_id in styles.items()}
        self._body_place = self._marker(BODY)
        self._annex_place = self._marker(ANNEXES)
        if _following_section(self._body_place) is _following_section(self._annex_place):
            raise InputError(
                f"Mẫu báo cáo {self._name} phải ngắt phần (section) giữa {BODY} và {ANNEXES}. Hãy sửa từ mẫu gốc."
            )
        for name in self._places():
            if name not in PLACES and f"{{{{{name}}}}}" not in (BODY, ANNEXES):
                raise InputError(f"Mẫu báo cáo {self._name} có chỗ điền không rõ: {{{{{name}}}}}.")

    def fill(
        self,
        places: Mapping[str, str],
        paragraphs: Sequence[Paragraph],
        annexes: Sequence[Annex],
        reference: str,
        about: Mapping[str, str],
        day: dt.date,
    ) -> bytes:
        """The finished document; ``reference`` stands below each annex's title, ``about`` are its properties.

        A template is filled once. ``day`` is the day of the figures: no clock is read.
        """
        for element in self._texts():
            _fill_paragraph(element, places)
        _replace(
            self._body_place,
            (paragraph(self._styles[STYLE_OF_KIND[part.kind]], part.text, _kept(part)) for part in paragraphs),
        )
        self._write_annexes(annexes, reference)
        self._describe(about, day)
        stream = io.BytesIO()
        self._document.save(stream)
        return same_bytes(stream.getvalue())

    def _write_annexes(self, annexes: Sequence[Annex], reference: str) -> None:
        section = _following_section(self._annex_place)
        width = _text_width(section)
        styles = TableStyles(*(self._styles[name] for name in ("DA06 Đầu bảng", "DA06 Ô bảng", "DA06 Nhóm trong bảng")))
        ends = [_section_break(self._styles["DA06 Dòng ngắt"], section) for _ in annexes[:-1]]
        for number, annex in enumerate(annexes):
            _insert_before(self._annex_place, self._annex(annex, reference, width, styles))
            if number < len(ends):
                self._annex_place.addprevious(ends[number])
        # A document may not end with a table: the marker's paragraph stays, empty and one point high.
        _replace(self._annex_place, [paragraph(self._styles["DA06 Dòng ngắt"], "")])

    def _annex(self, annex: Annex, reference: str, width: int, styles: TableStyles) -> list[str]:
        names = [("DA06 Số phụ lục", f"Phụ lục {annex.number}"), ("DA06 Tên phụ lục", annex.title)]
        names += [("DA06 Chỉ dẫn phụ lục", reference), *([("DA06 Ghi chú bảng", annex.note)] if annex.note else [])]
        lines = [paragraph(self._styles[style], text) for style, text in names]
        return [*lines, table(annex.columns, annex.rows, width, styles, annex.title)]

    def _describe(self, about: Mapping[str, str], day: dt.date) -> None:
        properties = self._document.core_properties
        for name, text in about.items():
            setattr(properties, name, text)
        properties.created = properties.modified = dt.datetime.combine(day, dt.time())
        properties.revision = 1

    def _marker(self, marker: str) -> Any:
        found = [element for element in self._texts() if _text(element).strip() == marker]
        if len(found) != 1 or found[0].getparent() is not self._document.element.body:
            raise InputError(
                f"Mẫu báo cáo {self._name} cần đúng một đoạn chỉ có {marker}, đứng ngoài bảng. Hãy sửa từ mẫu gốc."
            )
        return found[0]

    def _places(self) -> list[str]:
        return [name for element in self._texts() for name in _PLACE.findall(_text(element))]

    def _texts(self) -> list[Any]:
        """Every paragraph of body, headers and footers, in tables and text boxes too."""
        roots = [self._document.element.body]
        for section in self._document.sections:
            for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
                if not part.is_linked_to_previous:
                    roots.append(part._element)
        return [element for root in roots for element in root.iter(f"{{{NAMESPACE}}}p")]


def _open(path: Path) -> Document:
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        content = path.read_bytes()
    except OSError:
        raise InputError(f"Không đọc được mẫu báo cáo {path}. Hãy kiểm tra lại đường dẫn.") from None
    try:
        # The limits and the refusal of document types that hold for every package that comes in.
        read_parts(content)
        return Document(io.BytesIO(content))
    except (PackageFault, OpcError, KeyError, ValueError, SyntaxError, AttributeError):
        raise InputError(f"Mẫu báo cáo {path.name} không phải tệp Word .docx dùng được.") from None


def _kept(part: Paragraph) -> str:
    """What announces a list stays on the page of the list's first line."""
    return "<w:keepNext/>" if part.text.endswith(":") else ""


def _text(element: Any) -> str:
    return "".join(node.text or "" for node in element.iter(f"{{{NAMESPACE}}}t"))


def _fill_paragraph(element: Any, places: Mapping[str, str]) -> None:
    """Fill the places of a paragraph; Word may have spread one over several runs."""
    nodes = list(element.iter(f"{{{NAMESPACE}}}t"))
    for found in reversed(list(_PLACE.finditer(_text(element)))):
        if found[1] not in places:
            continue
        start, put = 0, places[found[1]]
        for node in nodes:
            text = node.text or ""
            first, last = max(found.start() - start, 0), min(found.end() - start, len(text))
            if first < last:
                node.text = text[:first] + put + text[last:]
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                put = ""
            start += len(text)


def _insert_before(place: Any, blocks: Iterable[str]) -> None:
    from docx.oxml import parse_xml

    holder = parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{"".join(blocks)}</w:body>')
    for block in list(holder):
        place.addprevious(block)


def _replace(place: Any, blocks: Iterable[str]) -> None:
    _insert_before(place, blocks)
    place.getparent().remove(place)


def _following_section(place: Any) -> Any:
    """The properties of the section a block of the body stands in: the next that follow it."""
    for block in (place, *place.itersiblings()):
        if block.tag == f"{{{NAMESPACE}}}sectPr":
            return block
        found = block.find(f"{{{NAMESPACE}}}pPr/{{{NAMESPACE}}}sectPr")
        if found is not None:
            return found
    return None


def _section_break(style: str, section: Any) -> Any:
    from docx.oxml import parse_xml

    holder = parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{paragraph(style, "")}</w:body>')
    (block,) = holder
    block[0].append(copy.deepcopy(section))
    return block


def _text_width(section: Any) -> int:
    """Paper less margins, in twentieths of a point."""

    def length(tag: str, name: str) -> int:
        return int(section.find(f"{{{NAMESPACE}}}{tag}").get(f"{{{NAMESPACE}}}{name}"))

    return length("pgSz", "w") - length("pgMar", "left") - length("pgMar", "right")
