"""Who may import whom, read from the real tree: the drawing in the package's docstring, held."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = "de_an06_xl"
ROOT = Path(__file__).parents[1] / PACKAGE

# One name for each step of the run; a package of that name is the step with all its modules.
STAGES = (
    "build_forms",
    "open_workbook",
    "read_cells",
    "parse_submission",
    "check_integrity",
    "check_submission",
    "check_history",
    "score_submission",
    "digest_return",
    "check_province",
    "consolidate",
    "compare_returns",
    "warn_ahead",
    "write_summary",
    "write_report",
    "return_copy",
    "write_exports",
    "write_cards",
    "compare_months",
    "history",
)
ADAPTERS = ("cli", "excel")
# Library → the places that may import it at all; a module or a package.
HOMES = {
    "python_calamine": ("read_cells",),
    "xlsxwriter": (
        "build_forms",
        "write_summary",
        "plan_workbook",
        "write_dry_run",
        "self_test",
        "build_macro_workbooks",
        "functions",
        "write_comparison",
        "write_cards",
    ),
    "typer": ("cli",),
    "rich": ("cli",),
    "pyopenvba": ("build_macro_workbooks",),
    "xlwings": ("excel",),
    "sqlalchemy": ("history",),
    "docx": ("write_report",),
    # Starting programs: LibreOffice's manager of extensions, and the bridge that runs inside LibreOffice.
    "subprocess": ("surroundings", "functions"),
}
# Libraries too slow to load for a run that may not need them: only inside functions.
NEVER_AT_START = ("pandas", "pyopenvba", "xlwings", "openpyxl", "sqlalchemy", "docx")
# Excel alone loads the module of worksheet functions: xlwings' decorators must run with it.
MAY_START_WITH = {"xlwings": ("excel",)}
# The product opens no socket.
NEVER = ("socket", "ssl", "urllib", "http", "requests", "ftplib", "smtplib", "telnetlib", "webbrowser", "pickle")
SHAPELESS = ("utils", "util", "helpers", "helper", "common", "misc", "tools", "base")
LONGEST = 400

Imports = Mapping[str, frozenset[str]]
"""Module → every name it imports, as a dotted path (``de_an06_xl.errors``, ``pandas``)."""


def modules(root: Path) -> dict[str, Path]:
    """Dotted name → file, of every module below the package folder ``root``."""
    return {_name(path, root): path for path in sorted(root.rglob("*.py"))}


def _name(path: Path, root: Path) -> str:
    parts = [root.name, *path.relative_to(root).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(name: str, path: Path, known: Iterable[str], *, at_start_only: bool = False) -> frozenset[str]:
    """What the module imports; ``from package import module`` counts as importing the module."""
    known = set(known)
    found: set[str] = set()
    for node in _import_nodes(ast.parse(path.read_text(encoding="utf-8")), at_start_only=at_start_only):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
            continue
        base = _absolute(node, name, is_package=path.name == "__init__.py")
        for alias in node.names:
            deeper = f"{base}.{alias.name}"
            found.add(deeper if deeper in known else base)
    return frozenset(found - {name})


def _import_nodes(tree: ast.AST, *, at_start_only: bool) -> Iterator[ast.Import | ast.ImportFrom]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node
        lazy = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)) or _only_for_types(node)
        if not (at_start_only and lazy):
            yield from _import_nodes(node, at_start_only=at_start_only)


def _only_for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")


def _absolute(node: ast.ImportFrom, name: str, *, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    above = parts[: len(parts) - node.level + (1 if is_package else 0)]
    return ".".join([*above, *([node.module] if node.module else [])])


def place(module: str) -> str:
    """The module or package directly below the package root that ``module`` belongs to (``""``: outside)."""
    parts = module.split(".")
    return parts[1] if parts[0] == PACKAGE and len(parts) > 1 else ""


def library(module: str) -> str:
    return module.partition(".")[0]


def crossing(imports: Imports, groups: Iterable[str]) -> list[str]:
    """Imports from one of ``groups`` into another."""
    groups = set(groups)
    return [
        f"{name} → {target}"
        for name, targets in imports.items()
        for target in sorted(targets)
        if {place(name), place(target)} <= groups and place(name) != place(target)
    ]


def outside(imports: Imports, lib: str, homes: Iterable[str]) -> list[str]:
    """Modules beyond ``homes`` that import the library."""
    return [name for name, targets in imports.items() if place(name) not in homes and lib in map(library, targets)]


def cycle(imports: Imports) -> list[str]:
    """The modules of one import cycle, empty when there is none."""
    done: set[str] = set()

    def visit(name: str, trail: list[str]) -> list[str]:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done or name not in imports:
            return []
        for target in sorted(imports[name]):
            found = visit(target, [*trail, name])
            if found:
                return found
        done.add(name)
        return []

    for name in imports:
        found = visit(name, [])
        if found:
            return found
    return []


FILES = modules(ROOT)
ALL = {name: imports_of(name, path, FILES) for name, path in FILES.items()}
AT_START = {name: imports_of(name, path, FILES, at_start_only=True) for name, path in FILES.items()}


def test_stages_never_import_each_other() -> None:
    assert crossing(ALL, STAGES) == []


def test_stages_meet_in_the_pipeline() -> None:
    met = {place(target) for target in ALL[f"{PACKAGE}.pipeline"]} & set(STAGES)
    assert {"open_workbook", "read_cells", "parse_submission", "check_submission", "score_submission"} <= met
    assert {"consolidate", "write_summary"} <= met


def test_nothing_imports_the_adapters() -> None:
    allowed = {*ADAPTERS, "__main__"}
    guilty = [
        f"{name} → {target}"
        for name, targets in ALL.items()
        for target in targets
        if place(target) in ADAPTERS and place(name) not in allowed
    ]
    assert guilty == []
    assert any(place(target) == "cli" for target in ALL[f"{PACKAGE}.__main__"])


def test_the_model_knows_nobody() -> None:
    allowed = {"model", "errors"}
    nouns = {name: targets for name, targets in ALL.items() if place(name) == "model"}
    assert len(nouns) >= 8
    for name, targets in nouns.items():
        own = {place(target) for target in targets if library(target) == PACKAGE}
        foreign = {library(target) for target in targets} - {PACKAGE} - sys.stdlib_module_names
        assert own <= allowed, name
        assert foreign <= {"pydantic"}, name


def test_the_model_does_no_input_or_output() -> None:
    touching = {"os", "io", "shutil", "tempfile", "zipfile", "csv", "tomllib", "json"}
    nouns = {name: set(map(library, targets)) for name, targets in ALL.items() if place(name) == "model"}
    assert {name: libs & touching for name, libs in nouns.items() if libs & touching} == {}


def test_there_is_no_import_cycle_even_inside_functions() -> None:
    assert cycle(ALL) == []


def test_there_is_no_import_cycle_between_packages_even_inside_functions() -> None:
    between = {
        start: frozenset(place(target) for name in ALL if place(name) == start for target in ALL[name]) - {start, ""}
        for start in {place(name) for name in ALL} - {""}
    }
    assert len(between) > 30
    assert cycle(between) == []


@pytest.mark.parametrize("lib", HOMES)
def test_a_library_stays_at_home(lib: str) -> None:
    assert outside(ALL, lib, HOMES[lib]) == []


def test_calamine_and_xlsxwriter_are_where_they_belong() -> None:
    assert "python_calamine" in ALL[f"{PACKAGE}.read_cells"]
    assert "xlsxwriter" in map(library, ALL[f"{PACKAGE}.build_forms"])


@pytest.mark.parametrize("lib", NEVER_AT_START)
def test_slow_libraries_are_imported_only_where_used(lib: str) -> None:
    assert outside(AT_START, lib, MAY_START_WITH.get(lib, ())) == []


def test_no_socket_and_no_pickle() -> None:
    assert {lib: outside(ALL, lib, ()) for lib in NEVER if outside(ALL, lib, ())} == {}


def test_csv_is_written_in_one_guarded_place() -> None:
    writing = ("csv.writer", "csv.DictWriter", "to_csv")
    writers = {
        name
        for name, path in FILES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and ast.unparse(node).endswith(writing)
    }
    assert writers == {f"{PACKAGE}.output_files.guarded_csv"}


def test_check_functions_are_all_registered_from_their_package() -> None:
    families = {name for name, targets in ALL.items() if place(name) == "check_submission" and _registers(FILES[name])}
    assert len(families) >= 10
    assert families <= ALL[f"{PACKAGE}.check_submission"]


def _registers(path: Path) -> bool:
    return "\n@rule(" in path.read_text(encoding="utf-8")


def test_help_loads_no_slow_library() -> None:
    script = (
        "import sys; from de_an06_xl.cli.app import run_command_line\n"
        "try: run_command_line(['--help'])\n"
        "except SystemExit: pass\n"
        "import sys; print('LOADED', *[m for m in sys.argv[1:] if m in sys.modules], file=sys.stderr)"
    )
    names = (*NEVER_AT_START, "xlsxwriter", "python_calamine")
    run = subprocess.run([sys.executable, "-c", script, *names], capture_output=True, text=True, check=True)
    assert run.stderr.strip().splitlines()[-1] == "LOADED"


def test_file_names_say_what_is_inside() -> None:
    assert [name for name in FILES if name.rpartition(".")[2] in SHAPELESS] == []


def test_no_module_is_too_long() -> None:
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in FILES.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}
    assert len(lengths) > 50


# ---------------------------------------------------------------- the guards themselves


def _tree(tmp_path: Path, files: Mapping[str, str]) -> dict[str, Path]:
    root = tmp_path / PACKAGE
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return modules(root)


def test_the_guards_see_every_way_to_import(tmp_path: Path) -> None:
    files = _tree(
        tmp_path,
        {
            "__init__.py": "",
            "a.py": "def f():\n    from de_an06_xl.read_cells import read\n",
            "b/__init__.py": "from . import c\nimport pandas.core\n",
            "b/c.py": "from ..a import f\nfrom de_an06_xl import b\nimport typing\n"
            "if typing.TYPE_CHECKING:\n    import xlwings\n",
            "read_cells.py": "try:\n    import openpyxl\nexcept ImportError:\n    pass\n",
        },
    )
    found = {name: imports_of(name, path, files) for name, path in files.items()}
    assert found["de_an06_xl.a"] == {"de_an06_xl.read_cells"}
    assert found["de_an06_xl.b"] == {"de_an06_xl.b.c", "pandas.core"}
    assert found["de_an06_xl.b.c"] == {"de_an06_xl.a", "de_an06_xl.b", "typing", "xlwings"}
    start = {name: imports_of(name, path, files, at_start_only=True) for name, path in files.items()}
    assert start["de_an06_xl.a"] == frozenset()
    assert "xlwings" not in start["de_an06_xl.b.c"]
    assert outside(start, "openpyxl", ()) == ["de_an06_xl.read_cells"]
    assert outside(found, "pandas", ()) == ["de_an06_xl.b"]
    assert outside(found, "pandas", ("b",)) == []
    assert crossing(found, ("a", "read_cells")) == ["de_an06_xl.a → de_an06_xl.read_cells"]
    assert cycle(found) == ["de_an06_xl.b", "de_an06_xl.b.c", "de_an06_xl.b"]
    assert cycle({"x": frozenset({"y"}), "y": frozenset()}) == []
