Attribute VB_Name = "DA06_Ribbon"
Option Explicit
' The callbacks of the ribbon tab. A control comes as Object, so that no reference to a library is needed.

Public Sub DA06_R_KiemTra(control As Object)
    DA06_TrenBieuMau "check_this_form", True
End Sub

Public Sub DA06_R_ChamDiem(control As Object)
    DA06_TrenBieuMau "score_this_form", False
End Sub

Public Sub DA06_R_TongHop(control As Object)
    DA06_Goi "consolidate"
End Sub

Public Sub DA06_R_TaoBieuMau(control As Object)
    DA06_Goi "issue_forms"
End Sub

Public Sub DA06_R_TuKiemTra(control As Object)
    DA06_Goi "self_test"
End Sub

Public Sub DA06_R_TroGiup(control As Object)
    DA06_Goi "function_help"
End Sub
