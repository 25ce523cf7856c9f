"""``--bao-cao`` and ``--mau``: the month as a Word report, on the product's template or the office's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from de_an06_xl.model.summary import Summary
    from de_an06_xl.run_context import RunContext

ReportFile = Annotated[
    Path | None,
    typer.Option("--bao-cao", metavar="TỆP.docx", help="Ghi thêm dự thảo báo cáo Word."),
]
ReportTemplateFile = Annotated[
    Path | None,
    typer.Option("--mau", metavar="MẪU.docx", help="Mẫu báo cáo Word của đơn vị; mặc định là mẫu có sẵn."),
]


def check_report_options(path: Path | None, template: Path | None) -> None:
    """Refuse before the work what could only fail after it."""
    from de_an06_xl.errors import InputError, OutputError
    from de_an06_xl.pipeline import check_report_template

    if path is None:
        if template is not None:
            raise InputError("--mau chỉ dùng cùng với --bao-cao. Hãy thêm --bao-cao TỆP.docx.")
        return
    if path.suffix.casefold() != ".docx":
        raise OutputError(f"Báo cáo Word phải có đuôi .docx, không phải “{path.name}”.")
    if path.is_dir() or not path.parent.is_dir():
        raise OutputError(f"Không ghi được vào {path}. Hãy kiểm tra thư mục {path.parent} đã có chưa.")
    if template is not None:
        if path.exists() and template.exists() and path.samefile(template):
            raise OutputError(f"Báo cáo không được ghi đè lên mẫu {template}. Hãy chọn tên khác.")
        check_report_template(template)


def write_report_option(summary: Summary, run: RunContext, path: Path | None, template: Path | None) -> str:
    """The sentence that says where the report is, empty when none was asked for."""
    from de_an06_xl.pipeline import write_report_file

    if path is None:
        return ""
    write_report_file(summary, run, path, template)
    return f"Dự thảo báo cáo: {path}"
