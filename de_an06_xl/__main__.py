"""``python -m de_an06_xl`` and the ``da06`` command."""

from __future__ import annotations

import sys

from de_an06_xl.cli.app import run_command_line


def main() -> None:
    """Run one command and leave with its exit code (0 done, 1 done with errors, 2 cannot run)."""
    sys.exit(run_command_line(sys.argv[1:]))


if __name__ == "__main__":
    main()
