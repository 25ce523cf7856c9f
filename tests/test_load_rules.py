"""rules.toml: what is refused, how native rules spread over columns, and what every rule must keep."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from de_an06_xl.errors import DataError
from de_an06_xl.load_form import load_form
from de_an06_xl.load_rules import load_rules, native_checks
from de_an06_xl.model.finding import Rule, Severity

RULE = """
[[rule]]
code = "{code}"
severity = "{severity}"
short = "{short}"
message = "Sai."
fix = "Sửa."
{more}
"""


def write(tmp_path: Path, *rules: dict[str, str]) -> Path:
    path = tmp_path / "rules.toml"
    default = {"code": "C299", "severity": "error", "short": "Sai", "more": ""}
    path.write_text("".join(RULE.format(**{**default, **rule}) for rule in rules), encoding="utf-8")
    return path


def test_reads_rules_in_file_order(tmp_path: Path) -> None:
    path = write(tmp_path, {"code": "R399"}, {"code": "C299", "severity": "note"})
    rules = load_rules(path)
    assert list(rules) == ["R399", "C299"]
    assert rules["C299"].severity is Severity.NOTE
    assert rules["C299"].ref == "đề xuất"


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        ([{}, {}], "lặp lại"),
        ([{"code": "C1"}], "mã phải gồm"),
        ([{"code": "Q201"}], "mã phải gồm"),
        ([{"severity": "warning"}], "danh mục"),
        ([{"short": "x" * 46}], "45 ký tự"),
        ([{"severity": "query", "more": 'counts = "quality"'}], "chỉ lỗi"),
        ([{"more": 'native_when = "filled(value)"'}], "kiểu ô hoặc cột"),
        ([{"more": 'sevrity = "x"'}], "không có trong quy định"),
        ([{"more": 'counts = "points"'}], "danh mục"),
    ],
)
def test_refuses_and_names_the_reason(tmp_path: Path, rules: list[dict[str, str]], reason: str) -> None:
    with pytest.raises(DataError, match=reason):
        load_rules(write(tmp_path, *rules))


def test_refuses_a_table_that_nobody_reads(tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text("[rules]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"rules\.toml"):
        load_rules(path)


def test_native_rules_spread_over_every_column_they_name() -> None:
    layout = load_form()
    checks = {
        (check.rule.code, check.sheet, check.column) for s in layout.row_sheets for check in native_checks(s, layout)
    }
    assert {("C202", "CT", "numerator"), ("C202", "NV", "progress_pct"), ("C208", "TC", "document_date")} <= checks
    assert ("C207", "NV", "state") in checks
    assert ("C207", "NV", "result") not in checks
    for rule in load_rules().values():
        if rule.native_when:
            assert any(code == rule.code for code, _, _ in checks), f"{rule.code} looks at no cell"


def test_a_native_query_closes_with_its_reason_cell() -> None:
    layout = load_form()
    (check,) = [c for c in native_checks(layout.sheet_by_code["NV"], layout) if c.rule.code == "R311"]
    row = {"state": "Đang triển khai", "progress_pct": 100, "explanation": None}
    assert check.when.holds(row)
    assert not check.when.holds({**row, "explanation": "đang chờ nghiệm thu"})


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.code)
def test_every_rule_speaks_to_an_officer(rule: Rule) -> None:
    for text in (rule.short, rule.message, rule.fix):
        assert text == text.strip()
        assert text
    assert rule.message.endswith((".", "?")), rule.message
    assert rule.fix.endswith("."), rule.fix
    assert not rule.short.endswith(".")
    known_words = re.compile(
        r"\b(the|and|error|invalid|missing|value|cell|row|sheet|must|not|null|none|true|false|warning)\b", re.IGNORECASE
    )
    plain = "".join(literal for text in (rule.short, rule.message, rule.fix) for literal, *_ in Formatter().parse(text))
    assert not known_words.search(plain), plain


@pytest.mark.parametrize("rule", load_rules().values(), ids=lambda rule: rule.code)
def test_a_query_of_the_form_says_where_its_reason_goes(rule: Rule) -> None:
    if rule.code[0] not in "CRP" or rule.severity is not Severity.QUERY or not rule.closes_with:
        assert not (rule.closes_with and rule.severity is not Severity.QUERY), "only a query closes"
        return
    where = "dòng Giải trình chung" if rule.closes_with == "TT-11" else "cột Giải trình"
    assert where in rule.fix


def test_a_tolerance_has_a_unit(tmp_path: Path) -> None:
    text = '[[rule]]\ncode = "T601"\nseverity = "note"\nshort = "Ngắn"\nmessage = "Câu."\nfix = "Sửa."\ntolerance = 5\n'
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="T601"):
        load_rules(path)
    path.write_text(text + 'tolerance_unit = "%"\n', encoding="utf-8")
    assert load_rules(path)["T601"].tolerance == 5


def test_a_rule_says_nothing_about_blanks_unless_it_declares_so() -> None:
    rules = load_rules()
    assert {code for code, rule in rules.items() if rule.missing == "skip_if_all"} == {"T605", "T608"}
    assert rules["R324"].missing == "never_skip"
    assert rules["R314"].missing == "skip_if_any"
