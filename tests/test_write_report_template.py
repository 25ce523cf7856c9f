"""The template an office may edit: current, found faulty before the work, filled whatever Word made of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import da06
from docx import Document
from make_summary import PLAN
from openxml_audit import OpenXmlValidator
from report_months import month

from de_an06_xl.errors import DataError, InputError
from de_an06_xl.write_report import TEMPLATE, build_report_template, check_template, report_document
from de_an06_xl.write_report import sentences as sentences_module
from de_an06_xl.write_report.package import zip_package
from de_an06_xl.write_report.sentences import load_sentences

ROOT = Path(__file__).parents[1]
OFFERED = ROOT / "workbooks" / "templates" / "BaoCaoThang.docx"

Change = Callable[[str], str]


def edited(path: Path, change: Change, part: str = "word/document.xml") -> Path:
    """The product's template with one part changed."""
    with zipfile.ZipFile(TEMPLATE) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = change(parts[part].decode())
    assert changed != parts[part].decode()
    path.write_bytes(zip_package({**parts, part: changed.encode()}))
    return path


@pytest.mark.parametrize("committed", [TEMPLATE, OFFERED], ids=["used", "offered"])
def test_committed_template_is_current(committed: Path, tmp_path: Path) -> None:
    new = build_report_template(tmp_path / "new.docx")
    with zipfile.ZipFile(new) as made, zipfile.ZipFile(committed) as old:
        assert {name: made.read(name) for name in made.namelist()} == {name: old.read(name) for name in old.namelist()}


def test_template_is_sound_and_passes_its_own_check() -> None:
    assert OpenXmlValidator().validate(str(TEMPLATE)).errors == []
    check_template(TEMPLATE)


def test_a_place_spread_over_runs_is_filled(tmp_path: Path) -> None:
    def spread(text: str) -> str:
        return text.replace("{{TINH}}", "{{T</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>IN</w:t></w:r><w:r><w:t>H}}")

    template = edited(tmp_path / "mau.docx", spread)
    texts = [p.text for p in Document(io.BytesIO(report_document(month("one return"), PLAN, template))).paragraphs]
    assert "Kết quả thực hiện Đề án 06 trên địa bàn tỉnh Lào Cai" in texts


def test_what_the_office_changes_stays_changed(tmp_path: Path) -> None:
    def change(text: str) -> str:
        return text.replace('w:left="1701"', 'w:left="1984"').replace("GIÁM ĐỐC", "KT. GIÁM ĐỐC")

    template = edited(tmp_path / "mau.docx", change)
    report = Document(io.BytesIO(report_document(month("one return"), PLAN, template)))
    assert round(report.sections[0].left_margin.mm) == 35
    assert report.tables[1].cell(0, 1).paragraphs[0].text == "KT. GIÁM ĐỐC"
    grid = report.tables[2]._tbl.tblGrid
    width = sum(int(column.get(grid.tag.replace("tblGrid", "w"))) for column in grid)
    assert width <= 16838 - 1984 - 851


def test_an_office_may_drop_the_draft_note(tmp_path: Path) -> None:
    template = edited(tmp_path / "mau.docx", lambda text: text.replace("{{GHI_CHU}}", ""))
    report = Document(io.BytesIO(report_document(month("one return"), PLAN, template)))
    assert "DỰ THẢO" not in "\n".join(p.text for p in report.paragraphs)


