"""The whole store as plain files that any office can read without this product: CSV, JSON and a page of words."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from de_an06_xl.errors import OutputError
from de_an06_xl.history.records import day, number
from de_an06_xl.history.schema import tables
from de_an06_xl.output_files.guarded_csv import write_guarded_csv
from de_an06_xl.output_files.write_file import write_whole

if TYPE_CHECKING:
    from sqlalchemy import Connection, Select, Table

GUIDE_NAME = "doc-truoc.txt"
_GUIDE = """\
KHO SỐ LIỆU ĐỀ ÁN 06 – BẢN XUẤT

Các tệp trong thư mục này đọc được bằng Excel, LibreOffice hoặc trình soạn thảo bất kỳ, không cần công cụ nào khác.

Mỗi kỳ báo cáo có một thư mục (ví dụ 2026-10) gồm:
  lan-chay.csv   mỗi lần tổng hợp một dòng: thời điểm, bản, kế hoạch, chính sách điểm, mã chuỗi.
  bao-cao.csv    mỗi tệp của mỗi lần tổng hợp một dòng: mã băm SHA-256, đơn vị, ngày nhận, kết quả, lý do.
  don-vi.csv     mỗi đơn vị của mỗi lần tổng hợp một dòng: tình trạng nộp, điểm, xếp loại, thứ hạng.
  so-lieu.csv    mỗi ô đã điền một dòng: trang, dòng, cột, giá trị và ô trong tệp.
  phat-hien.csv  mỗi phát hiện một dòng.
  diem.csv       điểm từng dòng của từng báo cáo.
  tong-hop-ban-N.json  bảng tổng hợp; bản 1 là bản công bố đầu tiên, bản 2 trở đi là bản đã điều chỉnh.

Cột “Nội dung số” nối các bảng: so-lieu.csv, phat-hien.csv và diem.csv ghi nội dung của báo cáo có “Nội dung số” đó
trong bao-cao.csv. Một tệp nộp lại không thay đổi thì dùng chung nội dung với lần đầu.
Số viết với dấu chấm thập phân, ngày viết năm-tháng-ngày. Dấu nháy đơn ở đầu một chữ là do công cụ thêm vào để
bảng tính không hiểu chữ đó là công thức.
Mỗi mã chuỗi được tính từ mã chuỗi trước nó và mọi nội dung của lần chạy, nên sửa bất kỳ chỗ nào trong kho cũng bị
phát hiện bằng lệnh: da06 kho kiem-tra
"""

_RUNS = (
    ("Lần chạy", "id"),
    ("Thời điểm", "at"),
    ("Kỳ", "period"),
    ("Bản", "version"),
    ("Kế hoạch", "plan"),
    ("Chính sách điểm", "policy"),
    ("Biểu", "form_version"),
    ("Tính đến ngày", "as_of"),
    ("Mã bảng tổng hợp", "summary_hash"),
    ("Mã chuỗi trước", "previous_hash"),
    ("Mã chuỗi", "chain_hash"),
)
_RETURNS = (
    ("Lần chạy", "run_id"),
    ("Báo cáo số", "id"),
    ("Nội dung số", "content_id"),
    ("Tệp", "file"),
    ("SHA-256 của tệp", "sha256"),
    ("Mã đơn vị", "unit"),
    ("Kỳ", "period"),
    ("Chính sách điểm", "policy"),
    ("Ngày nhận", "received"),
    ("Kết quả", "outcome"),
    ("Lý do", "reason"),
    ("Mã nhận dạng của biểu", "identity"),
)
_UNITS = (
    ("Lần chạy", "run_id"),
    ("Mã đơn vị", "unit"),
    ("Tình trạng", "state"),
    ("Hạn nộp", "due_date"),
    ("Ngày nhận", "received"),
    ("Số ngày trễ", "days_late"),
    ("Điểm", "score"),
    ("Xếp loại", "band"),
    ("Thứ hạng", "rank"),
    ("Tệp", "file"),
    ("Lý do, ghi chú", "reason"),
)
_OWNER = (("Nội dung số", "return_id"), ("Mã đơn vị", "unit"), ("Tệp", "file"), ("SHA-256 của tệp", "sha256"))
_VALUES = (
    *_OWNER,
    ("Trang", "sheet"),
    ("Mã dòng", "row_id"),
    ("Mã cột", "column_code"),
    ("Số", "number"),
    ("Chữ", "text"),
    ("Ngày", "date"),
    ("Ô", "cell"),
)
_FINDINGS = (
    *_OWNER,
    ("Số thứ tự", "number"),
    ("Mã", "code"),
    ("Mức", "severity"),
    ("Trang", "sheet"),
    ("Ô", "cell"),
    ("Mã dòng", "row_id"),
    ("Giá trị", "value"),
    ("Nội dung", "message"),
    ("Cách sửa", "fix"),
)
_POINTS = (
    *_OWNER,
    ("Thành phần", "component"),
    ("Mã dòng", "row_id"),
    ("Điểm", "points"),
    ("Điểm tối đa", "max_points"),
    ("Trọng số", "weight"),
    ("Lý do", "reason"),
)
_DAYS = frozenset({"as_of", "due_date", "received", "date"})
_NUMBERS = frozenset({"score", "points", "max_points", "weight"})

Fields = Sequence[tuple[str, str]]


def export_store(connection: Connection, folder: Path) -> list[str]:
    """Write every run of every period below ``folder``; returns the names of the files written.

    ``folder`` must be new or empty: it appears whole or not at all. Raises
    :class:`~de_an06_xl.errors.OutputError` when it holds something or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder} đã có nội dung. Hãy chọn một thư mục mới hoặc thư mục trống.")
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=".tmp", dir=folder.parent))
    except OSError:
        raise OutputError(f"Không ghi được vào {folder.parent}. Hãy kiểm tra thư mục và quyền ghi.") from None
    try:
        for name, write in _files(connection):
            (part / name).parent.mkdir(exist_ok=True)
            write(part / name)
        names = sorted(path.relative_to(part).as_posix() for path in part.rglob("*") if path.is_file())
        part.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        part.replace(folder)
    except OSError:
        raise OutputError(f"Không ghi được vào {folder}. Hãy kiểm tra chỗ trống và quyền ghi.") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return names


