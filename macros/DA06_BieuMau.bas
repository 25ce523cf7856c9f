Attribute VB_Name = "DA06_BieuMau"
Option Explicit
Option Private Module
' Work on the form that is open: Python reads a copy of it (what was typed but not saved is in it too), and may
' add a sheet and colour cells, so the locks are taken off before and put on again after.

Private Const MAT_KHAU As String = "DA06"
Private Const SO_QUYEN As Long = 11

Public Sub DA06_TrenBieuMau(ByVal ten As String, ByVal danhDau As Boolean)
    ' Runs a handler on the active workbook; danhDau: it marks cells there.
    Dim soLieu As Workbook
    Dim banSao As String
    Dim khoa As Variant

    Set soLieu = ActiveWorkbook
    If soLieu Is Nothing Then
        DA06_Bao DA06_Cau("KHONG_CO_BIEU"), "luu_y"
        Exit Sub
    End If
    On Error GoTo KhongSao
    banSao = DA06_TepTam(soLieu.Name)
    soLieu.SaveCopyAs banSao
    DA06_O("DA06_BAN_SAO").Value = banSao
    On Error GoTo KhoaLai
    If danhDau Then khoa = DA06_MoKhoa(soLieu)
    DA06_Goi ten
KhoaLai:
    On Error Resume Next
    If danhDau Then DA06_KhoaLai soLieu, khoa
    DA06_O("DA06_BAN_SAO").Value = ""
    CreateObject("Scripting.FileSystemObject").DeleteFile banSao, True
    Exit Sub

KhongSao:
    DA06_Bao DA06_Cau("KHONG_SAO"), "loi"
End Sub

Private Function DA06_TepTam(ByVal tenTep As String) As String
    ' A new name in the folder for temporary files. FileSystemObject keeps letters that Environ would lose.
    Dim heThong As Object
    Set heThong = CreateObject("Scripting.FileSystemObject")
    DA06_TepTam = heThong.GetSpecialFolder(2).Path & "\" & DA06_TenTepTam(heThong.GetTempName(), tenTep)
End Function

Public Function DA06_TenTepTam(ByVal tenNgauNhien As String, ByVal tenTep As String) As String
    ' A name for the copy: ASCII, with the extension of the workbook (.xlsx when it has none yet).
    Dim cham As Long
    cham = InStrRev(tenTep, ".")
    If cham > 0 Then
        DA06_TenTepTam = "da06-" & Replace(tenNgauNhien, ".", "-") & LCase$(Mid$(tenTep, cham))
    Else
        DA06_TenTepTam = "da06-" & Replace(tenNgauNhien, ".", "-") & ".xlsx"
    End If
End Function

Private Function DA06_MoKhoa(ByVal soLieu As Workbook) As Variant
    ' Takes the locks off and returns what was locked: row 0 the workbook, then one row a sheet.
    Dim quyen() As Boolean
    Dim trang As Worksheet
    Dim i As Long

    ReDim quyen(0 To soLieu.Worksheets.Count, 0 To SO_QUYEN)
    quyen(0, 0) = soLieu.ProtectStructure
    If quyen(0, 0) Then soLieu.Unprotect
    For i = 1 To soLieu.Worksheets.Count
        Set trang = soLieu.Worksheets(i)
        quyen(i, 0) = trang.ProtectContents
        If quyen(i, 0) Then
            With trang.Protection
                quyen(i, 1) = .AllowFormattingCells
                quyen(i, 2) = .AllowFormattingColumns
                quyen(i, 3) = .AllowFormattingRows
                quyen(i, 4) = .AllowInsertingColumns
                quyen(i, 5) = .AllowInsertingRows
                quyen(i, 6) = .AllowInsertingHyperlinks
                quyen(i, 7) = .AllowDeletingColumns
                quyen(i, 8) = .AllowDeletingRows
                quyen(i, 9) = .AllowSorting
                quyen(i, 10) = .AllowFiltering
                quyen(i, 11) = .AllowUsingPivotTables
            End With
            ' A sheet with a password of the unit's own stays locked; the handler then says so.
            On Error Resume Next
            trang.Unprotect MAT_KHAU
            On Error GoTo 0
        End If
    Next i
    DA06_MoKhoa = quyen
End Function

Private Sub DA06_KhoaLai(ByVal soLieu As Workbook, ByVal quyen As Variant)
    ' Puts the locks on again as they were. The sheet of findings stands last, so the others keep their places.
    Dim i As Long
    For i = 1 To UBound(quyen, 1)
        If quyen(i, 0) And Not soLieu.Worksheets(i).ProtectContents Then
            soLieu.Worksheets(i).Protect Password:=MAT_KHAU, DrawingObjects:=False, Contents:=True, Scenarios:=False, _
                AllowFormattingCells:=quyen(i, 1), AllowFormattingColumns:=quyen(i, 2), _
                AllowFormattingRows:=quyen(i, 3), AllowInsertingColumns:=quyen(i, 4), _
                AllowInsertingRows:=quyen(i, 5), AllowInsertingHyperlinks:=quyen(i, 6), _
                AllowDeletingColumns:=quyen(i, 7), AllowDeletingRows:=quyen(i, 8), _
                AllowSorting:=quyen(i, 9), AllowFiltering:=quyen(i, 10), AllowUsingPivotTables:=quyen(i, 11)
        End If
    Next i
    If quyen(0, 0) Then soLieu.Protect Structure:=True
End Sub
