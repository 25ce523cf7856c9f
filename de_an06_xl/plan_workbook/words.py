"""The words the plan workbook shows for the plan's classes: (value in the data, word in the cell)."""

from __future__ import annotations

from de_an06_xl.form.rows import DUTY_WORDS, SHAPE_WORDS
from de_an06_xl.model.plan import ALL, COMMUNES, DEPARTMENTS, RELATED

SHAPES = tuple(SHAPE_WORDS.items())
DUTY_SHAPES = tuple(DUTY_WORDS.items())
TARGET_KINDS = (
    ("share_ge", "Tỷ lệ, ít nhất (≥)"),
    ("share_le", "Tỷ lệ, không quá (≤)"),
    ("count", "Số lượng, ít nhất (≥)"),
    ("reduction", "Mức giảm, ít nhất (≥)"),
    ("qualitative", "Định tính, phải đạt"),
    ("by_direction", "Theo chỉ đạo, không có số"),
)
DEADLINE_KINDS = (
    ("month", "Theo tháng"),
    ("quarter", "Theo quý"),
    ("ongoing", "Thường xuyên"),
    ("by_direction", "Theo chỉ đạo"),
    ("assigned_schedule", "Theo lộ trình được giao"),
    ("blank", "Không nêu"),
)
UNIT_GROUPS = (("department", "Sở, ngành"), ("commune", "Xã, phường"))
HOLIDAY_KINDS = (("holiday", "Ngày nghỉ"), ("workday", "Ngày làm bù"))
PERIOD_KINDS = (("calendar_month", "Tháng dương lịch"), ("mid_month", "Từ ngày 15 tháng trước đến ngày 14"))
INTERIM_YEARS = (("hold", "Giữ mục tiêu 2026"),)
GROUP_USES = (("indicator", "Chỉ tiêu"), ("task", "Nhiệm vụ"))

# Names of several units at once, as they stand in a cell beside unit codes.
COLLECTIVE_WORDS = (
    (ALL, "@tất cả"),
    (DEPARTMENTS, "@sở ngành"),
    (COMMUNES, "@xã phường"),
    (RELATED, "@liên quan"),
)

# Every number of a policy version: key → (label, lowest, highest value).
POLICY_NUMBERS: dict[str, tuple[str, str, str | None]] = {
    "weights.CT": ("Trọng số Chỉ tiêu", "0", "100"),
    "weights.NV": ("Trọng số Nhiệm vụ", "0", "100"),
    "weights.BC": ("Trọng số Chế độ báo cáo", "0", "100"),
    "weights.TC": ("Trọng số Tổ chức thực hiện", "0", "100"),
    "tasks.lead_weight": ("Nhiệm vụ: hệ số khi chủ trì", "0.000001", "100"),
    "tasks.coordinator_weight": ("Nhiệm vụ: hệ số khi phối hợp", "0.000001", "100"),
    "tasks.late_loss_per_day": ("Nhiệm vụ: mức trừ mỗi ngày hoàn thành muộn", "0", "1"),
    "tasks.late_floor": ("Nhiệm vụ: mức còn lại ít nhất khi hoàn thành muộn", "0", "1"),
    "tasks.overdue_factor": ("Nhiệm vụ: phần được tính khi quá hạn chưa xong", "0", "1"),
    "tasks.start_grace_inverse": ("Nhiệm vụ: được miễn khi mới qua dưới 1 phần mấy thời gian", "0.000001", "1000"),
    "tasks.ongoing_result_only": ("Nhiệm vụ thường xuyên: phần được tính khi thiếu văn bản", "0", "1"),
    "reporting.on_time_points": ("Báo cáo: điểm đúng hạn", "0", "10"),
    "reporting.loss_per_late_day": ("Báo cáo: mức trừ mỗi ngày nộp muộn", "0", "10"),
    "reporting.completeness_points": ("Báo cáo: điểm đầy đủ", "0", "10"),
    "reporting.quality_points": ("Báo cáo: điểm chất lượng", "0", "10"),
    "reporting.loss_per_error": ("Báo cáo: mức trừ mỗi lỗi", "0", "10"),
    "min_coverage_pct": ("Độ phủ chỉ tiêu ít nhất (%)", "0", "100"),
    "min_completeness_pct": ("Mức đầy đủ ít nhất (%)", "0", "100"),
}
