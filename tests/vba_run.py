"""Our VBA and the RunPython of xlwings.bas run without Excel, in pyOpenVBA's interpreter.

Only what would reach outside is replaced: Windows' shell (its command line is kept instead of run) and the look for
a file. The procedures of xlwings.bas that build the command line are taken from it word for word.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from de_an06_xl.build_macro_workbooks.vba_sources import SOURCES

_FROM_XLWINGS = ("RunPython", "ExecuteWindows", "GetConfigFromSheet", "ParentFolder", "SheetExists")
_OUTSIDE = """Option Explicit
Public Const XLWINGS_VERSION As String = ""
Public Const PROJECT_NAME As String = "xlwings"
Public LenhDaChay As String
Public ThongBaoCuoi As String
Public MucCuoi As String
Public CoTep As Boolean
Public LoiThoat As Long
Public CauCuaPython As String

Public Sub DatO(ByVal trang As String, ByVal o As String, ByVal giaTri As String)
    ThisWorkbook.Worksheets(trang).Range(o).Value = giaTri
End Sub

Public Sub DatMay(ByVal coTepKhong As Boolean, ByVal loi As Long, ByVal cau As String)
    CoTep = coTepKhong
    LoiThoat = loi
    CauCuaPython = cau
End Sub

Public Function GetConfig(configKey As String, Optional default As String = "") As Variant
    Dim cauHinh As Object
    Set cauHinh = GetConfigFromSheet(ThisWorkbook)
    If cauHinh.Exists(configKey) Then
        GetConfig = cauHinh.Item(configKey)
    Else
        GetConfig = default
    End If
    ' VBA compares the text "False" with a truth value; the interpreter refuses to.
    If GetConfig = "True" Or GetConfig = "False" Then GetConfig = CBool(GetConfig)
End Function

Public Function CreateGUID() As String
    CreateGUID = "0"
End Function

Public Function FileExists(ByVal duongDan As String) As Boolean
    FileExists = CoTep
End Function

Public Function Environ(ByVal ten As String) As String
    Environ = "C:\\Temp"
End Function

Public Function WScript() As Object
    Set WScript = New VoGia
End Function

Public Sub DA06_Bao(ByVal noiDung As String, ByVal muc As String)
    ThongBaoCuoi = noiDung
    MucCuoi = muc
End Sub

Public Sub ShowError(ByVal tep As String)
End Sub
"""
_SHELL = """Option Explicit
Public Function Run(lenh, kieu, cho)
    LenhDaChay = lenh
    If Len(CauCuaPython) > 0 Then
        DA06_O("DA06_THONG_BAO").Value = CauCuaPython
        DA06_O("DA06_MUC_THONG_BAO").Value = "xong"
    End If
    Run = LoiThoat
End Function
"""


def procedure(name: str) -> str:
    """One procedure of xlwings.bas, word for word."""
    text = (SOURCES / "xlwings.bas").read_text(encoding="ascii")
    found = re.search(rf"^(?:Public )?Function {name}\(.*?^End Function$", text, re.DOTALL | re.MULTILINE)
    assert found, name
    # The interpreter has no window and deletes no file; nothing else is changed.
    return found[0].replace("Application.Hwnd", '"1"').replace("Kill LOG_FILE", "")


class VbaRun:
    """The modules of a built workbook, ready to run in it."""

    def __init__(self, workbook: Path) -> None:
        from pyopenvba.apps.excel import ExcelApplication

        self._app = ExcelApplication.open(workbook, with_vba=False)
        self._app.add_module(_OUTSIDE, name="BenNgoai")
        self._app.add_module(_SHELL, name="VoGia", kind="class")
        self._app.add_module("\n\n".join(procedure(name) for name in _FROM_XLWINGS), name="xlwings")
        messages = (SOURCES / "DA06_ThongBao.bas").read_text(encoding="ascii")
        # Windows' message box is outside too: the sub that shows it is replaced, its helpers are not.
        shown = re.sub(r"^Public Sub DA06_Bao.*?^End Sub$", "", messages, flags=re.DOTALL | re.MULTILINE)
        declared = re.sub(r"^#If VBA7 Then$.*?^#End If$", "", shown, flags=re.DOTALL | re.MULTILINE)
        self._app.add_module(declared, name="DA06_ThongBao")
        for path in sorted(SOURCES.glob("DA06_*.bas")):
            if path.stem in ("DA06_GoiPython", "DA06_BangDieuKhien", "DA06_BieuMau", "DA06_Ribbon"):
                self._app.add_module(path.read_text(encoding="ascii"), name=path.stem)

    def run(self, name: str, *arguments: object) -> Any:
        return self._app.run(name, *arguments)

    def value(self, expression: str) -> Any:
        return self._app.evaluate(expression)
