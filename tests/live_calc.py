"""A real spreadsheet for tests: one headless LibreOffice Calc, driven over UNO.

The process has a throw-away profile and always recalculates on load. Debian's ``uno.py`` is linked
alone into a folder of its own, so that nothing else of the system's Python reaches the tests.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import contextmanager
from pathlib import Path

from calc_document import CalcDocument

_UNO_FOLDERS = (os.environ.get("UNO_PATH", ""), "/usr/lib/python3/dist-packages", "/usr/lib/libreoffice/program")
_START_SECONDS = 60
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="UseLocking" oor:op="fuse"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""  # noqa: E501
_XLSX_FILTER, _PDF_FILTER = "Calc MS Excel 2007 XML", "calc_pdf_Export"


class CalcMissingError(Exception):
    """LibreOffice or its Python bridge is not installed here; the message says which."""


def _load_uno():
    try:
        import uno
    except ImportError:
        source = next((Path(f) for f in _UNO_FOLDERS if f and (Path(f) / "uno.py").exists()), None)
        if source is None:
            raise CalcMissingError("chưa cài python3-uno (cầu nối Python của LibreOffice)") from None
        with tempfile.TemporaryDirectory(prefix="uno-") as folder:
            for name in ("uno.py", "unohelper.py"):
                (Path(folder) / name).symlink_to(source / name)
            # The compiled bridge pyuno lies beside uno.py or in the program folder of LibreOffice.
            places = [folder, _UNO_FOLDERS[-1]]
            sys.path += places
            try:
                import uno
                import unohelper  # noqa: F401 - what installs extensions needs it; found only now
            except ImportError as problem:
                version = ".".join(str(part) for part in sys.version_info[:2])
                raise CalcMissingError(f"python3-uno không hợp với Python {version}: {problem}") from None
            finally:
                for place in places:
                    sys.path.remove(place)
        _let_exceptions_pass(uno)
    return uno


def _let_exceptions_pass(uno) -> None:
    """Let Python set ``__traceback__`` and its like on a UNO exception.

    ``uno.py`` hands every attribute to UNO, which cannot convert those: a context manager that passes the exception on
    (pytest has them around every test) would fail with an error about that, and hide the true one.
    """
    set_in_uno = uno._uno_struct__setattr__

    def set_attribute(value, name: str, new: object) -> None:
        if name.startswith("__") and isinstance(value, BaseException):
            BaseException.__setattr__(value, name, new)
        else:
            set_in_uno(value, name, new)

    uno._uno_struct__setattr__ = set_attribute


class CalcSession:
    """A connection to a soffice that is running, by the name of its pipe."""

    def __init__(self, pipe: str) -> None:
        self._uno = _load_uno()
        self.pipe = pipe
        self._desktop = self._connect()

    def _connect(self):
        """Raises what the bridge raises while soffice does not answer."""
        local = self._uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        remote = resolver.resolve(f"uno:pipe,name={self.pipe};urp;StarOffice.ComponentContext")
        self.uno, self.context = self._uno, remote
        return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)

    @contextmanager
    def open(self, path: Path):
        """The workbook at ``path``, freshly recalculated; closed without saving afterwards."""
        document = self.load_component(path)
        try:
            yield LiveBook(self, document)
        finally:
            document.close(True)

    @contextmanager
    def new(self):
        """An empty workbook; closed without saving afterwards."""
        document = self._desktop.loadComponentFromURL(
            "private:factory/scalc", "_blank", 0, self._properties(Hidden=True)
        )
        try:
            yield LiveBook(self, document)
        finally:
            document.close(True)

    def _properties(self, **values):
        from com.sun.star.beans import PropertyValue

        made = []
        for name, value in values.items():
            item = PropertyValue()
            item.Name, item.Value = name, value
            made.append(item)
        return tuple(made)

    def load_component(self, path: Path):
        """The workbook at ``path`` as a UNO component, for the caller to close."""
        document = self._desktop.loadComponentFromURL(
            self._uno.systemPathToFileUrl(str(path.resolve())), "_blank", 0, self._properties(Hidden=True)
        )
        if document is None:
            raise OSError(f"LibreOffice cannot open {path}")
        return document

    def load(self, path: Path) -> CalcDocument:
        """The workbook at ``path`` for the xlwings engine of the tests."""
        return CalcDocument(self, self.load_component(path))

    def documents(self) -> list[CalcDocument]:
        """Every spreadsheet that is open."""
        found = []
        components = self._desktop.Components.createEnumeration()
        while components.hasMoreElements():
            component = components.nextElement()
            if component.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
                found.append(CalcDocument(self, component))
        return found

    def path_of(self, document) -> str:
        return self._uno.fileUrlToSystemPath(document.URL)

    def struct(self, name: str):
        return self._uno.createUnoStruct(name)

    def store(self, document, path: Path, kind: str = _XLSX_FILTER) -> None:
        """Write a copy; the document keeps its own name."""
        url = self._uno.systemPathToFileUrl(str(path.resolve()))
        document.storeToURL(url, self._properties(FilterName=kind))


class LiveCalc(CalcSession):
    """One running soffice of our own. Close it, or use it in a ``with`` statement."""

    def __init__(self) -> None:
        if shutil.which("soffice") is None:
            raise CalcMissingError("chưa cài LibreOffice (lệnh soffice)")
        _load_uno()
        self._profile = Path(tempfile.mkdtemp(prefix="calc-profile-"))
        (self._profile / "user").mkdir()
        (self._profile / "user" / "registrymodifications.xcu").write_text(_PROFILE)
        # Where the Calc add-in finds which Python runs the product: of this session, not of this user.
        self.addin_settings = self._profile / "da06-calc.json"
        pipe = f"da06{uuid.uuid4().hex[:12]}"
        self._process = subprocess.Popen(
            [
                *("soffice", "--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
                f"-env:UserInstallation={self._profile.as_uri()}",
                f"--accept=pipe,name={pipe};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=self._environment(),
        )
        super().__init__(pipe)

    @property
    def process_id(self) -> int:
        return self._process.pid

    def _environment(self) -> dict[str, str]:
        """As on a desktop: LibreOffice's own Python must not meet the one that runs the tests.

        It takes the library of the first ``python3`` on the search path for its own, and dies of another version.
        """
        own = {
            key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
        }
        own["PATH"] = os.pathsep.join([os.defpath, str(Path(shutil.which("soffice") or "").parent)])
        return {**own, "DA06_CALC_SETTINGS": str(self.addin_settings)}

    def _connect(self):
        end = time.monotonic() + _START_SECONDS
        while True:
            try:
                return super()._connect()
            except Exception:
                # 81: a first start that begins again by itself once the profile stands.
                if time.monotonic() > end or self._process.poll() not in (None, 0, 81):
                    self.close()
                    raise
                time.sleep(0.05)

    def close(self) -> None:
        """End the process; the profile goes with it."""
        desktop = getattr(self, "_desktop", None)
        if desktop is not None:
            try:
                desktop.terminate()
            except Exception:
                self._process.terminate()
        else:
            self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
        shutil.rmtree(self._profile, ignore_errors=True)

    def __enter__(self) -> LiveCalc:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()


class LiveBook:
    """An open workbook; rows and columns by A1 address, blocks read in one call."""

    def __init__(self, calc: CalcSession, document) -> None:
        self._calc, self.document = calc, document

    @property
    def sheet_names(self) -> list[str]:
        return list(self.document.Sheets.ElementNames)

    def block(self, sheet: str, area: str) -> tuple[tuple[object, ...], ...]:
        """Values of an area: ``float``, ``str`` (blank: ``""``) or ``None`` for an error value."""
        return self._range(sheet, area).getDataArray()

    def value(self, sheet: str, cell: str) -> object:
        return self.block(sheet, cell)[0][0]

    def used(self, sheet: str) -> tuple[tuple[object, ...], ...]:
        """Every value from A1 to the end of the used area."""
        page = self.document.Sheets.getByName(sheet)
        cursor = page.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        return page.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()

    def errors(self) -> list[str]:
        """``Chỉ tiêu!K9: 502`` for every cell of every sheet that shows an error value."""
        found = []
        for name in self.sheet_names:
            page = self.document.Sheets.getByName(name)
            for area in page.queryFormulaCells(4).RangeAddresses:  # FormulaResult.ERROR
                for row in range(area.StartRow, area.EndRow + 1):
                    for column in range(area.StartColumn, area.EndColumn + 1):
                        cell = page.getCellByPosition(column, row)
                        found.append(f"{name}!{cell.AbsoluteName.rpartition('.')[2]}: {cell.getError()}")
        return found

    def named(self, name: str) -> tuple[tuple[object, ...], ...]:
        """Values behind a defined name."""
        return self.document.NamedRanges.getByName(name).getReferredCells().getDataArray()

    def number(self, name: str) -> object:
        """The value of a one-cell defined name."""
        return self.named(name)[0][0]

    def type_in(self, sheet: str, cell: str, value: object) -> None:
        """Put text, a number or ``None`` (blank) into a cell, as pasting does: no validation asks."""
        self._range(sheet, cell).setDataArray((("" if value is None else value,),))

    def error(self, sheet: str, cell: str) -> int:
        """The number of the error value the cell holds, 0 for none."""
        return self._range(sheet, cell).getCellByPosition(0, 0).getError()

    def type_array_formula(self, sheet: str, area: str, formula: str) -> None:
        """One formula over the whole area, as Ctrl+Shift+Enter enters it."""
        self._range(sheet, area).setArrayFormula(formula)

    def enter_again(self, sheet: str) -> None:
        """Every formula typed again: of an .xlsx file, Calc knows functions of add-ins only once they are typed."""
        page = self.document.Sheets.getByName(sheet)
        for area in page.queryContentCells(16).RangeAddresses:  # CellFlags.FORMULA
            for row in range(area.StartRow, area.EndRow + 1):
                for column in range(area.StartColumn, area.EndColumn + 1):
                    cell = page.getCellByPosition(column, row)
                    if not cell.getArrayFormula():
                        cell.setFormula(cell.getFormula())
                        continue
                    whole = page.createCursorByRange(cell)
                    whole.collapseToCurrentArray()
                    place, text = whole.RangeAddress, cell.getFormula().removeprefix("{").removesuffix("}")
                    if (place.StartColumn, place.StartRow) == (column, row):
                        whole.setArrayFormula(text)

    def type_block(self, sheet: str, area: str, rows) -> None:
        """Put rows of text, numbers and ``None`` (blank) into an area at once."""
        self._range(sheet, area).setDataArray(tuple(tuple("" if v is None else v for v in row) for row in rows))

    def clear(self, sheet: str, area: str) -> None:
        """Take everything out of an area, whole array formulas included."""
        self._range(sheet, area).clearContents(1023)

    def type_formula(self, sheet: str, cell: str, formula: str) -> None:
        self._range(sheet, cell).getCellByPosition(0, 0).setFormula(formula)

    def is_locked(self, sheet: str, cell: str) -> bool:
        return bool(self._range(sheet, cell).CellProtection.IsLocked)

    def calculate(self) -> None:
        """Compute every formula again, dirty or not."""
        self.document.calculateAll()

    def save_xlsx(self, path: Path) -> None:
        self._store(path, _XLSX_FILTER)

    def save_pdf(self, path: Path) -> None:
        self._store(path, _PDF_FILTER)

    def _store(self, path: Path, kind: str) -> None:
        self._calc.store(self.document, path, kind)

    def _range(self, sheet: str, area: str):
        return self.document.Sheets.getByName(sheet).getCellRangeByName(area)
