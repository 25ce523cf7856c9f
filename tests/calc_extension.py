"""The Calc add-in in a running LibreOffice of the tests: installed as the extension manager does it, and cut off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from live_calc import CalcSession, LiveCalc

_SERVER = b"de_an06_xl.functions.answer_calls"


def install_extension(calc: LiveCalc, extension: Path) -> None:
    """Add it to the throw-away profile through the running office (``unopkg`` refuses root).

    In a Python of its own: LibreOffice calls back to have its questions answered, which must not meet whatever
    libraries and threads earlier tests left in this process.
    """
    command = [sys.executable, str(Path(__file__)), calc.pipe, str(extension.resolve())]
    outcome = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if outcome.returncode:
        raise RuntimeError(f"LibreOffice did not take {extension.name}:\n{outcome.stderr}")


def _install(pipe: str, extension: str) -> None:
    calc = CalcSession(pipe)
    manager = calc.context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
    url = calc.uno.systemPathToFileUrl(extension)
    manager.addExtension(url, (), "user", manager.createAbortChannel(), _yes(calc.uno))


def stop_bridge(calc: LiveCalc) -> None:
    """End the product's process that answers the add-in: a child of the soffice that this session started."""
    for child in children(calc.process_id):
        if _SERVER in Path(f"/proc/{child}/cmdline").read_bytes():
            os.kill(child, signal.SIGKILL)


def children(process: int) -> list[int]:
    """Process and everything it started, by id."""
    found = [process]
    for task in Path(f"/proc/{process}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += children(int(child))
    return found


def _yes(uno):
    """Says yes to whatever the extension manager asks."""
    import unohelper
    from com.sun.star.task import XInteractionHandler
    from com.sun.star.ucb import XCommandEnvironment

    class Yes(unohelper.Base, XCommandEnvironment, XInteractionHandler):
        def getInteractionHandler(self):  # noqa: N802
            return self

        def getProgressHandler(self):  # noqa: N802
            return None

        def handle(self, request):
            approve = uno.getTypeByName("com.sun.star.task.XInteractionApprove")
            for choice in request.getContinuations():
                if choice.queryInterface(approve):
                    choice.select()
                    return

    return Yes()


if __name__ == "__main__":
    _install(*sys.argv[1:])
