"""From a rule of ``rules.toml`` to a finding at a place."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from de_an06_xl.form.rows import serial_day
from de_an06_xl.load_rules import load_rules
from de_an06_xl.model.finding import Finding

_MAX_SHOWN = 80


def make_finding(
    code: str, file: str, *, sheet: str = "", cell: str = "", row_id: str = "", value: object = "", **words: object
) -> Finding:
    """The finding of rule ``code``; ``value`` and ``words`` fill the rule's sentences.

    Raises ``KeyError`` when the rule or a placeholder of its sentences is missing: a
    programming error, found by the test that exercises every rule.
    """
    rule = load_rules()[code]
    shown = show(value)
    texts = {key: show(word) for key, word in words.items()}
    if rule.tolerance is not None:
        texts["tolerance"] = f"{show(rule.tolerance)} {rule.tolerance_unit}".replace(" %", "%")
    return Finding(
        code=code,
        severity=rule.severity,
        file=file,
        message=rule.message.format_map({"value": shown, **texts}),
        fix=rule.fix.format_map({"value": shown, **texts}),
        sheet=sheet,
        cell=cell,
        row_id=row_id,
        value=shown,
    )


def show(value: object) -> str:
    """A value as an officer writes it: 1.234,5 and 31/10/2026; long text is cut.

    >>> show(Decimal("1234.50"))
    '1.234,5'
    """
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, (Decimal, int, float)) and not isinstance(value, bool):
        text = f"{value if isinstance(value, Decimal) else Decimal(str(value)):,f}"
        whole, _, fraction = text.partition(".")
        fraction = fraction.rstrip("0")
        return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    text = str(value)
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"


def show_day(serial: object) -> str:
    """A day serial as 31/10/2026; anything else as :func:`show` writes it."""
    if isinstance(serial, (int, Decimal)) and 1 <= serial < 2_958_466:
        return show(serial_day(int(serial)))
    return show(serial)
