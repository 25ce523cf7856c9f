"""The Calc add-in in a running LibreOffice of the tests: installed as the extension manager does it, and cut off."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from live_calc import LiveCalc

_SERVER = b"de_an06_xl.functions.answer_calls"


def install_extension(calc: LiveCalc, extension: Path) -> None:
    """Add it to the throw-away profile through the running office (``unopkg`` refuses root)."""
    manager = calc.context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
    url = calc.uno.systemPathToFileUrl(str(extension.resolve()))
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
