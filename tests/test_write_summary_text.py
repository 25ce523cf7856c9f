"""Whatever was typed stays text in the workbook: no formula, no link to the outside, nothing that breaks the file."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest
from make_submission import Entries
from make_summary import make_finding_at, make_return, summarise
from summary_months import HEADER, of_return, table

from de_an06_xl.model.summary import RefusedFile
from de_an06_xl.write_summary import summary_workbook

DANGEROUS = """
=1+1
=HYPERLINK("http://example.invalid","x")
+84
-1
@SUM(A1)
http://example.invalid
internal:Sheet1!A1
00123
12/05/2026
<r><t>x</t></r>
<r>&</r>
_x0041_
a\tb
{=1}
"""


@pytest.mark.parametrize("text", DANGEROUS.strip("\n").splitlines())
def test_typed_text_stays_text(text: str) -> None:
    entries: Entries = {("KK", "KK-01", "content"): text, ("CT", "CT-I.1", "evidence"): text}
    book = of_return(entries)
    difficulty = book["Khó khăn – kiến nghị"].cell(HEADER + 1, 4)
    evidence = next(row[6] for row in book["Dữ liệu"].iter_rows(min_row=HEADER + 1) if row[4].value == "Minh chứng")
    for cell in (difficulty, evidence):
        assert cell.data_type == "s"
        assert cell.value.strip() == text
        assert cell.hyperlink is None
        assert cell.quotePrefix


def test_no_formula_and_no_outside_link_anywhere() -> None:
    entries: Entries = {("KK", "KK-01", "content"): "=cmd|'/c calc'!A1"}
    finding = make_finding_at("BM-01_2026-10_SN-STP.xlsx", value="=1+1", message="=2+2", fix="=3+3", sheet="=4")
    refused = RefusedFile("=5.xlsx", "0", "rejected", (make_finding_at("=5.xlsx"),))
    content = summary_workbook(summarise([make_return("SN-STP", entries, findings=[finding])], [refused]))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            text = package.read(name).decode()
            if name.startswith("xl/worksheets/sheet"):
                assert "<f>" not in text
                assert "<f " not in text
            assert 'TargetMode="External"' not in text


def test_very_long_text_and_huge_numbers_do_not_break_the_file() -> None:
    entries: Entries = {
        ("CT", "CT-I.1", "evidence"): "Ỹ" * 40_000,
        ("CT", "CT-I.1", "explanation"): "😀" * 20_000,
        ("CT", "CT-I.1", "state"): "Có số liệu",
        ("CT", "CT-I.1", "numerator"): Decimal("1E+400"),
        ("CT", "CT-I.1", "denominator"): Decimal("2E+400"),
    }
    lines = {line["Cột"]: line for line in table(of_return(entries)["Dữ liệu"]) if line["Mã dòng"] == "CT-I.1"}
    assert len(lines["Minh chứng"]["Chữ"]) == 32_767
    assert lines["Minh chứng"]["Chữ"].endswith("Ỹ…")
    assert lines["Giải trình"]["Chữ"].endswith("😀…")
    assert len(lines["Giải trình"]["Chữ"].encode("utf-16-le")) // 2 <= 32_767
    assert lines["Tử số"]["Số"] == "1E+400"
