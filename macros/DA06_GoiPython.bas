Attribute VB_Name = "DA06_GoiPython"
Option Explicit
Option Private Module
' From a button to its Python handler and back. The handler leaves its message in DA06_THONG_BAO and its
' level in DA06_MUC_THONG_BAO; the message is shown here, once Python has ended. A trace never reaches the
' user: xlwings is told (SHOW_ERROR_POPUPS) to put what Python wrote on a hidden sheet.

Public Sub DA06_Goi(ByVal ten As String)
    ' Runs the handler de_an06_xl.excel.buttons.<ten> and shows what it has to say.
    Dim ketQua As Integer
    Dim noiDung As String
    Dim muc As String

    On Error GoTo KhongChay
    If Not DA06_SanSang() Then Exit Sub
    DA06_O("DA06_THONG_BAO").Value = ""
    DA06_O("DA06_MUC_THONG_BAO").Value = ""
    ' The handler reads no clock; the time of the run is told to it.
    DA06_O("DA06_LUC_CHAY").Value = Now
    Application.StatusBar = DA06_Cau("DANG_CHAY")
    ketQua = RunPython(DA06_LenhPython(ten))
    Application.StatusBar = False

    noiDung = CStr(DA06_O("DA06_THONG_BAO").Value)
    muc = CStr(DA06_O("DA06_MUC_THONG_BAO").Value)
    If ketQua <> 0 Or Len(noiDung) = 0 Then
        noiDung = DA06_Cau("DUNG_GIUA")
        muc = "loi"
    End If
    DA06_Bao noiDung, muc
    Exit Sub

KhongChay:
    noiDung = DA06_Cau("KHONG_CHAY", CStr(Err.Number))
    Application.StatusBar = False
    DA06_Bao noiDung, "loi"
End Sub

Public Function DA06_LenhPython(ByVal ten As String) As String
    ' What RunPython is to run; no double quote may stand in it.
    DA06_LenhPython = "import de_an06_xl.excel.buttons as buttons; buttons." & ten & "()"
End Function

Private Function DA06_SanSang() As Boolean
    ' Whether the configured interpreter is there; else says so.
    Dim duongDan As String
    duongDan = CStr(GetConfig("INTERPRETER_WIN", ""))
    If Len(duongDan) = 0 Then
        DA06_Bao DA06_Cau("CHUA_CAI"), "loi"
    ElseIf Not FileExists(duongDan) Then
        DA06_Bao DA06_Cau("MAT_CHUONG_TRINH", duongDan), "loi"
    Else
        DA06_SanSang = True
    End If
End Function
