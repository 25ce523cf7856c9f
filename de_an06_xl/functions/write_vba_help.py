"""``macros/DA06_TroGiup.bas``: registers the Vietnamese help of every function with Excel's function wizard.

``Application.MacroOptions`` touches no project, so no "Trust access" is needed. VBA sources are ASCII: the
sentences stand as ``\\u1EA1`` and are decoded by a few lines of plain VBA.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from de_an06_xl.functions.model import Argument, FunctionFacts
from de_an06_xl.functions.registry import load_facts

MODULE_NAME = "DA06_TroGiup"
CATEGORY = "Đề án 06"
# VBA reads lines of 1,023 characters with at most 24 continuations; far below both.
_LINE = 200
MOST_CONTINUATIONS = 24
LONGEST_LINE = 1023

_HEAD = f'''\
Attribute VB_Name = "{MODULE_NAME}"
Option Explicit
' The help of the functions in Excel's function wizard. Made from de_an06_xl/data/functions.toml by
' "da06 xay-dung": change nothing here.

Public Sub Auto_Open()
    ' Excel runs this when the add-in is opened.
    DA06_DangKyTroGiup
End Sub

Public Sub DA06_DangKyTroGiup()
    ' Tells Excel the help of every function. An add-in is hidden, and Excel takes no options for the
    ' macros of a hidden workbook: it is shown for this moment.
    Dim laPhanBoTro As Boolean
    laPhanBoTro = ThisWorkbook.IsAddin
    On Error GoTo Xong
    If laPhanBoTro Then ThisWorkbook.IsAddin = False
    DangKyTatCa
Xong:
    If laPhanBoTro Then ThisWorkbook.IsAddin = True
    ThisWorkbook.Saved = True
End Sub

Private Sub DangKyTatCa()
'''

_TAIL = """\
End Sub

Private Sub DangKy(ByVal ten As String, ByVal moTa As String, ParamArray doiSo() As Variant)
    ' One function: its description, and one for each argument.
    Dim moTaDoiSo() As String
    Dim i As Long
    ReDim moTaDoiSo(LBound(doiSo) To UBound(doiSo))
    For i = LBound(doiSo) To UBound(doiSo)
        moTaDoiSo(i) = GiaiMa(CStr(doiSo(i)))
    Next i
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & ten, Description:=GiaiMa(moTa), _
        Category:=GiaiMa("CATEGORY_HERE"), ArgumentDescriptions:=moTaDoiSo
End Sub

Private Function GiaiMa(ByVal chu As String) As String
    ' The text with every \\uXXXX replaced by the letter of that number.
    Dim viTri As Long
    Dim truoc As Long
    truoc = 1
    viTri = InStr(1, chu, "\\u")
    Do While viTri > 0
        GiaiMa = GiaiMa & Mid$(chu, truoc, viTri - truoc) & ChrW(CLng("&H" & Mid$(chu, viTri + 2, 4)))
        truoc = viTri + 6
        viTri = InStr(truoc, chu, "\\u")
    Loop
    GiaiMa = GiaiMa & Mid$(chu, truoc)
End Function
"""


def vba_help() -> str:
    """The whole module, ASCII."""
    tail = _TAIL.replace("CATEGORY_HERE", escaped(CATEGORY))
    return _HEAD + "".join(_registration(facts) for facts in load_facts()) + tail


def escaped(text: str) -> str:
    """``text`` in ASCII as it stands between the quotes of a VBA string: ``Đ`` → ``\\u0110``, ``"`` doubled."""
    letters = unicodedata.normalize("NFC", text)
    return "".join(c.replace('"', '""') if c.isascii() else f"\\u{ord(c):04X}" for c in letters)


def _registration(facts: FunctionFacts) -> str:
    texts = [facts.help, *map(argument_help, facts.arguments)]
    lines = [f'    DangKy "{facts.name}"', *(line for text in texts for line in _argument(text))]
    return "".join(_joined(lines)) + "\n"


def argument_help(item: Argument) -> str:
    """``Năm: năm 2026–2030 …``; the label is left out where the help begins with it."""
    return item.help if item.help.startswith(item.label) else f"{item.label}: {item.help}"


def _joined(lines: list[str]) -> Iterator[str]:
    """The statement over several lines: a comma before each new argument, an ampersand within one."""
    yield lines[0]
    for line in lines[1:]:
        yield (" _\n        & " + line[1:]) if line.startswith("&") else (", _\n        " + line)


def _argument(text: str) -> Iterator[str]:
    """One quoted text, cut into pieces that fit a line; a piece never ends within an escape."""
    pieces: list[str] = [""]
    for letter in text:
        if len(pieces[-1]) > _LINE:
            pieces.append("")
        pieces[-1] += escaped(letter)
    for number, piece in enumerate(pieces):
        yield f'{"&" if number else ""}"{piece}"'
