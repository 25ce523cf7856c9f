"""Changing a workbook file part by part: what does not change keeps its very bytes.

Loading and saving through a library would lose extensions, controls, macros and pictures of files that units or
spreadsheet programs have made.
"""
