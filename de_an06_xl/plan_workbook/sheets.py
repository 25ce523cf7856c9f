"""The plan workbook, described once: its sheets and columns, used for writing and for reading.

Tables are found by sheet name and header, never by position, so an administrator may move columns,
add notes and sheets of his own. One row of a table is one record of the plan.
"""

from __future__ import annotations

from decimal import Decimal

from de_an06_xl.plan_workbook import words
from de_an06_xl.plan_workbook.columns import Column, Sheet, number, whole

FORMAT_ID = "KH-1"
GUIDE_NAME = "Hướng dẫn"
LISTS_NAME = "Danh mục"

_UNIT_CODES = ("units", "code")
_VERSIONS = ("policies", "version_id")
_DUTY_IDS = ("duties", "id")
_CODES_HELP = "Mã ở trang Đơn vị, cách nhau bằng dấu chấm phẩy"
_COLLECTIVES = ", ".join(word for _, word in words.COLLECTIVE_WORDS)


def _source(appendix: str) -> tuple[Column, ...]:
    return (
        Column("source.appendix", "Phụ lục", f"Ví dụ: {appendix}", width=12, required=True),
        Column("source.row", "Mục", "Ví dụ: I.5", width=9, required=True),
        Column("source.lines", "Dòng văn bản nguồn", "Để trống nếu không theo dõi", width=11),
    )


def _target(year: int) -> tuple[Column, ...]:
    key = f"target_{year}"
    return (
        Column(
            f"{key}.kind",
            f"Mục tiêu {year}: loại",
            "Để trống cả nhóm nếu Kế hoạch không nêu",
            "choice",
            21,
            choices=words.TARGET_KINDS,
        ),
        Column(
            f"{key}.value",
            f"Mục tiêu {year}: con số",
            "Phần trăm ghi 50, không ghi 0,5",
            **number(),
            width=12,
        ),
        Column(f"{key}.text", f"Mục tiêu {year}: ghi trong Kế hoạch", "Nguyên văn ô mục tiêu", width=16),
        Column(
            f"{key}.explicit",
            f"Mục tiêu {year}: ghi rõ dấu",
            "Có: Kế hoạch ghi rõ dấu ≥ hoặc ≤",
            "yes_no",
            11,
        ),
    )


_SETTINGS = Sheet(
    "settings",
    "Thông tin chung",
    "Thông tin chung của Kế hoạch và quy ước kỳ báo cáo",
    "Mỗi dòng một thông tin; chỉ sửa cột Giá trị.",
    settings=(
        Column("format", "Mẫu sổ kế hoạch", "Không sửa dòng này", "code", required=True),
        Column("plan.id", "Mã Kế hoạch", "Chữ hoa không dấu, số và gạch nối, ví dụ KH-LAOCAI-2026-2030", "code"),
        Column("plan.version", "Phiên bản dữ liệu", "Đổi mỗi khi sửa sổ, ví dụ 2026.2", "code"),
        Column("plan.province", "Tỉnh, thành phố", "Ví dụ: tỉnh Lào Cai"),
        Column("plan.name", "Tên Kế hoạch", "Ghi đầy đủ như văn bản"),
        Column("plan.legal_basis", "Căn cứ pháp lý", "Quyết định, ngày, cơ quan ban hành"),
        Column("plan.programme_start", "Ngày bắt đầu thực hiện", "Tiến độ nhiệm vụ tính từ ngày này", "date"),
        Column("plan.first_year", "Năm đầu", "Năm đầu của Kế hoạch", **whole(2020, 2100)),
        Column("plan.last_year", "Năm cuối", "Năm cuối của Kế hoạch", **whole(2020, 2100)),
        Column("plan.consolidator", "Đơn vị tổng hợp", "Mã ở trang Đơn vị", "code", pick_from=_UNIT_CODES),
        Column("plan.own_plan_due", "Hạn kế hoạch riêng của đơn vị", "Kế hoạch ban hành trước ngày này", "date"),
        Column("reporting.period_kind", "Kỳ số liệu", "Những ngày tính số liệu", "choice", choices=words.PERIOD_KINDS),
        Column("reporting.due_day", "Ngày hạn nộp", "Ngày trong tháng, từ 1 đến 28", **whole(1, 28)),
        Column("reporting.due_month_offset", "Hạn nộp sau kỳ mấy tháng", "0: cùng tháng; 1: tháng sau", **whole(0, 3)),
        Column(
            "reporting.move_due_off_holidays",
            "Hạn rơi vào ngày nghỉ thì lùi",
            "Có: lùi đến ngày làm việc kế tiếp, theo trang Ngày nghỉ",
            "yes_no",
        ),
        Column("reporting.source", "Căn cứ kỳ và hạn nộp", "Điều khoản, hoặc ghi “đề xuất”"),
        Column(
            "assignment.collective_coordinators_report",
            "Phối hợp nêu chung cũng phải báo cáo",
            "Không: chỉ cơ quan phối hợp được nêu đích danh",
            "yes_no",
        ),
        Column("assignment.source", "Căn cứ phân công", "Điều khoản, hoặc ghi “đề xuất”"),
    ),
)

