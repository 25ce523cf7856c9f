"""The exit codes of every command: a public contract."""

from __future__ import annotations

DONE = 0
DONE_WITH_ERRORS = 1
"""Done, but there are findings of severity *lỗi* or rejected files."""
CANNOT_RUN = 2
