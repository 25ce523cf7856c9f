"""The month as pandas frames."""

from __future__ import annotations

import math

from de_an06_xl.summary_frames import summary_frames
from tests.make_summary import full_month


def test_one_row_a_record_and_figures_as_floats() -> None:
    summary = full_month()
    frames = summary_frames(summary)
    assert set(frames) == {"files", "units", "indicators", "tasks", "findings", "difficulties", "data"}
    for name, frame in frames.items():
        assert len(frame) == len(getattr(summary, name)), name
    units = frames["units"].set_index("unit")
    for record in summary.units:
        if record.score is None:
            assert math.isnan(units.loc[record.unit, "score"])
        else:
            assert units.loc[record.unit, "score"] == float(record.score.score)
            assert units.loc[record.unit, "band"] == record.score.band
    first = next(record for record in summary.indicators if record.commune_numerator is not None)
    row = frames["indicators"].set_index("id").loc[first.id]
    assert row["commune_numerator"] == float(first.commune_numerator or 0)


def test_frames_pivot_without_preparation() -> None:
    frames = summary_frames(full_month())
    by_state = frames["units"].groupby("state").size()
    assert by_state.sum() == 120
