"""Live Excel: what buttons, ribbon and cells reach through xlwings (xlwings only here).

Buttons keep to portable xlwings, which Excel on Windows and the tests' engine over LibreOffice both understand. What
only Excel can do (locks, copies of unsaved work, message boxes) is done in VBA before or after a handler runs.
"""
