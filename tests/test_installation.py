"""Installing for one user and taking away exactly that, on a made-up Windows."""

from __future__ import annotations

import io
import json
import os
import sys
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from command_line import da06
from simulated_windows import EXCEL_365, MARKED, MadeUpRegistry, Marks, windows

from de_an06_xl import product_files
from de_an06_xl.control_workbook.names import CONFIG_SHEET
from de_an06_xl.errors import Da06Error, InstallError
from de_an06_xl.functions.calc_addin.da06_bridge import read_settings
from de_an06_xl.functions.calc_addin.write_addin import IDENTIFIER
from de_an06_xl.installation import Places, Report, find_places, install, uninstall
from de_an06_xl.installation.config_sheet import read_config, set_config
from de_an06_xl.product_files import product_file
from de_an06_xl.surroundings.environment import Environment
from de_an06_xl.surroundings.run_program import find_program, run_program

ROOT = Path(__file__).resolve().parents[1]
PYTHON = Path("C:/DeAn06/.venv/Scripts/python.exe")
TRUSTED = r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"


def macro_book(title: str) -> bytes:
    """Stands for a shipped macro workbook: a front sheet and the config sheet."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        made.add_worksheet("Bảng điều khiển").write(0, 0, title)
        config = made.add_worksheet(CONFIG_SHEET)
        config.write_row(0, 0, ("INTERPRETER_WIN", ""))
        config.write_row(1, 0, ("PYTHONPATH", ""))
    return out.getvalue()


@pytest.fixture(autouse=True)
def _shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ready-made files: made-up workbooks, the real launchers."""
    shipped = tmp_path / "bộ cài"
    (shipped / "templates").mkdir(parents=True)
    for name in ("DeAn06.xlam", "TongHop.xlsm"):
        (shipped / "templates" / name).write_bytes(macro_book(name))
    (shipped / "templates" / "DeAn06.oxt").write_bytes(b"PK")
    (shipped / "launcher").symlink_to(product_files._CLONE / "launcher")
    monkeypatch.setattr(product_files, "_CLONE", shipped)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "Users" / "canbo").mkdir(parents=True)
    return tmp_path / "Users" / "canbo"


def tree(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file()}


def put(machine: Environment, home: Path, **how: bool) -> Report:
    return install(machine, find_places(machine), PYTHON, **how)


def test_everything_lies_in_its_place_with_the_interpreter_written_in(home: Path) -> None:
    put(windows(home), home)
    found = tree(home)
    assert set(found) == {
        "AppData/Roaming/Microsoft/AddIns/DeAn06.xlam",
        "AppData/Roaming/DeAn06/cai-dat.json",
        "DeAn06/TongHop.xlsm",
        "DeAn06/tong-hop.cmd",
        "DeAn06/thieu-python.txt",
    }
    for name in ("DeAn06/TongHop.xlsm", "AppData/Roaming/Microsoft/AddIns/DeAn06.xlam"):
        config = read_config(found[name]) or {}
        assert config["INTERPRETER_WIN"] == str(PYTHON)
        assert (Path(config["PYTHONPATH"]) / "de_an06_xl" / "pipeline.py").is_file()
        assert openpyxl.load_workbook(io.BytesIO(found[name]))["Bảng điều khiển"]["A1"].value == Path(name).name
    assert f'set "DA06_PYTHON={PYTHON}"\r\n'.encode() in found["DeAn06/tong-hop.cmd"]


def test_the_working_folder_can_be_chosen(home: Path, tmp_path: Path) -> None:
    machine = windows(home)
    install(machine, find_places(machine, tmp_path / "D" / "DeAn06"), PYTHON)
    assert (tmp_path / "D" / "DeAn06" / "TongHop.xlsm").is_file()
    assert not (home / "DeAn06").exists()
    uninstall(machine, find_places(machine))
    assert not (tmp_path / "D").exists()


def test_a_second_time_changes_nothing(home: Path) -> None:
    machine = windows(home, MadeUpRegistry(EXCEL_365))
    put(machine, home, trust=True)
    before = tree(home), json.dumps(machine.registry.content)  # type: ignore[attr-defined]
    report = put(machine, home, trust=True)
    assert (tree(home), json.dumps(machine.registry.content)) == before  # type: ignore[attr-defined]
    assert not any("Đã chép" in sentence or "Đã thêm" in sentence for sentence in report.done)


