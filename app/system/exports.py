"""Files that a person takes out of the program."""

from __future__ import annotations

from pathlib import Path

from app.errors import FileFailed
from app.system.whole_file import SHARED, write_whole


def write_export(file: Path, content: bytes) -> None:
    """Writes `file`, in the place of an older one, for everybody to read. Raises FileFailed, and then nothing of it is
    left behind. It takes a while: for a thread."""
    try:
        write_whole(file, content, rights=SHARED)
    except OSError as error:
        raise FileFailed(f"{file.name} can't be saved there: {error.strerror}.") from error
