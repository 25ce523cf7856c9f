"""Every fault the plan workbook can have, each with its reason and how to put it right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from de_an06_xl.findings import show
from de_an06_xl.text.personal_data import mask_personal_data


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault: where, what stands there, why it is wrong, what to do.

    ``cell`` is empty for a whole sheet, ``sheet`` as well for the whole file.
    """

    code: str
    sheet: str
    cell: str
    value: str
    reason: str
    fix: str

    @property
    def place_vi(self) -> str:
        """``Đơn vị!A7``."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet or "Cả tệp"


@dataclass(slots=True)
class Faults:
    """Faults as they are found; :meth:`sorted` gives them in the order of the workbook."""

    _found: list[tuple[int, int, int, Fault]] = field(default_factory=list)

    def add(
        self,
        code: str,
        *,
        sheet: str = "",
        cell: str = "",
        value: object = "",
        order: tuple[int, int, int] = (0, 0, 0),
        words: Mapping[str, object] | None = None,
    ) -> None:
        """Note the fault ``code`` of :data:`CHECKS`; ``words`` fill its sentences."""
        reason, fix = CHECKS[code]
        # Only the value is cut to a readable length: a sentence or a list of words must stay whole.
        texts = {
            key: mask_personal_data(word if isinstance(word, str) else show(word))
            for key, word in (words or {}).items()
        }
        texts["value"] = mask_personal_data(show(value))
        fault = Fault(code, sheet, cell, texts["value"], reason.format_map(texts), fix.format_map(texts))
        self._found.append((*order, fault))

    def sorted(self) -> tuple[Fault, ...]:
        """By sheet, row and column; equal faults of one cell once."""
        ordered = sorted(self._found, key=lambda item: (*item[:3], item[3].code))
        return tuple(dict.fromkeys(fault for *_, fault in ordered))

    def __bool__(self) -> bool:
        return bool(self._found)

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.sorted())


# Code → (why it is wrong, what to do). A code is never used again for something else.
CHECKS: dict[str, tuple[str, str]] = {
    # The file and its sheets.
    "KH101": ("{why}", "Chọn đúng sổ kế hoạch, mở bằng Excel và lưu lại dạng .xlsx, không macro, không mật khẩu."),
    "KH102": ("Thiếu trang “{name}”.", "Xuất lại sổ bằng “da06 ke-hoach xuat” rồi chép dữ liệu sang."),
    "KH103": ("Hai trang cùng đọc là “{name}”.", "Xóa hoặc đổi tên một trang."),
    "KH104": ("Không tìm thấy dòng tên cột của trang “{name}”.", "Giữ nguyên dòng tên cột như sổ đã xuất."),
    "KH105": ("Thiếu cột “{column}”.", "Thêm lại cột với đúng tên này."),
    "KH106": ("Cột “{value}” có hai lần.", "Xóa một cột."),
    "KH107": ("Cột “{value}” không có trong mẫu sổ.", "Xóa cột, hoặc sửa lại tên cột; ghi chú riêng để ở trang khác."),
    "KH108": (
        "Sổ dùng hệ ngày 1904 nên mọi ngày có thể lệch 4 năm.",
        "Tắt “Use 1904 date system” trong tùy chọn của Excel, nhập lại các ngày.",
    ),
    "KH109": ("Mẫu sổ “{value}” không phải {expected}.", "Xuất lại sổ bằng phiên bản đang dùng rồi chép dữ liệu sang."),
    "KH110": ("Thông tin “{value}” không có trong mẫu sổ.", "Xóa dòng, hoặc sửa lại cột Nội dung như sổ đã xuất."),
    "KH111": ("Thiếu dòng “{name}”.", "Thêm lại dòng này như sổ đã xuất."),
    "KH112": ("Dòng “{value}” có hai lần.", "Xóa một dòng."),
    "KH113": ("Trang “{name}” chưa có dòng dữ liệu nào.", "Ghi ít nhất một dòng."),
    # One cell.
    "KH201": ("Ô “{column}” bắt buộc nhưng để trống.", "Điền giá trị vào ô."),
    "KH202": ("Ô “{column}” chứa giá trị lỗi.", "Gõ lại giá trị."),
    "KH203": ("Ô “{column}” chứa công thức.", "Chép ô rồi dán lại dạng giá trị."),
    "KH204": ("Ô “{column}” phải là số.", "Gõ số, ví dụ 12,5."),
    "KH205": ("Số “{value}” có thể đọc theo hai cách.", "Gõ lại số không có dấu ngăn hàng nghìn."),
    "KH206": ("Ô “{column}” phải là số nguyên.", "Gõ số không có phần thập phân."),
    "KH207": ("Số ở ô “{column}” phải {limits}.", "Sửa lại số."),
    "KH208": ("Ô “{column}” phải là ngày.", "Gõ ngày/tháng/năm, ví dụ 31/10/2026."),
    "KH209": ("“{value}” không có trong danh sách của cột “{column}”.", "Chọn một trong: {choices}."),
    "KH210": (
        "Ô chữ “{column}” chứa số hoặc ngày do chương trình bảng tính đổi.",
        "Định dạng ô là Văn bản rồi gõ lại.",
    ),
    "KH211": ("Chữ ở ô “{column}” dài {length} ký tự, quá {most}.", "Rút gọn nội dung."),
    "KH212": ("Ô “{column}” có ký tự điều khiển không in được.", "Xóa ô rồi gõ lại."),
    "KH213": ("Ô “{column}” có thông tin cá nhân.", "Xóa số định danh, điện thoại di động hoặc thư điện tử cá nhân."),
    "KH214": ("Danh sách ở ô “{column}” có phần trống giữa hai dấu chấm phẩy.", "Xóa dấu chấm phẩy thừa."),
    # The plan as a whole, and its calendar.
    "KH301": (
        "Mã Kế hoạch hoặc phiên bản “{value}” có ký tự không dùng được.",
        "Chỉ dùng chữ không dấu, số, dấu chấm và gạch nối.",
    ),
    "KH302": ("Đơn vị tổng hợp “{value}” không có ở trang Đơn vị.", "Ghi một mã có ở trang Đơn vị."),
    "KH303": ("Năm cuối {value} trước năm đầu {first}.", "Sửa năm đầu hoặc năm cuối."),
    "KH304": (
        "Ngày bắt đầu {value} không thuộc các năm {first}–{last}.",
        "Sửa ngày bắt đầu, hoặc năm đầu và năm cuối.",
    ),
    "KH305": ("Hạn kế hoạch riêng {value} trước ngày bắt đầu {start}.", "Sửa hạn hoặc ngày bắt đầu."),
    "KH306": (
        "Với quy ước này, hạn nộp rơi vào trước khi kỳ kết thúc.",
        "Tăng số tháng sau kỳ, hoặc chọn ngày hạn muộn hơn.",
    ),
    "KH307": ("Ngày {value} có hai dòng.", "Xóa một dòng."),
    "KH308": ("Ngày làm bù {value} không phải thứ bảy, chủ nhật.", "Sửa ngày, hoặc đổi loại thành Ngày nghỉ."),
    "KH309": ("Ngày {value} nằm ngoài thời gian của Kế hoạch ({first}–{last}).", "Sửa năm của ngày."),
    "KH310": ("Đơn vị “{value}” được gia hạn không có ở trang Đơn vị.", "Ghi một mã có ở trang Đơn vị."),
    "KH311": ("Kỳ “{value}” không phải một tháng của Kế hoạch.", "Ghi năm-tháng, ví dụ 2026-10."),
    "KH312": ("Gia hạn đến {value} không muộn hơn hạn nộp {due} của kỳ.", "Sửa ngày, hoặc xóa dòng."),
    "KH313": ("Đơn vị {value} đã có dòng gia hạn cho kỳ {period}.", "Giữ một dòng cho mỗi đơn vị và kỳ."),
    # Units and groups.
    "KH401": (
        "Mã đơn vị “{value}” không đúng dạng XP-02647 hoặc SN-SKHCN.",
        "Xã, phường: XP- và 5 chữ số; sở, ngành: SN- và 2–12 chữ hoa, số.",
    ),
    "KH402": ("Mã đơn vị “{value}” có hai lần.", "Mỗi đơn vị một mã riêng."),
    "KH403": ("Tên đơn vị “{value}” có hai lần.", "Ghi tên phân biệt được hai đơn vị."),
    "KH404": ("Mã “{value}” không hợp với nhóm “{group}”.", "XP- đi với Xã, phường; SN- đi với Sở, ngành."),
    "KH405": ("Tên gọi khác “{value}” cũng là tên của {other}.", "Xóa tên gọi này ở một đơn vị."),
    "KH406": ("Mã nhóm “{value}” không đúng dạng {expected}.", "Ghi {expected}, phần sau là số La Mã."),
    "KH407": ("Mã nhóm “{value}” có hai lần.", "Xóa một dòng hoặc sửa mã."),
    # Indicators.
    "KH501": ("Mã chỉ tiêu “{value}” không đúng dạng CT-I.5.", "Ghi mã nhóm, dấu chấm, số thứ tự."),
    "KH502": ("Mã chỉ tiêu “{value}” có hai lần.", "Sửa số thứ tự của một dòng."),
    "KH503": ("Nhóm của “{value}” không có ở trang Nhóm.", "Thêm nhóm chỉ tiêu {group} ở trang Nhóm, hoặc sửa mã."),
    "KH504": ("Đơn vị theo dõi “{value}” không có ở trang Đơn vị.", "Ghi mã có ở trang Đơn vị."),
    "KH505": ("Đơn vị theo dõi “{value}” bị lặp lại.", "Xóa mã thừa."),
    "KH506": (
        "Tên giao chung “{value}” không dùng được cho đơn vị theo dõi.",
        "Nêu đích danh mã đơn vị; xã, phường thì dùng cột “Xã, phường cùng báo cáo”.",
    ),
    "KH507": ("Loại mục tiêu “{kind}” cần con số nhưng ô để trống.", "Ghi con số, hoặc đổi loại mục tiêu."),
    "KH508": ("Loại mục tiêu “{kind}” không đi kèm con số.", "Xóa con số, hoặc đổi loại mục tiêu."),
    "KH509": (
        "Có con số hoặc chữ mục tiêu nhưng chưa chọn loại.",
        "Chọn loại mục tiêu, hoặc xóa các ô còn lại của mục tiêu.",
    ),
    "KH510": ("Con số mục tiêu phải lớn hơn 0.", "Sửa con số, hoặc để trống cả mục tiêu."),
    "KH511": ("Mục tiêu phần trăm {value} lớn hơn 100.", "Ghi phần trăm từ 0 đến 100."),
    "KH512": (
        "Loại mục tiêu “{value}” không hợp với cách tính “{shape}”.",
        "Chọn loại mục tiêu cùng cách tính, hoặc “Theo chỉ đạo, không có số”.",
    ),
    "KH513": ("Mục tiêu chưa có chữ ghi trong Kế hoạch.", "Chép nguyên văn ô mục tiêu."),
    "KH514": ("Cách tính “{shape}” phải có đơn vị tính %.", "Ghi %, hoặc đổi cách tính."),
    "KH515": ("Cách tính “{shape}” cần đơn vị đếm.", "Ghi đơn vị tính, ví dụ Hệ thống."),
    # Tasks.
    "KH601": ("Mã nhiệm vụ “{value}” không đúng dạng NV-I.2.", "Ghi mã nhóm, dấu chấm, số thứ tự."),
    "KH602": ("Mã nhiệm vụ “{value}” có hai lần.", "Sửa số thứ tự của một dòng."),
    "KH603": ("Nhóm của “{value}” không có ở trang Nhóm.", "Thêm nhóm nhiệm vụ {group} ở trang Nhóm, hoặc sửa mã."),
    "KH604": (
        "{what} “{value}” không có ở trang Đơn vị và không phải tên giao chung.",
        "Ghi mã có ở trang Đơn vị, hoặc {collectives}.",
    ),
    "KH605": ("{what} “{value}” bị lặp lại.", "Xóa mã thừa."),
    "KH606": ("Nhiệm vụ không giao cho đơn vị nào: “{value}”.", "Nêu ít nhất một đơn vị chủ trì có trong sổ."),
    "KH607": ("Thời hạn “{kind}” cần ngày hết hạn.", "Ghi ngày cuối tháng hoặc cuối quý, hoặc đổi loại thời hạn."),
    "KH608": ("Thời hạn “{kind}” không đi kèm ngày.", "Xóa ngày, hoặc đổi loại thời hạn."),
    "KH609": ("Ngày {value} không phải ngày cuối {unit}.", "Ghi ngày cuối {unit}."),
    "KH610": ("Ngày hết hạn {value} nằm ngoài thời gian của Kế hoạch ({first}–{last}).", "Sửa ngày hết hạn."),
    "KH611": ("Thời hạn “{kind}” cần lời văn ghi trong Kế hoạch.", "Chép nguyên văn ô thời hạn."),
    # Duties, assumptions, corrections.
    "KH701": ("Mã nội dung “{value}” không đúng dạng TC-b.", "Ghi TC- và 1–3 chữ thường không dấu."),
    "KH702": ("Mã nội dung “{value}” có hai lần.", "Sửa mã của một dòng."),
    "KH703": ("Mã giả định “{value}” có hai lần.", "Sửa mã của một dòng."),
    # Policies.
    "KH801": ("Phiên bản “{value}” không đúng dạng DTT/v1.", "Ghi mã, dấu gạch chéo, số phiên bản; chữ không dấu."),
    "KH802": ("Phiên bản “{value}” có hai lần.", "Sửa số phiên bản của một dòng."),
    "KH803": ("Hai phiên bản cùng có hiệu lực từ {value}.", "Mỗi phiên bản một ngày hiệu lực."),
    "KH804": ("Không phiên bản nào có hiệu lực trong các năm {first}–{last} của Kế hoạch.", "Sửa ngày hiệu lực."),
    "KH805": ("Phiên bản “{value}” không có ở trang Phiên bản điểm.", "Sửa lại, hoặc thêm phiên bản ở trang đó."),
    "KH806": ("Thông số “{value}” của {version} có hai lần.", "Xóa một dòng."),
    "KH807": ("Phiên bản {value} thiếu thông số “{name}”.", "Thêm dòng này ở trang Thông số điểm."),
    "KH808": ("Bốn trọng số của {version} cộng lại {value}, phải đúng 100.", "Sửa trọng số."),
    "KH809": ("Ba mức điểm báo cáo của {version} cộng lại {value}, phải đúng 10.", "Sửa các mức điểm."),
    "KH810": ("Nội dung “{value}” không có ở trang Tổ chức thực hiện.", "Sửa mã, hoặc thêm nội dung ở trang đó."),
    "KH811": ("Nội dung “{value}” của {version} có hai lần.", "Xóa một dòng."),
    "KH812": (
        "Phiên bản {value} chưa cho điểm nội dung {name}.",
        "Thêm dòng này ở trang Điểm tổ chức; có thể cho 0 điểm.",
    ),
    "KH813": ("Điểm các nội dung của {version} cộng lại {value}, phải đúng 10.", "Sửa điểm tối đa."),
    "KH814": ("Điểm khi muộn {value} lớn hơn điểm tối đa {most}.", "Sửa một trong hai."),
    "KH815": ("Cách báo cáo “{shape}” không có điểm khi muộn.", "Để trống ô, hoặc đổi cách báo cáo thành Có ngày."),
    "KH816": ("Phiên bản {value} chưa có mức xếp loại.", "Thêm các mức ở trang Xếp loại."),
    "KH817": ("Mã xếp loại “{value}” của {version} có hai lần.", "Sửa mã của một mức."),
    "KH818": ("Tên xếp loại “{value}” của {version} có hai lần.", "Sửa tên của một mức."),
    "KH819": ("Mức xếp loại từ {value} đến {to} là rỗng.", "Mức Đến phải lớn hơn mức Từ."),
    "KH820": ("Các mức xếp loại của {version} bắt đầu từ {value}, phải từ 0.", "Sửa mức thấp nhất."),
    "KH821": ("Các mức xếp loại của {version} kết thúc ở {value}, phải ở 100.", "Sửa mức cao nhất."),
    "KH822": ("Mức xếp loại hở: không mức nào chứa từ {start} đến {value}.", "Sửa để mức này bắt đầu từ {start}."),
    "KH823": (
        "Mức xếp loại chồng lấn: mức dưới đến {start}, mức này từ {value}.",
        "Sửa để mức này bắt đầu từ {start}.",
    ),
    "KH824": (
        "“{value}” trùng với một mức xếp loại của {version}.",
        "Đặt mã và tên khác cho trường hợp chưa đủ dữ liệu.",
    ),
    "KH901": ("Dữ liệu không qua được bước kiểm tra cuối: {why}.", "Kiểm tra lại chỗ được nêu."),
}
