"""No connection is opened, and personal data never leaves a return unmasked.

Names of files are shown as they are: a file must be found again by its name.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from command_line import Outcome, da06_process
from form_files import write_form
from good_entries import good_entries

from de_an06_xl.pipeline import FileTask, process_file
from de_an06_xl.return_copy import return_copy
from de_an06_xl.run_context import RunContext

PERIOD = "2026-10"
# Made-up data of every kind, as officers write it: digits alone, in groups, behind a word, hidden by odd spaces.
PERSONAL = {
    "citizen number": "010199000012",
    "citizen number in groups": "010 199 000 034",
    "old number": "063123456",
    "mobile": "0900 000 056",
    "mobile abroad": "+84900000078",
    "mobile, hard spaces": "0900\u00a0000\u00a0091",
    "mail": "lo.thi.mau@gmail.com",
}
WORDS = {"old number": "CMND {}"}

OUTPUTS = ("check", "check, JSON", "summary", "summary, JSON", "summary workbook", "report", "exports")

# Installed in every Python that the command starts: worker processes too.
NO_NETWORK = """
import os, sys

def watch(event, arguments):
    local = event == "socket.__new__" and arguments[1] == 1  # AF_UNIX, by which processes talk to each other
    if event.startswith("socket.") and not local:
        to_a_file = event in ("socket.bind", "socket.connect") and not isinstance(arguments[1], tuple)
        if not to_a_file:
            with open(os.environ["SOCKET_LOG"], "a") as log:
                print(event, file=log)
            raise PermissionError("no network here")

sys.addaudithook(watch)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, run: RunContext) -> Path:
    """One return with personal data in every kind of cell, one good return and one file that is none."""
    place = tmp_path_factory.mktemp("nop")
    period = run.period(PERIOD)
    good = run.form_context(run.unit("XP-02671"), period)
    write_form(place, good, run.layout, good_entries(good))
    context = run.form_context(run.unit("XP-02647"), period)
    entries = good_entries(context)
    texts = [f"Ông Lò Văn Mẫu, {WORDS.get(kind, 'số {}').format(datum)}" for kind, datum in PERSONAL.items()]
    rows = {sheet: [row for name, row, _ in entries if name == sheet] for sheet in ("CT", "NV", "TC")}
    tasks = list(dict.fromkeys(rows["NV"]))
    for row, text in zip(tasks, texts, strict=False):
        entries["NV", row, "result"] = text
    entries["CT", rows["CT"][0], "evidence"] = texts[0]
    entries["CT", rows["CT"][0], "numerator"] = texts[1]
    entries["NV", tasks[0], "state"] = texts[3]
    entries["NV", tasks[0], "document_no"] = texts[2]
    entries["NV", tasks[0], "document_date"] = texts[4]
    entries["TC", "TC-d", "content"] = texts[6]
    entries["TT", "TT-09", "value"] = texts[5]
    for number, text in enumerate(texts, 1):
        entries["KK", f"KK-{number:02}", "content"] = text
        entries["KK", f"KK-{number:02}", "proposal"] = text
    write_form(place, context, run.layout, entries)
    (place / "danh sách.txt").write_text("\n".join(texts), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def outcomes(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """Each command in a process where opening a connection fails and is written down."""
    place = tmp_path_factory.mktemp("mang")
    (place / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    guard = {"PYTHONPATH": str(place), "SOCKET_LOG": str(place / "socket.log")}
    summary = ("tong-hop", folder, "--ky", PERIOD, "--ra", place / "tong-hop.xlsx")
    more = ("--bao-cao", place / "bao-cao.docx", "--xuat", place / "xuat", "--kho", place / "kho.db")
    return {
        "check": da06_process("kiem-tra", folder, **guard),
        "check, JSON": da06_process("kiem-tra", folder, "--json", **guard),
        "summary": da06_process(*summary, *more, **guard),
        "summary, JSON": da06_process(*summary, "--json", **guard),
        "summary workbook": Outcome(0, _everything_in((place / "tong-hop.xlsx").read_bytes()), ""),
        "report": Outcome(0, _everything_in((place / "bao-cao.docx").read_bytes()), ""),
        "exports": Outcome(0, "\n".join(_read(path) for path in sorted((place / "xuat").iterdir())), ""),
        "sockets": Outcome(0, _read(place / "socket.log"), ""),
    }


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _everything_in(package: bytes) -> str:
    """The text of every part, entities and all."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_no_connection_is_opened(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["sockets"].out == ""
    assert {name: outcome.code for name, outcome in outcomes.items() if outcome.code not in (0, 1)} == {}
    assert "C214" in outcomes["check, JSON"].out
    assert outcomes["summary, JSON"].json["counts"]["on_time"] >= 1


def test_the_guard_against_connections_works(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    log = tmp_path / "socket.log"
    script = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "SOCKET_LOG": str(log)}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert _read(log).split()[0].startswith("socket.")


@pytest.mark.parametrize("kind", PERSONAL)
@pytest.mark.parametrize("output", OUTPUTS)
def test_personal_data_is_masked_in_every_output(outcomes: dict[str, Outcome], output: str, kind: str) -> None:
    datum = PERSONAL[kind]
    told = " ".join((outcomes[output].out + outcomes[output].err).split())
    for spelling in (datum, datum.replace("\u00a0", " "), datum.replace(" ", "").replace("\u00a0", "")):
        assert spelling not in told


def test_the_masked_data_are_told(outcomes: dict[str, Outcome]) -> None:
    """Otherwise the test above would pass on outputs that say nothing."""
    for output in ("check, JSON", "summary workbook"):
        assert "**********12" in outcomes[output].out, output
        assert "***@gmail.com" in outcomes[output].out, output


def test_a_returned_copy_repeats_no_personal_data(folder: Path, run: RunContext) -> None:
    path = folder / f"BM-01_{PERIOD}_XP-02647.xlsx"
    result = process_file(FileTask(path, path.name), run)
    before = _everything_in(path.read_bytes())
    after = _everything_in(return_copy(path.read_bytes(), result.findings, ["Điểm: 1"]))
    assert after.count("C214") > before.count("C214") + 10
    for datum in PERSONAL.values():
        assert before.count(datum) >= 1, datum
        assert after.count(datum) == before.count(datum), datum