_UNITS = Sheet(
    "units",
    "Đơn vị",
    "Các đơn vị báo cáo",
    "Mỗi dòng một đơn vị; mỗi đơn vị nhận một biểu mỗi kỳ. Mã không được đổi khi đã có kỳ báo cáo.",
    columns=(
        Column("code", "Mã đơn vị", "Xã, phường: XP- và 5 chữ số. Sở, ngành: SN- và chữ tắt", "code", 12, True),
        Column("name", "Tên đơn vị", "Tên đầy đủ, không trùng", width=34, required=True),
        Column("kind", "Loại hình", "Ví dụ: xã, phường, cơ quan chuyên môn", width=26, required=True),
        Column("group", "Nhóm", "Chọn trong danh sách", "choice", 13, True, words.UNIT_GROUPS),
        Column(
            "collective",
            "Nhận nhiệm vụ giao chung",
            "Có: nhận dòng giao “các sở, ngành, địa phương”",
            "yes_no",
            13,
            True,
        ),
        Column("named_in_plan", "Được nêu tên trong Kế hoạch", "Có hoặc Không", "yes_no", 13, True),
        Column("aliases", "Tên gọi khác", "Cách nhau bằng dấu chấm phẩy", "names", 40),
        Column("to_confirm", "Cần tỉnh xác nhận", "Có: tên hoặc vai trò còn phải hỏi lại", "yes_no", 12, True),
    ),
)

_GROUPS = Sheet(
    "groups",
    "Nhóm",
    "Các nhóm chỉ tiêu và nhiệm vụ",
    "Mã nhóm là phần đầu của mã chỉ tiêu (CT-I) hoặc mã nhiệm vụ (NV-I).",
    columns=(
        Column("use", "Dùng cho", "Chọn trong danh sách", "choice", 14, True, words.GROUP_USES),
        Column("id", "Mã nhóm", "CT- hoặc NV- và số La Mã", "code", 12, True),
        Column("name", "Tên nhóm", "Tên nhóm như trong phụ lục", width=100, required=True),
    ),
    frozen=2,
)

_INDICATORS = Sheet(
    "indicators",
    "Chỉ tiêu",
    "Chỉ tiêu của Kế hoạch",
    "Mỗi dòng một chỉ tiêu. Mã gồm mã nhóm, dấu chấm và số thứ tự.",
    columns=(
        Column("id", "Mã chỉ tiêu", "Ví dụ: CT-I.5", "code", 11, True),
        Column("name", "Tên chỉ tiêu", "Như trong phụ lục", width=60, required=True),
        Column("measure", "Đơn vị tính", "%, hoặc đơn vị đếm", width=11),
        Column("shape", "Cách tính", "Tỷ lệ và Mức giảm tính theo %", "choice", 12, True, words.SHAPES),
        *_target(2026),
        *_target(2030),
        Column("monitors", "Mã đơn vị theo dõi", f"{_CODES_HELP}; đơn vị đứng đầu là đầu mối", "codes", 24, True),
        Column("monitors_text", "Đơn vị theo dõi ghi trong Kế hoạch", "Nguyên văn", width=34, required=True),
        Column("commune_level", "Xã, phường cùng báo cáo", "Có: mọi xã, phường đều có dòng này", "yes_no", 12, True),
        Column("note", "Ghi chú", "Để trống nếu không có", width=34),
        *_source("Phụ lục I"),
    ),
    frozen=2,
)

_TASKS = Sheet(
    "tasks",
    "Nhiệm vụ",
    "Nhiệm vụ của Kế hoạch",
    f"Mỗi dòng một nhiệm vụ. Giao chung cho nhiều đơn vị thì ghi: {_COLLECTIVES}.",
    columns=(
        Column("id", "Mã nhiệm vụ", "Ví dụ: NV-I.2", "code", 11, True),
        Column("name", "Tên nhiệm vụ", "Như trong phụ lục", width=60, required=True),
        Column("leads", "Mã chủ trì", f"{_CODES_HELP}, hoặc tên giao chung", "codes", 22, True),
        Column("leads_text", "Chủ trì ghi trong Kế hoạch", "Nguyên văn", width=30, required=True),
        Column("coordinators", "Mã phối hợp", "Như cột Mã chủ trì; có thể để trống", "codes", 22),
        Column("coordinators_text", "Phối hợp ghi trong Kế hoạch", "Nguyên văn", width=30),
        Column("deadline.kind", "Loại thời hạn", "Chọn trong danh sách", "choice", 20, True, words.DEADLINE_KINDS),
        Column("deadline.date", "Ngày hết hạn", "Chỉ với hạn theo tháng, quý: ngày cuối", "date", 13),
        Column("deadline.text", "Thời hạn ghi trong Kế hoạch", "Nguyên văn", width=20),
        Column("product", "Sản phẩm", "Văn bản, hệ thống… phải có", width=34),
        Column("note", "Ghi chú", "Để trống nếu không có", width=34),
        *_source("Phụ lục II"),
    ),
    frozen=2,
)

