"""The worksheet functions as xlwings serves them to Excel; ``macros/DA06_Ham.bas`` calls them by name.

Made from ``data/functions.toml`` by ``da06 xay-dung``: change nothing here. Values pass through untouched
(``raw``): blanks, days, errors and shapes are this product's business, not xlwings'. Where xlwings has no Excel to
serve, its decorators do nothing and the functions can be called like any others.
"""

# ruff: noqa: N802, E501 - names are those of the cells, texts those of the registry

from __future__ import annotations

from typing import Any

import xlwings as xw

from de_an06_xl.excel.answer_cells import Answered, answer_cells


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("chi_tieu", "raw", doc="Mã chỉ tiêu, ví dụ CT-I.5; một ô hoặc một vùng.")
@xw.arg("nam", "raw", doc="Năm (2026–2030) hoặc kỳ báo cáo, ví dụ 2026-10.")
@xw.ret("raw")
def DA06_MUCTIEU(chi_tieu: Any, nam: Any) -> Answered:
    """Mục tiêu của một chỉ tiêu trong năm, đúng như Kế hoạch: một số (phần trăm viết 0–100) hoặc lời, nếu Kế hoạch không nêu số."""
    return answer_cells("DA06_MUCTIEU", chi_tieu, nam)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("tu_so", "raw", doc="Tử số, hoặc số hiện tại khi tính mức giảm.")
@xw.arg("mau_so", "raw", doc="Mẫu số, hoặc số của năm gốc khi tính mức giảm.")
@xw.arg("cach_tinh", "raw", doc="Tỷ lệ (mặc định) hoặc Mức giảm.")
@xw.ret("raw")
def DA06_TYLE(tu_so: Any, mau_so: Any, cach_tinh: Any = None) -> Answered:
    """Tỷ lệ phần trăm (0–100, không làm tròn) từ tử số và mẫu số, theo đúng điều kiện của cột Kết quả trong biểu."""
    return answer_cells("DA06_TYLE", tu_so, mau_so, cach_tinh)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("chi_tieu", "raw", doc="Mã chỉ tiêu, ví dụ CT-I.5; một ô hoặc một vùng.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo: 2026-10, 10/2026 hoặc một ngày trong tháng.")
@xw.arg("tu_so", "raw", doc="Tử số; với chỉ tiêu số lượng là số đạt được, với mức giảm là số hiện tại.")
@xw.arg("mau_so", "raw", doc="Mẫu số; với mức giảm là số của năm gốc.")
@xw.arg("tinh_trang", "raw", doc="Có số liệu (mặc định), Không phát sinh, Không áp dụng hoặc Chưa có số liệu.")
@xw.arg("dinh_tinh", "raw", doc="Đạt, Hoàn thành, Chưa đạt hoặc Chưa hoàn thành; chỉ dùng với chỉ tiêu định tính.")
@xw.arg("giai_trinh", "raw", doc="Ô giải trình của dòng, nếu có.")
@xw.ret("raw")
def DA06_DIEM_CT(
    chi_tieu: Any,
    ky: Any,
    tu_so: Any = None,
    mau_so: Any = None,
    tinh_trang: Any = None,
    dinh_tinh: Any = None,
    giai_trinh: Any = None,
) -> Answered:
    """Điểm (0–10) của một dòng trang Chỉ tiêu theo điểm tuân thủ đề xuất của kỳ. Dòng không chấm điểm thì để trống."""
    return answer_cells("DA06_DIEM_CT", chi_tieu, ky, tu_so, mau_so, tinh_trang, dinh_tinh, giai_trinh)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("nhiem_vu", "raw", doc="Mã nhiệm vụ, ví dụ NV-I.3; một ô hoặc một vùng.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo: 2026-10, 10/2026 hoặc một ngày trong tháng.")
