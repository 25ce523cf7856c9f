from pathlib import Path

import typer

from de_an06_xl.cli.app import build_app
from de_an06_xl.cli.kept_help import KEPT, help_text
from de_an06_xl.generated_files import write_generated_files

ROOT = Path(__file__).resolve().parents[1]


def test_every_generated_file_is_current(tmp_path: Path) -> None:
    """When this fails: ``da06 xay-dung`` writes them again."""
    made = {path.relative_to(tmp_path) for path in write_generated_files(tmp_path)}
    assert Path("RULES.md") in made
    templates = {path for path in made if path.parent == Path("workbooks/templates")}
    assert templates == {path.relative_to(ROOT) for path in (ROOT / "workbooks" / "templates").glob("*.*")}
    old = [path.as_posix() for path in made if (tmp_path / path).read_bytes() != (ROOT / path).read_bytes()]
    assert old == []


def test_the_kept_help_is_current() -> None:
    """When this fails: ``da06 xay-dung`` writes it again."""
    assert KEPT.read_text(encoding="utf-8") == help_text(typer.main.get_command(build_app()))
