"""A form's package as lines of text: what a reviewer wants to see when a form changes."""

from __future__ import annotations

from form_package import MAIN, FormPackage, PackageSheet, relative

from de_an06_xl.model.cells import cell_address

_PAGE = ("pane", "sheetProtection", "autoFilter", "pageSetup", "pageMargins")


def dump_form(package: FormPackage) -> list[str]:
    """``sheet!cell | style | number format | value or formula``, then validations, page and names."""
    lines: list[str] = []
    for sheet in package.sheets.values():
        lines += [f"# {sheet.name} ({sheet.state})", *_cells(sheet), *_validations(sheet), *_page(sheet)]
    lines.append("# tên")
    lines += [f"{name} = {_one_line(text)}" for name, text in sorted(package.names.items())]
    return lines


def _cells(sheet: PackageSheet) -> list[str]:
    lines = []
    for place, cell in sorted(sheet.cells.items()):
        above = sheet.cells.get((place[0] - 1, place[1]))
        shown = f"={cell.formula}" if cell.formula else _one_line(cell.value)
        if cell.formula and above and above.formula:
            same = relative(cell.formula, *place) == relative(above.formula, place[0] - 1, place[1])
            shown = "= như ô trên" if same else shown
        lines.append(
            f"{sheet.name}!{cell_address(*place)} | {cell.format.style} | {cell.format.number_format} | {shown}"
        )
    return lines


def _validations(sheet: PackageSheet) -> list[str]:
    lines = []
    for item in sheet.all("dataValidation"):
        formulas = " ; ".join(formula.text or "" for formula in item)
        settings = " ".join(f"{name}={item.get(name)!r}" for name in sorted(item.attrib) if name != "sqref")
        lines.append(f"{sheet.name}!{item.get('sqref')} validation {formulas} | {settings}")
    for item in sheet.all("conditionalFormatting"):
        lines.append(f"{sheet.name}!{item.get('sqref')} highlight {item.find(f'.//{MAIN}formula').text}")
    return lines


def _page(sheet: PackageSheet) -> list[str]:
    lines = [
        f"{sheet.name} {tag} " + " ".join(f"{name}={item.get(name)!r}" for name in sorted(item.attrib))
        for tag in _PAGE
        for item in sheet.all(tag)
    ]
    widths = " ".join(f"{item.get('min')}-{item.get('max')}:{item.get('width')}" for item in sheet.all("col"))
    footer = sheet.find("oddFooter")
    return [*lines, f"{sheet.name} widths {widths}", f"{sheet.name} footer {footer.text if footer is not None else ''}"]


def _one_line(text: str) -> str:
    return text.replace("\n", "⏎")