@xw.arg("trang_thai", "raw", doc="Chưa triển khai, Đang triển khai, Hoàn thành, Tạm dừng hoặc Chờ hướng dẫn.")
@xw.arg("tien_do", "raw", doc="Tiến độ 0–100, cần khi Đang triển khai.")
@xw.arg("ngay_xong", "raw", doc="Ngày hoàn thành, cần khi Hoàn thành.")
@xw.arg("ket_qua", "raw", doc="Kết quả trong kỳ, cần với nhiệm vụ thường xuyên.")
@xw.arg("so_van_ban", "raw", doc="Số văn bản chứng minh, với nhiệm vụ thường xuyên.")
@xw.arg("giai_trinh", "raw", doc="Ô giải trình của dòng, cần khi Tạm dừng.")
@xw.ret("raw")
def DA06_DIEM_NV(
    nhiem_vu: Any,
    ky: Any,
    trang_thai: Any,
    tien_do: Any = None,
    ngay_xong: Any = None,
    ket_qua: Any = None,
    so_van_ban: Any = None,
    giai_trinh: Any = None,
) -> Answered:
    """Điểm (0–10) của một dòng trang Nhiệm vụ theo điểm tuân thủ đề xuất của kỳ. Dòng chưa chấm điểm thì để trống."""
    return answer_cells("DA06_DIEM_NV", nhiem_vu, ky, trang_thai, tien_do, ngay_xong, ket_qua, so_van_ban, giai_trinh)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("nhiem_vu", "raw", doc="Mã nhiệm vụ, ví dụ NV-I.3; một ô hoặc một vùng.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo: 2026-10, 10/2026 hoặc một ngày trong tháng.")
@xw.arg("trang_thai", "raw", doc="Chưa triển khai, Đang triển khai, Hoàn thành, Tạm dừng hoặc Chờ hướng dẫn.")
@xw.arg("ngay_xong", "raw", doc="Ngày hoàn thành, để biết xong trễ hay không.")
@xw.ret("raw")
def DA06_TRANGTHAI_NV(nhiem_vu: Any, ky: Any, trang_thai: Any, ngay_xong: Any = None) -> Answered:
    """Tình hình của một nhiệm vụ tính đến cuối kỳ, bằng lời của bảng tổng hợp (Hoàn thành, Hoàn thành trễ, Đang triển khai, Quá hạn, …)."""
    return answer_cells("DA06_TRANGTHAI_NV", nhiem_vu, ky, trang_thai, ngay_xong)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("diem", "raw", doc="Tổng điểm 0–100; một ô hoặc một vùng.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo: 2026-10, 10/2026 hoặc một ngày trong tháng.")
@xw.arg("do_day_du", "raw", doc="Phần trăm ô bắt buộc đã điền; bỏ trống thì coi là đủ.")
@xw.arg("do_phu", "raw", doc="Phần trăm chỉ tiêu có mục tiêu đã trả lời; bỏ trống thì không xét.")
@xw.ret("raw")
def DA06_XEPLOAI(diem: Any, ky: Any, do_day_du: Any = None, do_phu: Any = None) -> Answered:
    """Xếp loại của một tổng điểm (0–100) theo chính sách điểm của kỳ; Chưa đủ dữ liệu khi độ phủ hoặc độ đầy đủ dưới mức tối thiểu."""
    return answer_cells("DA06_XEPLOAI", diem, ky, do_day_du, do_phu)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("ky", "raw", doc="Kỳ báo cáo: 2026-10, 10/2026 hoặc một ngày trong tháng; một ô hoặc một vùng.")
@xw.ret("raw")
def DA06_HAN_NOP(ky: Any) -> Answered:
    """Ngày cuối cùng nộp báo cáo của kỳ mà vẫn đúng hạn (chưa tính gia hạn). Ô cần định dạng ngày."""
    return answer_cells("DA06_HAN_NOP", ky)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("don_vi", "raw", doc="Mã, tên hoặc tên cũ; một ô hoặc một vùng.")
@xw.arg("tra_ve", "raw", doc="Mã (mặc định) hoặc Tên.")
@xw.ret("raw")
def DA06_DONVI(don_vi: Any, tra_ve: Any = None) -> Answered:
    """Mã đơn vị từ mã, tên viết cách nào cũng được, hoặc tên xã cũ. Không đoán theo tên gần giống: tên không rõ là lỗi."""
    return answer_cells("DA06_DONVI", don_vi, tra_ve)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("o", "raw", doc="Ô chứa số hoặc chữ; một ô hoặc một vùng.")
@xw.ret("raw")
def DA06_SO(o: Any) -> Answered:
    """Đọc số viết kiểu Việt Nam hay kiểu Anh, thật chặt: 1.234,5 và 85% đọc được; 1.234 có hai cách đọc nên là lỗi, không đoán."""
    return answer_cells("DA06_SO", o)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("o", "raw", doc="Ô chứa ngày hoặc chữ; một ô hoặc một vùng.")
@xw.ret("raw")
def DA06_NGAY(o: Any) -> Answered:
    """Đọc ngày viết dạng chữ ngày/tháng/năm (hoặc năm-tháng-ngày), thật chặt. Ô cần định dạng ngày."""
    return answer_cells("DA06_NGAY", o)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("o", "raw", doc="Ô chứa chữ; một ô hoặc một vùng.")
