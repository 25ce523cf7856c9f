"""The demonstration month: everything a first-time user meets, once through the real command."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from conftest import DemoRun
from data_copies import cases

from de_an06_xl.demo.make_demo import make_demo
from de_an06_xl.demo.planted_mistakes import PLANTED
from de_an06_xl.model.plan import Plan
from de_an06_xl.model.summary import Summary
from de_an06_xl.pipeline import consolidate_folder
from de_an06_xl.run_context import RunContext
from de_an06_xl.write_summary import SHEETS

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture(scope="module")
def summary(demo: DemoRun, run: RunContext) -> Summary:
    return consolidate_folder(demo.folder / "nop", run.period("2026-10"), run)


def test_the_run_goes_through(demo: DemoRun) -> None:
    assert demo.outcome.returncode == 0
    assert "Traceback" not in demo.outcome.stderr


def test_it_says_where_everything_is(demo: DemoRun) -> None:
    for place in ("bieu-mau", "nop", "tong-hop-2026-10.xlsx"):
        assert str(Path("ket-qua") / place) in demo.outcome.stdout
        assert (demo.folder / place).exists()
    assert "Phát hiện" in demo.outcome.stdout


def test_one_form_for_each_unit(demo: DemoRun, run: RunContext) -> None:
    names = {path.name for path in (demo.folder / "bieu-mau").iterdir()}
    assert names == {f"BM-01_2026-10_{unit.code}.xlsx" for unit in run.plan.units}


def test_five_are_missing_one_is_damaged_one_is_no_return(demo: DemoRun, summary: Summary) -> None:
    # 115 units report; the damaged first try and the letter lie beside their returns.
    assert len(list((demo.folder / "nop").iterdir())) == 117
    outcomes = [record.outcome for record in summary.files]
    assert outcomes.count("included") + outcomes.count("included_late") == 115
    assert outcomes.count("rejected") == outcomes.count("not_a_return") == 1
    assert summary.counts["expected"] == 120
    assert summary.counts["missing"] == 5
    assert summary.counts["late"] >= 6
    (damaged,) = [record for record in summary.files if record.outcome == "rejected"]
    assert damaged.codes == ("F105",)


# what was planted | the rule that finds it
FOUND = """
tử số lớn hơn mẫu số | R302
mẫu số bằng 0 | R301
gõ chữ vào ô số | C202
số ghi dạng chữ “1.234,5” | C221
bỏ trống tình trạng số liệu | C201
Không áp dụng mà không giải trình | C201
ngày hoàn thành sau ngày cuối kỳ | R303
tiến độ vượt 100 | C206
tiến độ ghi 0,6 thay vì 60 | R312
Hoàn thành cho việc thường xuyên | R305
trạng thái tự nghĩ ra | C207
chưa ghi ngày gửi | C201
số căn cước trong ô ghi chú | C214
chọn Chưa nhưng có văn bản | R309
ngày ghi bằng chữ không rõ | C211
"""


def test_every_planted_mistake_is_expected_here() -> None:
    assert {what for what, _ in cases(FOUND)} == {mistake.what for mistake in PLANTED}


@pytest.mark.parametrize(("what", "code"), cases(FOUND))
def test_a_planted_mistake_is_found(demo: DemoRun, summary: Summary, what: str, code: str) -> None:
    line = next(line for line in demo.outcome.stdout.splitlines() if f" {what} " in line)
    match = re.search(r"BM-01_2026-10_\S+\.xlsx", line)
    assert match
    (record,) = [record for record in summary.files if record.file == match[0]]
    assert code in record.codes


def test_good_returns_hold_no_error(demo: DemoRun, summary: Summary) -> None:
    with_errors = {finding.file for finding in summary.findings if finding.severity == "error"}
    assert with_errors
    assert all(f"│ {file} " in demo.outcome.stdout for file in with_errors)


# What a summary must hold, in this order; sheets of the product may stand between.
REQUIRED_SHEETS = (
    *("Tổng quan", "Chỉ tiêu", "Nhiệm vụ", "Xếp hạng", "Tình hình nộp", "Phát hiện", "Khó khăn – kiến nghị"),
    *("Dữ liệu", "Nguồn gốc"),
)


def test_the_summary_workbook_has_its_sheets(demo: DemoRun) -> None:
    book = openpyxl.load_workbook(demo.folder / "tong-hop-2026-10.xlsx", read_only=True)
    assert book.sheetnames == [name for name, _ in SHEETS]
    assert [name for name in book.sheetnames if name in REQUIRED_SHEETS] == list(REQUIRED_SHEETS)


def test_made_up_data_names_no_person_number(demo: DemoRun, summary: Summary) -> None:
    """The planted identity number is masked wherever the product shows it."""
    assert "010199000000" not in demo.outcome.stdout
    assert "010199000000" not in str(summary.findings)


def test_the_same_seed_gives_the_same_bytes(run: RunContext, tmp_path: Path, demo: DemoRun) -> None:
    few = (run.unit("SN-SNGV"), *[unit for unit in run.plan.units if unit.group == "commune"][:7])
    tables = {name: getattr(run.plan, name) for name in Plan.model_fields}
    small = replace(run, plan=Plan(**{**tables, "units": few}))
    digests = []
    for name in ("a", "b"):
        made = make_demo(small, tmp_path / name)
        files = sorted([*made.forms.iterdir(), *made.returns.iterdir()])
        digests.append({file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files})
    assert digests[0] == digests[1]
    # One process or several, a unit's blank form is the same.
    for file in made.forms.iterdir():
        assert file.read_bytes() == (demo.folder / "bieu-mau" / file.name).read_bytes()
