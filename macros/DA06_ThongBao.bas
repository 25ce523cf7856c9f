Attribute VB_Name = "DA06_ThongBao"
Option Explicit
Option Private Module
' Messages to the user, and the named cells they come from. VBA sources are ASCII, so every Vietnamese
' sentence stands in a cell of the workbook and is read from there.

' MsgBox turns letters outside the machine's code page into question marks; MessageBoxW keeps them.
#If VBA7 Then
    Private Declare PtrSafe Function MessageBoxW Lib "user32" (ByVal hWnd As LongPtr, ByVal lpText As LongPtr, _
        ByVal lpCaption As LongPtr, ByVal uType As Long) As Long
#Else
    Private Declare Function MessageBoxW Lib "user32" (ByVal hWnd As Long, ByVal lpText As Long, _
        ByVal lpCaption As Long, ByVal uType As Long) As Long
#End If

Public Sub DA06_Bao(ByVal noiDung As String, ByVal muc As String)
    ' Shows one message; muc is "xong", "luu_y" or "loi".
    Dim tieuDe As String
    tieuDe = DA06_Cau("TIEU_DE")
    #If Mac Then
        MsgBox noiDung, DA06_BieuTuong(muc), tieuDe
    #Else
        MessageBoxW Application.hWnd, StrPtr(noiDung), StrPtr(tieuDe), DA06_BieuTuong(muc)
    #End If
End Sub

Public Function DA06_BieuTuong(ByVal muc As String) As Long
    ' The icon of a message by its level; an unknown level is shown like an error, never hidden.
    Select Case muc
        Case "xong"
            DA06_BieuTuong = vbInformation
        Case "luu_y"
            DA06_BieuTuong = vbExclamation
        Case Else
            DA06_BieuTuong = vbCritical
    End Select
End Function

Public Function DA06_Cau(ByVal ma As String, Optional ByVal cho As String = "") As String
    ' The sentence DA06_CAU_<ma> of this workbook, with cho in the place of {}.
    DA06_Cau = DA06_DienCho(CStr(DA06_O("DA06_CAU_" & ma).Value), cho)
End Function

Public Function DA06_DienCho(ByVal cau As String, ByVal cho As String) As String
    ' The sentence with cho in the place of {}.
    DA06_DienCho = Replace(cau, "{}", cho)
End Function

Public Function DA06_O(ByVal ten As String) As Range
    ' The named cell of this workbook (of the add-in itself when run from there).
    Set DA06_O = ThisWorkbook.Names(ten).RefersToRange
End Function
