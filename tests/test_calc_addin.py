"""The Calc extension without LibreOffice: what is in the package, frames, settings, the process behind the bridge."""

from __future__ import annotations

import ast
import io
import json
import math
import os
import re
import struct
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from de_an06_xl.functions import CellError
from de_an06_xl.functions.answer_calls import answer_call, serve
from de_an06_xl.functions.calc_addin import da06_bridge
from de_an06_xl.functions.calc_addin.da06_bridge import (
    PYTHON_VARIABLE,
    SETTINGS_VARIABLE,
    Bridge,
    BridgeError,
    pack,
    read_settings,
    settings_file,
    unpack,
    write_settings,
)
from de_an06_xl.functions.calc_addin.write_addin import addin_bytes
from de_an06_xl.functions.registry import load_facts
from de_an06_xl.functions.write_example_book import example_book

ROOT = Path(__file__).resolve().parents[1]
NAMES = {facts.name for facts in load_facts()}


@pytest.fixture(scope="module")
def package() -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(addin_bytes())) as source:
        return {name: source.read(name).decode() for name in source.namelist()}


# ---------------------------------------------------------------- what is in the packages


def test_interface_wizard_and_component_have_exactly_the_functions_of_the_registry(package: dict[str, str]) -> None:
    assert set(re.findall(r"(DA06_\w+)\(", package["XDa06.idl"])) == NAMES
    assert set(re.findall(r'<node oor:name="(DA06_\w+)"', package["CalcAddIns.xcu"])) == NAMES
    functions = re.search(r"FUNCTIONS: .* = (\(.*?\))\n", package["da06_addin.py"])
    assert functions
    assert set(ast.literal_eval(functions[1])) == NAMES


def test_every_argument_has_its_label_and_help_in_the_wizard(package: dict[str, str]) -> None:
    texts = [value.text for value in ElementTree.fromstring(package["CalcAddIns.xcu"]).iter("value")]
    for facts in load_facts():
        wanted = [facts.help, *(text for item in facts.arguments for text in (item.label, item.help))]
        assert set(wanted) <= set(texts), facts.name


def test_all_parts_are_well_formed_and_named_in_the_manifest(package: dict[str, str]) -> None:
    for name, text in package.items():
        if name.endswith((".xml", ".xcu")):
            ElementTree.fromstring(text)
        if name.endswith(".py"):
            # LibreOffice brings its own Python; 3.8 is the oldest still met.
            ast.parse(text, feature_version=(3, 8))
    named = set(re.findall(r'full-path="([^"]+)"', package["META-INF/manifest.xml"]))
    assert named == {"XDa06.idl", "CalcAddIns.xcu", "Addons.xcu", "da06_addin.py"}


def test_the_modules_for_libreoffice_need_only_its_own_python() -> None:
    for name in ("da06_bridge.py", "da06_addin.py"):
        tree = ast.parse((ROOT / "de_an06_xl" / "functions" / "calc_addin" / name).read_text(encoding="utf-8"))
        imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        imported |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
        foreign = {str(module).partition(".")[0] for module in imported} - sys.stdlib_module_names
        assert foreign <= {"uno", "unohelper", "com", "vn", "da06_bridge"}


def test_hammau_has_the_examples_of_the_registry_and_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "HamMau.xlsx"
    path.write_bytes(example_book())
    assert OpenXmlValidator().validate(str(path)).errors == []
    with zipfile.ZipFile(path) as source:
        sheet = source.read("xl/worksheets/sheet1.xml").decode()
    calls = re.findall(r",(DA06_[A-Z_]+)\(", sheet)
    assert set(calls) == NAMES
    assert len(calls) == sum(len(facts.examples) for facts in load_facts())


# ---------------------------------------------------------------- frames

CELLS = st.one_of(st.floats(allow_nan=False), st.text(max_size=5), st.none())
BLOCKS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5)
)