_DUTIES = Sheet(
    "duties",
    "Tổ chức thực hiện",
    "Nội dung tổ chức thực hiện mà mọi đơn vị báo cáo",
    "Điểm của từng nội dung ở trang Điểm tổ chức.",
    columns=(
        Column("id", "Mã nội dung", "TC- và chữ thường không dấu", "code", 13, True),
        Column("letter", "Điểm trong Kế hoạch", "Ví dụ: b", width=12, required=True),
        Column("name", "Nội dung", "Việc mỗi đơn vị phải làm", width=80, required=True),
        Column("measure", "Đơn vị của con số", "Để trống nếu không có con số", width=20),
    ),
    spare_rows=10,
)

_HOLIDAYS = Sheet(
    "holidays",
    "Ngày nghỉ",
    "Ngày nghỉ và ngày làm bù",
    "Chỉ có tác dụng khi trang Thông tin chung chọn lùi hạn. Thứ bảy, chủ nhật không cần ghi.",
    columns=(
        Column("date", "Ngày", "Ngày/tháng/năm", "date", 13, True),
        Column("kind", "Loại", "Ngày làm bù phải là thứ bảy hoặc chủ nhật", "choice", 15, True, words.HOLIDAY_KINDS),
        Column("name", "Tên", "Ví dụ: Tết Nguyên đán", width=50, required=True),
    ),
)

_EXTENSIONS = Sheet(
    "extensions",
    "Gia hạn",
    "Gia hạn nộp báo cáo cho từng đơn vị",
    "Sổ nhận, nếu có ghi gia hạn cho đơn vị đó, được dùng thay cho dòng ở đây.",
    columns=(
        Column("unit", "Mã đơn vị", "Mã ở trang Đơn vị", "code", 13, True, pick_from=_UNIT_CODES),
        Column("period", "Kỳ", "Năm-tháng, ví dụ 2026-10", "code", 11, True),
        Column("until", "Gia hạn đến", "Phải sau hạn nộp của kỳ", "date", 13, True),
        Column("granted_by", "Người cho phép", "Chức danh hoặc văn bản cho phép", width=34, required=True),
        Column("reason", "Lý do", "Vì sao được gia hạn", width=50, required=True),
    ),
)

_POLICIES = Sheet(
    "policies",
    "Phiên bản điểm",
    "Các phiên bản cách tính điểm",
    "Kỳ nào tính theo phiên bản có hiệu lực vào ngày cuối kỳ đó. Thêm phiên bản mới, không sửa phiên bản đã dùng.",
    columns=(
        Column("version_id", "Phiên bản", "Mã và số phiên bản, ví dụ DTT/v2", "code", 13, True),
        Column("name", "Tên", "Tên in trên mọi kết quả", width=36, required=True),
        Column("valid_from", "Hiệu lực từ", "Ngày/tháng/năm", "date", 13, True),
        Column("interim_years", "Các năm 2027–2029", "Chọn trong danh sách", "choice", 19, True, words.INTERIM_YEARS),
        Column("insufficient.id", "Mã khi chưa đủ dữ liệu", "Chữ hoa không dấu", "code", 13, True),
        Column("insufficient.name", "Tên khi chưa đủ dữ liệu", "In thay cho xếp loại", width=22, required=True),
        Column("insufficient.ref", "Căn cứ khi chưa đủ dữ liệu", "Điều khoản, hoặc “đề xuất”", width=26, required=True),
        Column("ref", "Căn cứ", "Điều khoản, hoặc ghi “đề xuất”", width=44, required=True),
    ),
    spare_rows=10,
)

_NUMBERS = Sheet(
    "numbers",
    "Thông số điểm",
    "Trọng số và thông số của từng phiên bản",
    "Mỗi phiên bản cần đủ mọi thông số. Bốn trọng số cộng lại 100; ba mức điểm báo cáo cộng lại 10.",
    columns=(
        Column("version_id", "Phiên bản", "Như trang Phiên bản điểm", "code", 13, True, pick_from=_VERSIONS),
        Column(
            "key",
            "Thông số",
            "Chọn trong danh sách",
            "choice",
            56,
            True,
            tuple((key, label) for key, (label, *_) in words.POLICY_NUMBERS.items()),
        ),
        Column("value", "Giá trị", "Số", **number(), width=11, required=True),
        Column("ref", "Căn cứ", "Điều khoản, hoặc ghi “đề xuất”", width=70, required=True),
    ),
    frozen=2,
)

