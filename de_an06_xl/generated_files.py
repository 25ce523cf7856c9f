"""Everything in the repository that is made from data and checked to be current."""

from __future__ import annotations

from pathlib import Path

from de_an06_xl.build_macro_workbooks import build_macro_workbooks
from de_an06_xl.build_templates import build_templates
from de_an06_xl.functions.write_function_files import write_function_files
from de_an06_xl.issue_forms import make_folder
from de_an06_xl.output_files.write_file import write_whole
from de_an06_xl.write_data_dictionary import data_dictionary
from de_an06_xl.write_report import build_report_template
from de_an06_xl.write_rules_doc import rules_document


def write_generated_files(root: Path) -> list[Path]:
    """Make them all again below the repository's ``root``; returns the paths written."""
    templates = root / "workbooks" / "templates"
    make_folder(templates)
    rules = root / "RULES.md"
    write_whole(rules, rules_document().encode())
    dictionary = root / "docs" / "tu-dien-du-lieu.md"
    make_folder(dictionary.parent)
    write_whole(dictionary, data_dictionary().encode())
    # The copy among the templates is there to be found and edited; the other one goes with the package.
    reports = [templates / "BaoCaoThang.docx", root / "de_an06_xl" / "data" / "report" / "mau-bao-cao.docx"]
    make_folder(reports[-1].parent)
    made = [*build_templates(templates), *map(build_report_template, reports), rules, dictionary]
    made += write_function_files(root)
    # Last: it needs an engineer's tool, and where that is missing the rest is made all the same.
    return [*made, *build_macro_workbooks(templates)]
