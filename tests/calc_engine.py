"""An xlwings engine over live Calc: as much of the API as the button handlers use, no kinder than Excel.

Written against xlwings' base classes (BSD-3). What is left to Excel alone (``.api``) is refused, so that a handler
cannot come to depend on it.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
import xlwings
from calc_document import Box, CalcDocument
from excel_values import assigned
from xlwings import base_classes, utils


class Engine:
    """``office`` is a LiveCalc; documents it has open already are the books of a new app."""

    name, type = "calc", "desktop"

    def __init__(self, office) -> None:
        self.office = office
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(value, _options):
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data, _dates, empty_as, _numbers, _errors):
        return [[empty_as if value is None else value for value in row] for row in data]


class Apps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._apps: list[App] = []

    def add(self, **_options) -> App:
        self._apps.insert(0, App(self._engine))
        return self._apps[0]

    def keys(self):
        return [app.pid for app in self._apps]

    def __iter__(self) -> Iterator[App]:
        return iter(list(self._apps))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        return next(app for app in self._apps if app.pid == pid)


class App(base_classes.App):
    # Plain attributes in the place of the base class's properties.
    engine = pid = books = None
    screen_updating = visible = display_alerts = True
    version, hwnd = "16.0", 0
    _pids = itertools.count(90_001)

    def __init__(self, engine: Engine) -> None:
        self.engine, self.pid = engine, next(App._pids)
        self.books = Books(self)
        self.status_history: list[object] = []

    @property
    def api(self):
        raise NotImplementedError("only in Excel")

    @property
    def status_bar(self):
        return self.status_history[-1] if self.status_history else False

    @status_bar.setter
    def status_bar(self, value) -> None:
        self.status_history.append(value)

    def activate(self, steal_focus=False) -> None:
        pass

    def quit(self) -> None:
        for book in self.books:
            book.close()


class Books(base_classes.Books):
    app = None

    def __init__(self, app: App) -> None:
        self.app = app
        self._books = [Book(app, document) for document in app.engine.office.documents()]

    def open(self, fullname, *_options, **_more) -> Book:
        self._books.insert(0, Book(self.app, self.app.engine.office.load(Path(fullname))))
        return self._books[0]

    def add(self) -> Book:
        with TemporaryDirectory() as folder:
            blank = Path(folder) / "blank.xlsx"
            xlsxwriter.Workbook(blank).close()
            return self.open(blank)

    @property
    def active(self) -> Book | None:
        return self._books[0] if self._books else None

    def bring_to_front(self, book: Book) -> None:
        self._books.remove(book)
        self._books.insert(0, book)

    def forget(self, book: Book) -> None:
        self._books.remove(book)

    def __call__(self, key) -> Book:
        if isinstance(key, int):
            return self._books[key - 1]
        return _named(key, ((part, book) for book in self._books for part in (book.name, book.fullname)))

    def __len__(self) -> int:
        return len(self._books)

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self._books))


class Book(base_classes.Book):
    app = document = fullname = None

    def __init__(self, app: App, document: CalcDocument) -> None:
        self.app, self.document, self.fullname = app, document, document.path

    @property
    def api(self):
        raise NotImplementedError("only in Excel")

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        self.app.books.bring_to_front(self)

    def save(self, path=None, password=None) -> None:
        self.document.store(Path(path))

    def close(self) -> None:
        self.document.close()
        self.app.books.forget(self)


class Sheets(base_classes.Sheets):
    book = None

    def __init__(self, book: Book) -> None:
        self.book = book

    def __call__(self, key) -> Sheet:
        names = self.book.document.sheet_names()
        name = names[key - 1] if isinstance(key, int) else _named(key, ((name, name) for name in names))
        return Sheet(self.book, name)

    def __len__(self) -> int:
        return len(self.book.document.sheet_names())

    def __iter__(self) -> Iterator[Sheet]:
        return iter([Sheet(self.book, name) for name in self.book.document.sheet_names()])

    def __contains__(self, key) -> bool:
        return key.casefold() in (name.casefold() for name in self.book.document.sheet_names())

    def add(self, before=None, after=None, name=None) -> Sheet:
        names = self.book.document.sheet_names()
        place = names.index(before.name) if before else names.index(after.name) + 1 if after else 0
        self.book.document.add_sheet(name, place)
        return Sheet(self.book, name)


class Sheet(base_classes.Sheet):
    book = name = None

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name = book, name

    @property
    def api(self):
        raise NotImplementedError("only in Excel")

    @property
    def index(self) -> int:
        return self.book.document.sheet_names().index(self.name) + 1

    @property
    def used_range(self) -> Range:
        return Range(self, (self.name, 1, 1, *self.book.document.used(self.name)))

    def range(self, first, second=None) -> Range:
        """Corners as (row, column), as an address (``K9``) or as a range."""
        top, left, bottom, right = _corners(first)
        if second is not None:
            *_, bottom, right = _corners(second)
        return Range(self, (self.name, top, left, bottom, right))

    def activate(self) -> None:
        pass

    def autofit(self, axis=None) -> None:
        assert axis == "rows"
        self.book.document.fit_rows(self.name)

    def delete(self) -> None:
        self.book.document.delete_sheet(self.name)


def _corners(place) -> tuple[int, int, int, int]:
    if isinstance(place, Range):
        return place.box[1:]
    if isinstance(place, tuple):
        if 0 in place:
            raise IndexError("rows and columns count from 1")
        return (*place, *place)
    first, second = utils.a1_to_tuples(place.replace("$", ""))
    return (*first, *(second or first))


class Range(base_classes.Range):
    sheet = box = None

    def __init__(self, sheet: Sheet, box: Box) -> None:
        self.sheet, self.box = sheet, box

    @property
    def api(self) -> bool:
        # xlwings asks only whether there is one.
        return True

    @property
    def coords(self):
        return self.sheet, self.row, self.column, *self.shape

    @property
    def row(self) -> int:
        return self.box[1]

    @property
    def column(self) -> int:
        return self.box[2]

    @property
    def shape(self) -> tuple[int, int]:
        _, top, left, bottom, right = self.box
        return bottom - top + 1, right - left + 1

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, row, column=None) -> Range:
        if column is None:
            row, column = (part + 1 for part in divmod(row - 1, self.shape[1]))
        top, left = self.row + row - 1, self.column + column - 1
        return Range(self.sheet, (self.box[0], top, left, top, left))

    @property
    def _document(self) -> CalcDocument:
        return self.sheet.book.document

    @property
    def raw_value(self):
        rows = self._document.read(self.box)
        return rows[0][0] if len(self) == 1 else rows

    @raw_value.setter
    def raw_value(self, data) -> None:
        rows = (
            [list(row) for row in data] if isinstance(data, (list, tuple)) else [[data] * self.shape[1]] * self.shape[0]
        )
        sheet, top, left, *_ = self.box
        box = (sheet, top, left, top + len(rows) - 1, left + len(rows[0]) - 1)
        if any(isinstance(value, str) and value for row in rows for value in row):
            codes = self._document.format_codes(box)
        else:
            codes = [[""] * len(row) for row in rows]
        values = [[assigned(*pair) for pair in zip(*lines, strict=True)] for lines in zip(rows, codes, strict=True)]
        self._document.write(box, values)

    @property
    def formula(self):
        rows = self._document.formulas(self.box)
        return rows[0][0] if len(self) == 1 else tuple(tuple(row) for row in rows)

    @formula.setter
    def formula(self, value) -> None:
        self.raw_value = value

    @property
    def number_format(self):
        codes = {code for row in self._document.format_codes(self.box) for code in row}
        return codes.pop() if len(codes) == 1 else None

    @number_format.setter
    def number_format(self, value: str) -> None:
        self._document.set_format(self.box, value)

    @property
    def color(self):
        return self._document.color(self.box)

    @color.setter
    def color(self, value) -> None:
        self._document.set_color(self.box, utils.hex_to_rgb(value) if isinstance(value, str) else value)

    @property
    def column_width(self):
        raise NotImplementedError("no handler asks for it")

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._document.set_column_width(self.box, value)

    @property
    def wrap_text(self):
        raise NotImplementedError("no handler asks for it")

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self._document.set_look(self.box, IsTextWrapped=bool(value))

    @property
    def font(self) -> Font:
        return Font(self)


class Font(base_classes.Font):
    def __init__(self, area: Range) -> None:
        self._area = area

    @property
    def bold(self):
        raise NotImplementedError("no handler asks for it")

    @bold.setter
    def bold(self, value: bool) -> None:
        self._area._document.set_look(self._area.box, CharWeight=150.0 if value else 100.0)

    @property
    def color(self):
        raise NotImplementedError("no handler asks for it")

    @color.setter
    def color(self, value) -> None:
        red, green, blue = value
        self._area._document.set_look(self._area.box, CharColor=(red << 16) + (green << 8) + blue)


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self._book = book

    def __call__(self, key) -> Name:
        name = self._book.document.names()[key - 1] if isinstance(key, int) else key
        self._book.document.named(name)
        return Name(self._book, name)

    def contains(self, key) -> bool:
        try:
            self._book.document.named(key)
        except KeyError:
            return False
        return True

    def __len__(self) -> int:
        return len(self._book.document.names())

    def __iter__(self) -> Iterator[Name]:
        return iter([Name(self._book, name) for name in self._book.document.names()])


class Name(base_classes.Name):
    def __init__(self, book: Book, name: str) -> None:
        self._book, self._name = book, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def refers_to_range(self) -> Range:
        box = self._book.document.named(self._name)
        return Range(Sheet(self._book, box[0]), box)


def _named(key: str, items):
    """The item of that name; Excel ignores case, xlwings expects a KeyError."""
    for name, item in items:
        if name.casefold() == key.casefold():
            return item
    raise KeyError(key)


def use_calc(office) -> xlwings.App:
    """Make live Calc the engine that xlwings talks to; the app knows the documents that are open."""
    engine = xlwings.main.Engine(impl=Engine(office))
    xlwings.engines.add(engine)
    engine.activate()
    return xlwings.App(visible=False, add_book=False)


@contextmanager
def called_from(book: xlwings.Book) -> Iterator[xlwings.Book]:
    """Inside, ``Book.caller()`` is ``book``: its button was pressed."""
    book.set_mock_caller()
    try:
        yield book
    finally:
        del xlwings.Book._mock_caller
