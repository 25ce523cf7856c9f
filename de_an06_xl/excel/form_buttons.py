"""The add-in's buttons for the form that is open: what the consolidator's machine would say of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from de_an06_xl.control_workbook import names
from de_an06_xl.errors import InputError
from de_an06_xl.excel.form_marks import mark_form
from de_an06_xl.excel.live_book import LiveBook
from de_an06_xl.excel.run_button import Outcome

if TYPE_CHECKING:
    from de_an06_xl.model.summary import CheckedReturn, RefusedFile
    from de_an06_xl.run_context import RunContext

_FIXES_SHOWN = 3


def check_form(addin: LiveBook) -> Outcome:
    """Kiểm tra biểu mẫu này: sheet Phát hiện and coloured cells; both go away once nothing is found."""
    from de_an06_xl.return_copy.findings_sheet import SHEET_NAME, counted

    form = _active_form(addin)
    result = _process(addin, form)[0]
    unmarked = mark_form(form, result.findings)
    if not result.findings:
        return Outcome("Biểu không còn phát hiện nào; đã gỡ mọi đánh dấu. Hãy lưu tệp và gửi đi.")
    parts = [f"Có {counted(result.findings)}. Xem trang “{SHEET_NAME}”: bấm vào chỗ ghi ở đó để đến ô cần sửa."]
    if unmarked:
        parts.append(f"Không tô màu được trang {', '.join(unmarked)} vì trang đang khóa.")
    return Outcome(" ".join(parts), "luu_y")


def score_form(addin: LiveBook) -> Outcome:
    """Tự chấm điểm: total, band, components, and what would win most points back."""
    from de_an06_xl.explain_score import explain_score, row_names
    from de_an06_xl.findings import show
    from de_an06_xl.model.score import COMPONENT_WORDS
    from de_an06_xl.model.summary import RefusedFile

    result, run = _process(addin, _active_form(addin))
    if isinstance(result, RefusedFile):
        finding = result.findings[0]
        raise InputError(f"Chưa chấm điểm được biểu này: {finding.message} {finding.fix}")
    score = result.score
    components = "; ".join(
        f"{COMPONENT_WORDS[item.id]} {'không chấm' if item.points is None else show(item.points)}"
        for item in score.components
    )
    lines = [
        f"Điểm tuân thủ đề xuất: {show(score.score)} – {score.band}.",
        f"Từng phần (thang 100): {components}.",
    ]
    explanation = explain_score(score, row_names(run.context_of(result.submission.identity)))
    lines += [f"Được thêm {show(fix.gain)}: {fix.row_id} – {fix.regain}" for fix in explanation.fixes[:_FIXES_SHOWN]]
    return Outcome("\n".join(lines))


def _active_form(addin: LiveBook) -> Any:
    """The workbook in front, which is not the add-in itself."""
    active = addin.book.app.books.active
    if active is None or active.name == addin.book.name:
        raise InputError("Chưa mở tệp nào. Hãy mở biểu mẫu BM-01 của đơn vị rồi bấm lại.")
    return active


def _process(addin: LiveBook, form: Any) -> tuple[CheckedReturn | RefusedFile, RunContext]:
    """The same gate, checks and score as for a file that was sent in.

    What is read is the copy that VBA has just made, with everything typed so far; without one, the file as saved.
    """
    from de_an06_xl.pipeline import FileTask, process_file
    from de_an06_xl.run_context import load_run

    run = load_run()
    copy = str(addin.get(names.FORM_COPY) or "")
    path = Path(copy) if copy else LiveBook(form).folder / form.name
    if not path.exists():
        raise InputError(f"Không đọc được {path.name}. Hãy lưu tệp vào một thư mục trên máy rồi bấm lại.")
    return process_file(FileTask(path, form.name), run), run
