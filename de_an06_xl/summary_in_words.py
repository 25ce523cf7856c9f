"""One sentence that says how a month stands; command line and buttons say the same."""

from __future__ import annotations

from de_an06_xl.model.summary import Summary


def counts_sentence(summary: Summary) -> str:
    """``Kỳ 2026-10: 120 đơn vị – 109 đúng hạn, 6 trễ hạn, …; 1 tệp bị từ chối.``"""
    counts = summary.counts
    return (
        f"Kỳ {summary.period}: {counts['expected']} đơn vị – {counts['on_time']} đúng hạn, {counts['late']} trễ hạn, "
        f"{counts['missing']} chưa nộp, {counts['not_due']} chưa đến hạn; {counts['rejected']} tệp bị từ chối."
    )
