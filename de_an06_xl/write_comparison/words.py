"""How a difference and its reason read in Vietnamese, the same in the workbook, on the screen and in the JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal

from de_an06_xl.model.comparison import Comparison, Reason, ReasonKind, StandingMove, Value
from de_an06_xl.model.score import COMPONENT_WORDS
from de_an06_xl.model.summary import STANDING_WORDS, STATE_WORDS, STATUS_WORDS

FIELD_WORDS = {
    "plan": "Kế hoạch",
    "policy": "Chính sách điểm",
    "form_version": "Biểu",
    "due_date": "Hạn nộp",
    "as_of": "Tính đến ngày",
    "expected": "Số đơn vị phải báo cáo",
    "on_time": "Nộp đúng hạn",
    "late": "Nộp trễ",
    "missing": "Chưa nộp",
    "not_due": "Chưa đến hạn",
    "rejected": "Tệp bị từ chối",
    "state": "Tình trạng nộp",
    "score": "Tổng điểm",
    "band": "Xếp loại",
    "rank": "Hạng",
    "days_late": "Số ngày trễ",
    "errors": "Số lỗi",
    "queries": "Số ô cần giải trình",
    "coverage_pct": "Độ phủ chỉ tiêu (%)",
    "completeness_pct": "Đầy đủ biểu (%)",
    "received": "Ngày nhận",
    **{f"components.{code}": word for code, word in COMPONENT_WORDS.items()},
    "target": "Mục tiêu",
    "actual": "Kết quả",
    "actual_from": "Đơn vị báo cáo số của tỉnh",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "status": "Đánh giá",
    "commune_actual": "Kết quả cộng từ cấp xã",
    "commune_numerator": "Tử số cộng từ cấp xã",
    "commune_denominator": "Mẫu số cộng từ cấp xã",
    "commune_reported": "Số xã, phường có số liệu",
    "commune_expected": "Số xã, phường phải báo cáo",
    "units": "Số đơn vị được giao",
    **{str(code): word for code, word in STANDING_WORDS.items()},
    "deadline": "Thời hạn",
}
_OLD_NEW = "{old} → {new}"
_REASONS: dict[ReasonKind, str] = {
    "return_added": "{unit} nay có biểu được tính",
    "return_withdrawn": "{unit} không còn biểu được tính",
    "return_replaced": f"{{unit}} nộp bản khác (tệp {_OLD_NEW})",
    "next_return": "báo cáo tháng mới của {unit}",
    "received": f"sổ nhận ghi ngày nhận khác: {_OLD_NEW}",
    "extension": f"hạn riêng của đơn vị khác: {_OLD_NEW}",
    "plan": f"kế hoạch đổi phiên bản: {_OLD_NEW}",
    "policy": f"chính sách điểm đổi phiên bản: {_OLD_NEW}",
    "form_version": f"biểu đổi phiên bản: {_OLD_NEW}",
    "due_date": f"hạn nộp của kỳ khác: {_OLD_NEW}",
    "as_of": f"tính đến ngày khác: {_OLD_NEW}",
    "target": f"mục tiêu khác: {_OLD_NEW}",
    "own_figure": f"{{unit}}: {_OLD_NEW}",
    "other_source": f"số của tỉnh lấy từ đơn vị khác: {_OLD_NEW}",
    "deadline_passed": "đã qua thời hạn {new}",
    "assignment": "kế hoạch giao việc khác đi",
    "other_units": "hạng đổi do điểm của các đơn vị khác đổi",
    "no_detail": "bản của phiên bản công cụ cũ không ghi số liệu từng đơn vị nên không nêu được là đơn vị nào",
    "unknown": "không thấy thay đổi ở biểu, sổ nhận hay quy định; có thể hai bản do hai phiên bản công cụ tính",
}
# Why one unit's own figure or standing is another one, in a word or two.
BECAUSE: dict[ReasonKind, str] = {
    "return_added": "nay mới có biểu",
    "return_withdrawn": "không còn biểu",
    "return_replaced": "nộp bản khác",
    "next_return": "báo cáo tháng mới",
    "deadline_passed": "đã qua thời hạn",
    "assignment": "giao việc khác đi",
    "plan": "kế hoạch đổi",
    "unknown": "chưa rõ",
}
_STATES = {str(code): word for code, word in STATE_WORDS.items()}
_VERDICTS = {str(code): word for code, word in STATUS_WORDS.items()}
_STANDINGS = {str(code): word for code, word in STANDING_WORDS.items()}
_NONE = "–"
_FINGERPRINT = 64


def value_text(value: Value) -> str:
    """``7.342,5``, ``31/10/2026``, a word; ``–`` for nothing and the first eight letters of a file's fingerprint."""
    if value is None or value == "":
        return _NONE
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (int, Decimal)):
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        whole, point, decimals = text.partition(".")
        decimals = decimals.rstrip("0") if point else ""
        return whole.replace(",", ".") + (f",{decimals}" if decimals else "")
    if len(value) == _FINGERPRINT and all(letter in "0123456789abcdef" for letter in value):
        return value[:8]
    return value


