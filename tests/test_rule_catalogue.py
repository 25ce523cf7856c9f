"""One list of rules: codes in rules.toml = in the code = in RULES.md = exercised by tests, as equal sets."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from rule_examples import examples

from de_an06_xl import check_submission
from de_an06_xl.check_submission.registry import rule
from de_an06_xl.load_form import load_form
from de_an06_xl.load_rules import load_rules, native_checks
from de_an06_xl.write_rules_doc import rules_document

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "de_an06_xl"
CODE = re.compile(r"\b[A-Z]\d{3}\b")
_CHECKED_HERE = ("R", "P")


def _codes_written_in(path: Path) -> set[str]:
    """Codes that stand as whole text constants in a module: those it raises by name."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if CODE.fullmatch(text)}


def _implemented() -> set[str]:
    layout = load_form()
    native = {check.rule.code for sheet in layout.row_sheets for check in native_checks(sheet, layout)}
    families = Path(check_submission.__file__).parent
    others = [path for path in PACKAGE.rglob("*.py") if families not in path.parents and "demo" not in path.parts]
    return native | rule.codes | set[str]().union(*map(_codes_written_in, others))


def _checked_by_examples(code: str) -> bool:
    """Families R and P, and the cell rules of check_submission (reading has its own C codes)."""
    return code[0] in _CHECKED_HERE or code in rule.codes or load_rules()[code].native


def test_every_rule_is_implemented_and_nothing_else_is() -> None:
    assert _implemented() == set(load_rules())


def test_registered_functions_are_the_rules_that_the_form_does_not_show() -> None:
    native = {code for code, one in load_rules().items() if one.native}
    assert not rule.codes & native
    assert {code for code in load_rules() if code[0] in _CHECKED_HERE} <= rule.codes | native


def test_rules_md_lists_exactly_the_rules() -> None:
    listed = re.findall(r"^\| ([A-Z]\d{3}) \|", (ROOT / "RULES.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == set(load_rules())


def test_rules_md_is_current() -> None:
    written = (ROOT / "RULES.md").read_bytes().decode("utf-8")
    assert written == rules_document(), "RULES.md is old; run: da06 xay-dung"


def test_rules_md_names_the_command_that_makes_it_and_every_reference() -> None:
    document = rules_document()
    assert "`da06 xay-dung`" in document
    for one in load_rules().values():
        (line,) = [line for line in document.splitlines() if line.startswith(f"| {one.code} |")]
        assert f"| {one.severity.label_vi} |" in line
        assert line.endswith(f" | {one.ref} |")
        assert len(re.findall(r"(?<!\\)\|", line)) == 8


def test_every_rule_of_the_return_has_one_example_and_no_example_is_left_over() -> None:
    codes = [example.code for example in examples()]
    assert len(codes) == len(set(codes))
    assert set(codes) == {code for code in load_rules() if _checked_by_examples(code)}
    assert all(example.fails.strip() and example.passes.strip() for example in examples())


def test_every_other_rule_is_exercised_by_a_test_that_names_it() -> None:
    tests = [path for path in Path(__file__).parent.rglob("*.py") if path != Path(__file__)]
    named = set[str]().union(*(set(CODE.findall(path.read_text(encoding="utf-8"))) for path in tests))
    others = {code for code in load_rules() if not _checked_by_examples(code)}
    assert others - named == set()


def test_there_are_rules_in_number() -> None:
    families = {letter: sum(code.startswith(letter) for code in load_rules()) for letter in "FCRP"}
    assert sum(families.values()) >= 90
    assert all(count >= 15 for count in families.values()), families


def test_no_code_outside_the_families() -> None:
    assert {code[0] for code in load_rules()} <= set("FCRPHTSX")
