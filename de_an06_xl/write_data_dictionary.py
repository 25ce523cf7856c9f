"""docs/tu-dien-du-lieu.md: every table and column handed to other systems, in words."""

from __future__ import annotations

from collections.abc import Iterator

from de_an06_xl.load_exports import load_exports
from de_an06_xl.load_form import load_form
from de_an06_xl.load_plan import load_plan
from de_an06_xl.model.export import ExportField, ExportTable
from de_an06_xl.model.form import FormLayout
from de_an06_xl.model.plan import Plan
from de_an06_xl.write_exports.value_lists import values_of

_HEADER = """\
# Từ điển dữ liệu

Tệp này được tạo tự động từ `de_an06_xl/data/exports.toml`, biểu mẫu và kế hoạch bằng lệnh `da06 xay-dung`;
không sửa bằng tay.

`da06 tong-hop … --xuat THƯ_MỤC` ghi mỗi bảng dưới đây thành một tệp `.csv` và một tệp `.json` cùng tên, kèm:

- `tong-hop.json`: bảng tổng hợp, đúng như `da06 tong-hop --json` in ra; `tong-hop.schema.json` là lược đồ JSON Schema
  của nó;
- `datapackage.json`: mô tả các bảng cho máy đọc (Tabular Data Package 1.0: kiểu, tên, danh mục giá trị, khóa, tham
  chiếu).

Cách khớp với các gói tin của QCVN 125:2021/BTTTT: [qcvn-125-2021.md](qcvn-125-2021.md).

Quy ước chung:

- CSV: UTF-8 có dấu BOM, ngăn bằng dấu phẩy, xuống dòng CRLF; số viết với dấu chấm thập phân, không có dấu ngăn hàng
  nghìn; ngày viết năm-tháng-ngày; ô trống nghĩa là không có giá trị, không bao giờ là số 0.
- Trong CSV, chữ có thể bị bảng tính hiểu là công thức (mở đầu bằng `=`, `+`, `-`, `@` …) có thêm dấu `'` đứng trước.
  Hệ thống khác cần đúng nguyên văn thì đọc tệp `.json`: ở đó chữ giữ nguyên, không có giá trị là `null`.
- Tên cột là hợp đồng: về sau chỉ thêm cột, không đổi và không bỏ. Dòng xếp theo thứ tự của kế hoạch.
- Dữ liệu cá nhân tìm thấy trong biểu đã được che trước khi ghi.
"""


def data_dictionary() -> str:
    """The whole document as Markdown."""
    layout, plan = load_form(), load_plan()
    exports = load_exports()
    parts = [_HEADER, "\n## Các bảng\n\n| Bảng | Là gì | Một dòng là duy nhất theo |\n|---|---|---|\n"]
    parts += [
        f"| [`{table.name}`](#{table.name}) | {table.title} | {', '.join(f'`{name}`' for name in table.key) or '–'} |\n"
        for table in exports.tables
    ]
    for table in exports.tables:
        parts += _table(table, layout)
    return "".join([*parts, *_form_columns(layout), *_rows(plan)])


def _table(table: ExportTable, layout: FormLayout) -> Iterator[str]:
    yield f"\n## {table.name}\n\n{table.title}. {table.description}\n\n"
    yield "| Cột | Tên | Kiểu | Bắt buộc | Ý nghĩa |\n|---|---|---|---|---|\n"
    for field in table.fields:
        needed = "có" if field.required else ""
        yield f"| `{field.name}` | {field.title} | {field.type} | {needed} | {_meaning(field, layout)} |\n"


def _meaning(field: ExportField, layout: FormLayout) -> str:
    text = field.description
    if field.reference:
        text += f" Có ở `{field.reference}`."
    values = values_of(field.values, layout)
    if values and field.values != "column":
        text += " Giá trị: " + "; ".join(f"`{value}`" + (f" {word}" if word else "") for value, word in values.items())
        text += "."
    if field.pattern:
        pattern = field.pattern.replace("|", "\\|")
        text += f" Dạng `{pattern}`."
    return text


def _form_columns(layout: FormLayout) -> Iterator[str]:
    yield "\n## Các cột của biểu (bảng so-lieu)\n\n"
    yield f"Biểu {layout.id} phiên bản {layout.version}; chỉ các ô do đơn vị điền.\n\n"
    yield "| Trang | Cột | Kiểu | Ý nghĩa |\n|---|---|---|---|\n"
    kinds = {
        "text": "chữ",
        "number": "số",
        "count": "số nguyên",
        "percent": "số 0–100",
        "date": "ngày",
        "list": "chọn từ danh sách",
        "by_row": "chữ hoặc ngày, theo dòng",
    }
    for sheet in layout.row_sheets:
        for column in sheet.inputs:
            items = layout.list_by_code[column.list].items if column.list else ()
            words = f" Danh sách: {'; '.join(items)}." if items else ""
            yield f"| {sheet.name} | {column.header} | {kinds[column.type]} | {column.message}{words} |\n"


def _rows(plan: Plan) -> Iterator[str]:
    yield f"\n## Mã dòng\n\nKế hoạch {plan.version_id}: {len(plan.indicators)} chỉ tiêu, {len(plan.tasks)} nhiệm vụ, "
    yield f"{len(plan.duties)} nội dung tổ chức thực hiện.\n\n| Mã | Tên | Đơn vị tính |\n|---|---|---|\n"
    for indicator in plan.indicators:
        yield f"| {indicator.id} | {_cell(indicator.name)} | {_cell(indicator.measure) or '–'} |\n"
    for task in plan.tasks:
        yield f"| {task.id} | {_cell(task.name)} | – |\n"
    for duty in plan.duties:
        yield f"| {duty.id} | {_cell(duty.name)} | {_cell(duty.measure) or '–'} |\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