def test_the_removal_leaves_the_machine_as_it_was(home: Path) -> None:
    registry = MadeUpRegistry({"HKCU": {rf"{TRUSTED}\Location0": {"Path": "C:\\Khac\\"}}})
    before = json.dumps(registry.content)
    other = home / "AppData" / "Roaming" / "Microsoft" / "AddIns" / "khac.xlam"
    other.parent.mkdir(parents=True)
    other.write_bytes(b"PK")
    machine = windows(home, registry)
    put(machine, home, trust=True)
    assert json.dumps(registry.content) != before
    report = uninstall(machine, find_places(machine))
    assert set(tree(home)) == {"AppData/Roaming/Microsoft/AddIns/khac.xlam"}
    assert not (home / "DeAn06").exists()
    assert not (home / "AppData" / "Roaming" / "DeAn06").exists()
    assert json.dumps(registry.content) == before
    assert report.to_do == []
    assert "chưa cài gì" in uninstall(machine, find_places(machine)).done[0]


def changed_by_user(content: bytes) -> bytes:
    """The workbook as the user saved it, with data of their own and another interpreter."""
    return set_config(content, {"INTERPRETER_WIN": "C:/cu/python.exe", "DU LIEU": "của người dùng"})


def test_a_workbook_with_the_users_data_is_kept_and_pointed_to_the_new_interpreter(home: Path) -> None:
    machine, book = windows(home), home / "DeAn06" / "TongHop.xlsm"
    put(machine, home)
    book.write_bytes(changed_by_user(book.read_bytes()))
    for _ in range(2):
        report = put(machine, home)
        config = read_config(book.read_bytes()) or {}
        assert config["DU LIEU"] == "của người dùng"
        assert config["INTERPRETER_WIN"] == str(PYTHON)
        assert any("Giữ nguyên" in sentence and "TongHop.xlsm" in sentence for sentence in report.done)
    report = uninstall(machine, find_places(machine))
    assert set(tree(home)) == {"DeAn06/TongHop.xlsm"}
    assert any("được giữ lại" in sentence for sentence in report.to_do)


def test_a_workbook_changed_since_survives_the_removal(home: Path) -> None:
    machine, book = windows(home), home / "DeAn06" / "TongHop.xlsm"
    put(machine, home)
    book.write_bytes(changed_by_user(book.read_bytes()))
    report = uninstall(machine, find_places(machine))
    assert set(tree(home)) == {"DeAn06/TongHop.xlsm"}
    assert any("đã được sửa" in sentence for sentence in report.to_do)


def test_an_untouched_workbook_of_an_older_release_is_replaced(home: Path, tmp_path: Path) -> None:
    machine = windows(home)
    put(machine, home)
    (tmp_path / "bộ cài" / "templates" / "TongHop.xlsm").write_bytes(macro_book("bản mới"))
    put(machine, home)
    sheet = openpyxl.load_workbook(home / "DeAn06" / "TongHop.xlsm")["Bảng điều khiển"]
    assert sheet["A1"].value == "bản mới"


@pytest.mark.parametrize("content", [b"khong phai so tinh", b"PK\x03\x04", b""])
def test_a_foreign_file_of_that_name_is_never_overwritten(home: Path, content: bytes) -> None:
    book = home / "DeAn06" / "TongHop.xlsm"
    book.parent.mkdir()
    book.write_bytes(content)
    if not content:
        put(windows(home), home)
        assert read_config(book.read_bytes())
        return
    with pytest.raises(InstallError, match="không phải của công cụ này"):
        put(windows(home), home)
    assert book.read_bytes() == content


# ---------------------------------------------------------------- trusted folders


def test_no_folder_is_trusted_unless_asked_for(home: Path) -> None:
    registry = MadeUpRegistry(EXCEL_365)
    report = put(windows(home, registry), home)
    assert registry.content["HKCU"] == {}
    (told,) = [sentence for sentence in report.to_do if "Vị trí Tin cậy" in sentence]
    assert str(home / "DeAn06") in told
    assert "--tin-cay" in told


def test_trusted_when_asked_for_without_subfolders(home: Path) -> None:
    registry = MadeUpRegistry({"HKCU": {rf"{TRUSTED}\Location0": {"Path": "C:\\Khac\\"}}})
    put(windows(home, registry), home, trust=True)
    written = {key: values for key, values in registry.content["HKCU"].items() if "Khac" not in str(values)}
    assert [values["Path"] for values in written.values()] == [
        f"{home / 'AppData' / 'Roaming' / 'Microsoft' / 'AddIns'}\\",
        f"{home / 'DeAn06'}\\",
    ]
    assert all(values["AllowSubFolders"] == 0 for values in written.values())
    assert list(written) == [rf"{TRUSTED}\Location1", rf"{TRUSTED}\Location2"]


