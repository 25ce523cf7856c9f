"""Every sentence a user can meet is full Vietnamese: composed letters, no English word, not too long for its place."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from de_an06_xl.load_rules import load_rules
from de_an06_xl.load_toml import DATA_DIR

PACKAGE = DATA_DIR.parent
DATA_FILES = sorted(DATA_DIR.rglob("*.toml"))
# Keys of the data whose values are read by people; the others are codes, formulas and conditions.
SHOWN_KEYS = {
    *("short", "message", "fix", "ref", "title", "note", "empty_note", "error", "header", "items", "lines", "text"),
    *("name", "measure", "question", "assumed", "product", "monitors_text", "leads_text", "coordinators_text"),
    "description",
}
ENGLISH = re.compile(
    r"\b(the|of|is|are|not|and|or|with|for|from|this|that|error|warning|file|folder|sheet|cell|row|column|value|"
    r"invalid|missing|unknown|unit|period|form|report|please|click|save|open|date|number|text|true|false|none|"
    r"null|score|finding|default|required|option|argument|usage|traceback|exception)\b",
    re.IGNORECASE,
)
# Names of things in other programs and of our own columns, quoted as they stand there.
QUOTED = re.compile(
    r"Save As|Excel Workbook|CSV UTF-8 \(Comma delimited\)|Use 1904 date system|Strict Open XML|"
    r"unit, received, extended_to, reason|number, text, date|true hoặc false|first_year|last_year|due_day|\(value\)|"
    # a menu's English name behind its Vietnamese one: “Luôn giữ trên thiết bị này” (Always keep on this device)
    r"(?<=”) \([A-Z][A-Za-z0-9 ]*\)|"
    r"`[^`]*`|\{[^}]*\}|[\w-]+\.(?:toml|csv|xlsx|txt|vn|org|py)|\[\[?\w+\]?\]"
)
# Identifiers under a key that elsewhere is shown: the columns other systems read; people read their titles.
MACHINE_NAMES = {DATA_DIR / "exports.toml": re.compile(r"\.tables\[\d+\]\.fields\[\d+\]\.name")}
# A file of sentences only: every value of it is read by people.
ALL_SHOWN = DATA_DIR / "report" / "sentences.toml"


def _shown(data: Any, place: str = "", *, every: bool = False) -> Iterator[tuple[str, str]]:
    """Place and text of what people read in a table; ``every``: all of it."""
    if isinstance(data, dict):
        for key, value in data.items():
            if every or isinstance(value, (dict, list)) or key in SHOWN_KEYS:
                yield from _shown(value, f"{place}.{key}", every=every)
    elif isinstance(data, list):
        for number, value in enumerate(data):
            if isinstance(value, (dict, list)):
                yield from _shown(value, f"{place}[{number}]", every=every)
            elif every or place.rpartition(".")[2] in SHOWN_KEYS:
                yield from _shown(value, place, every=every)
    elif isinstance(data, str):
        yield place, data


def _vietnamese(text: str) -> bool:
    return any(ord(letter) > 127 and letter.isalpha() for letter in text)


def _sentences(source: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every Vietnamese string of a module; strings that stand alone (docstrings) are left out."""
    tree = ast.parse(source.read_text(encoding="utf-8"))
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    parts = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(
                part.value if isinstance(part, ast.Constant) and isinstance(part.value, str) else "{}"
                for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings | parts:
            text = node.value
        else:
            continue
        if _vietnamese(text) and "(?" not in text:  # a regular expression is read by nobody
            yield node.lineno, text


def _faults(text: str) -> str:
    if unicodedata.normalize("NFC", text) != text:
        return "not composed (NFC)"
    english = ENGLISH.search(QUOTED.sub("", text))
    return f"English: {english[0]}" if english else ""


@pytest.mark.parametrize("file", DATA_FILES, ids=lambda file: file.relative_to(DATA_DIR).as_posix())
def test_sentences_of_the_data(file: Path) -> None:
    found = list(_shown(tomllib.loads(file.read_text(encoding="utf-8")), every=file == ALL_SHOWN))
    names = MACHINE_NAMES.get(file)
    identifiers = [text for place, text in found if names and names.fullmatch(place)]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name) for name in identifiers)
    assert bool(identifiers) == bool(names)
    shown = [(place, text) for place, text in found if not (names and names.fullmatch(place))]
    assert shown
    assert [f"{place}: {text} – {_faults(text)}" for place, text in shown if _faults(text)] == []


def test_sentences_in_the_code() -> None:
    found = [
        (f"{module.relative_to(PACKAGE).as_posix()}:{line}", text)
        for module in sorted(PACKAGE.rglob("*.py"))
        for line, text in _sentences(module)
    ]
    assert len(found) > 200
    assert [f"{place}: {text} – {_faults(text)}" for place, text in found if _faults(text)] == []


def test_all_text_of_the_data_is_composed() -> None:
    for file in (*DATA_FILES, *sorted(DATA_DIR.rglob("*.csv"))):
        text = file.read_text(encoding="utf-8")
        assert unicodedata.is_normalized("NFC", text), file.name
        assert "\u00a0" not in text, file.name
        assert "\u200b" not in text, file.name


def test_every_rule_fits_and_ends_its_sentences() -> None:
    for code, rule in load_rules().items():
        assert 0 < len(rule.short) <= 45, code
        assert not rule.short.endswith("."), code
        assert rule.message.endswith((".", "?")), code
        assert rule.fix.endswith("."), code
        assert rule.message[0].isupper() or rule.message[0] in "“{", code
        assert rule.ref, code


def test_what_the_guard_catches() -> None:
    assert _faults("Tệp này invalid.") == "English: invalid"
    assert _faults(unicodedata.normalize("NFD", "Tệp hỏng")) == "not composed (NFC)"
    assert _faults("Chọn Lưu thành (Save As).") == ""
    assert _faults("Chọn “Luôn giữ” (Always keep this).") == ""
    assert _faults("Chọn Luôn giữ (Always keep this).") == "English: this"
