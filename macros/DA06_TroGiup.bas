Attribute VB_Name = "DA06_TroGiup"
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
    DangKy "DA06_MUCTIEU", _
        "M\u1EE5c ti\u00EAu c\u1EE7a m\u1ED9t ch\u1EC9 ti\u00EAu trong n\u0103m, \u0111\u00FAng nh\u01B0 K\u1EBF ho\u1EA1ch: m\u1ED9t s\u1ED1 (ph\u1EA7n tr\u0103m vi\u1EBFt 0\u2013100) ho\u1EB7c l\u1EDDi, n\u1EBF" _
        & "u K\u1EBF ho\u1EA1ch kh\u00F4ng n\u00EAu s\u1ED1.", _
        "Ch\u1EC9 ti\u00EAu: M\u00E3 ch\u1EC9 ti\u00EAu, v\u00ED d\u1EE5 CT-I.5; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "N\u0103m (2026\u20132030) ho\u1EB7c k\u1EF3 b\u00E1o c\u00E1o, v\u00ED d\u1EE5 2026-10."
    DangKy "DA06_TYLE", _
        "T\u1EF7 l\u1EC7 ph\u1EA7n tr\u0103m (0\u2013100, kh\u00F4ng l\u00E0m tr\u00F2n) t\u1EEB t\u1EED s\u1ED1 v\u00E0 m\u1EABu s\u1ED1, theo \u0111\u00FAng \u0111i\u1EC1u ki\u1EC7n c\u1EE7a c\u1ED9t K\u1EBFt" _
        & " qu\u1EA3 trong bi\u1EC3u.", _
        "T\u1EED s\u1ED1, ho\u1EB7c s\u1ED1 hi\u1EC7n t\u1EA1i khi t\u00EDnh m\u1EE9c gi\u1EA3m.", _
        "M\u1EABu s\u1ED1, ho\u1EB7c s\u1ED1 c\u1EE7a n\u0103m g\u1ED1c khi t\u00EDnh m\u1EE9c gi\u1EA3m.", _
        "C\u00E1ch t\u00EDnh: T\u1EF7 l\u1EC7 (m\u1EB7c \u0111\u1ECBnh) ho\u1EB7c M\u1EE9c gi\u1EA3m."
    DangKy "DA06_DIEM_CT", _
        "\u0110i\u1EC3m (0\u201310) c\u1EE7a m\u1ED9t d\u00F2ng trang Ch\u1EC9 ti\u00EAu theo \u0111i\u1EC3m tu\u00E2n th\u1EE7 \u0111\u1EC1 xu\u1EA5t c\u1EE7a k\u1EF3. D\u00F2ng kh\u00F4ng ch\u1EA5m \u0111i\u1EC3" _
        & "m th\u00EC \u0111\u1EC3 tr\u1ED1ng.", _
        "Ch\u1EC9 ti\u00EAu: M\u00E3 ch\u1EC9 ti\u00EAu, v\u00ED d\u1EE5 CT-I.5; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "K\u1EF3 b\u00E1o c\u00E1o: 2026-10, 10/2026 ho\u1EB7c m\u1ED9t ng\u00E0y trong th\u00E1ng.", _
        "T\u1EED s\u1ED1; v\u1EDBi ch\u1EC9 ti\u00EAu s\u1ED1 l\u01B0\u1EE3ng l\u00E0 s\u1ED1 \u0111\u1EA1t \u0111\u01B0\u1EE3c, v\u1EDBi m\u1EE9c gi\u1EA3m l\u00E0 s\u1ED1 hi\u1EC7n t\u1EA1i.", _
        "M\u1EABu s\u1ED1; v\u1EDBi m\u1EE9c gi\u1EA3m l\u00E0 s\u1ED1 c\u1EE7a n\u0103m g\u1ED1c.", _
        "T\u00ECnh tr\u1EA1ng s\u1ED1 li\u1EC7u: C\u00F3 s\u1ED1 li\u1EC7u (m\u1EB7c \u0111\u1ECBnh), Kh\u00F4ng ph\u00E1t sinh, Kh\u00F4ng \u00E1p d\u1EE5ng ho\u1EB7c Ch\u01B0a c\u00F3 s\u1ED1 li\u1EC7u.", _
        "K\u1EBFt qu\u1EA3 \u0111\u1ECBnh t\u00EDnh: \u0110\u1EA1t, Ho\u00E0n th\u00E0nh, Ch\u01B0a \u0111\u1EA1t ho\u1EB7c Ch\u01B0a ho\u00E0n th\u00E0nh; ch\u1EC9 d\u00F9ng v\u1EDBi ch\u1EC9 ti\u00EAu \u0111\u1ECB" _
        & "nh t\u00EDnh.", _
        "Gi\u1EA3i tr\u00ECnh: \u00D4 gi\u1EA3i tr\u00ECnh c\u1EE7a d\u00F2ng, n\u1EBFu c\u00F3."
    DangKy "DA06_DIEM_NV", _
        "\u0110i\u1EC3m (0\u201310) c\u1EE7a m\u1ED9t d\u00F2ng trang Nhi\u1EC7m v\u1EE5 theo \u0111i\u1EC3m tu\u00E2n th\u1EE7 \u0111\u1EC1 xu\u1EA5t c\u1EE7a k\u1EF3. D\u00F2ng ch\u01B0a ch\u1EA5m \u0111i\u1EC3" _
        & "m th\u00EC \u0111\u1EC3 tr\u1ED1ng.", _
        "Nhi\u1EC7m v\u1EE5: M\u00E3 nhi\u1EC7m v\u1EE5, v\u00ED d\u1EE5 NV-I.3; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "K\u1EF3 b\u00E1o c\u00E1o: 2026-10, 10/2026 ho\u1EB7c m\u1ED9t ng\u00E0y trong th\u00E1ng.", _
        "Tr\u1EA1ng th\u00E1i: Ch\u01B0a tri\u1EC3n khai, \u0110ang tri\u1EC3n khai, Ho\u00E0n th\u00E0nh, T\u1EA1m d\u1EEBng ho\u1EB7c Ch\u1EDD h\u01B0\u1EDBng d\u1EABn.", _
        "Ti\u1EBFn \u0111\u1ED9 (%): Ti\u1EBFn \u0111\u1ED9 0\u2013100, c\u1EA7n khi \u0110ang tri\u1EC3n khai.", _
        "Ng\u00E0y ho\u00E0n th\u00E0nh, c\u1EA7n khi Ho\u00E0n th\u00E0nh.", _
        "K\u1EBFt qu\u1EA3 trong k\u1EF3, c\u1EA7n v\u1EDBi nhi\u1EC7m v\u1EE5 th\u01B0\u1EDDng xuy\u00EAn.", _
        "S\u1ED1 v\u0103n b\u1EA3n ch\u1EE9ng minh, v\u1EDBi nhi\u1EC7m v\u1EE5 th\u01B0\u1EDDng xuy\u00EAn.", _
        "Gi\u1EA3i tr\u00ECnh: \u00D4 gi\u1EA3i tr\u00ECnh c\u1EE7a d\u00F2ng, c\u1EA7n khi T\u1EA1m d\u1EEBng."
    DangKy "DA06_TRANGTHAI_NV", _
        "T\u00ECnh h\u00ECnh c\u1EE7a m\u1ED9t nhi\u1EC7m v\u1EE5 t\u00EDnh \u0111\u1EBFn cu\u1ED1i k\u1EF3, b\u1EB1ng l\u1EDDi c\u1EE7a b\u1EA3ng t\u1ED5ng h\u1EE3p (Ho\u00E0n th\u00E0nh, Ho\u00E0n th\u00E0nh " _
        & "tr\u1EC5, \u0110ang tri\u1EC3n khai, Qu\u00E1 h\u1EA1n, \u2026).", _
        "Nhi\u1EC7m v\u1EE5: M\u00E3 nhi\u1EC7m v\u1EE5, v\u00ED d\u1EE5 NV-I.3; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "K\u1EF3 b\u00E1o c\u00E1o: 2026-10, 10/2026 ho\u1EB7c m\u1ED9t ng\u00E0y trong th\u00E1ng.", _
        "Tr\u1EA1ng th\u00E1i: Ch\u01B0a tri\u1EC3n khai, \u0110ang tri\u1EC3n khai, Ho\u00E0n th\u00E0nh, T\u1EA1m d\u1EEBng ho\u1EB7c Ch\u1EDD h\u01B0\u1EDBng d\u1EABn.", _
        "Ng\u00E0y ho\u00E0n th\u00E0nh, \u0111\u1EC3 bi\u1EBFt xong tr\u1EC5 hay kh\u00F4ng."
    DangKy "DA06_XEPLOAI", _
        "X\u1EBFp lo\u1EA1i c\u1EE7a m\u1ED9t t\u1ED5ng \u0111i\u1EC3m (0\u2013100) theo ch\u00EDnh s\u00E1ch \u0111i\u1EC3m c\u1EE7a k\u1EF3; Ch\u01B0a \u0111\u1EE7 d\u1EEF li\u1EC7u khi \u0111\u1ED9 ph\u1EE7 " _
        & "ho\u1EB7c \u0111\u1ED9 \u0111\u1EA7y \u0111\u1EE7 d\u01B0\u1EDBi m\u1EE9c t\u1ED1i thi\u1EC3u.", _
        "T\u1ED5ng \u0111i\u1EC3m 0\u2013100; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "K\u1EF3 b\u00E1o c\u00E1o: 2026-10, 10/2026 ho\u1EB7c m\u1ED9t ng\u00E0y trong th\u00E1ng.", _
        "\u0110\u1EA7y \u0111\u1EE7 bi\u1EC3u (%): Ph\u1EA7n tr\u0103m \u00F4 b\u1EAFt bu\u1ED9c \u0111\u00E3 \u0111i\u1EC1n; b\u1ECF tr\u1ED1ng th\u00EC coi l\u00E0 \u0111\u1EE7.", _
        "\u0110\u1ED9 ph\u1EE7 ch\u1EC9 ti\u00EAu (%): Ph\u1EA7n tr\u0103m ch\u1EC9 ti\u00EAu c\u00F3 m\u1EE5c ti\u00EAu \u0111\u00E3 tr\u1EA3 l\u1EDDi; b\u1ECF tr\u1ED1ng th\u00EC kh\u00F4ng x\u00E9t."
    DangKy "DA06_HAN_NOP", _
        "Ng\u00E0y cu\u1ED1i c\u00F9ng n\u1ED9p b\u00E1o c\u00E1o c\u1EE7a k\u1EF3 m\u00E0 v\u1EABn \u0111\u00FAng h\u1EA1n (ch\u01B0a t\u00EDnh gia h\u1EA1n). \u00D4 c\u1EA7n \u0111\u1ECBnh d\u1EA1ng ng\u00E0y" _
        & ".", _
        "K\u1EF3 b\u00E1o c\u00E1o: 2026-10, 10/2026 ho\u1EB7c m\u1ED9t ng\u00E0y trong th\u00E1ng; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng."
    DangKy "DA06_DONVI", _
        "M\u00E3 \u0111\u01A1n v\u1ECB t\u1EEB m\u00E3, t\u00EAn vi\u1EBFt c\u00E1ch n\u00E0o c\u0169ng \u0111\u01B0\u1EE3c, ho\u1EB7c t\u00EAn x\u00E3 c\u0169. Kh\u00F4ng \u0111o\u00E1n theo t\u00EAn g\u1EA7n " _
        & "gi\u1ED1ng: t\u00EAn kh\u00F4ng r\u00F5 l\u00E0 l\u1ED7i.", _
        "\u0110\u01A1n v\u1ECB: M\u00E3, t\u00EAn ho\u1EB7c t\u00EAn c\u0169; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "Tr\u1EA3 v\u1EC1: M\u00E3 (m\u1EB7c \u0111\u1ECBnh) ho\u1EB7c T\u00EAn."
    DangKy "DA06_SO", _
        "\u0110\u1ECDc s\u1ED1 vi\u1EBFt ki\u1EC3u Vi\u1EC7t Nam hay ki\u1EC3u Anh, th\u1EADt ch\u1EB7t: 1.234,5 v\u00E0 85% \u0111\u1ECDc \u0111\u01B0\u1EE3c; 1.234 c\u00F3 hai c\u00E1ch \u0111\u1ECDc n\u00EAn" _
        & " l\u00E0 l\u1ED7i, kh\u00F4ng \u0111o\u00E1n.", _
        "\u00D4 ch\u1EE9a s\u1ED1 ho\u1EB7c ch\u1EEF; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng."
    DangKy "DA06_NGAY", _
        "\u0110\u1ECDc ng\u00E0y vi\u1EBFt d\u1EA1ng ch\u1EEF ng\u00E0y/th\u00E1ng/n\u0103m (ho\u1EB7c n\u0103m-th\u00E1ng-ng\u00E0y), th\u1EADt ch\u1EB7t. \u00D4 c\u1EA7n \u0111\u1ECBnh d\u1EA1ng ng\u00E0y.", _
        "\u00D4 ch\u1EE9a ng\u00E0y ho\u1EB7c ch\u1EEF; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng."
    DangKy "DA06_CO_PII", _
        "TRUE khi ch\u1EEF trong \u00F4 c\u00F3 v\u1EBB ch\u1EE9a d\u1EEF li\u1EC7u c\u00E1 nh\u00E2n: s\u1ED1 \u0111\u1ECBnh danh (c\u0103n c\u01B0\u1EDBc), ch\u1EE9ng minh nh\u00E2n d\u00E2n, di \u0111\u1ED9n" _
        & "g, th\u01B0 \u0111i\u1EC7n t\u1EED c\u00E1 nh\u00E2n. S\u1ED1 \u0111\u1EE9ng m\u1ED9t m\u00ECnh th\u00EC kh\u00F4ng t\u00EDnh.", _
        "\u00D4 ch\u1EE9a ch\u1EEF; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng."
    DangKy "DA06_KIEMTRA", _
        "M\u1ECDi ph\u00E1t hi\u1EC7n c\u1EE7a m\u1ED9t b\u1EA3ng trong bi\u1EC3u \u0111ang m\u1EDF (v\u00F9ng c\u00F3 d\u00F2ng ti\u00EAu \u0111\u1EC1 c\u1EE7a trang), nh\u01B0 l\u1EC7nh kiem-tra: m\u00E3, m\u1EE9" _
        & "c, d\u00F2ng, c\u1ED9t, gi\u00E1 tr\u1ECB, n\u1ED9i dung, c\u00E1ch s\u1EEDa.", _
        "V\u00F9ng c\u1EE7a m\u1ED9t trang bi\u1EC3u, t\u1EEB d\u00F2ng ti\u00EAu \u0111\u1EC1 (M\u00E3, \u2026) tr\u1EDF xu\u1ED1ng, \u0111\u1EE7 c\u00E1c c\u1ED9t.", _
        "K\u1EF3 b\u00E1o c\u00E1o: 2026-10, 10/2026 ho\u1EB7c m\u1ED9t ng\u00E0y trong th\u00E1ng.", _
        "\u0110\u01A1n v\u1ECB: M\u00E3 ho\u1EB7c t\u00EAn \u0111\u01A1n v\u1ECB c\u1EE7a bi\u1EC3u."
    DangKy "DA06_GIAITHICH", _
        "\u0110i\u1EC3m t\u1EEBng d\u00F2ng c\u1EE7a m\u1ED9t b\u1EA3ng trong bi\u1EC3u \u0111ang m\u1EDF (Ch\u1EC9 ti\u00EAu, Nhi\u1EC7m v\u1EE5 ho\u1EB7c T\u1ED5 ch\u1EE9c th\u1EF1c hi\u1EC7n) k\u00E8m l\u00FD" _
        & " do, c\u00E1ch t\u00EDnh, c\u00E1ch l\u1EA5y l\u1EA1i \u0111i\u1EC3m; d\u00F2ng cu\u1ED1i l\u00E0 \u0111i\u1EC3m th\u00E0nh ph\u1EA7n.", _
        "V\u00F9ng c\u1EE7a m\u1ED9t trang bi\u1EC3u, t\u1EEB d\u00F2ng ti\u00EAu \u0111\u1EC1 (M\u00E3, \u2026) tr\u1EDF xu\u1ED1ng, \u0111\u1EE7 c\u00E1c c\u1ED9t.", _
        "K\u1EF3 b\u00E1o c\u00E1o: 2026-10, 10/2026 ho\u1EB7c m\u1ED9t ng\u00E0y trong th\u00E1ng.", _
        "\u0110\u01A1n v\u1ECB: M\u00E3 ho\u1EB7c t\u00EAn \u0111\u01A1n v\u1ECB c\u1EE7a bi\u1EC3u."
    DangKy "DA06_THUCHIEN", _
        "K\u1EBFt qu\u1EA3 to\u00E0n t\u1EC9nh c\u1EE7a m\u1ED9t ch\u1EC9 ti\u00EAu, tra t\u1EEB trang Ch\u1EC9 ti\u00EAu c\u1EE7a b\u1EA3ng t\u1ED5ng h\u1EE3p (v\u00F9ng c\u00F3 d\u00F2ng ti\u00EAu \u0111\u1EC1" _
        & "), t\u1EEB t\u1EC7p t\u1ED5ng h\u1EE3p .xlsx ho\u1EB7c t\u1EEB kho .db.", _
        "Ngu\u1ED3n: V\u00F9ng c\u1EE7a b\u1EA3ng t\u1ED5ng h\u1EE3p c\u00F3 d\u00F2ng ti\u00EAu \u0111\u1EC1, ho\u1EB7c \u0111\u01B0\u1EDDng d\u1EABn \u0111\u1EA7y \u0111\u1EE7 c\u1EE7a t\u1EC7p .xlsx hay kho " _
        & ".db.", _
        "Ch\u1EC9 ti\u00EAu: M\u00E3 ch\u1EC9 ti\u00EAu, v\u00ED d\u1EE5 CT-I.5; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "K\u1EF3 b\u00E1o c\u00E1o, ch\u1EC9 d\u00F9ng v\u1EDBi kho; b\u1ECF tr\u1ED1ng l\u00E0 k\u1EF3 m\u1EDBi nh\u1EA5t."
    DangKy "DA06_DIEM", _
        "T\u1ED5ng \u0111i\u1EC3m ho\u1EB7c \u0111i\u1EC3m m\u1ED9t th\u00E0nh ph\u1EA7n (0\u2013100) c\u1EE7a m\u1ED9t \u0111\u01A1n v\u1ECB, tra t\u1EEB trang X\u1EBFp h\u1EA1ng c\u1EE7a b\u1EA3ng t\u1ED5ng h" _
        & "\u1EE3p, t\u1EEB t\u1EC7p t\u1ED5ng h\u1EE3p .xlsx ho\u1EB7c t\u1EEB kho .db.", _
        "Ngu\u1ED3n: V\u00F9ng c\u1EE7a b\u1EA3ng t\u1ED5ng h\u1EE3p c\u00F3 d\u00F2ng ti\u00EAu \u0111\u1EC1, ho\u1EB7c \u0111\u01B0\u1EDDng d\u1EABn \u0111\u1EA7y \u0111\u1EE7 c\u1EE7a t\u1EC7p .xlsx hay kho " _
        & ".db.", _
        "\u0110\u01A1n v\u1ECB: M\u00E3, t\u00EAn ho\u1EB7c t\u00EAn c\u0169; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "Th\u00E0nh ph\u1EA7n: CT, NV, BC, TC ho\u1EB7c t\u00EAn th\u00E0nh ph\u1EA7n; b\u1ECF tr\u1ED1ng l\u00E0 t\u1ED5ng \u0111i\u1EC3m.", _
        "K\u1EF3 b\u00E1o c\u00E1o, ch\u1EC9 d\u00F9ng v\u1EDBi kho; b\u1ECF tr\u1ED1ng l\u00E0 k\u1EF3 m\u1EDBi nh\u1EA5t."
    DangKy "DA06_XEPHANG", _
        "H\u1EA1ng c\u1EE7a m\u1ED9t \u0111\u01A1n v\u1ECB trong nh\u00F3m c\u1EE7a n\u00F3 (s\u1EDF, ng\u00E0nh ho\u1EB7c x\u00E3, ph\u01B0\u1EDDng), tra t\u1EEB trang X\u1EBFp h\u1EA1ng c\u1EE7a b\u1EA3ng t\u1ED5" _
        & "ng h\u1EE3p, t\u1EEB t\u1EC7p t\u1ED5ng h\u1EE3p .xlsx ho\u1EB7c t\u1EEB kho .db.", _
        "Ngu\u1ED3n: V\u00F9ng c\u1EE7a b\u1EA3ng t\u1ED5ng h\u1EE3p c\u00F3 d\u00F2ng ti\u00EAu \u0111\u1EC1, ho\u1EB7c \u0111\u01B0\u1EDDng d\u1EABn \u0111\u1EA7y \u0111\u1EE7 c\u1EE7a t\u1EC7p .xlsx hay kho " _
        & ".db.", _
        "\u0110\u01A1n v\u1ECB: M\u00E3, t\u00EAn ho\u1EB7c t\u00EAn c\u0169; m\u1ED9t \u00F4 ho\u1EB7c m\u1ED9t v\u00F9ng.", _
        "K\u1EF3 b\u00E1o c\u00E1o, ch\u1EC9 d\u00F9ng v\u1EDBi kho; b\u1ECF tr\u1ED1ng l\u00E0 k\u1EF3 m\u1EDBi nh\u1EA5t."
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
        Category:=GiaiMa("\u0110\u1EC1 \u00E1n 06"), ArgumentDescriptions:=moTaDoiSo
End Sub

Private Function GiaiMa(ByVal chu As String) As String
    ' The text with every \uXXXX replaced by the letter of that number.
    Dim viTri As Long
    Dim truoc As Long
    truoc = 1
    viTri = InStr(1, chu, "\u")
    Do While viTri > 0
        GiaiMa = GiaiMa & Mid$(chu, truoc, viTri - truoc) & ChrW(CLng("&H" & Mid$(chu, viTri + 2, 4)))
        truoc = viTri + 6
        viTri = InStr(truoc, chu, "\u")
    Loop
    GiaiMa = GiaiMa & Mid$(chu, truoc)
End Function
