"""The pictures of the guides, made again from the product's real outputs: ``python docs/make_pictures.py``.

Needs LibreOffice (``soffice``), ``pdftoppm`` and ImageMagick (``convert``). ``--san FOLDER`` takes the results of a
demonstration that is there already instead of making one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "hinh"
LARGEST = 200_000
# Colours enough for a sheet's few fills and the edges of letters.
COLOURS = "48"


@dataclass(frozen=True)
class Picture:
    """``title`` stands on the page wanted, the first that has it; ``box``: left, top, width, height of the part
    shown, as shares of the page; ``width``: pixels of the picture."""

    name: str
    workbook: str
    title: str
    box: tuple[float, float, float, float] = (0, 0, 1, 1)
    width: int = 1400


FILLED = "nop/BM-01_2026-10_XP-04717.xlsx"
RETURNED = "tra-lai/BM-01_2026-10_XP-04717_tra-lai.xlsx"
SUMMARY = "tong-hop-2026-10.xlsx"
CONTROL = str(ROOT / "workbooks" / "templates" / "TongHop.xlsm")
EXAMPLES = str(ROOT / "workbooks" / "templates" / "HamMau.xlsx")
PLAN = "ke-hoach.xlsx"
CARDS = "phieu.xlsx"
LIST = (
    Picture("bieu-chi-tieu", FILLED, "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", (0.3785, 0.102, 0.6015, 0.235)),
    Picture("bieu-tu-cham", FILLED, "TỰ CHẤM ĐIỂM", (0.03, 0.0, 0.94, 0.78)),
    Picture("ban-tra-lai", RETURNED, "Phát hiện khi kiểm tra biểu", (0.03, 0.0, 0.94, 0.34)),
    Picture("tong-quan", SUMMARY, "TỔNG HỢP KẾT QUẢ", width=1000),
    Picture("ban-do-chi-tieu", SUMMARY, "BẢN ĐỒ CHỈ TIÊU CÁC XÃ", (0.0, 0.0, 1.0, 0.42)),
    Picture("chi-tieu", SUMMARY, "KẾT QUẢ CÁC CHỈ TIÊU"),
    Picture("ban-do-so-nganh", SUMMARY, "BẢN ĐỒ CHỈ TIÊU CÁC SỞ"),
    Picture("phieu", CARDS, "Phường Lào Cai (XP-02647)", width=1000),
    Picture("bang-dieu-khien", CONTROL, "Tổng hợp báo cáo tháng", width=1200),
    Picture("ham-mau", EXAMPLES, "HÀM MẪU", (0.03, 0.0, 0.94, 0.6)),
    Picture("so-ke-hoach", PLAN, "Căn cứ pháp lý", (0.03, 0.0, 0.94, 0.75), width=1200),
)
# A summary has hundreds of pages of data at its end.
_FIRST_PAGES = "1-60"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--san", type=Path, help="thư mục ket-qua của da06 demo đã chạy")
    options.add_argument("names", nargs="*", help="chỉ vẽ những hình này")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        results = given.san or make_results(Path(scratch) / "ket-qua")
        add_results(results)
        PICTURES.mkdir(exist_ok=True)
        for picture in (one for one in LIST if not given.names or one.name in given.names):
            draw(picture, results, Path(scratch))


def make_results(folder: Path) -> Path:
    da06("demo", "--ra", folder)
    return folder


def add_results(folder: Path) -> None:
    """What the guides show beside the demonstration."""
    da06("kiem-tra", folder / "nop" / "BM-01_2026-10_XP-04717.xlsx", "--tra-lai", folder / "tra-lai")
    da06("ke-hoach", "xuat", folder / PLAN)
    summary = ("--ky", "2026-10", "--ra", folder / SUMMARY, "--phieu", folder / CARDS)
    da06("tong-hop", folder / "nop", *summary)


def da06(*arguments: object) -> None:
    done = subprocess.run([sys.executable, "-m", "de_an06_xl", *map(str, arguments)], cwd=ROOT, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"da06 {arguments[0]} không chạy được")


def draw(picture: Picture, results: Path, scratch: Path) -> None:
    pdf = printed(results / picture.workbook, scratch)
    page = str(page_with(picture.title, pdf))
    pages = scratch / picture.name
    run("pdftoppm", "-png", "-r", "220", "-f", page, "-l", page, "-singlefile", pdf, pages)
    drawn = pages.with_suffix(".png")
    left, top, width, height = picture.box
    w, h = (int(number) for number in run("identify", "-format", "%w %h", drawn).split())
    crop = f"{int(w * width)}x{int(h * height)}+{int(w * left)}+{int(h * top)}"
    made = PICTURES / f"{picture.name}.png"
    steps = ["-crop", crop, "+repage", "-trim", "+repage", "-resize", f"{picture.width}x", "-bordercolor", "white"]
    plain = ["-border", "10", "-bordercolor", "#999999", "-border", "1", "+dither", "-colors", COLOURS, "-strip"]
    # Without the moment of drawing: the same page gives the same bytes.
    run("convert", drawn, *steps, *plain, "-define", "png:exclude-chunks=date,time", f"PNG8:{made}")
    size = made.stat().st_size
    print(f"{made.relative_to(ROOT)}: {size} byte")
    if size > LARGEST:
        sys.exit(f"{made.name} lớn hơn {LARGEST} byte")


def printed(workbook: Path, scratch: Path) -> Path:
    """The first pages of the workbook as LibreOffice prints them."""
    made = scratch / f"{workbook.stem}.pdf"
    if not made.exists():
        options = json.dumps({"PageRange": {"type": "string", "value": _FIRST_PAGES}})
        profile = f"-env:UserInstallation={(scratch / 'profile').as_uri()}"
        convert = ["--convert-to", f"pdf:calc_pdf_Export:{options}", "--outdir", scratch, workbook]
        run("soffice", profile, "--headless", *convert)
    return made


def page_with(title: str, pdf: Path) -> int:
    """The number of the first page on which the title stands."""
    pages = run("pdftotext", "-layout", pdf, "-").split("\f")
    found = [number for number, text in enumerate(pages, 1) if title in text]
    if not found:
        sys.exit(f"{pdf.name}: không thấy trang “{title}”")
    return found[0]


def run(*command: object) -> str:
    done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    return done.stdout


if __name__ == "__main__":
    main()
