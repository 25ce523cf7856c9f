"""``da06 tong-hop``: a folder of returns becomes the province's summary."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from de_an06_xl.cli.card_option import CardTarget, check_card_option, write_card_option
from de_an06_xl.cli.exit_codes import DONE, DONE_WITH_ERRORS
from de_an06_xl.cli.export_option import ExportFolder, check_export_option, write_export_option
from de_an06_xl.cli.jobs_option import Jobs
from de_an06_xl.cli.output import print_json, print_table, progress_bar, say
from de_an06_xl.cli.plan_option import PlanWorkbook
from de_an06_xl.cli.report_option import ReportFile, ReportTemplateFile, check_report_options, write_report_option
from de_an06_xl.cli.return_option import ReturnFolder, give_back_to_units
from de_an06_xl.cli.store_option import StorePlace

if TYPE_CHECKING:
    from de_an06_xl.model.summary import Summary


def consolidate(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục chứa các biểu đã nộp.")],
    period_id: Annotated[str, typer.Option("--ky", metavar="NĂM-THÁNG", help="Kỳ báo cáo, ví dụ 2026-10.")],
    path: Annotated[Path, typer.Option("--ra", metavar="TỆP.xlsx", help="Bảng tổng hợp sẽ ghi ra.")],
    register_path: Annotated[
        Path | None,
        typer.Option("--so-nhan", metavar="TỆP.csv", help="Sổ nhận: unit, received, extended_to, reason."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option("--ngay", metavar="NGÀY", help="Tính đến ngày này (ngày/tháng/năm); mặc định là sau hạn nộp."),
    ] = None,
    report_path: ReportFile = None,
    report_template: ReportTemplateFile = None,
    return_folder: ReturnFolder = None,
    store_place: StorePlace = None,
    card_target: CardTarget = None,
    export_folder: ExportFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")] = False,
    plan_workbook: PlanWorkbook = None,
    jobs: Jobs = None,
) -> int:
    """Tổng hợp một kỳ từ thư mục biểu đã nộp."""
    from de_an06_xl.output_files.lock_output import locked_output
    from de_an06_xl.pipeline import files_in
    from de_an06_xl.read_register import read_register
    from de_an06_xl.run_context import load_run
    from de_an06_xl.run_month import run_month
    from de_an06_xl.to_json.summary import summary_json

    run = load_run(plan_workbook)
    period = run.period(period_id)
    register = read_register(register_path, run.plan) if register_path else None
    day = _day(as_of)
    _check_output(path)
    check_report_options(report_path, report_template)
    check_card_option(card_target)
    check_export_option(export_folder)
    with locked_output(path):
        with progress_bar("Đọc, kiểm tra, chấm điểm", len(files_in(folder))) as step:
            month = run_month(
                folder,
                period,
                run,
                path,
                at=lambda: dt.datetime.now().astimezone(),
                register=register,
                as_of=day,
                store_place=store_place,
                progress=step,
                jobs=jobs,
            )
        summary, stored = month.summary, month.stored
        report = write_report_option(summary, run, report_path, report_template)
        cards = write_card_option(summary, run, card_target, month.months)
        export = write_export_option(summary, run, export_folder)
    if return_folder:
        places = {result.file: folder / result.file for result in month.results}
        give_back_to_units(month.results, places, return_folder, run)
    if as_json:
        print_json(summary_json(summary))
    else:
        print_counts(summary)
    say(f"Bảng tổng hợp: {path}", to_error=as_json)
    if stored:
        say(
            f"Đã lưu vào kho: kỳ {stored.period}, bản {stored.version}; mã chuỗi {stored.chain_hash[:16]}.",
            to_error=as_json,
        )
        if stored.version > 1:
            # The address of a server may hold a password.
            place = "KHO" if "://" in str(store_place) else store_place
            say(
                f"Bản đã công bố trước đó còn nguyên. Xem khác gì và vì sao: da06 so-sanh {stored.period}@"
                f"{stored.version - 1} {stored.period}@{stored.version} --kho {place} --ra dinh-chinh.xlsx",
                to_error=as_json,
            )
    for sentence in filter(None, (report, cards, export)):
        say(sentence, to_error=as_json)
    with_errors = any(finding.severity == "error" for finding in summary.findings)
    return DONE_WITH_ERRORS if with_errors or summary.counts["rejected"] else DONE


def _day(text: str | None) -> dt.date | None:
    from de_an06_xl.errors import InputError

    if text is None:
        return None
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return dt.datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
    raise InputError(f"“{text}” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 10/11/2026.")


def _check_output(path: Path) -> None:
    """Refuse before the work what could only fail after it."""
    from de_an06_xl.errors import OutputError

    if path.suffix.casefold() != ".xlsx":
        raise OutputError(f"Bảng tổng hợp phải có đuôi .xlsx, không phải “{path.name}”.")
    if path.is_dir() or not path.parent.is_dir():
        raise OutputError(f"Không ghi được vào {path}. Hãy kiểm tra thư mục {path.parent} đã có chưa.")


def print_counts(summary: Summary) -> None:
    """What happened to the files and who is missing, for people."""
    from de_an06_xl.model.summary import OUTCOME_WORDS
    from de_an06_xl.summary_in_words import counts_sentence

    say(counts_sentence(summary))
    outcomes = [record.outcome for record in summary.files]
    print_table(
        f"{len(outcomes)} tệp trong thư mục",
        ("Kết quả", "Số tệp"),
        [(word, outcomes.count(outcome)) for outcome, word in OUTCOME_WORDS.items()],
    )
    absent = [unit for unit in summary.units if unit.state == "missing"]
    if absent:
        print_table(
            "Đơn vị chưa nộp", ("Mã", "Đơn vị", "Lý do"), [(unit.unit, unit.name, unit.reason) for unit in absent]
        )
    others = [record for record in summary.files if record.outcome not in ("included", "included_late")]
    if others:
        print_table(
            "Tệp không được tổng hợp",
            ("Tệp", "Kết quả", "Lý do"),
            [(record.file, OUTCOME_WORDS[record.outcome], record.reason) for record in others],
        )