@xw.ret("raw")
def DA06_CO_PII(o: Any) -> Answered:
    """TRUE khi chữ trong ô có vẻ chứa dữ liệu cá nhân: số định danh (căn cước), chứng minh nhân dân, di động, thư điện tử cá nhân. Số đứng một mình thì không tính."""
    return answer_cells("DA06_CO_PII", o)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("vung", "raw", doc="Vùng của một trang biểu, từ dòng tiêu đề (Mã, …) trở xuống, đủ các cột.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo: 2026-10, 10/2026 hoặc một ngày trong tháng.")
@xw.arg("don_vi", "raw", doc="Mã hoặc tên đơn vị của biểu.")
@xw.ret("raw")
def DA06_KIEMTRA(vung: Any, ky: Any, don_vi: Any) -> Answered:
    """Mọi phát hiện của một bảng trong biểu đang mở (vùng có dòng tiêu đề của trang), như lệnh kiem-tra: mã, mức, dòng, cột, giá trị, nội dung, cách sửa."""
    return answer_cells("DA06_KIEMTRA", vung, ky, don_vi)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("vung", "raw", doc="Vùng của một trang biểu, từ dòng tiêu đề (Mã, …) trở xuống, đủ các cột.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo: 2026-10, 10/2026 hoặc một ngày trong tháng.")
@xw.arg("don_vi", "raw", doc="Mã hoặc tên đơn vị của biểu.")
@xw.ret("raw")
def DA06_GIAITHICH(vung: Any, ky: Any, don_vi: Any) -> Answered:
    """Điểm từng dòng của một bảng trong biểu đang mở (Chỉ tiêu, Nhiệm vụ hoặc Tổ chức thực hiện) kèm lý do, cách tính, cách lấy lại điểm; dòng cuối là điểm thành phần."""
    return answer_cells("DA06_GIAITHICH", vung, ky, don_vi)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("nguon", "raw", doc="Vùng của bảng tổng hợp có dòng tiêu đề, hoặc đường dẫn đầy đủ của tệp .xlsx hay kho .db.")
@xw.arg("chi_tieu", "raw", doc="Mã chỉ tiêu, ví dụ CT-I.5; một ô hoặc một vùng.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo, chỉ dùng với kho; bỏ trống là kỳ mới nhất.")
@xw.ret("raw")
def DA06_THUCHIEN(nguon: Any, chi_tieu: Any, ky: Any = None) -> Answered:
    """Kết quả toàn tỉnh của một chỉ tiêu, tra từ trang Chỉ tiêu của bảng tổng hợp (vùng có dòng tiêu đề), từ tệp tổng hợp .xlsx hoặc từ kho .db."""
    return answer_cells("DA06_THUCHIEN", nguon, chi_tieu, ky)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("nguon", "raw", doc="Vùng của bảng tổng hợp có dòng tiêu đề, hoặc đường dẫn đầy đủ của tệp .xlsx hay kho .db.")
@xw.arg("don_vi", "raw", doc="Mã, tên hoặc tên cũ; một ô hoặc một vùng.")
@xw.arg("thanh_phan", "raw", doc="CT, NV, BC, TC hoặc tên thành phần; bỏ trống là tổng điểm.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo, chỉ dùng với kho; bỏ trống là kỳ mới nhất.")
@xw.ret("raw")
def DA06_DIEM(nguon: Any, don_vi: Any, thanh_phan: Any = None, ky: Any = None) -> Answered:
    """Tổng điểm hoặc điểm một thành phần (0–100) của một đơn vị, tra từ trang Xếp hạng của bảng tổng hợp, từ tệp tổng hợp .xlsx hoặc từ kho .db."""
    return answer_cells("DA06_DIEM", nguon, don_vi, thanh_phan, ky)


@xw.func(category="Đề án 06", volatile=False)
@xw.arg("nguon", "raw", doc="Vùng của bảng tổng hợp có dòng tiêu đề, hoặc đường dẫn đầy đủ của tệp .xlsx hay kho .db.")
@xw.arg("don_vi", "raw", doc="Mã, tên hoặc tên cũ; một ô hoặc một vùng.")
@xw.arg("ky", "raw", doc="Kỳ báo cáo, chỉ dùng với kho; bỏ trống là kỳ mới nhất.")
@xw.ret("raw")
def DA06_XEPHANG(nguon: Any, don_vi: Any, ky: Any = None) -> Answered:
    """Hạng của một đơn vị trong nhóm của nó (sở, ngành hoặc xã, phường), tra từ trang Xếp hạng của bảng tổng hợp, từ tệp tổng hợp .xlsx hoặc từ kho .db."""
    return answer_cells("DA06_XEPHANG", nguon, don_vi, ky)