def reason_text(reason: Reason, names: Mapping[str, str]) -> str:
    """One reason as a clause, units by their names."""
    old, new = (names.get(value, value) if isinstance(value, str) else value for value in (reason.old, reason.new))
    text = _REASONS[reason.kind].format(
        unit=names.get(reason.unit, reason.unit), old=value_text(old), new=value_text(new)
    )
    return f"{text} ({BECAUSE[reason.because]})" if reason.because in BECAUSE and reason.because else text


def reasons_text(reasons: Iterable[Reason], names: Mapping[str, str], most: int = 3) -> str:
    """The first ``most`` reasons as one sentence, and how many more there are."""
    listed = list(reasons)
    texts = [reason_text(reason, names) for reason in listed[:most]]
    if len(listed) > most:
        texts.append(f"và {len(listed) - most} nguyên nhân khác")
    sentence = "; ".join(texts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def move_text(move: StandingMove, names: Mapping[str, str]) -> str:
    """``Xã Bản Hồ: Đang triển khai → Quá hạn (đã qua thời hạn)``."""
    name = names.get(move.unit, move.unit)
    return f"{name}: {standing(move.old)} → {standing(move.new)} ({BECAUSE[move.because]})"


def standing(word: str | None) -> str:
    """A unit's standing with a task in words."""
    return _STANDINGS[word] if word else "không có dòng"


def shown(name: str, value: Value, names: Mapping[str, str]) -> Value:
    """A value as people read it: states, verdicts and units in words."""
    if not isinstance(value, str):
        return value
    if name == "state":
        return _STATES.get(value, value)
    if name == "status":
        return _VERDICTS.get(value, value)
    return names.get(value, value) if name == "actual_from" else value


def side_words(comparison: Comparison) -> tuple[str, str]:
    """What the two columns are called."""
    return ("Đã công bố", "Nay là") if comparison.restated else ("Kỳ trước", "Kỳ này")


def title_of(comparison: Comparison) -> str:
    """``ĐÍNH CHÍNH – THÁNG 10/2026`` or ``SO SÁNH THÁNG 9/2026 VÀ THÁNG 10/2026``."""
    old, new = comparison.old.month.label_vi, comparison.new.month.label_vi
    if comparison.restated:
        return f"ĐÍNH CHÍNH – {new.upper()}"
    return f"SO SÁNH {old.upper()} VÀ {new.upper()}"


def keeping_note(comparison: Comparison) -> str:
    """What a restatement leaves as it is."""
    if not comparison.restated:
        return f"Trước: {comparison.old.label}. Sau: {comparison.new.label}. Chỉ nêu những gì khác nhau."
    return (
        f"Bản đã công bố ({comparison.old.label}) được giữ nguyên; bản thay thế là {comparison.new.label}. "
        "Bảng này nêu số đã công bố, số nay là và vì sao."
    )
