"""``python -m de_an06_xl`` and the ``da06`` command."""

from __future__ import annotations

import os
import sys

from de_an06_xl.cli.kept_help import kept_help
from de_an06_xl.cli.speak_utf8 import speak_utf8


def main() -> None:
    """Run one command and leave with its exit code (0 done, 1 done with errors, 2 cannot run)."""
    text = kept_help(sys.argv[1:])
    if text is not None:
        speak_utf8()
        sys.stdout.write(text)
        sys.exit(0)
    # Looking through every installed package for plugins of pydantic, of which there are none, is part of every start.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # Only now: the parser and every command are not needed to say what they are called.
    from de_an06_xl.cli.app import run_command_line

    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
