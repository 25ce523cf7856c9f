"""Everything that is made from the registry of functions, written at its place in the repository."""

from __future__ import annotations

from pathlib import Path

from de_an06_xl.functions.calc_addin.write_addin import addin_bytes
from de_an06_xl.functions.write_example_book import example_book
from de_an06_xl.functions.write_functions_doc import functions_document
from de_an06_xl.functions.write_vba_help import vba_help
from de_an06_xl.functions.write_vba_module import vba_module
from de_an06_xl.functions.write_xlwings_module import xlwings_module
from de_an06_xl.issue_forms import make_folder
from de_an06_xl.output_files.write_file import write_whole

XLWINGS_MODULE = Path("de_an06_xl") / "excel" / "worksheet_functions.py"
VBA_MODULE, VBA_HELP = Path("macros") / "DA06_Ham.bas", Path("macros") / "DA06_TroGiup.bas"
DOCUMENT = Path("FUNCTIONS.md")
EXAMPLES = Path("workbooks") / "templates" / "HamMau.xlsx"
ADDIN = Path("workbooks") / "templates" / "DeAn06.oxt"


def write_function_files(root: Path) -> list[Path]:
    """Write them below the repository's ``root``; returns the paths written."""
    contents = {
        XLWINGS_MODULE: xlwings_module().encode(),
        VBA_MODULE: vba_module().encode("ascii"),
        VBA_HELP: vba_help().encode("ascii"),
        DOCUMENT: functions_document().encode(),
        EXAMPLES: example_book(),
        ADDIN: addin_bytes(),
    }
    for path, content in contents.items():
        make_folder((root / path).parent)
        write_whole(root / path, content)
    return [root / path for path in contents]
