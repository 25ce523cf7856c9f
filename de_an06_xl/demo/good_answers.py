"""Seeded made-up answers that pass every check: what a careful officer would send."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from de_an06_xl.form.rows import Facts, FormContext, form_rows, serial_day

# The communes' shares, and what the province's figure must then be near.
_COMMUNE_SHARES = (0.45, 0.99)
_COMMUNE_MEAN = sum(_COMMUNE_SHARES) / 2

Answers = dict[tuple[str, str, str], Any]

_RESULTS = (
    "Đã ban hành văn bản chỉ đạo và phân công từng bộ phận thực hiện",
    "Đã tổ chức hội nghị tập huấn cho cán bộ, công chức của đơn vị",
    "Đã rà soát, cập nhật dữ liệu và đối chiếu với cơ quan công an",
    "Đã phối hợp triển khai đến các thôn, tổ dân phố theo kế hoạch",
    "Đã hoàn thành bước khảo sát, đang xây dựng phương án chi tiết",
    "Đã kiểm tra thực tế và chấn chỉnh các tồn tại được phát hiện",
    "Đã kết nối thử nghiệm và lập biên bản xác nhận kết quả bước đầu",
)
_DIFFICULTIES = (
    (
        "Đường truyền tại một số thôn vùng cao chưa ổn định",
        "Hạ tầng viễn thông chưa phủ kín",
        "Đề nghị doanh nghiệp viễn thông bổ sung trạm phát sóng",
        "Sở Khoa học và Công nghệ",
    ),
    (
        "Người cao tuổi còn lúng túng khi dùng dịch vụ công trực tuyến",
        "Kỹ năng số còn hạn chế",
        "Đề nghị tiếp tục hỗ trợ tổ công nghệ số cộng đồng",
        "UBND tỉnh",
    ),
    (
        "Thiếu thiết bị quét tài liệu để số hóa hồ sơ",
        "Chưa được bố trí kinh phí trong năm",
        "Đề nghị bổ sung kinh phí mua sắm thiết bị",
        "Sở Tài chính",
    ),
)


def good_answers(context: FormContext, random: Random) -> Answers:
    """Answers for every required input of the unit's form, complete and consistent."""
    rows = form_rows(context)
    suffix = "UBND" if context.unit.group == "commune" else "VP"
    answers: Answers = {}
    _information(answers, context, random, suffix)
    for row_id, facts in rows["CT"].items():
        _indicator(answers, row_id, facts, random, context)
    _agree_with_each_other(answers)
    for row_id, facts in rows["NV"].items():
        _task(answers, row_id, facts, context, random, suffix)
    _duties(answers, context, random, suffix)
    for number in range(random.choice((0, 1, 1, 2))):
        content, cause, proposal, addressee = random.choice(_DIFFICULTIES)
        row = f"KK-{number + 1:02d}"
        for column, text in zip(
            ("content", "cause", "proposal", "addressee"), (content, cause, proposal, addressee), strict=True
        ):
            answers["KK", row, column] = (
                f"{text} ({context.unit.name}, việc {number + 1})" if column == "content" else text
            )
    return answers


def _information(answers: Answers, context: FormContext, random: Random, suffix: str) -> None:
    sent = context.period.due_date - dt.timedelta(days=random.randint(0, 5))
    values = {
        "TT-05": "Cán bộ đầu mối của đơn vị",
        "TT-06": f"0214 3{random.randint(800, 899)} {random.randint(100, 999)}",
        "TT-07": "Thủ trưởng đơn vị",
        "TT-08": f"{random.randint(20, 9800)}/BC-{suffix}",
        "TT-09": sent,
        "TT-10": sent,
    }
    for row, value in values.items():
        answers["TT", row, "value"] = value


