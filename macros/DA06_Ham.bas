Attribute VB_Name = "DA06_Ham"
Option Explicit
' The worksheet functions of the add-in. Made from de_an06_xl/data/functions.toml by "da06 xay-dung":
' change nothing here. Each function hands values (never ranges) to Python; an error comes back as a true
' error value, never as text. When Python cannot be reached the cell shows #NULL!.

Private Const PYTHON_MODULE As String = "de_an06_xl.excel.worksheet_functions"

Public Function DA06_MUCTIEU(ByVal chiTieu As Variant, ByVal nam As Variant) As Variant
    DA06_MUCTIEU = GoiHam("DA06_MUCTIEU", Array(chiTieu, nam))
End Function

Public Function DA06_TYLE( _
    ByVal tuSo As Variant, _
    ByVal mauSo As Variant, _
    Optional ByVal cachTinh As Variant) As Variant
    DA06_TYLE = GoiHam("DA06_TYLE", Array(tuSo, mauSo, cachTinh))
End Function

Public Function DA06_DIEM_CT( _
    ByVal chiTieu As Variant, _
    ByVal ky As Variant, _
    Optional ByVal tuSo As Variant, _
    Optional ByVal mauSo As Variant, _
    Optional ByVal tinhTrang As Variant, _
    Optional ByVal dinhTinh As Variant, _
    Optional ByVal giaiTrinh As Variant) As Variant
    DA06_DIEM_CT = GoiHam("DA06_DIEM_CT", Array(chiTieu, ky, tuSo, mauSo, tinhTrang, dinhTinh, giaiTrinh))
End Function

Public Function DA06_DIEM_NV( _
    ByVal nhiemVu As Variant, _
    ByVal ky As Variant, _
    ByVal trangThai As Variant, _
    Optional ByVal tienDo As Variant, _
    Optional ByVal ngayXong As Variant, _
    Optional ByVal ketQua As Variant, _
    Optional ByVal soVanBan As Variant, _
    Optional ByVal giaiTrinh As Variant) As Variant
    DA06_DIEM_NV = GoiHam("DA06_DIEM_NV", Array(nhiemVu, ky, trangThai, tienDo, ngayXong, ketQua, soVanBan, giaiTrinh))
End Function

Public Function DA06_TRANGTHAI_NV( _
    ByVal nhiemVu As Variant, _
    ByVal ky As Variant, _
    ByVal trangThai As Variant, _
    Optional ByVal ngayXong As Variant) As Variant
    DA06_TRANGTHAI_NV = GoiHam("DA06_TRANGTHAI_NV", Array(nhiemVu, ky, trangThai, ngayXong))
End Function

Public Function DA06_XEPLOAI( _
    ByVal diem As Variant, _
    ByVal ky As Variant, _
    Optional ByVal doDayDu As Variant, _
    Optional ByVal doPhu As Variant) As Variant
    DA06_XEPLOAI = GoiHam("DA06_XEPLOAI", Array(diem, ky, doDayDu, doPhu))
End Function

Public Function DA06_HAN_NOP(ByVal ky As Variant) As Variant
    DA06_HAN_NOP = GoiHam("DA06_HAN_NOP", Array(ky))
End Function

Public Function DA06_DONVI(ByVal donVi As Variant, Optional ByVal traVe As Variant) As Variant
    DA06_DONVI = GoiHam("DA06_DONVI", Array(donVi, traVe))
End Function

Public Function DA06_SO(ByVal o As Variant) As Variant
    DA06_SO = GoiHam("DA06_SO", Array(o))
End Function

Public Function DA06_NGAY(ByVal o As Variant) As Variant
    DA06_NGAY = GoiHam("DA06_NGAY", Array(o))
End Function

Public Function DA06_CO_PII(ByVal o As Variant) As Variant
    DA06_CO_PII = GoiHam("DA06_CO_PII", Array(o))
End Function

Public Function DA06_KIEMTRA(ByVal vung As Variant, ByVal ky As Variant, ByVal donVi As Variant) As Variant
    DA06_KIEMTRA = GoiHam("DA06_KIEMTRA", Array(vung, ky, donVi))
End Function

Public Function DA06_GIAITHICH(ByVal vung As Variant, ByVal ky As Variant, ByVal donVi As Variant) As Variant
    DA06_GIAITHICH = GoiHam("DA06_GIAITHICH", Array(vung, ky, donVi))
End Function

Public Function DA06_THUCHIEN( _
    ByVal nguon As Variant, _
    ByVal chiTieu As Variant, _
    Optional ByVal ky As Variant) As Variant
    DA06_THUCHIEN = GoiHam("DA06_THUCHIEN", Array(nguon, chiTieu, ky))
End Function

Public Function DA06_DIEM( _
    ByVal nguon As Variant, _
    ByVal donVi As Variant, _
    Optional ByVal thanhPhan As Variant, _
    Optional ByVal ky As Variant) As Variant
    DA06_DIEM = GoiHam("DA06_DIEM", Array(nguon, donVi, thanhPhan, ky))
End Function

Public Function DA06_XEPHANG( _
    ByVal nguon As Variant, _
    ByVal donVi As Variant, _
    Optional ByVal ky As Variant) As Variant
    DA06_XEPHANG = GoiHam("DA06_XEPHANG", Array(nguon, donVi, ky))
End Function

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
    GoiHam = CVErr(2000)
End Function

Private Function GiaTriVung(ByVal vung As Range) As Variant
    ' The values of a range; a whole column or row only as far as the sheet is used.
    Dim phanDung As Range
    If vung.Areas.Count > 1 Then
        GiaTriVung = CVErr(2015)
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
