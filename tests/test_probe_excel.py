"""What the self-test asks Excel, asked of live Calc through xlwings: golden values in, golden values out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings
from calc_engine import use_calc
from live_calc import LiveCalc
from simulated_windows import EXCEL_365, MadeUpRegistry, windows

from de_an06_xl.excel.probe_excel import AppProbe, excel_probe
from de_an06_xl.installation import find_places
from de_an06_xl.self_test import run_self_test
from de_an06_xl.self_test.golden_values import GOLDEN_VALUES
from de_an06_xl.self_test.pass_values import pass_values

pytestmark = pytest.mark.xdist_group("calc")


@pytest.fixture
def app(calc: LiveCalc) -> Iterator[xlwings.App]:
    app = use_calc(calc)
    yield app
    app.quit()


def test_every_value_survives_a_spreadsheet_program(app: xlwings.App, tmp_path: Path) -> None:
    open_before = len(app.books)
    passages = pass_values(tmp_path, AppProbe(app, None))
    assert {one.way for one in passages} >= {
        "XlsxWriter → Excel (1900)",
        "XlsxWriter → Excel (1904)",
        "Excel → calamine",
    }
    assert len(passages) == 5 * len(GOLDEN_VALUES) - 1
    # Calc saves a truth value as the number 1 with a format; everything else comes back as it went.
    changed = {(one.way, one.case) for one in passages if not one.ok}
    assert changed <= {("Excel → calamine", "đúng")}
    assert len(app.books) == open_before


def test_without_an_add_in_nothing_is_timed(app: xlwings.App, tmp_path: Path) -> None:
    assert AppProbe(app, None).time_calls(3) is None
    assert AppProbe(app, tmp_path / "DeAn06.xlam").time_calls(3) is None


def test_no_excel_is_asked_unless_wanted(tmp_path: Path) -> None:
    with excel_probe(False, find_places(windows(tmp_path))) as probe:
        assert probe is None


def test_an_excel_that_does_not_start_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_options: object) -> None:
        raise OSError("no desktop session")

    monkeypatch.setattr(xlwings, "App", refuse)
    with excel_probe(True, find_places(windows(tmp_path))) as probe:
        assert probe is None


def test_the_probe_closes_what_it_started(calc: LiveCalc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = use_calc(calc)
    monkeypatch.setattr(xlwings, "App", lambda **_options: app)
    machine = windows(tmp_path, MadeUpRegistry(EXCEL_365))
    places = find_places(machine)
    with excel_probe(True, places) as probe:
        test = run_self_test(machine, places, tmp_path / "python.exe", excel=probe)
    assert test.faults == []
    assert any(one.way.endswith("Excel (1904)") for one in test.passages)
    assert not app.display_alerts
    assert len(app.books) == 0
