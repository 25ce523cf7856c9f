"""Every fault at the door, each built here and shown to get its outcome and its sentence."""

import hashlib
import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import BuiltForm
from form_files import edit_parts, replace, small_book, zip_of

from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.package import RefusedWorkbook, SafeWorkbook
from de_an06_xl.open_workbook import open_workbook, unit_in_name
from de_an06_xl.workbook_file import read_bytes as reader

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
CELL = '<sheetData><row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData>'
BOMB = b'<?xml version="1.0"?><a>' + bytes(3_000_000) + b"</a>"
DOCTYPE = '<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def with_part(name: str, content: bytes) -> Callable[[bytes], bytes]:
    return lambda good: edit_parts(good, {name: content})


def with_sheet(xml: str) -> Callable[[bytes], bytes]:
    return lambda good: small_book(xml)


def two_parts(first: str, second: str) -> Callable[[bytes], bytes]:
    def make(good: bytes) -> bytes:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("warnings.warn", lambda *_, **__: None)
            return zip_of([(first, b"<a/>"), (second, b"<b/>")])

    return make


def flip_in(name: str) -> Callable[[bytes], bytes]:
    """Another byte in the middle of a part's packed data."""

    def make(good: bytes) -> bytes:
        at = good.index(name.encode()) + len(name) + 60
        return good[:at] + bytes([good[at] ^ 0xFF]) + good[at + 1 :]

    return make


def lying_size(good: bytes) -> bytes:
    """A part that unpacks to more than both directories say; the checksum fits what they say."""
    name, said, real = b"a.xml", b"<a>" + b"x" * 50, b"<a>" + b"x" * 5_000_000
    coder = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = coder.compress(real) + coder.flush()
    sizes = struct.pack("<III", zlib.crc32(said), len(packed), len(said))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", len(name), 0) + name
    directory = (
        b"PK\x01\x02"
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 33)
        + sizes
        + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0)
        + name
    )
    end = struct.pack("<HHHHIIH", 0, 0, 1, 1, len(directory), len(local) + len(packed), 0)
    return local + packed + directory + b"PK\x05\x06" + end


def renamed_in_one_directory(good: bytes) -> bytes:
    """The part's own header says another name than the archive's directory."""
    return good.replace(b"xl/theme/theme1.xml", b"xl/theme/themeX.xml", 1)


MACRO_TYPES = {"[Content_Types].xml": replace("spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml")}

