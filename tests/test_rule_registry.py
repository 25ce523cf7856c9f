"""What every family of rules shares: one function per code, blanks, tolerance."""

from __future__ import annotations

from decimal import Decimal

import pytest
from rule_examples import context_of, examples, findings_of

from de_an06_xl.errors import DataError
from de_an06_xl.load_rules import load_rules
from de_an06_xl.rule_registry import Registry, enough, tolerance_of


def test_a_code_has_one_function() -> None:
    registry: Registry[int, str] = Registry()

    @registry("T601")
    def one(material: int) -> list[str]:
        return ["x"] * material

    with pytest.raises(DataError, match="T601"):
        registry("T601")(one)
    assert registry.codes == {"T601"}
    assert list(registry.hits(2)) == [("T601", "x"), ("T601", "x")]


def test_tolerance_comes_from_the_rules() -> None:
    assert tolerance_of("R355") == Decimal(2)
    with pytest.raises(DataError, match="C201"):
        tolerance_of("C201")


@pytest.mark.parametrize(
    ("values", "speaks"),
    [((1, 2), "any all never"), ((1, None), "all never"), ((None, None), "never"), ((0, 0), "any all never")],
)
def test_missing_values(values: tuple[object, ...], speaks: str) -> None:
    assert enough("skip_if_any", values) == ("any" in speaks)
    assert enough("skip_if_all", values) == ("all" in speaks)
    assert enough("never_skip", values) == ("never" in speaks)


def test_the_policy_of_a_rule_decides_about_a_blank_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = [example for example in examples() if example.code == "R324"]
    context = context_of(example.unit, example.period)
    assert "R324" in [finding.code for finding in findings_of(example.fails, context)]
    rule = load_rules()["R324"]
    monkeypatch.setitem(load_rules(), "R324", rule.model_copy(update={"missing": "skip_if_any"}))
    assert "R324" not in [finding.code for finding in findings_of(example.fails, context)]
