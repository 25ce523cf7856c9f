"""The add-in as LibreOffice sees it: every function of the interface handed to the bridge, errors as true errors.

``FUNCTIONS`` is filled in when the extension is made. There is no UNO value for "this Calc error" but a NaN whose
payload is the error's number.
"""

# ruff: noqa: N802 - UNO names its methods

from __future__ import annotations

import struct
from typing import Any

import da06_bridge
import unohelper
from com.sun.star.lang import XServiceInfo, XServiceName
from com.sun.star.task import XJobExecutor
from vn.gov.da06 import XDa06

ADDIN, CHOOSER = "vn.gov.da06.CalcAddIn", "vn.gov.da06.ChoosePython"
ADDIN_SERVICE = "com.sun.star.sheet.AddIn"
FUNCTIONS: tuple[str, ...] = ()
NOT_WORKED_OUT = 521
PICK = "Đề án 06: chọn Python của bộ công cụ (python.exe hoặc .venv/bin/python)"
KEPT = "Đã ghi nhớ Python của bộ công cụ. Bấm Ctrl+Shift+F9 để tính lại các hàm DA06."

_bridge = da06_bridge.Bridge()


def error_value(number: int) -> float:
    """A cell error as the value of a function."""
    value: float = struct.unpack("<d", struct.pack("<II", number, 0x7FF80000))[0]
    return value


def call(name: str, arguments: Any) -> Any:
    """The rows of the answer, numbers (errors among them) and texts; #NULL! when the product cannot be asked."""
    try:
        return tuple(map(tuple, _bridge.ask(name, arguments)))
    except Exception:
        return ((error_value(NOT_WORKED_OUT),),)


class AddIn(unohelper.Base, XDa06, XServiceInfo, XServiceName):  # type: ignore[misc]
    """Implements the interface; its functions are added below, one for each name."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def getServiceName(self) -> str:
        return ADDIN

    def getImplementationName(self) -> str:
        return ADDIN

    def supportsService(self, name: str) -> bool:
        return name in (ADDIN, ADDIN_SERVICE)

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (ADDIN, ADDIN_SERVICE)


def _function(name: str) -> Any:
    def work_out(_self: Any, *arguments: Any) -> Any:
        return call(name, arguments)

    return work_out


for _name in FUNCTIONS:
    setattr(AddIn, _name, _function(_name))


class ChoosePython(unohelper.Base, XJobExecutor, XServiceInfo):  # type: ignore[misc]
    """The menu entry: ask for the product's Python, keep it, use it from the next call on."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def trigger(self, _event: str) -> None:
        import uno

        create = self.context.ServiceManager.createInstanceWithContext
        picker = create("com.sun.star.ui.dialogs.FilePicker", self.context)
        picker.setTitle(PICK)
        if picker.execute() and picker.getSelectedFiles():
            self.keep(uno.fileUrlToSystemPath(picker.getSelectedFiles()[0]))
            window = create("com.sun.star.frame.Desktop", self.context).getCurrentFrame().getContainerWindow()
            window.getToolkit().createMessageBox(window, "infobox", 1, "Đề án 06", KEPT).execute()

    def keep(self, python: str) -> None:
        da06_bridge.write_settings(python)
        _bridge.stop()

    def getImplementationName(self) -> str:
        return CHOOSER

    def supportsService(self, name: str) -> bool:
        return name == CHOOSER

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (CHOOSER,)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name UNO looks for
g_ImplementationHelper.addImplementation(AddIn, ADDIN, (ADDIN, ADDIN_SERVICE))
g_ImplementationHelper.addImplementation(ChoosePython, CHOOSER, (CHOOSER,))