FAULTS: dict[str, tuple[Change, str, str]] = {
    "no body": (lambda text: text.replace("{{NOI_DUNG}}", ""), "word/document.xml", "{{NOI_DUNG}}"),
    "body twice": (lambda text: text.replace("{{GHI_CHU}}", "{{NOI_DUNG}}"), "word/document.xml", "{{NOI_DUNG}}"),
    "body among words": (
        lambda text: text.replace("{{NOI_DUNG}}", "Nội dung: {{NOI_DUNG}}"),
        "word/document.xml",
        "đúng một đoạn chỉ có {{NOI_DUNG}}",
    ),
    "annexes in a table": (
        lambda text: text.replace("{{PHU_LUC}}", "").replace("Nơi nhận:", "{{PHU_LUC}}"),
        "word/document.xml",
        "{{PHU_LUC}}, đứng ngoài bảng",
    ),
    "one section": (
        lambda text: text.replace("</w:sectPr></w:pPr>", "</w:pPr>").replace(
            text[text.index("<w:sectPr>") : text.index("</w:sectPr></w:pPr>")], "", 1
        ),
        "word/document.xml",
        "phải ngắt phần (section)",
    ),
    "unknown place": (lambda text: text.replace("{{KY}}", "{{KỲ_NÀY}}"), "word/document.xml", "{{KỲ_NÀY}}"),
    "no style": (lambda text: text.replace("DA06 Cần rà soát", "Khác"), "word/styles.xml", "“DA06 Cần rà soát”"),
    "not XML": (lambda text: text[:-20], "word/document.xml", "không phải tệp Word"),
    "macros": (
        lambda text: text.replace("wordprocessingml.document.main+xml", "x").replace(
            "application/vnd.openxmlformats-officedocument.x",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "[Content_Types].xml",
        "không phải tệp Word",
    ),
    "entities": (
        lambda text: text.replace("?>", '?><!DOCTYPE x [<!ENTITY a "b">]>', 1),
        "word/document.xml",
        "không phải tệp Word",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_template_is_refused_in_one_sentence(fault: str, tmp_path: Path) -> None:
    change, part, words = FAULTS[fault]
    template = edited(tmp_path / "mau.docx", change, part)
    with pytest.raises(InputError) as refused:
        check_template(template)
    assert words in str(refused.value)
    assert "mau.docx" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"%PDF-1.7"], ids=["empty", "broken", "pdf"])
def test_what_is_no_document_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "mau.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match="không phải tệp Word"):
        check_template(path)


def test_a_template_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Không đọc được mẫu báo cáo"):
        check_template(tmp_path / "mau.docx")


# ---------------------------------------------------------------- the sentences


@contextmanager
def _sentences(path: Path, change: Change) -> Iterator[Path]:
    text = sentences_module.FILE.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    yield path


SENTENCE_FAULTS: dict[str, tuple[Change, str]] = {
    "missing": (lambda text: text.replace('nobody = "', 'x = "', 1), "returns"),
    "unknown": (lambda text: text.replace("[units]", '[units]\nmore = "x"'), "units.more: câu này không có"),
    "unknown table": (lambda text: text + '\n[other]\na = "x"\n', "bảng [other]"),
    "unknown slot": (lambda text: text.replace("{mean} điểm{means}", "{average} điểm"), "không có chỗ điền {average}"),
    "open brace": (lambda text: text.replace("{unit} (không rõ", "{unit (không rõ"), "không khép kín"),
    "not text": (lambda text: text.replace('more = "', 'more = 3 # "', 1), "phải là chữ"),
}


@pytest.mark.parametrize("fault", SENTENCE_FAULTS)
def test_a_faulty_sentence_file_is_refused(fault: str, tmp_path: Path) -> None:
    change, words = SENTENCE_FAULTS[fault]
    with _sentences(tmp_path / "cau.toml", change) as path, pytest.raises(DataError) as refused:
        load_sentences(path)
    assert words in str(refused.value)


def test_an_office_may_shorten_a_sentence(tmp_path: Path) -> None:
    with _sentences(tmp_path / "cau.toml", lambda text: text.replace("{mean} điểm{means}", "{mean} điểm")) as path:
        shorter = load_sentences(path)("returns.score", scored="9", mean="80", means="(x)", bands="y")
    assert "".join(map(str, shorter)).endswith("9 đơn vị có điểm là 80 điểm. Xếp loại: y.")


# ---------------------------------------------------------------- the command


def test_the_command_writes_summary_and_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "nop").mkdir()
    report = tmp_path / "b.docx"
    arguments = ("tong-hop", tmp_path / "nop", "--ky", "2026-10", "--ra", tmp_path / "t.xlsx", "--bao-cao", report)
    done = da06(capsys, *arguments, "--mau", OFFERED)
    assert done.code == 0
    assert f"Dự thảo báo cáo: {report}" in done.out.replace("\n", "")
    assert "120 đơn vị chưa nộp" in "\n".join(p.text for p in Document(str(report)).paragraphs)
    assert da06(capsys, *arguments, "--json").json["counts"]["missing"] == 120


COMMAND_FAULTS = """
--bao-cao b.pdf                | Báo cáo Word phải có đuôi .docx
--bao-cao không-có/b.docx      | Không ghi được vào
--mau mau.docx                 | --mau chỉ dùng cùng với --bao-cao
--bao-cao b.docx --mau sai.docx | Không đọc được mẫu báo cáo
--bao-cao mau.docx --mau mau.docx | không được ghi đè lên mẫu
"""


@pytest.mark.parametrize("line", [line for line in COMMAND_FAULTS.splitlines() if line])
def test_the_command_refuses_before_the_work(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "nop").mkdir()
    (tmp_path / "mau.docx").write_bytes(TEMPLATE.read_bytes())
    options, words = (cell.strip() for cell in line.split("|"))
    done = da06(capsys, "tong-hop", "nop", "--ky", "2026-10", "--ra", "t.xlsx", *options.split())
    assert done.code == 2
    assert words in done.err.replace("\n", " ")
    assert not (tmp_path / "t.xlsx").exists()