def _indicator(answers: Answers, row_id: str, facts: Facts, random: Random, context: FormContext) -> None:
    indicator = context.plan.indicator_by_id[row_id]
    provincial = context.unit.group == "department"
    if provincial:
        # Monitors of one indicator look at one and the same figure of the province.
        random = Random(row_id)  # noqa: S311 - made-up data, not a secret

    def put(column: str, value: Any) -> None:
        answers["CT", row_id, column] = value

    if not provincial and random.random() < 0.05:
        put("state", "Không phát sinh")
        put("explanation", "Trong kỳ không phát sinh đối tượng thuộc phạm vi thống kê")
        return
    put("state", "Có số liệu")
    put("evidence", f"Hệ thống thông tin của tỉnh, trích xuất ngày {random.randint(1, 5):02d}/11/2026")
    if facts["shape"] == "Định tính":
        put("qualitative", random.choice(("Đạt", "Hoàn thành", "Chưa đạt")))
    elif facts["shape"] == "Số lượng":
        put("numerator", random.randint(1, 2))
    elif facts["shape"] == "Mức giảm":
        baseline = random.randint(20, 60)
        put("denominator", baseline)
        put("numerator", round(baseline * random.uniform(0.2, 0.6)))
    else:
        total = random.randint(500_000, 900_000) if provincial else random.randint(400, 9000)
        if facts["direction"] == "≤":
            share = random.uniform(0.05, 0.3)
        elif provincial and indicator.commune_level:
            share = _COMMUNE_MEAN + random.uniform(-0.02, 0.02)
        else:
            share = random.uniform(*_COMMUNE_SHARES)
        put("denominator", total)
        put("numerator", max(1, min(total - 1, round(total * share))))


def _agree_with_each_other(answers: Answers) -> None:
    """Parts must not exceed their wholes: active accounts ≤ accounts, paid online ≤ all applications."""
    for part, part_column, whole, whole_column in (
        ("CT-III.5", "numerator", "CT-III.3", "numerator"),
        ("CT-II.1", "denominator", "CT-I.5", "denominator"),
        ("CT-V.2", "numerator", "CT-V.1", "numerator"),
    ):
        upper, value = answers.get(("CT", whole, whole_column)), answers.get(("CT", part, part_column))
        if upper is None or value is None or value <= upper:
            continue
        factor = upper / value
        for column in ("numerator", "denominator"):
            answers["CT", part, column] = max(1, int(answers["CT", part, column] * factor))


def _task(answers: Answers, row_id: str, facts: Facts, context: FormContext, random: Random, suffix: str) -> None:
    def put(column: str, value: Any) -> None:
        answers["NV", row_id, column] = value

    last_day = context.period.last_day
    put("result", f"{random.choice(_RESULTS)} (đợt {random.randint(1, 9)}, {row_id}, {context.unit.name})")
    if facts["deadline_kind"] == "ongoing" or random.random() < 0.8:
        put("document_no", f"{random.randint(20, 9800)}/BC-{suffix}")
        put("document_date", last_day - dt.timedelta(days=random.randint(0, 20)))
    if facts["deadline_kind"] == "ongoing":
        put("state", "Đang triển khai")
        return
    deadline = facts["deadline"]
    overdue = isinstance(deadline, int) and serial_day(deadline) < last_day
    near = isinstance(deadline, int) and serial_day(deadline) - last_day < dt.timedelta(days=200)
    if overdue or (near and random.random() < 0.2):
        put("state", "Hoàn thành")
        put("progress_pct", 100)
        done = (
            serial_day(deadline) - dt.timedelta(days=3)
            if overdue
            else last_day - dt.timedelta(days=random.randint(1, 60))
        )
        put("completion_date", done)
        put("document_no", f"{random.randint(20, 9800)}/BC-{suffix}")
        put("document_date", done)
        return
    put("state", "Đang triển khai")
    put("progress_pct", random.randrange(20, 95, 5))


def _duties(answers: Answers, context: FormContext, random: Random, suffix: str) -> None:
    def put(row_id: str, **values: Any) -> None:
        answers.update({("TC", row_id, column): value for column, value in values.items()})

    due = context.plan.header.own_plan_due
    put(
        "TC-b",
        done="Có",
        document_no=f"{random.randint(10, 99)}/KH-{suffix}",
        document_date=due - dt.timedelta(days=random.randint(1, 4)),
    )
    put("TC-c", done="Có", amount=random.randint(20, 400), content="Bố trí từ nguồn chi thường xuyên của đơn vị")
    put("TC-d", done="Có", amount=random.randint(3, 40), content="Tuyên truyền qua loa cơ sở và tổ công nghệ số")
    put("TC-dd", done="Có", amount=1, content="Tự kiểm tra việc thực hiện nhiệm vụ trong quý")
    put("TC-e", amount=random.randint(1, 3), content="Mô hình hỗ trợ dịch vụ công trực tuyến tại nhà văn hóa")
    put("TC-g", amount=random.randint(60, 95), satisfaction_pct=random.randint(80, 99))
    asked, satisfied = answers.get(("CT", "CT-I.6", "denominator")), answers.get(("CT", "CT-I.6", "numerator"))
    if asked and satisfied:
        put("TC-g", satisfaction_pct=round(100 * satisfied / asked))
