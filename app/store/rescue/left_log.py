"""A log that was left when another file was copied over the one that it belongs to.

SQLite takes it for that file's and adds what it holds, page by page: to a backup of another day that is damage.
"""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from app.models.rescue import Cause, Rescue
from app.store.database import Damaged, has_content, log_of
from app.store.rescue.inspection import read_from_outside
from app.store.rescue.soundness import check_what_matters

LONGEST = 60.0
"""Seconds for reading both: this is before the first window, and on nobody's usual way."""

log = logging.getLogger(__name__)


def lies_beside(file: Path) -> bool:
    """Whether the file came after the log beside it. Foyer writes the log last, and empties it when it writes the
    file. What can't be read by itself is no backup that somebody put there: it is damaged, and the log may have what it
    lacks."""
    log_file = log_of(file)
    if not (file.exists() and has_content(log_file)):
        return False
    known = file.stat()
    return max(known.st_mtime_ns, known.st_ctime_ns) > log_file.stat().st_mtime_ns and _is_readable(file)


def settle(file: Path, aside: Path) -> Rescue:
    """Leaves the log where it is when it goes with the file, and takes it away when it doesn't; `aside` is a copy of
    both. Raises OSError."""
    if _goes_with(file):
        log.warning("The desk's file was put in its place from elsewhere; the log that lay there goes with it")
        return Rescue(aside, cause=Cause.LOG_ADDED)
    log.error("The desk's file was put in its place from elsewhere; the log that lay there is of another and left out")
    for ending in ("-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)
    return Rescue(aside, cause=Cause.LOG_LEFT_OUT)


def _goes_with(file: Path) -> bool:
    """Whether both together are sound, and newer than the file alone."""
    try:
        before = _revision_alone(file)
        with read_from_outside(file, LONGEST) as both:
            check_what_matters(both)
            return _revision(both) >= before and both.execute("pragma integrity_check(1)").fetchone() == ("ok",)
    except (sqlite3.Error, ValueError, Damaged):
        return False


def _is_readable(file: Path) -> bool:
    try:
        _revision_alone(file)
    except (sqlite3.Error, ValueError, TypeError):
        return False
    return True


def _revision_alone(file: Path) -> int:
    """Of the file without its log."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as alone:
        return _revision(alone)


def _revision(connection: sqlite3.Connection) -> int:
    return int(connection.execute("select value from revision").fetchone()[0])
