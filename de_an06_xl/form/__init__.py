"""The form BM-01 itself: its rows, names, formulas, layout and identity, shared by building, reading and checking."""
