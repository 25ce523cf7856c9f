"""A Windows console with another code page must not turn Vietnamese into a crash."""

from __future__ import annotations

import io
import sys


def speak_utf8() -> None:
    """Standard output and error in UTF-8; what they cannot show becomes a question mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
