"""Returns that counted in earlier runs of the same month, for the comparison with what came since."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from de_an06_xl.history.lookup import first_returns, values_of_return
from de_an06_xl.model.correction import PlacedValue, ReturnVersion

if TYPE_CHECKING:
    from sqlalchemy import Connection


def earlier_versions(connection: Connection, period: str, present: Mapping[str, str]) -> list[ReturnVersion]:
    """Every return of ``period`` that once counted, of the units in ``present``, but for the content present now.

    ``present`` gives the SHA-256 of the file that counts now by unit. Each content is named once, with the file name
    and day of its first run; runs come oldest first.
    """
    found = []
    for stored in first_returns(connection, period):
        if present.get(stored.unit, stored.sha256) == stored.sha256:
            continue
        values = {
            (value.row_id, value.column): PlacedValue(value.row_id.partition("-")[0], value.cell, value.value)
            for value in values_of_return(connection, stored)
        }
        found.append(ReturnVersion(stored.unit, stored.file, stored.sha256, stored.received, values))
    return found
