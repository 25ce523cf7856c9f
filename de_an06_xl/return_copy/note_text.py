"""What a note on a cell says."""

from __future__ import annotations

from collections.abc import Iterable

from de_an06_xl.model.finding import Finding

# Far below the 32,767 characters a spreadsheet program keeps, and still readable in a box.
_MOST_CHARACTERS = 3000
_MORE = "(Còn nữa: xem trang phát hiện ở cuối tệp.)"


def note_text(findings: Iterable[Finding]) -> str:
    """Every finding of one cell: code, severity, sentence and how to fix it; equal ones once."""
    said = list(dict.fromkeys(map(_paragraph, findings)))
    shown = list(said)
    while len(shown) > 1 and len("\n\n".join(shown)) > _MOST_CHARACTERS:
        shown.pop()
    return "\n\n".join(shown if len(shown) == len(said) else [*shown, _MORE])


def _paragraph(finding: Finding) -> str:
    head = f"{finding.code} ({finding.severity.label_vi}): {finding.message}"
    return f"{head}\nCách sửa: {finding.fix}" if finding.fix else head