@settings(deadline=None)
@given(st.lists(st.one_of(CELLS, BLOCKS), max_size=4))
def test_what_is_packed_is_unpacked(values: list[object]) -> None:
    name, found = unpack(pack("DA06_SO", values)[4:])
    assert name == "DA06_SO"
    assert [_lists(value) for value in found] == [_lists(value) for value in values]


def _lists(value: object) -> object:
    return [list(row) for row in value] if isinstance(value, (list, tuple)) else value


def test_numbers_travel_packed_and_errors_with_them() -> None:
    rows = answer_call("DA06_TYLE", [((1.0,), (11.0,)), 10.0])
    frame = pack("", [rows])
    assert b"packed" in frame
    _name, ((first, second),) = unpack(frame[4:])
    assert first == (10.0,)
    assert math.isnan(second[0])  # its payload is the error


def test_serving_ends_with_its_input() -> None:
    answers = io.BytesIO()
    serve(io.BytesIO(pack("DA06_SO", ["5"]) + pack("DA06_SO", ["6"]) + b"\x01"), answers)
    body = answers.getvalue()
    first = 4 + int.from_bytes(body[:4], "little")
    assert unpack(body[4:first])[1] == [((5.0,),)]
    assert unpack(body[first + 4 :])[1] == [((6.0,),)]


def test_a_fault_of_the_product_is_null(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_given: object) -> object:
        raise RuntimeError("x")

    monkeypatch.setattr("de_an06_xl.functions.answer_calls.call_function", broken)
    ((value,),) = answer_call("DA06_SO", [1.0])
    assert math.isnan(value)
    assert int.from_bytes(_bits(value)[:4], "little") == CellError.NOT_WORKED_OUT.calc_code
    assert "DA06_SO" in caplog.text


def _bits(value: float) -> bytes:
    return struct.pack("<d", value)


# ---------------------------------------------------------------- settings and the process


def test_settings_are_kept_where_each_system_expects_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_file({"XDG_CONFIG_HOME": "/home/a/.config"}) == Path("/home/a/.config/da06/calc.json")
    monkeypatch.setattr(da06_bridge.sys, "platform", "win32")
    assert settings_file({"APPDATA": "C:/R"}) == Path("C:/R/DeAn06/calc.json")


def test_settings_written_are_read_and_the_variable_wins(tmp_path: Path) -> None:
    environment = {SETTINGS_VARIABLE: str(tmp_path / "mới" / "calc.json")}
    assert read_settings(environment) == {}
    write_settings("/opt/da06/bin/python", "/opt/Đề án 06", environment)
    assert read_settings(environment) == {"python": "/opt/da06/bin/python", "folder": "/opt/Đề án 06"}
    assert read_settings({**environment, PYTHON_VARIABLE: "/usr/bin/python3"})["python"] == "/usr/bin/python3"
    (tmp_path / "mới" / "calc.json").write_text("không phải JSON", encoding="utf-8")
    assert read_settings(environment) == {}


def test_the_bridge_starts_the_product_and_starts_it_again(tmp_path: Path) -> None:
    environment = {**os.environ, SETTINGS_VARIABLE: str(tmp_path / "calc.json"), "PYTHONPATH": "/khong/co"}
    write_settings(sys.executable, ROOT, environment)
    bridge = Bridge(environment)
    try:
        assert _lists(bridge.ask("DA06_SO", ["1.234,5"])) == [[1234.5]]
        bridge._child.kill()
        bridge._child.wait()
        assert _lists(bridge.ask("DA06_SO", ["7"])) == [[7.0]]
    finally:
        bridge.stop()


@pytest.mark.parametrize("settings", [{}, {"python": "/khong/co/python"}])
def test_without_a_product_the_bridge_says_so(settings: dict[str, str], tmp_path: Path) -> None:
    path = tmp_path / "calc.json"
    path.write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(BridgeError):
        Bridge({SETTINGS_VARIABLE: str(path)}).ask("DA06_SO", [1])
