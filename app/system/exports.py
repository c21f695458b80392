"""Files that a person takes out of the program."""

from __future__ import annotations

import errno
from pathlib import Path

from app.errors import FileFailed
from app.system.whole_file import SHARED, write_whole

_PLAIN = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "there is no more room for you on that disk",
    errno.EROFS: "nothing can be written on that disk",
    errno.EACCES: "you may not write there, or the file is open in another program",
    errno.EPERM: "you may not write there, or the file is open in another program",
}
"""What usually stands in the way; the system's own words for anything else."""


def write_export(file: Path, content: bytes) -> None:
    """Writes `file`, in the place of an older one, for everybody to read. Raises FileFailed, and then nothing of it is
    left behind. It takes a while: for a thread."""
    try:
        write_whole(file, content, rights=SHARED)
    except OSError as error:
        why = _PLAIN.get(error.errno or 0, error.strerror)
        raise FileFailed(f"{file.name} can't be saved there: {why}.") from error
