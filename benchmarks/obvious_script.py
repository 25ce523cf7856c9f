"""What anyone would write first: pandas.read_excel on each sheet of each file, concat, groupby, to_excel.

It checks nothing, scores nothing and takes sheets and columns by position; it is the yardstick, not a rival.
Usage: ``python benchmarks/obvious_script.py FOLDER OUT.xlsx [--nhanh] [--so SỐ]``. ``--nhanh`` is the same script with
what a friend would tell its author: ``engine="calamine"`` with one call a file, and XlsxWriter. ``--so`` takes the
first so many files.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

HEADER_ROW = 5
SHEETS = (
    "Hướng dẫn",
    "Thông tin",
    "Chỉ tiêu",
    "Nhiệm vụ",
    "Tổ chức thực hiện",
    "Khó khăn, kiến nghị",
    "Tự chấm điểm",
)


def read_sheet_by_sheet(path: Path) -> dict[str, pd.DataFrame]:
    """Each sheet by a call of its own, with the engine pandas takes by itself."""
    return {sheet: pd.read_excel(path, sheet_name=sheet, header=HEADER_ROW) for sheet in SHEETS}


def read_at_once(path: Path) -> dict[str, pd.DataFrame]:
    """All sheets in one call, with the fast engine."""
    return pd.read_excel(path, sheet_name=list(SHEETS), header=HEADER_ROW, engine="calamine")


def main(folder: Path, out: Path, *, fast: bool, count: int | None) -> None:
    """Read every workbook of ``folder`` and write a summary of sums and counts to ``out``."""
    read = read_at_once if fast else read_sheet_by_sheet
    tables: dict[str, list[pd.DataFrame]] = {sheet: [] for sheet in SHEETS}
    for path in sorted(folder.glob("*.xlsx"))[:count]:
        try:
            found = read(path)
        except Exception as error:  # a damaged file; pandas says so in many ways
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        for sheet, table in found.items():
            table["Tệp"] = path.name
            tables[sheet].append(table)
    whole = {sheet: pd.concat(parts, ignore_index=True) for sheet, parts in tables.items()}
    figures = whole["Chỉ tiêu"].copy()
    for column in ("Tử số", "Mẫu số"):
        figures[column] = pd.to_numeric(figures[column], errors="coerce")
    ratios = figures.groupby("Mã")[["Tử số", "Mẫu số"]].sum()
    ratios["Tỷ lệ"] = 100 * ratios["Tử số"] / ratios["Mẫu số"]
    states = whole["Nhiệm vụ"].groupby(["Mã", "Trạng thái"]).size().unstack(fill_value=0)
    duties = whole["Tổ chức thực hiện"].groupby("Mã")["Đã thực hiện"].count()
    with pd.ExcelWriter(out, engine="xlsxwriter" if fast else "openpyxl") as writer:
        ratios.to_excel(writer, sheet_name="Chỉ tiêu")
        states.to_excel(writer, sheet_name="Nhiệm vụ")
        duties.to_excel(writer, sheet_name="Tổ chức thực hiện")
        # Our summary carries every value of every unit (Dữ liệu): so does this one.
        for sheet in SHEETS[1:6]:
            whole[sheet].to_excel(writer, sheet_name=f"Dữ liệu {sheet}"[:31], index=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--nhanh", action="store_true")
    parser.add_argument("--so", type=int)
    options = parser.parse_args()
    main(options.folder, options.out, fast=options.nhanh, count=options.so)
