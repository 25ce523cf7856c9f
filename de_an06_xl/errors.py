"""Exceptions mean "cannot go on"; each carries one Vietnamese sentence for the user."""

from __future__ import annotations


class Da06Error(Exception):
    """The run cannot go on; ``str(error)`` is a sentence fit for the user."""


class DataError(Da06Error):
    """A data file of the product (plan, policy, rules, layout) is wrong.

    ``file`` and ``place`` say where, ``reason`` says why, all in Vietnamese.
    """

    def __init__(self, file: str, place: str, reason: str) -> None:
        self.file, self.place, self.reason = file, place, reason
        super().__init__(f"{file}, {place}: {reason}")


class PeriodError(Da06Error):
    """The text is not a reporting period of the plan."""


class UnitError(Da06Error):
    """The code is not a reporting unit of the plan."""


class InputError(Da06Error):
    """A path given by the user cannot be used (missing, unreadable, not a folder)."""


class OutputError(Da06Error):
    """A result cannot be written where the user asked for it."""


class ReturnCopyError(Da06Error):
    """A returned file cannot be marked: a part that must change is broken."""


class LockError(Da06Error):
    """Another run is writing the same result at this moment."""


class StoreError(Da06Error):
    """The store of past months cannot be used: missing, no store, unreachable, of another release."""


class BuildError(Da06Error):
    """A generated file cannot be built here: a source or an engineer's tool is missing or wrong."""


class InstallError(Da06Error):
    """The add-in cannot be installed or taken away on this machine."""