def test_every_office_of_the_user_is_told(home: Path) -> None:
    registry = MadeUpRegistry(
        {"HKCU": {rf"Software\Microsoft\Office\{version}\Excel\Options": {"X": 1} for version in ("14.0", "16.0")}}
    )
    put(windows(home, registry), home, trust=True)
    keys = [key for key in registry.content["HKCU"] if "Trusted" in key]
    assert {key.split("\\")[3] for key in keys} == {"14.0", "16.0"}


REFUSALS: dict[str, tuple[Callable[[Environment], Environment], str]] = {
    "admin": (lambda machine: replace(machine, is_elevated=lambda: True), "quyền quản trị"),
    "locked": (lambda machine: replace(machine, registry=MadeUpRegistry(locked=True)), "không cho thêm"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_trust_is_refused(home: Path, name: str) -> None:
    change, words = REFUSALS[name]
    machine = change(windows(home))
    with pytest.raises(InstallError, match=words):
        put(machine, home, trust=True)
    # What was done before stands in the record and can be taken away.
    uninstall(machine, find_places(machine))
    assert tree(home) == {}


def test_a_folder_on_the_network_is_never_trusted(home: Path) -> None:
    machine = windows(home)
    places = replace(find_places(machine), add_ins=Path(f"//{home.as_posix().lstrip('/')}/AddIns"))
    with pytest.raises(InstallError, match="thư mục mạng"):
        install(machine, places, PYTHON, trust=True)


def test_an_entry_that_somebody_changed_since_is_left_alone(home: Path) -> None:
    registry = MadeUpRegistry()
    machine = windows(home, registry)
    put(machine, home, trust=True)
    registry.content["HKCU"][rf"{TRUSTED}\Location1"]["Path"] = "D:\\Khac\\"
    uninstall(machine, find_places(machine))
    assert list(registry.content["HKCU"]) == [rf"{TRUSTED}\Location1"]


# ---------------------------------------------------------------- what will hinder


def test_the_mark_of_the_web_is_taken_from_our_copies_only(home: Path) -> None:
    ours, other = home / "DeAn06" / "TongHop.xlsm", home / "DeAn06" / "khac.xlsm"
    marks = Marks({ours: MARKED, other: MARKED})
    report = put(windows(home, marks=marks), home)
    assert list(marks.zones) == [other]
    assert report.findings == []


def test_a_mark_that_stays_is_explained(home: Path) -> None:
    marks = Marks({home / "DeAn06" / "TongHop.xlsm": MARKED}, fixed=True)
    (found,) = put(windows(home, marks=marks), home).findings
    assert found.code == "X901"
    assert "Unblock" in found.fix


def test_a_path_beyond_ascii_is_told_with_its_remedy(home: Path) -> None:
    machine = windows(home)
    report = install(machine, find_places(machine, home / "Đề án 06"), Path("C:/Người dùng/python.exe"))
    assert [finding.code for finding in report.findings] == ["X906", "X906"]
    assert all("không dấu" in finding.fix for finding in report.findings)


# ---------------------------------------------------------------- other machines, faults, commands


def test_elsewhere_only_the_launcher_is_put(home: Path) -> None:
    machine = windows(system="Linux", variables={"HOME": str(home)})
    put(machine, home)
    assert set(tree(home)) == {".config/DeAn06/cai-dat.json", "DeAn06/tong-hop.sh", "DeAn06/thieu-python.txt"}
    assert (home / "DeAn06" / "tong-hop.sh").stat().st_mode & 0o111
    uninstall(machine, find_places(machine))
    assert tree(home) == {}


def calc_machine(home: Path, started: list[tuple[str, ...]], *, manager: bool = True) -> Environment:
    """Linux with LibreOffice; every program started is written down."""

    def run_program(command: Sequence[str]) -> bool:
        started.append(tuple(command))
        return manager

    variables = {"HOME": str(home), "XDG_CONFIG_HOME": str(home / "cf")}
    return windows(system="Linux", variables=variables, run_program=run_program)


def test_libreoffice_gets_the_functions_only_when_asked_for(home: Path) -> None:
    started: list[tuple[str, ...]] = []
    machine = calc_machine(home, started)
    put(machine, home)
    assert started == []
    report = put(machine, home, calc=True)
    copy, settings = home / "DeAn06" / "DeAn06.oxt", home / "cf" / "da06" / "calc.json"
    assert started == [("unopkg", "add", "--force", "--suppress-license", str(copy))]
    assert read_settings(machine.variables)["python"] == str(PYTHON)
    assert settings.is_file()
    assert any("LibreOffice" in sentence for sentence in report.done)
    assert report.to_do == []
    uninstall(machine, find_places(machine))
    assert started[-1] == ("unopkg", "remove", IDENTIFIER)
    assert tree(home) == {}
    assert not settings.parent.exists()


def test_a_libreoffice_that_refuses_is_left_to_the_user(home: Path) -> None:
    started: list[tuple[str, ...]] = []
    machine = calc_machine(home, started, manager=False)
    (told,) = put(machine, home, calc=True).to_do
    assert "bấm đúp" in told and "DeAn06.oxt" in told
    uninstall(machine, find_places(machine))
    assert len(started) == 1
    assert tree(home) == {}


def test_programs_are_run_without_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_program((sys.executable, "-c", "pass"))
    assert not run_program((sys.executable, "-c", "raise SystemExit(3)"))
    assert not run_program(("chuong-trinh-khong-co",))
    manager = tmp_path / "LibreOffice" / "program" / "unopkg-thu.com"
    manager.parent.mkdir(parents=True)
    manager.write_bytes(b"MZ")
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert find_program("unopkg-thu") == str(manager)
    assert not run_program(("unopkg-thu", "add"))


def test_programs_do_not_meet_our_python(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With an activated environment first on the path LibreOffice's manager of extensions was seen to crash."""
    ours = Path(sys.executable).parent
    monkeypatch.setenv("PATH", f"{ours}{os.pathsep}{tmp_path}")
    monkeypatch.setenv("VIRTUAL_ENV", str(ours.parent))
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    look = "import os; e = os.environ; exit(not (e['PATH'] == {!r} and not {{'VIRTUAL_ENV', 'PYTHONHOME'}} & set(e)))"
    assert run_program((sys.executable, "-c", look.format(str(tmp_path))))


def test_the_files_of_a_wheel_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pyproject.toml has them put; a clone comes first."""
    clone = product_files._CLONE
    shared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]["data-files"]
    assert {folder.rpartition("/")[2]: patterns for folder, patterns in shared.items()} == {
        "templates": ["workbooks/templates/*"],
        "launcher": ["workbooks/launcher/*"],
    }
    assert {Path(folder).parent for folder in shared} == {product_files._WHEEL.relative_to(sys.prefix)}
    monkeypatch.setattr(product_files, "_CLONE", tmp_path / "none")
    monkeypatch.setattr(product_files, "_WHEEL", clone)
    assert product_file("launcher/tong-hop.cmd") == clone / "launcher" / "tong-hop.cmd"


def test_a_machine_that_hides_its_folders() -> None:
    with pytest.raises(InstallError, match="APPDATA"):
        find_places(windows())


def test_a_damaged_record_is_one_sentence(home: Path) -> None:
    places = find_places(windows(home))
    for text in ("{", '{"unknown": 1}', "[]"):
        places.record.parent.mkdir(parents=True, exist_ok=True)
        places.record.write_text(text, encoding="utf-8")
        with pytest.raises(InstallError, match="Không đọc được sổ ghi cài đặt"):
            uninstall(windows(home), places)


def test_a_file_missing_from_the_bundle_is_one_sentence(home: Path, tmp_path: Path) -> None:
    (tmp_path / "bộ cài" / "templates" / "DeAn06.xlam").unlink()
    with pytest.raises(Da06Error, match=r"DeAn06\.xlam"):
        put(windows(home), home)


def test_the_commands(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("de_an06_xl.surroundings.this_machine", lambda: windows(home))
    done = da06(capsys, "cai-dat")
    assert done.code == 0, done.err
    assert "TongHop.xlsm" in done.out
    assert "Còn lại:" in done.out
    done = da06(capsys, "go-cai-dat")
    assert done.code == 0
    assert tree(home) == {}


def test_the_places_on_windows(home: Path) -> None:
    assert find_places(windows(home)) == Places(
        home / "AppData" / "Roaming" / "Microsoft" / "AddIns",
        home / "DeAn06",
        home / "AppData" / "Roaming" / "DeAn06" / "cai-dat.json",
    )
