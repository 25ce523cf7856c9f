"""Putting the add-in, the workbook and the launcher on one user's machine, and taking away exactly that.

No administrator's right, no "Trust access to the VBA project", no xlwings add-in. What was done stands in a record
that the removal follows.
"""

from de_an06_xl.installation.install import install
from de_an06_xl.installation.places import Places, find_places
from de_an06_xl.installation.report import Report
from de_an06_xl.installation.uninstall import uninstall

__all__ = ["Places", "Report", "find_places", "install", "uninstall"]
