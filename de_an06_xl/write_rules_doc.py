"""RULES.md from ``rules.toml``: every rule in the words an officer sees."""

from __future__ import annotations

import re

from de_an06_xl.findings import show
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Rule

FAMILIES = {
    "F": ("Tệp và biểu mẫu", "Tệp có an toàn, nguyên vẹn, đúng biểu, đúng kỳ, đúng đơn vị không."),
    "C": ("Từng ô", "Giá trị trong một ô có đọc được và hợp lý không."),
    "R": ("Trong dòng và giữa các dòng", "Các ô của một dòng, các dòng, các trang có khớp nhau không."),
    "P": ("So với Kế hoạch", "Kết quả so với mục tiêu, thời hạn và nhiệm vụ nêu trong Kế hoạch."),
    "H": ("So với kỳ trước", "Số liệu so với các kỳ báo cáo trước."),
    "T": ("Giữa các đơn vị", "Báo cáo của nhiều đơn vị so với nhau."),
    "S": ("Chấm điểm", "Các điều cần biết khi tính điểm."),
    "X": ("Cài đặt", "Máy tính và môi trường chạy công cụ."),
}

_HEADER = """\
# Quy tắc kiểm tra

Tệp này được tạo tự động từ `de_an06_xl/data/rules.toml` bằng lệnh `da06 xay-dung`; không sửa bằng tay.

- **lỗi**: phải sửa. **giải trình**: bất thường, sửa hoặc ghi lý do vào ô giải trình thì khép lại.
  **lưu ý**: để biết, không bắt buộc làm gì.
- **Biểu báo ngay**: “có” là cột Kiểm tra của chính biểu mẫu cũng báo; “có, trừ điểm” là lỗi làm giảm điểm chất lượng.
- Ô trống: một quy tắc không nói gì khi ô nó xét để trống, trừ các quy tắc kể ở cuối tệp.
- Mỗi mã chỉ dùng cho một quy tắc và không bao giờ dùng lại. Chữ trong ngoặc nhọn là chỗ công cụ điền giá trị.
"""


def rules_document() -> str:
    """The whole of RULES.md as Markdown: one table for each family, ordered by code."""
    rules = sorted(load_rules().values(), key=lambda rule: rule.code)
    parts = [_HEADER, f"\nTổng cộng {len(rules)} quy tắc.\n"]
    for letter, (name, about) in FAMILIES.items():
        family = [rule for rule in rules if rule.code.startswith(letter)]
        if family:
            parts.append(f"\n## {letter}: {name} ({len(family)})\n\n{about}\n\n")
            parts.append("| Mã | Mức | Biểu báo ngay | Tóm tắt | Điều công cụ nói | Cách sửa | Căn cứ |\n")
            parts.append("|---|---|---|---|---|---|---|\n")
            parts += [_row(rule) for rule in family]
    return "".join(parts) + _declared(rules)


def _declared(rules: list[Rule]) -> str:
    """What rules do about blanks, and how far numbers may lie apart."""
    about_blanks = ", ".join(rule.code for rule in rules if rule.missing == "never_skip")
    sums = ", ".join(rule.code for rule in rules if rule.missing == "skip_if_all")
    tolerances = ", ".join(
        f"{rule.code}: {show(rule.tolerance)} {rule.tolerance_unit}".replace(" %", "%")
        for rule in rules
        if rule.tolerance is not None
    )
    return (
        "\n## Ô trống và mức chênh lệch cho phép\n\n"
        f"- Nói về chính ô trống, nên vẫn báo khi ô để trống: {about_blanks}.\n"
        f"- Cộng các số đang có, chỉ bỏ qua khi không có số nào: {sums}.\n"
        f"- Mức chênh lệch cho phép: {tolerances}.\n"
    )


def _row(rule: Rule) -> str:
    shown = ("có, trừ điểm" if rule.counts == "quality" else "có") if rule.native else "không"
    cells = (rule.code, rule.severity.label_vi, shown, rule.short, rule.message, rule.fix, rule.ref)
    return "| " + " | ".join(_cell(text) for text in cells) + " |\n"


def _cell(text: str) -> str:
    # A placeholder is shown as code: Markdown would swallow the underscores of a name.
    text = re.sub(r"\{(\w+)\}", r"`{\1}`", text.replace("|", "\\|"))
    return " ".join(text.split())
