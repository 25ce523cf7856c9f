"""``run_self_test``: the whole look at a machine, one step after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from de_an06_xl.findings import make_finding
from de_an06_xl.installation.places import Places
from de_an06_xl.model.finding import Finding
from de_an06_xl.self_test.list_versions import list_packages, list_versions, other_versions
from de_an06_xl.self_test.look_at_paths import UsedPaths, look_at_paths, lost_interpreters
from de_an06_xl.self_test.mask_names import mask_path
from de_an06_xl.self_test.model import ExcelProbe, MachinePath, SelfTest
from de_an06_xl.self_test.pass_values import changed_values, pass_values
from de_an06_xl.self_test.time_functions import COUNT, time_functions
from de_an06_xl.self_test.ways_left import ways_left
from de_an06_xl.surroundings import surroundings, without_excel
from de_an06_xl.surroundings.environment import WINDOWS, Environment
from de_an06_xl.surroundings.excel_program import find_excel
from de_an06_xl.surroundings.policies import policy_states

_UTF8 = 65001


def run_self_test(
    environment: Environment,
    places: Places,
    interpreter: Path,
    folders: Sequence[Path] = (),
    excel: ExcelProbe | None = None,
) -> SelfTest:
    """Look at the machine; ``folders`` are those of returns and results the user asks about.

    What an Excel at hand cannot do is a sentence among the ``faults``, and the rest goes on.
    """
    paths = look_at_paths(interpreter, places, folders)
    test = SelfTest(versions=list_versions(), code_pages=dict(environment.code_pages()), packages=list_packages())
    test.excel = find_excel(environment.registry)
    test.paths = _machine_paths(environment, paths)
    test.policies = policy_states(environment.registry)
    _pass_and_time(test, excel)
    test.findings = [
        *surroundings(
            environment,
            files=paths.workbooks,
            folders=paths.folders,
            programs=tuple(paths.programs.values()),
            add_in=paths.add_in,
            shown=lambda path: mask_path(path, environment.variables),
        ),
        *other_versions(test.packages),
        *_narrow_console(environment, test),
        *without_excel(environment),
        *changed_values(test.passages),
        *lost_interpreters(environment, paths),
    ]
    test.open_ways, test.closed_ways = ways_left(test.findings)
    return test


def _machine_paths(environment: Environment, paths: UsedPaths) -> list[MachinePath]:
    named: list[tuple[str, PurePath]] = [
        *paths.programs.items(),
        *(("workbook", path) for path in paths.workbooks),
        *(("folder", path) for path in paths.folders),
    ]
    return [
        MachinePath(
            what, mask_path(path, environment.variables), len(str(path)), str(path).isascii(), environment.exists(path)
        )
        for what, path in named
    ]


def _pass_and_time(test: SelfTest, excel: ExcelProbe | None) -> None:
    with TemporaryDirectory(prefix="da06-") as folder:
        try:
            test.passages = pass_values(Path(folder), excel)
        except Exception as error:
            # Excel can refuse in more ways than anybody can list; what works without it is still looked at.
            test.faults.append(f"Excel không đọc, ghi được giá trị thử ({type(error).__name__}).")
            test.passages = pass_values(Path(folder))
    test.timings.append(time_functions())
    if excel:
        try:
            timing = excel.time_calls(COUNT)
        except Exception as error:
            test.faults.append(f"Excel không tính được hàm thử ({type(error).__name__}).")
        else:
            test.timings += [timing] if timing else []


def _narrow_console(environment: Environment, test: SelfTest) -> list[Finding]:
    page = test.code_pages.get("console")
    if environment.system != WINDOWS or page in (None, 0, _UTF8):
        return []
    return [make_finding("X914", "máy này", value=page)]
