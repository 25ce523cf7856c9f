"""The 25 things every form must pass, each measured on the package of a built form."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby

import pytest
from conftest import FORM_UNITS, BuiltForm
from form_package import MAIN, FormPackage, PackageSheet, area, position, relative
from openpyxl.formula.tokenizer import Token, Tokenizer
from openxml_audit import OpenXmlValidator

from de_an06_xl.form.formulas import table_columns
from de_an06_xl.form.identity import fingerprint
from de_an06_xl.form.names import IDENTITY_NAME, META_SHEET, SHEET_PASSWORD
from de_an06_xl.form.rows import form_rows
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.cells import column_letters
from de_an06_xl.model.finding import Severity
from de_an06_xl.model.form_document import FormSheet

SENTENCES_IN_FORMULAS = {'""', '" "'}
# All of Excel 2010 or earlier, none volatile; IFERROR is the youngest (2007).
FUNCTIONS = {
    *("AND", "COUNT", "IF", "IFERROR", "INT", "ISERROR", "ISNUMBER", "ISTEXT", "LEN", "LOOKUP", "MAX", "MIN"),
    *("NOT", "OR", "ROUND", "SUBSTITUTE", "SUM", "SUMPRODUCT", "TRIM"),
}
NUMBERS = {"0", "1", "10", "12", "100"}
# Results that other programs look up by name; no formula of the form reads them.
RESULT_NAMES = {"DA06_ID", "DA06_SO_HOI", "DA06_XEP_LOAI", *(f"DA06_DIEM_{code}" for code in ("CT", "NV", "BC", "TC"))}
ERROR = re.compile(r"#(REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|N/A)")
ROWS_FROZEN, COLUMNS_FROZEN = 6, 2
A4_LANDSCAPE_POINTS = (842 - 0.8 * 72, 595 - 1.1 * 72)


@pytest.fixture(params=FORM_UNITS, scope="module")
def form(request: pytest.FixtureRequest, built_forms: dict[str, BuiltForm]) -> BuiltForm:
    return built_forms[request.param]


@pytest.fixture(scope="module")
def package(form: BuiltForm) -> FormPackage:
    return FormPackage(form.path)


def tables(form: BuiltForm, package: FormPackage) -> list[tuple[FormSheet, PackageSheet]]:
    return [(s, package.sheets[s.spec.name]) for s in form.document.sheets if s.spec.kind == "rows"]


def tokens(formula: str) -> list[Token]:
    return Tokenizer(f"={formula}").items


def formulas(package: FormPackage) -> list[tuple[str, str]]:
    """Every formula of cells, validations and conditional formats, with where it stands."""
    found = []
    for sheet in package.sheets.values():
        found += [(f"{sheet.name}!{place}", cell.formula) for place, cell in sheet.cells.items() if cell.formula]
        found += [(f"{sheet.name} validation", text) for item in sheet.validations for text in item.formulas]
        found += [(f"{sheet.name} format", item.text) for item in sheet.all("formula")]
    return found


def luminance(rgb: str) -> float:
    parts = [int(rgb[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(text: str, ground: str) -> float:
    light, dark = sorted((luminance(text), luminance(ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_01_guide_sheet_first(form: BuiltForm, package: FormPackage) -> None:
    guide = next(iter(package.sheets.values()))
    assert guide.name == "Hướng dẫn"
    assert guide.find("sheetPr").get("codeName") == "DA06_HD"
    text = "\n".join(cell.value for cell in guide.cells.values())
    for needed in (
        "Mục đích",
        f"Hạn nộp: hết ngày {form.context.period.due_date:%d/%m/%Y}",
        "Liên hệ",
        "Màu và kiểu ô",
    ):
        assert needed in text
    heights = {int(row.get("r")): float(row.get("ht", "15")) for row in guide.all("row")}
    assert sum(heights.get(row, 15) for row in range(1, max(heights) + 1)) <= A4_LANDSCAPE_POINTS[1]
    assert guide.find("pageSetup").get("fitToHeight", "1") == "1"


def test_02_opens_on_first_sheet_at_a1(package: FormPackage) -> None:
    view = package.workbook.find(f".//{MAIN}workbookView")
    assert view.get("activeTab", "0") == "0"
    assert view.get("firstSheet", "0") == "0"
    for sheet in package.sheets.values():
        pane = sheet.find("pane")
        active = pane.get("activePane") if pane is not None else None
        selected = {item.get("pane"): item.get("activeCell", "A1") for item in sheet.all("selection")}
        assert selected.get(active, "A1") == "A1", sheet.name
        assert 85 <= int(sheet.find("sheetView").get("zoomScale", "100")) <= 110


def test_03_identity_in_three_places(form: BuiltForm, package: FormPackage) -> None:
    written = {
        package.sheets[META_SHEET].cells[0, 0].value,
        package.names[IDENTITY_NAME].strip('"'),
        re.search(rf'name="{IDENTITY_NAME}"><vt:lpwstr>(.*?)<', package.parts["docProps/custom.xml"].decode())[1],
    }
    assert written == {str(form.identity)}


def test_04_input_calculation_reference_apart(form: BuiltForm, package: FormPackage) -> None:
    classes = {"code": {"code"}, "reference": {"reference"}, "calc": {"calc", "check"}}
    classes["input"] = {"input", "unused", "reference"}
    style = {cell.format.style for sheet in package.sheets.values() for cell in sheet.cells.values()}
    assert all(name.startswith("DA06 ") for name in style)
    for sheet, part in tables(form, package):
        seen = {(cell.row, cell.column): cell.style for cell in sheet.cells}
        for index, column in enumerate(table_columns(sheet.spec)):
            block = {seen[row, index] for row in range(sheet.first, sheet.last + 1)}
            assert block <= classes[column.kind], (part.name, column.code)
    for name in ("Hướng dẫn", "Tự chấm điểm", META_SHEET):
        assert not package.sheets[name].unlocked


def test_05_inputs_have_one_named_style(form: BuiltForm, package: FormPackage) -> None:
    for _, part in tables(form, package):
        for place, cell in part.cells.items():
            assert (cell.format.style == "DA06 Ô nhập") is (not cell.format.locked), (part.name, place)
            if not cell.format.locked:
                assert cell.format.has_border
                assert cell.format.fill_rgb == "FFF8DC"
    guide = package.sheets["Hướng dẫn"].cells
    legend = {
        cell.format.style: guide[row, column + 1].value
        for (row, column), cell in guide.items()
        if (row, column + 1) in guide
    }
    assert legend["DA06 Ô nhập"].startswith("Ô nhập")
    assert legend["DA06 Tự tính"].startswith("Ô tự tính")
    assert {"DA06 Tham chiếu", "DA06 Không dùng"} <= set(legend)


def test_06_exactly_the_inputs_are_unlocked(form: BuiltForm, package: FormPackage) -> None:
    for sheet, part in tables(form, package):
        assert part.unlocked == {(cell.row, cell.index) for cell in sheet.inputs}, part.name
    for part in package.sheets.values():
        assert part.find("sheetProtection").get("sheet") == "1"
        assert part.find("sheetProtection").get("password")
    assert package.workbook.find(f"{MAIN}workbookProtection").get("lockStructure") == "1"
    guide = " ".join(cell.value for cell in package.sheets["Hướng dẫn"].cells.values())
    assert f"Mật khẩu mở khóa trang (chỉ dành cho người quản trị biểu mẫu): {SHEET_PASSWORD}." in guide


def test_07_protected_sheets_stay_usable(form: BuiltForm, package: FormPackage) -> None:
    for _, part in tables(form, package):
        flags = part.find("sheetProtection").attrib
        for allowed in ("formatColumns", "formatRows", "autoFilter"):
            assert flags[allowed] == "0", (part.name, allowed)
        for denied in ("selectLockedCells", "selectUnlockedCells"):
            assert flags.get(denied, "0") == "0"
        if part.unlocked:
            assert part.find("autoFilter") is not None


def test_08_every_input_has_one_validation(form: BuiltForm, package: FormPackage) -> None:
    kinds = {"list": {"list"}, "number": {"decimal", "whole"}, "percent": {"decimal"}, "date": {"date"}}
    kinds |= {"text": {"textLength"}, "by_row": {"textLength", "date"}}
    for sheet, part in tables(form, package):
        covered = [place for item in part.validations for place in item.cells]
        assert len(covered) == len(set(covered))
        assert set(covered) == part.unlocked
        kind = {place: item.attributes["type"] for item in part.validations for place in item.cells}
        for cell in sheet.inputs:
            assert kind[cell.row, cell.index] in kinds[cell.column.type], (part.name, cell.column.code)
        if sheet.spec.code == "TT":
            dated = {cell.row_id for cell in sheet.inputs if kind[cell.row, cell.index] == "date"}
            assert dated == {"TT-09", "TT-10"}


def test_09_input_and_error_messages_in_vietnamese(form: BuiltForm, package: FormPackage) -> None:
    for _, part in tables(form, package):
        for item in part.validations:
            for title, text in (("promptTitle", "prompt"), ("errorTitle", "error")):
                assert 0 < len(item.attributes[title]) <= 32
                assert 0 < len(item.attributes[text]) <= 255
                assert re.search(r"[à-ỹÀ-Ỹ]", item.attributes[text]), item.attributes[text]
            assert item.attributes["showInputMessage"] == item.attributes["showErrorMessage"] == "1"


def test_10_stop_for_impossible_warning_for_unlikely(form: BuiltForm, package: FormPackage) -> None:
    asked = {
        place
        for rule in load_rules().values()
        if rule.severity is Severity.QUERY and "EARLIEST_DATE" in rule.native_when
        for place in rule.at
    }
    assert asked
    for sheet, part in tables(form, package):
        for cell in sheet.inputs:
            item = next(item for item in part.validations if (cell.row, cell.index) in item.cells)
            style = item.attributes.get("errorStyle", "stop")
            expected = "warning" if f"{sheet.spec.code}.{cell.column.code}" in asked else "stop"
            assert style == expected, (part.name, cell.column.code)


def test_11_lists_come_from_named_ranges(form: BuiltForm, package: FormPackage) -> None:
    lists = 0
    for part in package.sheets.values():
        assert "x14:dataValidation" not in part.text
        for item in part.validations:
            if item.attributes["type"] == "list":
                lists += 1
                (name,) = item.formulas
                assert name in package.names
                assert name.startswith("DA06_DS_")
    assert lists >= 2


def test_12_one_row_per_code_with_unit_and_frequency(form: BuiltForm, package: FormPackage) -> None:
    expected = form_rows(form.context)
    for sheet, part in tables(form, package):
        codes = [part.cells[row, 0].value for row in range(sheet.first, sheet.last + 1)]
        assert codes == list(expected[sheet.spec.code])
        assert len(set(codes)) == len(codes)
        if sheet.spec.code == "CT":
            headers = {part.cells[sheet.header_row, i].value: i for i in range(len(sheet.widths))}
            for row in range(sheet.first, sheet.last + 1):
                assert part.cells[row, headers["Đơn vị tính"]].value
                assert part.cells[row, headers["Tần suất"]].value == "Tháng"


def test_13_no_merged_cells_and_one_wrapped_header_row(form: BuiltForm, package: FormPackage) -> None:
    for part in package.sheets.values():
        assert part.find("mergeCells") is None
    for sheet, part in tables(form, package):
        headers = [place for place, cell in part.cells.items() if cell.format.style == "DA06 Đầu cột"]
        assert sorted(headers) == [(sheet.header_row, i) for i in range(len(sheet.widths))]
    styles = package.parts["xl/styles.xml"].decode()
    assert re.search(r'<alignment horizontal="center" vertical="center" wrapText="1"/>', styles)


def test_14_nothing_hidden_and_no_gaps(form: BuiltForm, package: FormPackage) -> None:
    for part in package.sheets.values():
        assert part.state == ("veryHidden" if part.name == META_SHEET else "visible")
        assert not [item for tag in ("row", "col") for item in part.all(tag) if item.get("hidden") == "1"]
    for sheet, part in tables(form, package):
        block = {(row, i) for row in range(sheet.header_row, sheet.last + 1) for i in range(len(sheet.widths))}
        assert block <= part.cells.keys() or not sheet.inputs
        assert all(part.cells[row, 0].value for row in range(sheet.first, sheet.last + 1))


def test_15_names_are_prefixed_alive_and_as_specified(form: BuiltForm, package: FormPackage) -> None:
    own = {name: text for name, text in package.names.items() if "|" not in name}
    assert set(own) == {*form.document.names, IDENTITY_NAME}
    assert all(name.startswith("DA06_") for name in own)
    assert not [name for name, text in package.names.items() if ERROR.search(text)]
    read = set(re.findall(r"\bDA06_\w+", " \n ".join(text for _, text in formulas(package))))
    assert read <= set(own)
    words = {name for name in own if name.startswith("DA06_TU_")}
    # A unit without indicators or tasks has no formula about them, yet the same names as all others.
    if form.context.plan.indicators_of(form.context.unit):
        assert own.keys() - read == RESULT_NAMES
    else:
        assert own.keys() - read >= RESULT_NAMES
    assert words


def test_16_no_error_values(package: FormPackage) -> None:
    for sheet in package.sheets.values():
        for place, cell in sheet.cells.items():
            assert not ERROR.search(cell.value), (sheet.name, place)
    assert not [where for where, text in formulas(package) if ERROR.search(text)]


def test_17_no_constants_in_formulas(package: FormPackage) -> None:
    for sheet in package.sheets.values():
        for place, cell in sheet.cells.items():
            if not cell.formula:
                continue
            found = tokens(cell.formula)
            for number, token in enumerate(found):
                if token.type != Token.OPERAND:
                    continue
                if token.subtype == Token.TEXT:
                    assert token.value in SENTENCES_IN_FORMULAS, (sheet.name, place, token.value)
                if token.subtype == Token.NUMBER and token.value not in NUMBERS:
                    closes_round = (
                        token.value == "2" and found[number - 1].value == "," and found[number + 1].value == ")"
                    )
                    assert closes_round, (sheet.name, place, token.value)
                    assert opener(found, number) == "ROUND(", (sheet.name, place)


def opener(found: list[Token], number: int) -> str:
    """The function whose argument the token is."""
    depth = 0
    for token in reversed(found[:number]):
        if token.subtype == Token.CLOSE:
            depth += 1
        elif token.subtype == Token.OPEN:
            if not depth:
                return token.value
            depth -= 1
    return ""


def test_18_formulas_are_equal_down_a_column(form: BuiltForm, package: FormPackage) -> None:
    checked = 0
    for sheet, part in tables(form, package):
        for index, column in enumerate(table_columns(sheet.spec)):
            if column.kind == "calc" and sheet.inputs:
                rows = range(sheet.first, sheet.last + 1)
                assert len({relative(part.cells[row, index].formula, row, index) for row in rows}) == 1
                checked += 1
        for _, group in groupby(sorted(part.all("cfRule"), key=lambda rule: rule.get("priority"))):
            assert len(list(group)) == 1
    assert checked > 15
    assert relative("$C7+D$3", 6, 4) == "R[0]C2+R2C[-1]"


def test_19_no_volatile_functions_links_or_code(package: FormPackage) -> None:
    used = {
        token.value.rstrip("(")
        for _, text in formulas(package)
        for token in tokens(text)
        if token.type == Token.FUNC and token.subtype == Token.OPEN
    }
    assert used <= FUNCTIONS
    for where, text in formulas(package):
        assert not re.search(r"\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?!\$?\d)|\[\d+\]|\$\d+:\$\d+", text), where
        assert len(text) <= 8192, where
    allowed = ("[Content_Types].xml", "_rels/", "docProps/", "xl/_rels/", "xl/sharedStrings.xml", "xl/styles.xml")
    for name in package.parts:
        assert name.startswith((*allowed, "xl/theme/", "xl/workbook.xml", "xl/worksheets/sheet")), name
    assert not [name for name, part in package.parts.items() if name.endswith(".rels") and b"External" in part]


def test_20_reason_column_beside_the_inputs(form: BuiltForm, package: FormPackage) -> None:
    for sheet, part in tables(form, package):
        if sheet.spec.code not in ("CT", "NV", "TC"):
            continue
        column = sheet.spec.column_by_code["explanation"]
        assert column.header == "Giải trình"
        index = sheet.spec.columns.index(column)
        for row in range(sheet.first, sheet.last + 1):
            assert (row, index) in part.unlocked
            item = next(item for item in part.validations if (row, index) in item.cells)
            assert item.attributes["type"] == "textLength"
            assert int(item.formulas[0]) <= 500
    assert "comments" not in " ".join(package.parts)


def test_21_check_block_in_the_frozen_rows(form: BuiltForm, package: FormPackage) -> None:
    for sheet, part in tables(form, package):
        letters = {column.code: column_letters(i) for i, column in enumerate(table_columns(sheet.spec))}
        for kind, code in (("CON", "missing"), ("LOI", "errors"), ("HOI", "queries")):
            name, _, cell = package.names[f"DA06_{kind}_{sheet.spec.code}"].rpartition("!")
            row, column = position(cell)
            assert name.strip("'") == part.name
            assert row < ROWS_FROZEN
            if sheet.inputs:
                expected = f"SUM({letters[code]}{sheet.first + 1}:{letters[code]}{sheet.last + 1})"
                assert part.cells[row, column].formula == expected
        status = part.cells[3, 0].formula
        assert all(f"DA06_{kind}_{sheet.spec.code}" in status for kind in ("CON", "LOI", "HOI"))
        if sheet.inputs:
            check = part.cells[sheet.first, position(f"{letters['check']}1")[1]].formula
            missing = part.cells[sheet.first, position(f"{letters['missing']}1")[1]].formula
            for column in sheet.spec.inputs:
                assert f"${letters[column.code]}{sheet.first + 1}" in check, column.code
                if column.required_when != "False":
                    assert f"${letters[column.code]}{sheet.first + 1}" in missing, column.code


def test_22_header_and_code_column_are_frozen(form: BuiltForm, package: FormPackage) -> None:
    for sheet, part in tables(form, package):
        pane = part.find("pane").attrib
        assert (pane["xSplit"], pane["ySplit"]) == (str(COLUMNS_FROZEN), str(ROWS_FROZEN)), part.name
        assert pane["state"] == "frozen"
        assert sheet.header_row == ROWS_FROZEN - 1


def test_23_fingerprint_of_locked_cells(form: BuiltForm, package: FormPackage) -> None:
    locked = [
        (sheet.name, row, column, cell.value, cell.formula)
        for sheet in package.sheets.values()
        if sheet.name != META_SHEET
        for (row, column), cell in sheet.cells.items()
        if cell.format.locked
    ]
    # Numbers stand in the file as text; as numbers they read alike.
    assert fingerprint((s, r, c, as_number(v), f) for s, r, c, v, f in locked) == form.identity.hash
    changed = [(s, r, c, "Sửa" if (s, r, c) == ("Chỉ tiêu", 0, 0) else as_number(v), f) for s, r, c, v, f in locked]
    assert fingerprint(changed) != form.identity.hash


def as_number(text: str) -> object:
    try:
        return float(text)
    except ValueError:
        return text


def test_24_prints_on_a4(form: BuiltForm, package: FormPackage) -> None:
    for part in package.sheets.values():
        if part.name == META_SHEET:
            continue
        setup = part.find("pageSetup").attrib
        assert setup["paperSize"] == "9"
        assert setup.get("fitToWidth", "1") == "1"
        assert part.find("pageSetUpPr").get("fitToPage") == "1"
        footer = part.find("oddFooter").text
        assert len(footer) <= 255
        assert footer.startswith(f"&L&F&C{form.context.unit.code} – Tháng 10/2026 – Trang")
        assert "&P/&N" in footer
        assert "Phiên bản 1.0" in footer
        assert f"{part.name}|_xlnm.Print_Area" in package.names
    for sheet, part in tables(form, package):
        assert package.names[f"{part.name}|_xlnm.Print_Titles"].endswith("!$6:$6")
        # Nothing that is to be printed is left out, and the locked count columns stay off the paper.
        printed = area(package.names[f"{part.name}|_xlnm.Print_Area"].rpartition("!")[2])
        inputs = {(cell.row, cell.index) for cell in sheet.inputs}
        assert inputs <= printed


def test_25_accessible_and_portable(form: BuiltForm, package: FormPackage) -> None:
    fonts = {cell.format.font for sheet in package.sheets.values() for cell in sheet.cells.values()}
    assert fonts == {"Arial"}
    for sheet in package.sheets.values():
        assert len(sheet.name) <= 31
        for place, cell in sheet.cells.items():
            assert cell.format.points >= 11
            ratio = contrast(cell.format.text_rgb, cell.format.fill_rgb)
            assert ratio >= 4.5 or cell.format.style == "DA06 Không dùng", (sheet.name, place, ratio)
    highlight = re.search(r"<dxf>.*?rgb=\"FF(\w{6})\"", package.parts["xl/styles.xml"].decode())[1]
    assert contrast("000000", highlight) >= 4.5
    assert len({name.casefold() for name in package.sheets}) == len(package.sheets)
    assert len(form.path.name) <= 60
    core = package.parts["docProps/core.xml"].decode()
    assert "<dc:language>vi-VN</dc:language>" in core
    assert f"<dc:title>BM-01 – {form.context.unit.name} – Tháng 10/2026</dc:title>" in core
    for name, part in package.parts.items():
        assert unicodedata.is_normalized("NFC", part.decode()), name
    assert form.path.stat().st_size < 500_000
    assert not [name for name in package.parts if "drawing" in name or "media" in name]


@pytest.mark.xdist_group("calc")
def test_25_opens_in_libreoffice_without_error_values(calc, form: BuiltForm, package: FormPackage) -> None:
    with calc.open(form.path) as book:
        assert book.sheet_names == list(package.sheets)
        assert book.errors() == []
        for name, sheet in package.sheets.items():
            shown = book.used(name)
            for (row, column), cell in sheet.cells.items():
                if cell.value and not cell.formula:
                    assert shown[row][column] in (cell.value, as_number(cell.value)), (name, row, column)


def test_no_finding_of_the_open_xml_audit(form: BuiltForm) -> None:
    assert OpenXmlValidator().validate(str(form.path)).errors == []
