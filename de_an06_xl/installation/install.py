"""``install``: everything for one user, step by step, each step in the record before the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from de_an06_xl.control_workbook.names import INTERPRETER_KEY
from de_an06_xl.installation.calc_extension import put_extension
from de_an06_xl.installation.launcher import launcher_files
from de_an06_xl.installation.places import Places
from de_an06_xl.installation.put_files import make_folder, put_text, put_workbook
from de_an06_xl.installation.record import Record, read_record, write_record
from de_an06_xl.installation.report import Report
from de_an06_xl.installation.trusted_folders import how_to_trust, trust_folders
from de_an06_xl.product_files import product_file
from de_an06_xl.surroundings import ZONE_STREAM, surroundings
from de_an06_xl.surroundings.environment import Environment

ADD_IN, WORKBOOK = "DeAn06.xlam", "TongHop.xlsm"


def install(
    environment: Environment, places: Places, interpreter: Path, *, trust: bool = False, calc: bool = False
) -> Report:
    """Put add-in, workbook and launcher in their places; ``trust`` also makes the folders trusted ones in Excel,
    ``calc`` adds the functions to LibreOffice Calc.

    ``interpreter`` is the Python that has this package. Done twice it changes nothing more. Raises
    :class:`~de_an06_xl.errors.InstallError` or ``OutputError`` when a step cannot be done; what was done before it
    stands in the record.
    """
    record, report = read_record(places.record), Report()
    workbooks = _workbooks(places)
    _put_workbooks(workbooks, interpreter, places, record, report)
    _put_launcher(environment, places, interpreter, record, report)
    if calc:
        put_extension(environment, places, interpreter, record, report)
    if workbooks:
        _unmark(environment, workbooks.values())
        folders = list(dict.fromkeys(target.parent for target in workbooks.values()))
        if trust:
            report.done += trust_folders(environment, folders, record)
            write_record(places.record, record)
        else:
            report.to_do.append(how_to_trust(folders))
        report.to_do.append(
            "Bật phần bổ trợ một lần: trong Excel vào Tệp > Tùy chọn > Phần bổ trợ > Đi…, "
            f"đánh dấu {ADD_IN[:-5]}, bấm OK."
        )
    report.findings += surroundings(
        environment,
        files=workbooks.values(),
        folders=[places.work],
        programs=[interpreter, places.work, *([places.add_ins] if places.add_ins else [])],
        add_in=workbooks.get(ADD_IN),
    )
    return report


def config_values(interpreter: Path) -> dict[str, str]:
    """What the workbooks must know to find this package."""
    return {INTERPRETER_KEY: str(interpreter), "PYTHONPATH": str(Path(__file__).resolve().parents[2])}


def _workbooks(places: Places) -> dict[str, Path]:
    """Name of a macro workbook → where it goes; none where there is no Excel for Windows."""
    if places.add_ins is None:
        return {}
    return {ADD_IN: places.add_ins / ADD_IN, WORKBOOK: places.work / WORKBOOK}


def _put_workbooks(
    workbooks: Mapping[str, Path], interpreter: Path, places: Places, record: Record, report: Report
) -> None:
    config = config_values(interpreter)
    for name, target in workbooks.items():
        source = product_file(f"templates/{name}")
        make_folder(target.parent, record)
        report.done.append(put_workbook(source, target, config, record))
        write_record(places.record, record)


def _put_launcher(environment: Environment, places: Places, interpreter: Path, record: Record, report: Report) -> None:
    make_folder(places.work, record)
    for name, content in launcher_files(environment.system, interpreter).items():
        report.done.append(put_text(content, places.work / name, record, executable=name.endswith(".sh")))
        write_record(places.record, record)


def _unmark(environment: Environment, files: Iterable[Path]) -> None:
    """Our copies are written, not downloaded; a mark that is there all the same goes, where the machine lets us."""
    for file in files:
        if environment.read_stream(file, ZONE_STREAM):
            environment.remove_stream(file, ZONE_STREAM)
