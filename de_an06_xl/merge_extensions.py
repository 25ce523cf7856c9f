"""Extensions granted in the plan workbook, seen as lines of the consolidator's register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from de_an06_xl.model.plan import Extension
from de_an06_xl.model.summary import Receipt


def merge_extensions(
    register: Mapping[str, Receipt], extensions: Iterable[Extension], period_id: str
) -> dict[str, Receipt]:
    """``register`` by unit, with the extensions of the period where it names no later date itself.

    The reason then says who granted it: "mưa lũ; cho phép: Giám đốc Công an tỉnh".
    """
    merged = dict(register)
    for extension in extensions:
        if extension.period != period_id:
            continue
        why = f"{extension.reason}; cho phép: {extension.granted_by}"
        receipt = merged.get(extension.unit)
        if receipt is None:
            merged[extension.unit] = Receipt(extension.unit, None, extension.until, why)
        elif receipt.extended_to is None:
            reason = "; ".join(part for part in (receipt.reason, why) if part)
            merged[extension.unit] = replace(receipt, extended_to=extension.until, reason=reason)
    return merged