def _files(connection: Connection) -> Iterator[tuple[str, Any]]:
    from sqlalchemy import select

    schema = tables()
    runs, returns = schema.runs, schema.returns
    yield GUIDE_NAME, lambda path: write_whole(path, ("\ufeff" + _GUIDE.replace("\n", "\r\n")).encode())
    for period in connection.scalars(select(runs.c.period).distinct().order_by(runs.c.period)).all():
        of_period = select(runs.c.id).where(runs.c.period == period)
        plain: tuple[tuple[str, Fields, Select[Any]], ...] = (
            ("lan-chay", _RUNS, select(runs).where(runs.c.period == period).order_by(runs.c.id)),
            ("bao-cao", _RETURNS, select(returns).where(returns.c.run_id.in_(of_period)).order_by(returns.c.id)),
            ("don-vi", _UNITS, _ordered(schema.units).where(schema.units.c.run_id.in_(of_period))),
            ("so-lieu", _VALUES, _with_return(schema.cell_values, period)),
            ("phat-hien", _FINDINGS, _with_return(schema.findings, period)),
            ("diem", _POINTS, _with_return(schema.score_rows, period)),
        )
        for name, fields, chosen in plain:
            yield f"{period}/{name}.csv", _csv_writer(connection, fields, chosen)
        summaries = select(schema.summaries).where(schema.summaries.c.period == period)
        for row in connection.execute(summaries).mappings().all():
            yield f"{period}/tong-hop-ban-{row['version']}.json", _json_writer(row["json"])


def _ordered(table: Table) -> Select[Any]:
    from sqlalchemy import select

    return select(table).order_by(*table.primary_key.columns)


def _with_return(table: Table, period: str) -> Select[Any]:
    from sqlalchemy import select

    owner = tables().returns
    return (
        select(table, owner.c.unit, owner.c.file, owner.c.sha256)
        .join(owner, owner.c.id == table.c.return_id)
        .where(owner.c.period == period)
        .order_by(*table.primary_key.columns)
    )


def _csv_writer(connection: Connection, fields: Fields, chosen: Select[Any]) -> Any:
    def write(path: Path) -> None:
        rows = connection.execute(chosen).mappings()
        lines = ([_shown(row, column) for _, column in fields] for row in rows)
        write_guarded_csv(path, _headed([header for header, _ in fields], lines))

    return write


def _headed(header: Sequence[object], lines: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield header
    yield from lines


def _shown(row: Any, column: str) -> object:
    value = row[column]
    if column in _DAYS:
        return day(value)
    if column in _NUMBERS or (column == "number" and isinstance(value, str)):
        return number(value)
    return value


def _json_writer(text: str) -> Any:
    return lambda path: write_whole(path, (text + "\n").encode())
