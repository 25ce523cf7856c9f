"""The store of past months: append-only, chained, one SQLite file or any database SQLAlchemy speaks to.

``schema`` the tables · ``connect`` from path or URL to a safe engine · ``append`` one run, all or nothing ·
``lookup`` questions · ``digest`` fingerprints and the chain · ``verify`` whether all is as written · ``export``
plain files · ``backup`` a second copy and the way back ·
``known_files`` what need not be read again. SQLAlchemy is loaded when a store is opened, never before.
"""

from __future__ import annotations

from de_an06_xl.history.backup import restore
from de_an06_xl.history.store import Store, open_store, optional_store

__all__ = ["Store", "open_store", "optional_store", "restore"]
