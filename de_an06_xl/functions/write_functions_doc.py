"""FUNCTIONS.md from the registry: every function in the words a user sees, with its examples."""

from __future__ import annotations

from itertools import groupby

from de_an06_xl.functions.example_formula import shown_formula, shown_value
from de_an06_xl.functions.model import KIND_WORDS, Argument, FunctionFacts
from de_an06_xl.functions.registry import load_facts

_HEADER = """\
# Hàm dùng trong ô tính

Tệp này được tạo tự động từ `de_an06_xl/data/functions.toml` bằng lệnh `da06 xay-dung`; không sửa bằng tay.
Cách cài cho Excel và LibreOffice: [docs/ham.md](docs/ham.md). Mọi ví dụ dưới đây có sẵn trong
`workbooks/templates/HamMau.xlsx`.

- **Vùng vào, vùng ra**: mỗi đối số (trừ vùng có dòng tiêu đề và nguồn) nhận một ô, một dòng, một cột hay cả vùng;
  một ô, một dòng, một cột được dùng lặp lại cho các ô còn lại. Các vùng không cùng cỡ thì kết quả là `#VALUE!`.
- **Ô trống**: đối số bắt buộc để trống thì kết quả trống, không phải 0.
- **Riêng LibreOffice**: một ô trống đơn lẻ được chuyển thành số 0, muốn giữ là trống thì viết thành vùng, như `B2:B2`;
  một ô lỗi trong vùng làm cả hàm thành lỗi; so sánh kết quả là chữ thì viết `A1&""="…"`.
- **Giá trị lỗi** là lỗi thật của ô, không bao giờ là chữ, nên không cộng nhầm được:

| Lỗi | Nghĩa |
|---|---|
| `#VALUE!` | đối số sai loại: cần số mà là chữ, từ không có trong danh sách, các vùng không cùng cỡ |
| `#N/A` | không có chỉ tiêu, nhiệm vụ, đơn vị, dòng hay tệp ấy |
| `#NUM!` | số, ngày, kỳ ngoài mức cho phép, hoặc chữ đọc được hai cách |
| `#DIV/0!` | mẫu số bằng 0 |
| `#NULL!` | chưa tính được: không gọi được Python (xem docs/ham.md) |

- Không hàm nào tự tính lại khi không có ô nào thay đổi (không volatile), không hàm nào đọc đồng hồ. Tệp nguồn thay đổi
  thì bấm Ctrl+Alt+F9 (Excel) hoặc Ctrl+Shift+F9 (LibreOffice) để tính lại.
- Số và ngày viết dạng chữ được đọc chặt như khi nhận biểu: có đúng một cách đọc thì dùng, không thì là lỗi.
"""


def functions_document() -> str:
    """The whole of FUNCTIONS.md as Markdown: a table of contents, then one part for each function."""
    facts = load_facts()
    parts = [_HEADER, f"\nTổng cộng {len(facts)} hàm.\n\n| Nhóm | Hàm |\n|---|---|\n"]
    for category, members in groupby(facts, key=lambda item: item.category):
        links = ", ".join(f"[{item.name}](#{item.name.lower()})" for item in members)
        parts.append(f"| {category} | {links} |\n")
    return "".join(parts) + "".join(map(_part, facts))


def signature(facts: FunctionFacts) -> str:
    """``DA06_TYLE(tu_so; mau_so; [cach_tinh])``."""
    names = (f"[{item.name}]" if item.optional else item.name for item in facts.arguments)
    return f"{facts.name}({'; '.join(names)})"


def _part(facts: FunctionFacts) -> str:
    lines = [
        f"\n## {facts.name}\n\n`{signature(facts)}`\n\n{facts.help}\n\n",
        "| Đối số | Loại | Bắt buộc | Ý nghĩa |\n|---|---|---|---|\n",
        *map(_argument, facts.arguments),
        f"\nTrả về: {facts.returns}. Căn cứ: {facts.source}.\n\nLỗi: {facts.errors}\n\n",
        "| Ví dụ | Công thức | Kết quả |\n|---|---|---|\n",
    ]
    for example in facts.examples:
        formula, value = shown_formula(facts, example), shown_value(example)
        lines.append(f"| {_cell(example.note)} | `{formula}` | {_cell(value)} |\n")
    return "".join(lines)


def _argument(item: Argument) -> str:
    needed = "không" if item.optional else "có"
    return f"| `{item.name}` ({item.label}) | {KIND_WORDS[item.kind]} | {needed} | {_cell(item.help)} |\n"


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())
