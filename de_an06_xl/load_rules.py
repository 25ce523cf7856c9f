"""The rules of ``rules.toml``, and the native ones spread over the columns they look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from de_an06_xl.conditions import Condition, condition
from de_an06_xl.errors import DataError
from de_an06_xl.load_toml import DATA_DIR, build_all, no_repeats, only_keys, read_toml
from de_an06_xl.model.finding import Rule, Severity
from de_an06_xl.model.form import Column, FormLayout, SheetSpec

_CODE = re.compile(r"F1\d\d|C2\d\d|R3\d\d|P4\d\d|H5\d\d|T6\d\d|S7\d\d|X9\d\d")
MISSING_REQUIRED = "C201"


@dataclass(frozen=True, slots=True)
class NativeCheck:
    """One native rule at one column of one sheet: what form and Python both evaluate, row by row."""

    rule: Rule
    sheet: str
    column: str
    when: Condition


@cache
def load_rules(path: Path | None = None) -> dict[str, Rule]:
    """Rules by code, in file order. Raises :class:`DataError` for a repeated or malformed code."""
    file = path or DATA_DIR / "rules.toml"
    tables = read_toml(file)
    only_keys(tables, ("rule",), file.name)
    rules = build_all(Rule, tables.get("rule", ()), file.name, "rule")
    no_repeats((rule.code for rule in rules), file.name, "mã quy tắc")
    for rule in rules:
        if not _CODE.fullmatch(rule.code):
            raise DataError(file.name, rule.code, "mã phải gồm một chữ của họ quy tắc và ba chữ số")
        if rule.counts and rule.severity is not Severity.ERROR:
            raise DataError(file.name, rule.code, "chỉ lỗi mới được trừ điểm")
        if rule.native_when and not (rule.types or rule.at):
            raise DataError(file.name, rule.code, "quy tắc của biểu mẫu phải nêu kiểu ô hoặc cột")
        if (rule.tolerance is None) != (not rule.tolerance_unit):
            raise DataError(file.name, rule.code, "mức chênh lệch cho phép (tolerance) phải đi kèm đơn vị")
        if len(rule.short) > 45:
            raise DataError(file.name, rule.code, "câu ngắn dài quá 45 ký tự, không vừa cột Kiểm tra")
    return {rule.code: rule for rule in rules}


@cache
def native_checks(sheet: SheetSpec, layout: FormLayout) -> tuple[NativeCheck, ...]:
    """Every native check of a sheet, in the order the form's check column reports them."""
    checks = []
    for rule in load_rules().values():
        if not rule.native_when:
            continue
        for column in sheet.inputs:
            if column.type in rule.types or f"{sheet.code}.{column.code}" in rule.at:
                checks.append(NativeCheck(rule, sheet.code, column.code, _spread(rule, column, sheet, layout)))
    return tuple(checks)


def _spread(rule: Rule, column: Column, sheet: SheetSpec, layout: FormLayout) -> Condition:
    text = re.sub(r"\bvalue\b", column.code, rule.native_when)
    if "LIST" in text:
        text = text.replace("LIST", repr(layout.list_by_code[column.list].items))
    if rule.closes_with:
        text = f"({text}) and blank({rule.closes_with})"
    when = condition(text)
    unknown = when.columns - sheet.column_by_code.keys()
    if unknown:
        raise DataError("rules.toml", rule.code, f"nhắc đến cột không có ở trang {sheet.name}: {sorted(unknown)}")
    return when