# file name | what is in it | outcome | rule
FAULTS: list[tuple[str, str, bytes | Callable[[bytes], bytes], str, str]] = [
    ("a.xlsx", "0 byte", b"", "rejected", "F101"),
    ("a.xlsx", "trang HTML", b"<html><table><tr><td>1</td></tr></table></html>", "rejected", "F102"),
    ("a.xlsx", "XML 2003", b"\xef\xbb\xbf<?xml version='1.0'?><Workbook/>", "rejected", "F102"),
    ("a.xlsx", "HTML UTF-16", "<html>".encode("utf-16"), "rejected", "F102"),
    ("a.xlsx", "CSV", "Mã;Tử số\nCT-I.5;80\n".encode(), "rejected", "F102"),
    ("a.xlsx", "CSV UTF-16", "Mã\t80\n".encode("utf-16"), "rejected", "F102"),
    ("a.xlsx", "PDF", b"%PDF-1.7 ...", "rejected", "F102"),
    ("a.xlsx", "ảnh", b"\x89PNG\r\n\x1a\n\0\0", "rejected", "F102"),
    ("a.xlsx", "toàn số 0", bytes(4096), "rejected", "F102"),
    ("a.xlsx", ".doc", OLE + "WordDocument".encode("utf-16-le"), "rejected", "F102"),
    ("a.xlsx", ".xls", OLE + "Workbook".encode("utf-16-le"), "rejected", "F103"),
    ("a.xls", ".xls", OLE + "Workbook".encode("utf-16-le"), "rejected", "F103"),
    ("a.xlsx", "mật khẩu", OLE + "EncryptedPackage".encode("utf-16-le"), "rejected", "F104"),
    ("a.xlsx", "cụt đuôi", lambda good: good[: len(good) // 2], "rejected", "F105"),
    ("a.xlsx", "cụt đầu", lambda good: good[:40], "rejected", "F105"),
    ("a.xlsx", "zip rỗng", b"PK\x05\x06" + bytes(18), "rejected", "F114"),
    ("a.xlsx", "sai CRC", flip_in("xl/worksheets/sheet3.xml"), "rejected", "F105"),
    ("a.xlsx", "XML hỏng", with_part("xl/worksheets/sheet3.xml", b"<worksheet><sheetData>"), "rejected", "F105"),
    ("a.xlsx", "thiếu trang", lambda good: edit_parts(good, {"xl/worksheets/sheet3.xml": None}), "rejected", "F105"),
    ("a.xlsx", "địa chỉ sai", with_sheet(CELL.format(row=1, cell="1A")), "rejected", "F105"),
    ("a.xlsx", "bom nén", with_part("xl/bomb.xml", BOMB), "rejected", "F107"),
    ("a.xlsx", "cỡ khai gian", lying_size, "rejected", "F107"),
    ("a.xlsx", "quá nhiều phần", lambda good: zip_of([(f"{i}.xml", b"<a/>") for i in range(1001)]), "rejected", "F125"),
    ("a.xlsx", "trùng tên", two_parts("xl/workbook.xml", "xl/workbook.xml"), "rejected", "F109"),
    ("a.xlsx", "trùng tên khác hoa", two_parts("xl/workbook.xml", "XL/Workbook.xml"), "rejected", "F109"),
    ("a.xlsx", "hai mục lục", renamed_in_one_directory, "rejected", "F109"),
    ("a.xlsx", "..", with_part("xl/../../evil.xml", b"<a/>"), "rejected", "F110"),
    ("a.xlsx", "tuyệt đối", with_part("/etc/evil.xml", b"<a/>"), "rejected", "F110"),
    ("a.xlsx", "gạch ngược", with_part("xl\\evil.xml", b"<a/>"), "rejected", "F110"),
    ("a.xlsx", "ổ đĩa", with_part("C:evil.xml", b"<a/>"), "rejected", "F110"),
    ("a.xlsx", "DOCTYPE", with_part("xl/evil.xml", DOCTYPE.format(encoding="UTF-8").encode()), "rejected", "F111"),
    ("a.xlsx", "DOCTYPE UTF-16", with_part("docProps/custom.xml", DOCTYPE.encode("utf-16")), "rejected", "F111"),
    ("a.xlsx", "DOCTYPE BE", with_part("xl/evil.xml", DOCTYPE.encode("utf-16-be")), "rejected", "F111"),
    ("a.xlsx", "DOCTYPE lạ đuôi", with_part("evil.dat", b"<!DOCTYPE a><a/>"), "rejected", "F111"),
    ("a.xlsx", "UTF-7", with_part("xl/evil.xml", b'<?xml version="1.0" encoding="UTF-7"?><a/>'), "rejected", "F112"),
    ("a.xlsx", "UTF-32", with_part("xl/evil.xml", "<a/>".encode("utf-32")), "rejected", "F112"),
    ("a.xlsx", "EBCDIC", with_part("xl/evil.xml", "<?xml version='1.0'?>".encode("cp037")), "rejected", "F112"),
    ("a.xlsx", "UTF-16 hỏng", with_part("xl/evil.xml", b"\xff\xfe<\0a"[:5]), "rejected", "F112"),
    ("a.xlsm", "đuôi macro", lambda good: good, "rejected", "F113"),
    ("a.xlsx", "vbaProject", with_part("xl/vbaProject.bin", b"\0"), "rejected", "F113"),
    ("a.xlsx", "macro Excel 4", with_part("xl/macrosheets/sheet1.xml", b"<a/>"), "rejected", "F113"),
    ("a.xlsx", "kiểu macro", lambda good: edit_parts(good, MACRO_TYPES), "rejected", "F113"),
    ("a.xlsx", "docx", zip_of([("word/document.xml", b"<a/>")]), "rejected", "F114"),
    ("a.xlsx", "xlsb", zip_of([("xl/workbook.bin", b"\0")]), "rejected", "F114"),
    ("a.ods", "ods", zip_of([("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]), "rejected", "F114"),
    ("a.xlsx", "ô XFD1048576", with_sheet(CELL.format(row=1048576, cell="XFD1048576")), "rejected", "F115"),
    ("a.xlsx", "ô A100001", with_sheet(CELL.format(row=100001, cell="A100001")), "rejected", "F115"),
    ("a.xlsx", "ô xa, dòng nói khác", with_sheet(CELL.format(row=1, cell="XFD1048576")), "rejected", "F115"),
    ("a.xlsx", "diện tích lớn", with_sheet(CELL.format(row=90000, cell="ALK90000")), "rejected", "F115"),
    (
        "a.xlsx",
        "trộn cả trang",
        with_sheet('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "rejected",
        "F116",
    ),
    (
        "a.xlsx",
        "trộn nhiều",
        with_sheet("<sheetData/><mergeCells>" + '<mergeCell ref="A1:B1"/>' * 2001 + "</mergeCells>"),
        "rejected",
        "F116",
    ),
    ("báo cáo.docx", "Word", zip_of([("word/document.xml", b"<a/>")]), "not_a_return", "F119"),
    ("a.pdf", "PDF", b"%PDF-1.7", "not_a_return", "F119"),
    ("ghi chú.txt", "chữ", b"abc", "not_a_return", "F119"),
    ("a.csv", "CSV", b"a;b", "not_a_return", "F119"),
    ("BM-01", "không đuôi", lambda good: good, "not_a_return", "F119"),
    ("~$BM-01.xlsx", "khóa Excel", b"\x05Admin", "not_a_return", ""),
    (".~lock.BM-01.xlsx#", "khóa LibreOffice", b",x", "not_a_return", ""),
    ("._BM-01.xlsx", "macOS", b"\0\5", "not_a_return", ""),
    (".DS_Store", "macOS", b"\0", "not_a_return", ""),
    ("Thumbs.db", "Windows", OLE, "not_a_return", ""),
    ("desktop.ini", "Windows", b"[.]", "not_a_return", ""),
    ("A1B2.tmp", "tệp tạm", b"x", "not_a_return", ""),
]


@pytest.fixture(scope="module")
def good(built_forms: dict[str, BuiltForm]) -> bytes:
    return built_forms["XP-02647"].path.read_bytes()


@pytest.mark.parametrize(
    ("name", "content", "outcome", "code"),
    [(name, content, outcome, code) for name, _, content, outcome, code in FAULTS],
    ids=[f"{name}: {what}" for name, what, *_ in FAULTS],
)
def test_fault(
    tmp_path: Path, good: bytes, name: str, content: bytes | Callable[[bytes], bytes], outcome: str, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content(good) if callable(content) else content)
    opened = open_workbook(path)
    assert isinstance(opened, RefusedWorkbook)
    assert opened.outcome == outcome
    assert [finding.code for finding in opened.findings] == ([code] if code else [])
    for finding in opened.findings:
        assert finding.message
        assert finding.fix
        assert "{" not in finding.message + finding.fix
        assert finding.severity == ("note" if outcome == "not_a_return" else "error")


def test_a_good_form_passes_without_a_word(built_forms: dict[str, BuiltForm]) -> None:
    for form in built_forms.values():
        opened = open_workbook(form.path)
        assert isinstance(opened, SafeWorkbook)
        assert opened.notes == ()
        assert opened.unit == form.context.unit.code
        assert opened.content == form.path.read_bytes()
        assert opened.sha256 == hashlib.sha256(opened.content).hexdigest()


def test_every_byte_lost_at_the_end_is_noticed(tmp_path: Path, good: bytes) -> None:
    path = tmp_path / "a.xlsx"
    for kept in (len(good) - 1, len(good) - 30, len(good) // 3, 5):
        path.write_bytes(good[:kept])
        assert isinstance(open_workbook(path), RefusedWorkbook), kept


def test_a_stored_package_is_as_good_as_a_packed_one(tmp_path: Path, good: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = [(name, archive.read(name)) for name in archive.namelist()]
    path = tmp_path / "a.xlsx"
    path.write_bytes(zip_of(parts, zipfile.ZIP_STORED))
    assert isinstance(open_workbook(path), SafeWorkbook)


def test_a_file_beyond_the_size_limit_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "BM-01_2026-10_XP-02647.xlsx"
    with path.open("wb") as stream:
        stream.truncate(reader.MAX_FILE + 1)
    opened = open_workbook(path)
    assert isinstance(opened, RefusedWorkbook)
    assert [finding.code for finding in opened.findings] == ["F106"]
    assert opened.sha256 == ""
    assert opened.unit == "XP-02647"


def test_no_permission_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")

    def forbidden(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", forbidden)
    opened = open_workbook(path)
    assert isinstance(opened, RefusedWorkbook)
    assert opened.outcome == "rejected"
    assert [finding.code for finding in opened.findings] == ["F117"]


def test_a_missing_file_and_a_folder_are_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "thư mục.xlsx").mkdir()
    for name in ("không có.xlsx", "thư mục.xlsx"):
        opened = open_workbook(tmp_path / name)
        assert isinstance(opened, RefusedWorkbook)
        assert [finding.code for finding in opened.findings] == ["F117"]


def test_a_file_held_by_another_program_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: bytes
) -> None:
    class HeldError(PermissionError):
        winerror = 32

    path = tmp_path / "a.xlsx"
    path.write_bytes(good)
    tries: list[Path] = []
    pauses: list[float] = []
    read = Path.read_bytes

    def sometimes(self: Path) -> bytes:
        tries.append(self)
        if len(tries) < 3:
            raise HeldError
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", sometimes)
    monkeypatch.setattr(reader, "PAUSE_S", 2.0)
    monkeypatch.setattr(reader.time, "sleep", pauses.append)
    assert isinstance(open_workbook(path), SafeWorkbook)
    assert len(tries) == 3
    assert pauses == [2.0, 2.0]


def test_a_file_still_in_the_cloud_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Status:
        st_file_attributes = 0x00400000
        st_size = 10

    path = tmp_path / "a.xlsx"
    monkeypatch.setattr(Path, "stat", lambda _self, **_: Status())
    opened = open_workbook(path)
    assert isinstance(opened, RefusedWorkbook)
    assert [finding.code for finding in opened.findings] == ["F118"]


LINK = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'


@pytest.mark.parametrize(
    ("parts", "code", "word"),
    [
        ({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}, "F139", "liên kết tới tệp khác"),
        ({"xl/externalLinks/externalLink1.xml": LINK}, "F139", "DDE"),
        ({"xl/connections.xml": b"<connections/>"}, "F139", "kết nối dữ liệu"),
        ({"xl/embeddings/oleObject1.bin": b"\0"}, "F120", "tệp nhúng"),
        ({"xl/activeX/activeX1.xml": b"<a/>"}, "F120", "ActiveX"),
        ({"customUI/customUI.xml": b"<customUI/>"}, "F120", "nút lệnh"),
        ({"xl/styles.xml": replace('val="Arial"', 'val=".VnTime"')}, "F123", ".VnTime"),
    ],
)
def test_odd_but_harmless_is_noted_and_read(
    tmp_path: Path, good: bytes, parts: dict[str, bytes], code: str, word: str
) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(edit_parts(good, parts))
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook)
    assert [(note.code, note.severity) for note in opened.notes] == [(code, "note")]
    assert word in opened.notes[0].message


def test_a_wide_sheet_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(small_book(CELL.format(row=10001, cell="B10001")))
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook)
    assert [(note.code, note.sheet) for note in opened.notes] == [("F121", "Trang")]


def test_a_long_path_is_noted(tmp_path: Path, good: bytes) -> None:
    folder = tmp_path / ("d" * 110) / ("d" * 110)
    folder.mkdir(parents=True)
    path = folder / "a.xlsx"
    path.write_bytes(good)
    opened = open_workbook(path)
    assert isinstance(opened, SafeWorkbook)
    assert [note.code for note in opened.notes] == ["F124"]


@pytest.mark.parametrize(
    ("file", "unit"),
    [
        ("BM-01_2026-10_XP-02647.xlsx", "XP-02647"),
        ("bm-01_2026-10_sn-skhcn (2).xlsx", "SN-SKHCN"),
        ("Báo cáo tháng 10.xlsx", ""),
        ("XP-026477.xlsx", ""),
    ],
)
def test_unit_in_name(file: str, unit: str) -> None:
    assert unit_in_name(file) == unit


def test_file_names_are_given_in_one_unicode_form(tmp_path: Path) -> None:
    path = tmp_path / "Ba\u0301o ca\u0301o.txt"
    path.write_bytes(b"x")
    assert open_workbook(path).file == "Báo cáo.txt"


def test_every_gate_rule_tells_what_to_do() -> None:
    for code, rule in load_rules().items():
        if code.startswith("F"):
            assert rule.fix.endswith("."), code
            assert rule.message.endswith("."), code
