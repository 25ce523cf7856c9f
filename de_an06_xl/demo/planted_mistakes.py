"""Mistakes real offices make, planted one by one into good answers; each says what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from de_an06_xl.demo.good_answers import Answers
from de_an06_xl.form.rows import FormContext, form_rows


@dataclass(frozen=True, slots=True)
class PlantedMistake:
    """``plant`` changes the answers in place; ``what`` is the Vietnamese description for the table."""

    what: str
    plant: Callable[[Answers, FormContext], None]


def _ratio_row(context: FormContext) -> str:
    return next(row_id for row_id, facts in form_rows(context)["CT"].items() if facts["shape"] == "Tỷ lệ")


def _dated_task(context: FormContext) -> str:
    rows = form_rows(context)["NV"]
    return next(row_id for row_id, facts in rows.items() if facts["deadline_kind"] in ("month", "quarter"))


def _ongoing_task(context: FormContext) -> str:
    return next(row_id for row_id, facts in form_rows(context)["NV"].items() if facts["deadline_kind"] == "ongoing")


def _set(sheet: str, row: Callable[[FormContext], str], **values: object) -> Callable[[Answers, FormContext], None]:
    def plant(answers: Answers, context: FormContext) -> None:
        for column, value in values.items():
            answers[sheet, row(context), column] = value

    return plant


def _swap(answers: Answers, context: FormContext) -> None:
    row = _ratio_row(context)
    top, bottom = ("CT", row, "numerator"), ("CT", row, "denominator")
    answers[top], answers[bottom] = answers.get(bottom, 900), answers.get(top, 400)
    answers["CT", row, "state"] = "Có số liệu"


def _blank(sheet: str, row: Callable[[FormContext], str], column: str) -> Callable[[Answers, FormContext], None]:
    def plant(answers: Answers, context: FormContext) -> None:
        answers.pop((sheet, row(context), column), None)

    return plant


def _late_day(answers: Answers, context: FormContext) -> None:
    answers["NV", _dated_task(context), "state"] = "Hoàn thành"
    answers["NV", _dated_task(context), "completion_date"] = context.period.last_day + dt.timedelta(days=4)


PLANTED = (
    PlantedMistake("tử số lớn hơn mẫu số", _swap),
    PlantedMistake("mẫu số bằng 0", _set("CT", _ratio_row, state="Có số liệu", denominator=0)),
    PlantedMistake("gõ chữ vào ô số", _set("CT", _ratio_row, state="Có số liệu", numerator="đang cập nhật")),
    PlantedMistake(
        "số ghi dạng chữ “1.234,5”", _set("CT", _ratio_row, state="Có số liệu", numerator="1.234,5", denominator=4000)
    ),
    PlantedMistake("bỏ trống tình trạng số liệu", _blank("CT", _ratio_row, "state")),
    PlantedMistake(
        "Không áp dụng mà không giải trình",
        _set("CT", _ratio_row, state="Không áp dụng", numerator=None, denominator=None, explanation=None),
    ),
    PlantedMistake("ngày hoàn thành sau ngày cuối kỳ", _late_day),
    PlantedMistake(
        "tiến độ vượt 100", _set("NV", _dated_task, state="Đang triển khai", progress_pct=150, completion_date=None)
    ),
    PlantedMistake(
        "tiến độ ghi 0,6 thay vì 60",
        _set("NV", _dated_task, state="Đang triển khai", progress_pct=0.6, completion_date=None),
    ),
    PlantedMistake("Hoàn thành cho việc thường xuyên", _set("NV", _ongoing_task, state="Hoàn thành")),
    PlantedMistake("trạng thái tự nghĩ ra", _set("NV", _ongoing_task, state="Sắp xong")),
    PlantedMistake("chưa ghi ngày gửi", _blank("TT", lambda _: "TT-10", "value")),
    PlantedMistake(
        "số căn cước trong ô ghi chú", _set("NV", _ongoing_task, result="Đã hỗ trợ công dân số 010199000000 làm hồ sơ")
    ),
    PlantedMistake("chọn Chưa nhưng có văn bản", _set("TC", lambda _: "TC-b", done="Chưa")),
    PlantedMistake("ngày ghi bằng chữ không rõ", _set("TT", lambda _: "TT-09", value="đầu tháng 11")),
)
