"""``da06 kho``: what the store holds, whether it is whole, a readable copy, backup and restore."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from de_an06_xl.cli.exit_codes import DONE, DONE_WITH_ERRORS
from de_an06_xl.cli.output import print_json, print_table, say
from de_an06_xl.cli.store_option import NeededStorePlace

if TYPE_CHECKING:
    from de_an06_xl.model.history import StoredRun

_SHORT = 16
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON.")]


def list_runs(
    place: NeededStorePlace,
    period: Annotated[str | None, typer.Option("--ky", metavar="NĂM-THÁNG", help="Chỉ kỳ này.")] = None,
    as_json: AsJson = False,
) -> int:
    """Liệt kê các lần tổng hợp và các bản đã lưu."""
    from de_an06_xl.history import open_store

    with open_store(place) as store:
        runs = store.runs(period)
    if as_json:
        print_json({"runs": [_run_json(run) for run in runs]})
        return DONE
    print_table(
        f"{len(runs)} lần tổng hợp",
        ("Lần chạy", "Kỳ", "Bản", "Thời điểm", "Chính sách điểm", "Kế hoạch", "Mã chuỗi"),
        [(run.id, run.period, run.version, run.at_vi, run.policy, run.plan, run.chain_hash[:_SHORT]) for run in runs],
    )
    return DONE


def check_store(
    place: NeededStorePlace,
    noted: Annotated[
        str | None,
        typer.Option("--ma-chuoi", metavar="MÃ", help="Mã chuỗi đã ghi lại trước đây; phải còn trong kho."),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Kiểm tra kho còn nguyên như khi ghi."""
    from de_an06_xl.history import open_store
    from de_an06_xl.model.history import Tampering

    with open_store(place) as store:
        faults = store.tampering()
        runs = store.runs()
    if noted and not any(run.chain_hash.startswith(noted.strip().lower()) for run in runs):
        faults.append(
            Tampering(f"Mã chuỗi {noted}", "Không còn trong kho: các lần chạy từ đó đã bị bỏ hoặc kho đã bị thay.")
        )
    head = runs[-1].chain_hash if runs else None
    if as_json:
        places = [{"place": fault.place, "reason": fault.reason} for fault in faults]
        print_json({"runs": len(runs), "chain": head, "faults": places})
    elif faults:
        print_table(
            f"Kho có {len(faults)} chỗ sai", ("Chỗ", "Lý do"), [(fault.place, fault.reason) for fault in faults]
        )
    else:
        say(f"Kho nguyên vẹn: {len(runs)} lần tổng hợp." + (f" Mã chuỗi: {head[:_SHORT]}." if head else ""))
    return DONE_WITH_ERRORS if faults else DONE


def export_folder(
    folder: Annotated[Path, typer.Argument(metavar="THƯ_MỤC", help="Thư mục mới sẽ ghi ra.")],
    place: NeededStorePlace,
) -> int:
    """Xuất toàn bộ kho ra CSV và JSON, đọc được không cần công cụ."""
    from de_an06_xl.history import open_store
    from de_an06_xl.history.export import GUIDE_NAME

    with open_store(place) as store:
        names = store.export(folder)
    say(f"Đã xuất {len(names)} tệp ra {folder}. Hãy đọc {folder / GUIDE_NAME} trước.")
    return DONE


def back_up_store(
    path: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu sẽ ghi ra.")],
    place: NeededStorePlace,
) -> int:
    """Sao lưu kho ra một tệp."""
    from de_an06_xl.history import open_store

    with open_store(place) as store:
        store.back_up(path)
        count = len(store.runs())
    say(f"Đã sao lưu {count} lần tổng hợp ra {path}.")
    return DONE


def restore_store(
    path: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp sao lưu.")],
    place: NeededStorePlace,
) -> int:
    """Khôi phục kho từ tệp sao lưu; kho cũ được giữ lại bên cạnh."""
    from de_an06_xl.history import restore

    count = restore(path, place)
    say(f"Đã khôi phục {count} lần tổng hợp từ {path}.")
    return DONE


def _run_json(run: StoredRun) -> dict[str, Any]:
    return {
        "run": run.id,
        "at": run.at,
        "period": run.period,
        "version": run.version,
        "plan": run.plan,
        "policy": run.policy,
        "as_of": run.as_of.isoformat(),
        "chain": run.chain_hash,
    }
