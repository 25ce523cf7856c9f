"""One card on one sheet: A4 upright, one page, read from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from de_an06_xl.model.summary import STANDING_WORDS, STATE_WORDS, Summary, TaskStanding, UnitState
from de_an06_xl.text.wrapped_lines import wrapped_lines
from de_an06_xl.write_cards.card import Card, IndicatorLine
from de_an06_xl.write_cards.styles import Styles

WIDTHS = (14.0, 50.0, 13.0, 13.0, 13.0, 24.0)
_A4 = 9
_LINE, _FEWEST = 14.5, 1.5
_NAME_LINES = 2
# Characters of Arial 11 that fit one unit of column width; names in capitals are wide.
_PER_WIDTH = 1.0
_STATE_LOOKS: dict[UnitState, tuple[str, str]] = {
    "on_time": ("✔", "good"),
    "late": ("▲", "care"),
    "missing": ("✖", "bad"),
    "not_due": ("○", "none"),
}
_STANDING_LOOKS: dict[TaskStanding, tuple[str, str]] = {
    "done": ("✔", "good"),
    "done_late": ("▲", "care"),
    "in_progress": ("▶", "none"),
    "overdue": ("✖", "bad"),
    "not_started": ("○", "none"),
    "waiting": ("–", "none"),
    "no_answer": ("✖", "bad"),
}
_DONE_WORDS = ("Đạt", "Hoàn thành")


class CardSheet:
    """Writes a card from the first free row downwards."""

    def __init__(self, sheet: Any, styles: Styles, summary: Summary) -> None:
        self._sheet, self._styles, self._summary = sheet, styles, summary
        self._row = 0

    def write(self, card: Card) -> None:
        self._set_up_page(card)
        self._head(card)
        self._standing(card)
        self._components(card)
        self._fixes(card)
        self._indicators(card)
        self._tasks(card)
        self._sheet.print_area(0, 0, self._row, len(WIDTHS) - 1)

    def _set_up_page(self, card: Card) -> None:
        sheet, summary = self._sheet, self._summary
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_paper(_A4)
        sheet.set_portrait()
        sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 1)
        rules = f"{summary.plan} · {summary.policy} · {summary.form_version}".replace("&", "&&")
        sheet.set_footer(f"&L&8{rules}&R&8{card.unit.unit} · {summary.period_label}")

    def _head(self, card: Card) -> None:
        self._line(0, f"PHIẾU KẾT QUẢ {self._summary.period_label.upper()}", "title", 24)
        self._line(0, f"{card.unit.name} ({card.unit.unit})", "unit", 21)
        note = f"{self._summary.policy_name}; không phải điểm của dean06.vn. Tính đến {self._summary.as_of:%d/%m/%Y}."
        self._line(0, note, "note")
        self._row += 1

    def _standing(self, card: Card) -> None:
        unit, score = card.unit, card.unit.score
        before = card.months[-2] if len(card.months) > 1 else None
        rank = f"{unit.rank}/{card.ranked} {card.group}" if unit.rank else "Chưa xếp hạng"
        pairs: list[tuple[str, Any, str, Any]] = [
            ("Tổng điểm", score.score if score else "Chưa có điểm", "Hạng", rank),
            (
                "Xếp loại",
                score.band if score else "–",
                "Kỳ trước",
                _before(before.label, before.score, before.rank) if before else "–",
            ),
            ("Nộp báo cáo", self._reported(card), "Hạn nộp", f"{unit.due_date:%d/%m/%Y}"),
        ]
        if score:
            filled = (
                f"{_text(score.completeness_pct)}% ô bắt buộc; {unit.errors} lỗi, {unit.queries} chỗ cần giải trình"
            )
            coverage = f"{_text(score.coverage_pct)}% chỉ tiêu" if score.coverage_pct is not None else "–"
            pairs.append(("Điền biểu", filled, "Độ phủ", coverage))
        for number, (label, value, second, other) in enumerate(pairs):
            self._put(0, label, "label")
            self._put(1, value, "score" if number == 0 and score else "value")
            self._put(2, second, "label")
            self._put(3, other, "value")
            self._end(24 if number == 0 else None)
        if unit.reason:
            self._paragraph(unit.reason)
        self._months(card)
        self._row += 1

    def _reported(self, card: Card) -> str:
        unit = card.unit
        symbol, _ = _STATE_LOOKS[unit.state]
        day = f", ngày {unit.received:%d/%m/%Y}" if unit.received else ""
        late = f", trễ {unit.days_late} ngày" if unit.days_late else ""
        return f"{symbol} {STATE_WORDS[unit.state]}{day}{late}"

    def _months(self, card: Card) -> None:
        """The score of the months known, in words (a line of six figures needs no chart)."""
        if card.months:
            known = [_before(month.label, month.score, month.rank) for month in card.months]
            self._paragraph(f"Diễn biến điểm: {' → '.join(known)}.")

    def _components(self, card: Card) -> None:
        self._section("THÀNH PHẦN ĐIỂM")
        self._header("Trọng số", "Thành phần", "Điểm", "Trung vị nhóm", "Kỳ trước", "So với trung vị nhóm")
        for line in card.components:
            self._put(0, line.weight, "whole")
            self._put(1, line.name, "text")
            for column, value in ((2, line.points), (3, line.middle), (4, line.before)):
                self._put(column, value, "number")
            self._put(5, *_against(line.points, line.middle))
            self._end()
        self._row += 1

    def _fixes(self, card: Card) -> None:
        self._section("NÊN LÀM TRƯỚC")
        if not card.unit.score:
            self._paragraph(
                "Gửi biểu của kỳ này về Công an tỉnh; chưa có biểu thì chưa có điểm."
                if card.unit.state != "not_due"
                else f"Gửi biểu trước hết ngày {card.unit.due_date:%d/%m/%Y}."
            )
        elif not card.fixes:
            self._paragraph("Không còn việc nào lấy thêm được điểm trong kỳ này.")
        else:
            self._header("Mã", "Việc cần làm", "Được thêm")
            for fix in card.fixes:
                self._put(0, fix.row_id, "code")
                text = f"{_short(fix.name, 1)}: {fix.regain}"
                self._put(1, text, "text")
                self._put(2, fix.gain, "number")
                self._end(_height(text, WIDTHS[1]))
        self._row += 1

    def _indicators(self, card: Card) -> None:
        self._section("CHỈ TIÊU")
        if not card.indicators:
            self._paragraph("Đơn vị không có chỉ tiêu theo dõi.")
        else:
            self._header("Mã", "Chỉ tiêu", "Kết quả", "Mục tiêu năm", "Điểm (trên 10)", "Đánh giá")
            for line in card.indicators:
                name = _short(line.name, _NAME_LINES)
                self._put(0, line.id, "code")
                self._put(1, name, "text")
                self._put(2, line.actual, "centre" if isinstance(line.actual, str) else "number")
                self._put(3, _target(line), "centre")
                self._put(4, line.points, "number")
                self._put(5, *_verdict(line))
                self._end(_height(name, WIDTHS[1]))
            self._more(card.more_indicators, "chỉ tiêu khác, điểm cao hơn hoặc không chấm điểm")
        self._row += 1

    def _tasks(self, card: Card) -> None:
        self._section("NHIỆM VỤ")
        if not card.tasks:
            self._paragraph("Đơn vị không có nhiệm vụ được giao.")
            return
        self._header("Mã", "Nhiệm vụ", "Thời hạn", "Vai trò", "Điểm (trên 10)", "Trạng thái")
        for line in card.tasks:
            name = _short(line.name, _NAME_LINES)
            symbol, look = _STANDING_LOOKS[line.standing]
            self._put(0, line.id, "code")
            self._put(1, name, "text")
            self._put(2, line.deadline, "centre")
            self._put(3, line.role, "centre")
            self._put(4, line.points, "number")
            self._put(5, f"{symbol} {STANDING_WORDS[line.standing]}", look)
            self._end(max(_height(name, WIDTHS[1]), _height(line.deadline, WIDTHS[2])))
        self._more(card.more_tasks, "nhiệm vụ khác, ít gấp hơn")

    def _more(self, count: int, words: str) -> None:
        if count:
            self._line(1, f"… và {count} {words}; xem bảng tổng hợp.", "note")

    def _section(self, title: str) -> None:
        for column in range(len(WIDTHS)):
            self._put(column, title if column == 0 else None, "section")
        self._end(18)

    def _header(self, *names: str) -> None:
        for column, name in enumerate(names):
            self._put(column, name, "header")
        self._end(max(_height(name, width - 1) for name, width in zip(names, WIDTHS, strict=False)))

    def _paragraph(self, text: str) -> None:
        """Text over the whole width, broken into lines here: a long line would leave the page."""
        for line in _lines(text, sum(WIDTHS) * 0.95):
            self._line(0, line, "note")

    def _line(self, column: int, value: Any, look: str, height: float | None = None) -> None:
        self._put(column, value, look)
        self._end(height)

    def _put(self, column: int, value: Any, look: str) -> None:
        fmt = self._styles[look]
        if value is None or value == "":
            self._sheet.write_blank(self._row, column, None, fmt)
        elif isinstance(value, str):
            self._sheet.write_string(self._row, column, _safe(value), fmt)
        else:
            self._sheet.write_number(self._row, column, float(value), fmt)

    def _end(self, height: float | None = None) -> None:
        if height:
            self._sheet.set_row(self._row, height)
        self._row += 1


def _safe(text: str) -> str:
    # XlsxWriter passes a text that looks like its own rich text through unescaped.
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text


def _text(value: Decimal | Fraction | None) -> str:
    """``88,2``: two decimals at most."""
    if value is None:
        return "–"
    whole, _, decimals = f"{float(value):,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    return whole.replace(",", ".") + (f",{decimals}" if decimals else "")


def _before(label: str, score: Decimal | None, rank: int | None) -> str:
    place = f", hạng {rank}" if rank else ""
    return f"{label}: {_text(score)}{place}" if score is not None else f"{label}: chưa có điểm"


def _against(points: Decimal | None, middle: Decimal | None) -> tuple[str, str]:
    if points is None or middle is None:
        return "– Không chấm", "none"
    if points == middle:
        return "= Bằng trung vị", "none"
    gap = _text(abs(points - middle))
    return (f"▲ Cao hơn {gap}", "good") if points > middle else (f"▼ Thấp hơn {gap}", "care")


def _target(line: IndicatorLine) -> str:
    if line.target is None:
        return "–"
    if isinstance(line.target, str):
        return line.target
    return f"{line.direction} {_text(line.target)}"


def _verdict(line: IndicatorLine) -> tuple[str, str]:
    if line.direction == "–":
        return "– Không chấm điểm", "none"
    if line.actual is None:
        return "✖ Chưa có số liệu", "bad"
    reached = line.actual in _DONE_WORDS if isinstance(line.actual, str) else _reached(line)
    return ("✔ Đạt mục tiêu", "good") if reached else ("▼ Chưa đạt", "care")


def _reached(line: IndicatorLine) -> bool:
    if isinstance(line.target, str) or line.target is None or isinstance(line.actual, str) or line.actual is None:
        return False
    level = Fraction(line.target)
    return line.actual <= level if line.direction == "≤" else line.actual >= level


def _short(text: str, lines: int) -> str:
    """``text`` cut between words to what ``lines`` lines of the name column hold."""
    room = WIDTHS[1] * _PER_WIDTH
    if wrapped_lines(text, room) <= lines:
        return text
    words = text.split()
    while len(words) > 1 and wrapped_lines(" ".join([*words, "…"]), room) > lines:
        words.pop()
    return f"{' '.join(words)} …"


def _height(text: str, width: float) -> float:
    return _FEWEST + _LINE * wrapped_lines(text, width * _PER_WIDTH)


def _lines(text: str, room: float) -> Sequence[str]:
    lines, current = [], ""
    for word in text.split():
        if current and len(current) + 1 + len(word) > room:
            lines.append(current)
            current = word
        else:
            current = f"{current} {word}".strip()
    return [*lines, current]
