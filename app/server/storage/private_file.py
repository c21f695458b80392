"""A file that only its owner reads: visitors' names and numbers are in it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_OWNER_ALONE = 0o600

BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite adds to a database's name for the files beside it. New ones get the rights of the database."""


def make_private(database: str) -> None:
    """Makes an empty file where there is none, and takes everybody else's rights at the database and the files beside
    it. Does nothing where that can't be: whoever opens the file then says why."""
    with suppress(OSError):
        os.close(os.open(database, os.O_RDWR | os.O_CREAT, _OWNER_ALONE))
    for name in (database, *(database + end for end in BESIDE)):
        with suppress(OSError):
            Path(name).chmod(_OWNER_ALONE)
