"""The guides as PDF, to print and to count pages: ``python docs/print_guides.py FOLDER``. Needs LibreOffice."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt

DOCS = Path(__file__).resolve().parent
STYLE = """
@page { size: A4; margin: 1.6cm }
body { font-family: "Liberation Serif"; font-size: 11pt; line-height: 115% }
h1 { font-size: 16pt; margin: 0 0 6pt } h2 { font-size: 12.5pt; margin: 9pt 0 3pt }
p, ul, ol { margin: 0 0 4pt } table { border-collapse: collapse; width: 100% }
td, th { border: 0.5pt solid #999; padding: 1.5pt 4pt; text-align: left; font-size: 10pt }
pre, code { font-family: "Liberation Mono"; font-size: 9pt } pre { margin: 3pt 0 5pt; background: #f2f2f2 }
"""
# Between the margins of A4, in pixels of 1/96 inch; a tall picture is kept to half of a page.
_WIDE, _TALL = 660, 300


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path.cwd()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        pages = [to_html(guide, Path(scratch)) for guide in sorted(DOCS.glob("huong-dan-*.md"))]
        profile = f"-env:UserInstallation={(Path(scratch) / 'profile').as_uri()}"
        convert = ["--headless", "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export"]
        subprocess.run(["soffice", profile, *convert, "--outdir", folder, *pages], check=True, capture_output=True)
    for made in sorted(folder.glob("huong-dan-*.pdf")):
        told = subprocess.run(["pdfinfo", made], check=True, capture_output=True, text=True).stdout
        print(made.name, next(line for line in told.splitlines() if line.startswith("Pages")))


def to_html(guide: Path, folder: Path) -> Path:
    body = MarkdownIt().enable("table").render(guide.read_text(encoding="utf-8"))
    for picture in sorted((DOCS / "hinh").glob("*.png")):
        width, height = (int.from_bytes(picture.read_bytes()[at : at + 4], "big") for at in (16, 20))
        share = min(_WIDE / width, _TALL / height)
        size = f'src="{picture.as_uri()}" width="{width * share:.0f}" height="{height * share:.0f}"'
        body = body.replace(f'src="hinh/{picture.name}"', size)
    page = folder / f"{guide.stem}.html"
    text = f'<html><head><meta charset="utf-8"><style>{STYLE}</style></head><body>{body}</body></html>'
    page.write_text(text, encoding="utf-8")
    return page


if __name__ == "__main__":
    main()
