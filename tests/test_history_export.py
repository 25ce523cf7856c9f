"""The store as plain files: complete, readable without the product, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from make_summary import LAYOUT, full_month
from stored_months import MORNING, UNIT, month_return, month_summary, ratio

from de_an06_xl.errors import OutputError
from de_an06_xl.history import Store, open_store


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def two_months(store: Store) -> None:
    for period, numerator, hour in (("2026-10", 120, 8), ("2026-10", 130, 9), ("2026-11", 140, 10)):
        checked = month_return(period, ratio("CT-I.5", numerator, 200) | {("TT", "TT-05", "value"): "=1+1"})
        store.append_month(month_summary(period, [checked]), LAYOUT, MORNING.replace(hour=hour))


def test_everything_is_there(store_place: str, tmp_path: Path) -> None:
    with open_store(store_place, create=True) as store:
        two_months(store)
        names = store.export(tmp_path / "ra")
        assert names == sorted(path.relative_to(tmp_path / "ra").as_posix() for path in (tmp_path / "ra").rglob("*.*"))
        october = tmp_path / "ra" / "2026-10"
        assert [row["Bản"] for row in rows(october / "lan-chay.csv")] == ["1", "2"]
        assert rows(october / "lan-chay.csv")[1]["Mã chuỗi"] == store.runs()[1].chain_hash
        returns = {row["Nội dung số"]: row for row in rows(october / "bao-cao.csv")}
        values = rows(october / "so-lieu.csv")
        numerators = [row for row in values if (row["Mã dòng"], row["Mã cột"]) == ("CT-I.5", "numerator")]
        assert [row["Số"] for row in numerators] == ["120", "130"]
        assert {row["SHA-256 của tệp"] for row in numerators} == {row["SHA-256 của tệp"] for row in returns.values()}
        assert [returns[row["Nội dung số"]]["Mã đơn vị"] for row in numerators] == [UNIT, UNIT]
        assert all(row["Ô"] for row in values)
        sent = [row["Ngày"] for row in values if row["Mã dòng"] == "TT-10"]
        assert sent == ["2026-11-03", "2026-11-03"]
        for version in (1, 2):
            written = json.loads((october / f"tong-hop-ban-{version}.json").read_text(encoding="utf-8"))
            assert written == store.summary_json("2026-10", version)


def test_rows_are_as_many_as_in_the_store(tmp_path: Path) -> None:
    summary = full_month()
    with open_store(tmp_path / "kho.db", create=True) as store:
        store.append_month(summary, LAYOUT, MORNING)
        store.export(tmp_path / "ra")
    october = tmp_path / "ra" / "2026-10"
    assert len(rows(october / "so-lieu.csv")) == len(summary.data)
    assert len(rows(october / "don-vi.csv")) == len(summary.units)
    assert len(rows(october / "bao-cao.csv")) == len(summary.files)
    assert len(rows(october / "phat-hien.csv")) == len(summary.findings)


def test_text_of_a_return_is_no_formula(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db", create=True) as store:
        two_months(store)
        store.export(tmp_path / "ra")
    typed = [row["Chữ"] for row in rows(tmp_path / "ra" / "2026-10" / "so-lieu.csv") if row["Mã dòng"] == "TT-05"]
    assert typed == ["'=1+1", "'=1+1"]


def test_the_guide_names_every_file(tmp_path: Path) -> None:
    with open_store(tmp_path / "kho.db", create=True) as store:
        two_months(store)
        names = store.export(tmp_path / "ra")
    guide = (tmp_path / "ra" / "doc-truoc.txt").read_text(encoding="utf-8-sig")
    for name in {Path(name).name for name in names} - {"doc-truoc.txt"}:
        shown = "tong-hop-ban-N.json" if name.startswith("tong-hop") else name
        assert shown in guide


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra" / "thu.txt").write_text("của tôi", encoding="utf-8")
    with open_store(tmp_path / "kho.db", create=True) as store:
        two_months(store)
        with pytest.raises(OutputError, match="đã có nội dung"):
            store.export(tmp_path / "ra")
        with pytest.raises(OutputError, match="Không ghi được"):
            store.export(tmp_path / "khong-co" / "ra")
        (tmp_path / "trong").mkdir()
        assert store.export(tmp_path / "trong")
    assert [path.name for path in (tmp_path / "ra").iterdir()] == ["thu.txt"]


def test_a_failing_export_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from de_an06_xl.history import export

    def full(path: Path, rows: object) -> None:
        raise OSError("disk full")

    with open_store(tmp_path / "kho.db", create=True) as store:
        two_months(store)
        monkeypatch.setattr(export, "write_guarded_csv", full)
        with pytest.raises(OutputError, match="Không ghi được"):
            store.export(tmp_path / "ra")
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith("kho.db")] == []
