"""What anyone would write first: pandas.read_excel on each sheet of each file, concat, groupby, to_excel.

It checks nothing, scores nothing and takes sheets and columns by position; it is the yardstick, not a rival.
Usage: ``python benchmarks/obvious_script.py FOLDER OUT.xlsx``.
"""

from __future__ import annotations

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


def main(folder: Path, out: Path) -> None:
    """Read every workbook of ``folder`` and write a summary of sums and counts to ``out``."""
    tables: dict[str, list[pd.DataFrame]] = {sheet: [] for sheet in SHEETS}
    for path in sorted(folder.glob("*.xlsx")):
        for sheet in SHEETS:
            try:
                table = pd.read_excel(path, sheet_name=sheet, header=HEADER_ROW)
            except Exception as error:  # a damaged file; pandas says so in many ways
                print(f"{path.name}: {error}", file=sys.stderr)
                break
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
    with pd.ExcelWriter(out) as writer:
        ratios.to_excel(writer, sheet_name="Chỉ tiêu")
        states.to_excel(writer, sheet_name="Nhiệm vụ")
        duties.to_excel(writer, sheet_name="Tổ chức thực hiện")
        # Our summary carries every value of every unit (Dữ liệu): so does this one.
        for sheet in SHEETS[1:6]:
            whole[sheet].to_excel(writer, sheet_name=f"Dữ liệu {sheet}"[:31], index=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
