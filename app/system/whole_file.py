"""A small file that is written whole or not at all, and is on the disk once that is said."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from stat import S_IMODE

PRIVATE = 0o600
"""The rights of a file that holds a secret."""

SHARED = 0o644
"""The rights of a file that a person takes out of the program."""

_CANT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EACCES, errno.EPERM}
"""How a folder answers that can't be synced: one of a network share, or one that may be written but not read."""


def write_whole(file: Path, content: bytes, *, rights: int | None = None) -> None:
    """Writes `file`, in the place of an older one; in the place of a link, too, and leaves what that points to.

    It gets the `rights` that are asked for. Without any it keeps those of the older file, and a new one gets what the
    system gives to new files. The folder has to be there. It takes a while: for a thread.

    Raises OSError, and then nothing is left behind and an older file is as it was; only where the disk fails at the
    very end, when the folder is synced, the new one may stand there already.
    """
    if rights is None:
        rights = _rights_of(file)
    beside = file.with_name(f".{file.name}.new")
    beside.unlink(missing_ok=True)  # of a writing that was killed: it may hold a secret
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if rights is None else PRIVATE)
    try:
        with os.fdopen(handle, "wb") as open_file:
            open_file.write(content)
            open_file.flush()
            os.fsync(handle)
        if rights is not None:
            beside.chmod(rights)
        beside.replace(file)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    _sync_folder(file.parent)


def _rights_of(file: Path) -> int | None:
    try:
        return S_IMODE(file.stat().st_mode)
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    """Else a power cut may bring the older file back. Windows has no such thing."""
    if sys.platform == "win32":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        if error.errno not in _CANT_SYNC:
            raise