_DUTY_POINTS = Sheet(
    "duty_points",
    "Điểm tổ chức",
    "Điểm của từng nội dung tổ chức thực hiện",
    "Trong mỗi phiên bản, điểm tối đa cộng lại 10.",
    columns=(
        Column("version_id", "Phiên bản", "Như trang Phiên bản điểm", "code", 13, True, pick_from=_VERSIONS),
        Column("id", "Mã nội dung", "Như trang Tổ chức thực hiện", "code", 13, True, pick_from=_DUTY_IDS),
        Column("shape", "Cách báo cáo", "Chọn trong danh sách", "choice", 14, True, words.DUTY_SHAPES),
        Column("points", "Điểm tối đa", "Số", **number("0", "10"), width=11, required=True),
        Column("late_points", "Điểm khi muộn", "Chỉ với cách báo cáo Có ngày", **number("0", "10"), width=11),
        Column("ref", "Căn cứ", "Điều khoản, hoặc ghi “đề xuất”", width=60, required=True),
    ),
    frozen=2,
)

_BANDS = Sheet(
    "bands",
    "Xếp loại",
    "Các mức xếp loại",
    "Trong mỗi phiên bản, các mức nối liền nhau từ 0 đến 100. Điểm bằng mức Từ được xếp vào mức đó.",
    columns=(
        Column("version_id", "Phiên bản", "Như trang Phiên bản điểm", "code", 13, True, pick_from=_VERSIONS),
        Column("id", "Mã xếp loại", "Chữ hoa không dấu", "code", 11, True),
        Column("name", "Tên xếp loại", "In trên kết quả", width=28, required=True),
        Column("from_score", "Từ điểm", "Số từ 0", **number("0", "100"), width=10, required=True),
        Column("to_score", "Đến dưới điểm", "Số đến 100", **number("0", "100"), width=10, required=True),
        Column("ref", "Căn cứ", "Điều khoản, hoặc ghi “đề xuất”", width=60, required=True),
    ),
    frozen=2,
)

_ASSUMPTIONS = Sheet(
    "assumptions",
    "Giả định",
    "Câu hỏi chỉ tỉnh mới trả lời được, và cách đang xử lý",
    "Khi tỉnh đã trả lời: sửa dữ liệu ở các trang khác rồi xóa dòng giả định.",
    columns=(
        Column("id", "Mã", "Ví dụ: GD-01", "code", 11, True),
        Column("question", "Câu hỏi", "Điều Kế hoạch chưa nêu rõ", width=70, required=True),
        Column("assumed", "Đang xử lý", "Cách làm tạm thời", width=60, required=True),
    ),
)

_CORRECTIONS = Sheet(
    "corrections",
    "Chỗ đã sửa",
    "Các chỗ đã sửa so với văn bản nhận được",
    "Để người đọc biết dữ liệu khác văn bản nguồn ở đâu, vì sao.",
    columns=(
        Column("appendix", "Phần", "Ví dụ: Phụ lục I", width=14, required=True),
        Column("id", "Mục", "Ví dụ: II.9", width=12),
        Column("line", "Dòng", "Dòng của văn bản nguồn", width=10),
        Column("column", "Cột", "Ví dụ: tên", width=20),
        Column("as_printed", "Bản gốc", "Chữ như văn bản", width=34, required=True),
        Column("corrected", "Đã sửa", "Chữ dùng trong sổ", width=34),
        Column("occurrences", "Số chỗ", "Số nguyên", **whole(1, 10_000), width=9, required=True),
        Column("why", "Lý do", "Vì sao sửa", width=60, required=True),
    ),
    frozen=2,
)

SHEETS = (
    _SETTINGS,
    _UNITS,
    _GROUPS,
    _INDICATORS,
    _TASKS,
    _DUTIES,
    _HOLIDAYS,
    _EXTENSIONS,
    _POLICIES,
    _NUMBERS,
    _DUTY_POINTS,
    _BANDS,
    _ASSUMPTIONS,
    _CORRECTIONS,
)
SHEET_BY_CODE = {sheet.code: sheet for sheet in SHEETS}

# The three columns of a sheet of settings.
SETTING_LABEL, SETTING_VALUE, SETTING_HELP = "Nội dung", "Giá trị", "Cách ghi"
LARGEST = Decimal(10) ** 12
