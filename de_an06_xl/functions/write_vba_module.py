"""``macros/DA06_Ham.bas``: the worksheet functions as VBA, handing cells to Python and true errors to the cell.

xlwings' own generated wrapper puts the *text* of an exception into the cell, which SUM skips without a word.
Here every fault ends as ``CVErr``: an error of Python's answer comes marked (see ``excel/answer_cells.py``), and
whatever else goes wrong between Excel and Python is ``#NULL!``.
"""

from __future__ import annotations

from de_an06_xl.functions.cell_error import CellError
from de_an06_xl.functions.model import FunctionFacts
from de_an06_xl.functions.registry import load_facts

PYTHON_MODULE = "de_an06_xl.excel.worksheet_functions"
MODULE_NAME = "DA06_Ham"
_LINE = 115
_BREAK = ", _\n    "

_HEAD = f'''\
Attribute VB_Name = "{MODULE_NAME}"
Option Explicit
' The worksheet functions of the add-in. Made from de_an06_xl/data/functions.toml by "da06 xay-dung":
' change nothing here. Each function hands values (never ranges) to Python; an error comes back as a true
' error value, never as text. When Python cannot be reached the cell shows #NULL!.

Private Const PYTHON_MODULE As String = "{PYTHON_MODULE}"
'''

_TAIL = f"""
Private Function GoiHam(ByVal ten As String, ByVal doiSo As Variant) As Variant
    ' Calls the Python function of that name; only this function talks to Python.
    Dim i As Long
    On Error GoTo KhongGoiDuoc
    For i = LBound(doiSo) To UBound(doiSo)
        If TypeName(doiSo(i)) = "Range" Then doiSo(i) = GiaTriVung(doiSo(i))
    Next i
    GoiHam = VoiLoiThat(XLPy.CallUDF(PYTHON_MODULE, ten, doiSo, ThisWorkbook, Application.Caller))
    Exit Function

KhongGoiDuoc:
    GoiHam = CVErr({CellError.NOT_WORKED_OUT.excel_code})
End Function

Private Function GiaTriVung(ByVal vung As Range) As Variant
    ' The values of a range; a whole column or row only as far as the sheet is used.
    Dim phanDung As Range
    If vung.Areas.Count > 1 Then
        GiaTriVung = CVErr({CellError.VALUE.excel_code})
        Exit Function
    End If
    If vung.Rows.Count = vung.Worksheet.Rows.Count Or vung.Columns.Count = vung.Worksheet.Columns.Count Then
        Set phanDung = Application.Intersect(vung, vung.Worksheet.UsedRange)
        If phanDung Is Nothing Then Exit Function
        GiaTriVung = phanDung.Value2
    Else
        GiaTriVung = vung.Value2
    End If
End Function

Private Function VoiLoiThat(ByVal ketQua As Variant) As Variant
    ' The answer of Python with marked errors turned into true ones: one value, a row, or rows and columns.
    Dim i As Long
    Dim j As Long
    Select Case SoChieu(ketQua)
        Case 0
            ketQua = MotO(ketQua)
        Case 1
            For i = LBound(ketQua) To UBound(ketQua)
                ketQua(i) = MotO(ketQua(i))
            Next i
        Case Else
            For i = LBound(ketQua, 1) To UBound(ketQua, 1)
                For j = LBound(ketQua, 2) To UBound(ketQua, 2)
                    ketQua(i, j) = MotO(ketQua(i, j))
                Next j
            Next i
    End Select
    VoiLoiThat = ketQua
End Function

Private Function MotO(ByVal giaTri As Variant) As Variant
    ' One value; a text that begins with character 1 is the number of an error.
    MotO = giaTri
    If VarType(giaTri) = vbString Then
        If Left$(giaTri, 1) = Chr$(1) Then MotO = CVErr(CLng(Mid$(giaTri, 2)))
    End If
End Function

Private Function SoChieu(ByVal giaTri As Variant) As Long
    ' 0 for one value, else the number of dimensions of the array.
    If Not IsArray(giaTri) Then Exit Function
    On Error GoTo Het
    Do While UBound(giaTri, SoChieu + 1) >= LBound(giaTri, SoChieu + 1)
        SoChieu = SoChieu + 1
    Loop
Het:
End Function
"""


def vba_module() -> str:
    """The whole module, ASCII, in the order of the registry."""
    return _HEAD + "".join(_function(facts) for facts in load_facts()) + _TAIL


def _function(facts: FunctionFacts) -> str:
    given = [_declared(item.name, optional=item.optional) for item in facts.arguments]
    passed = ", ".join(_variable(item.name) for item in facts.arguments)
    head = f"Public Function {facts.name}({', '.join(given)}) As Variant"
    if len(head) > _LINE:
        head = f"Public Function {facts.name}( _\n    {_BREAK.join(given)}) As Variant"
    return f'\n{head}\n    {facts.name} = GoiHam("{facts.name}", Array({passed}))\nEnd Function\n'


def _declared(name: str, *, optional: bool) -> str:
    # Variant, so that a range, a value, an error and a missing argument all arrive as they are.
    return f"{'Optional ' if optional else ''}ByVal {_variable(name)} As Variant"


def _variable(name: str) -> str:
    """``chi_tieu`` as VBA sources of this add-in write it: ``chiTieu``."""
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
