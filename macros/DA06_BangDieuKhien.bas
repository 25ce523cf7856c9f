Attribute VB_Name = "DA06_BangDieuKhien"
Option Explicit
' The buttons of TongHop.xlsm: one line each, the work is done in Python.

Private Const HOP_CHON_TEP As Long = 3
Private Const HOP_CHON_THU_MUC As Long = 4

Public Sub DA06_TaoBieuMau()
    DA06_Goi "issue_forms"
End Sub

Public Sub DA06_KiemTra()
    DA06_Goi "check"
End Sub

Public Sub DA06_TongHop()
    DA06_Goi "consolidate"
End Sub

Public Sub DA06_MoBangTongHop()
    DA06_Goi "open_summary"
End Sub

Public Sub DA06_ChonThuMucNop()
    DA06_Chon HOP_CHON_THU_MUC, "DA06_THU_MUC_NOP", "CHON_THU_MUC_NOP"
End Sub

Public Sub DA06_ChonThuMucRa()
    DA06_Chon HOP_CHON_THU_MUC, "DA06_THU_MUC_RA", "CHON_THU_MUC_RA"
End Sub

Public Sub DA06_ChonSoKeHoach()
    DA06_Chon HOP_CHON_TEP, "DA06_SO_KE_HOACH", "CHON_SO_KE_HOACH"
End Sub

Private Sub DA06_Chon(ByVal loai As Long, ByVal tenO As String, ByVal maCau As String)
    ' Asks for a folder or a file and writes its path into the named cell; nothing changes when cancelled.
    Dim hop As Object
    Set hop = Application.FileDialog(loai)
    hop.Title = DA06_Cau(maCau)
    hop.AllowMultiSelect = False
    If hop.Show = -1 Then DA06_O(tenO).Value = CStr(hop.SelectedItems(1))
End Sub
