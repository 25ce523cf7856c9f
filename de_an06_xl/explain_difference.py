"""Why the monitor's figure of a chỉ tiêu and the sum of the communes differ, in words composed from their numbers."""

from __future__ import annotations

from fractions import Fraction

from de_an06_xl.findings import show
from de_an06_xl.half_up import half_up
from de_an06_xl.model.summary import IndicatorRecord


def explain_difference(item: IndicatorRecord) -> str:
    """One or two sentences, empty where there is nothing to compare.

    The rest of the monitor's total that no commune has counted says most: with numerators n, cn and
    denominators d, cd the rest must stand at (n − cn) / (d − cd), and a rest below 0 % or above 100 % cannot be.
    """
    if not item.commune_expected:
        return ""
    if isinstance(item.actual, str):
        return ""
    if item.actual is None:
        return _lone_sum(item)
    if item.commune_actual is None:
        return f"Chưa có xã, phường nào trong {item.commune_expected} xã, phường có số liệu để đối chiếu."
    unlike = item.actual - item.commune_actual
    if not unlike:
        return _sentences("Hai số bằng nhau", _coverage(item))
    higher = "cao" if unlike > 0 else "thấp"
    first = f"Số của đơn vị theo dõi {higher} hơn {_text(abs(unlike))} {_measure(item)}"
    return _sentences(first, *filter(None, (_coverage(item), _bases(item))))


def _lone_sum(item: IndicatorRecord) -> str:
    if item.commune_actual is None:
        return ""
    return "Đơn vị theo dõi chưa có số liệu, chỉ có số cộng từ xã, phường."


def _coverage(item: IndicatorRecord) -> str:
    silent = item.commune_expected - item.commune_reported
    return f"{silent} xã, phường chưa có số liệu" if silent else "mọi xã, phường đã có số liệu"


def _bases(item: IndicatorRecord) -> str:
    numerator, denominator = item.numerator, item.denominator
    parts, whole = item.commune_numerator, item.commune_denominator
    if numerator is None or denominator is None or parts is None or whole is None:
        return ""
    if whole == denominator:
        return f"cùng mẫu số {_text(whole)}, tử số chênh {_text(numerator - parts)}"
    if whole > denominator:
        return (
            f"mẫu số của các xã ({_text(whole)}) lớn hơn của đơn vị theo dõi ({_text(denominator)}): "
            "hai bên tính khác phạm vi, cần đối chiếu"
        )
    rest = 100 * (numerator - parts) / (denominator - whole)
    share = _text(100 * whole / denominator)
    if item.measure != "%":
        return f"các xã mới chiếm {share}% mẫu số của đơn vị theo dõi"
    if 0 <= rest <= 100:
        return f"các xã chiếm {share}% mẫu số; phần còn lại ở mức {_text(rest)}%"
    return f"các xã chiếm {share}% mẫu số nhưng phần còn lại phải ở mức {_text(rest)}%: hai nguồn mâu thuẫn"


def _measure(item: IndicatorRecord) -> str:
    return "điểm phần trăm" if item.measure == "%" else item.measure or "đơn vị"


def _text(value: Fraction) -> str:
    return show(half_up(value))


def _sentences(first: str, *more: str) -> str:
    return f"{first}: {'; '.join(more)}." if more else f"{first}."
