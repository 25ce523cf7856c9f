"""3,400 made-up returns of an invented nation: real forms of real rows, made in a minute and kept between runs.

The product's own plan with 3,379 communes in place of its 99 (for 120 units the plan as it is). A dozen communes' forms
are built and filled; every other commune's is one of them with its parts patched: name and code, its own figures and
numbers of documents, and its own identity with the fingerprint its form would have had. So gate, identity and integrity
check see what they would see of a form that was issued, and no two units report the same.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import de_an06_xl
from de_an06_xl.build_forms import form_bytes, form_file_name
from de_an06_xl.demo.good_answers import good_answers
from de_an06_xl.form.lay_out_form import lay_out_form
from de_an06_xl.model.plan import Plan, Unit
from de_an06_xl.plan_workbook.records import PlanBook
from de_an06_xl.plan_workbook.write_plan_workbook import write_plan_workbook
from de_an06_xl.run_context import RunContext, load_run
from de_an06_xl.workbook_patch.package_parts import PackageParts

NATION, PERIOD = 3400, "2026-10"
_PATTERNS = 12
_FIRST_CODE = 50_001
# What stands in a pattern where a return has its own: figures, telephone number, numbers of its documents.
_FIGURES = 9_000_001
_PHONE, _LETTER, _PLAN = "@PHONE@", "@LETTER@", "@PLAN@"
_SOURCES = ("form", "build_forms", "demo", "data", "workbook_patch")


@dataclass(frozen=True, slots=True)
class Nation:
    """The folder of returns, and the plan workbook for ``--ke-hoach`` (``None``: the product's own plan)."""

    returns: Path
    plan: Path | None


@dataclass(frozen=True, slots=True)
class Pattern:
    """One commune's filled form, and the figures that stand behind its placeholders."""

    unit: Unit
    identity: str
    content: bytes
    figures: dict[int, int]


def make_nation(folder: Path | None = None, count: int = NATION) -> Nation:
    """The returns of ``count`` units in ``folder`` (default: kept in the system's folder for temporary files)."""
    folder = folder or Path(tempfile.gettempdir()) / f"da06-nation-{count}-{_fingerprint()}"
    own = load_run()
    as_shipped = count == len(own.plan.units)
    nation = Nation(folder / "nop", None if as_shipped else folder / "ke-hoach.xlsx")
    done = folder / "done"
    if done.exists():
        return nation
    nation.returns.mkdir(parents=True, exist_ok=True)
    run = own if as_shipped else replace(own, plan=nation_plan(own.plan, count))
    if nation.plan:
        write_plan_workbook(PlanBook(run.plan, run.policies), nation.plan)
    departments = [unit for unit in run.plan.units if unit.group == "department"]
    communes = [unit for unit in run.plan.units if unit.group == "commune"]
    random = Random(6)
    patterns = [_pattern(run, unit, random) for unit in communes[:_PATTERNS]]
    for unit in departments:
        context = run.form_context(unit, run.period(PERIOD))
        document = lay_out_form(context, run.layout, good_answers(context, random))
        path = nation.returns / form_file_name(context, run.layout)
        path.write_bytes(form_bytes(document, context, run.layout))
    with ProcessPoolExecutor() as pool:
        tasks = list(enumerate(communes))
        for _ in pool.map(partial(_derive, patterns, run, nation.returns), _chunks(tasks, 50)):
            pass
    done.touch()
    return nation


def nation_plan(plan: Plan, count: int) -> Plan:
    """``plan`` with so many communes that it has ``count`` units."""
    departments = [unit for unit in plan.units if unit.group == "department"]
    commune = next(unit for unit in plan.units if unit.group == "commune")
    communes = (
        commune.model_copy(
            update={"code": f"XP-{_FIRST_CODE + number}", "name": f"Xã Giả Định {number + 1:04d}", "aliases": ()}
        )
        for number in range(count - len(departments))
    )
    return Plan.model_validate(plan.model_dump() | {"units": [unit.model_dump() for unit in (*departments, *communes)]})


def _pattern(run: RunContext, unit: Unit, random: Random) -> Pattern:
    context = run.form_context(unit, run.period(PERIOD))
    answers = good_answers(context, random)
    figures: dict[int, int] = {}
    for (sheet, row_id, column), value in answers.items():
        if sheet == "CT" and column in ("numerator", "denominator"):
            figures[_FIGURES + len(figures)] = value
            answers[sheet, row_id, column] = _FIGURES + len(figures) - 1
    answers["TT", "TT-06", "value"] = _PHONE
    answers["TT", "TT-08", "value"] = f"{_LETTER}/BC-UBND"
    answers["TC", "TC-b", "document_no"] = f"{_PLAN}/KH-UBND"
    document = lay_out_form(context, run.layout, answers)
    return Pattern(unit, str(document.identity), form_bytes(document, context, run.layout), figures)


def _derive(patterns: list[Pattern], run: RunContext, folder: Path, tasks: Iterable[tuple[int, Unit]]) -> None:
    for number, unit in tasks:
        context = run.form_context(unit, run.period(PERIOD))
        content = _patched(patterns[number % len(patterns)], unit, str(lay_out_form(context, run.layout).identity))
        (folder / form_file_name(context, run.layout)).write_bytes(content)


def _patched(pattern: Pattern, unit: Unit, identity: str) -> bytes:
    random = Random(unit.code)
    factor = random.uniform(0.5, 2)
    words: dict[str, Any] = {
        pattern.identity: identity,
        pattern.unit.name: unit.name,
        pattern.unit.code: unit.code,
        _PHONE: f"0299 3{unit.code[-5:-3]} {unit.code[-3:]}",
        _LETTER: unit.code[-4:],
        _PLAN: f"{random.randint(10, 99)}{unit.code[-2:]}",
    }
    # Rounding keeps the order of figures: parts stay smaller than their wholes.
    words |= {f"<v>{mark}</v>": f"<v>{max(1, round(value * factor))}</v>" for mark, value in pattern.figures.items()}
    parts = PackageParts(pattern.content)
    for name in parts.names(".xml"):
        text = parts.read(name).decode()
        for old, new in words.items():
            text = text.replace(old, new)
        parts.write(name, text.encode())
    return parts.to_bytes()


def _chunks(tasks: list[tuple[int, Unit]], size: int) -> list[list[tuple[int, Unit]]]:
    return [tasks[start : start + size] for start in range(0, len(tasks), size)]


def _fingerprint() -> str:
    """Of everything a form is made from: another release makes its returns anew."""
    root = Path(de_an06_xl.__file__).parent
    files = sorted(path for place in _SOURCES for path in (root / place).rglob("*") if path.suffix in (".py", ".toml"))
    files.append(Path(__file__))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


if __name__ == "__main__":
    made = make_nation(count=int(sys.argv[1]) if len(sys.argv) > 1 else NATION)
    print(made.plan, made.returns)
