"""TongHop.xlsm as data: its sheets, columns, names, buttons and sentences, and what is read from and shown in it.

Nothing here knows a spreadsheet program: the builder writes these tables into the file, the button
handlers fill them while it is open.
"""
