"""Where a desk's file lies that another takes the place of: beside it, under a name with the time."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path


def set_aside(file: Path, why: str) -> Path:
    """Renames the file and those that SQLite makes beside it, these first: else they could be taken for those of the
    file that comes in its place. `why` is a word of the new name. Raises OSError."""
    aside = _named(file, why)
    for part, name in zip(parts(file), parts(aside), strict=True):
        if part.exists():
            part.replace(name)
    return aside


def copied_aside(file: Path, why: str) -> Path:
    """The same, and all of it stays where it is as well. Raises OSError: then nothing of the copy is left, which would
    take the last room of a full disk."""
    aside = _named(file, why)
    try:
        for part, name in zip(parts(file), parts(aside), strict=True):
            if part.exists():
                shutil.copy2(part, name)
    except OSError:
        for name in parts(aside):
            name.unlink(missing_ok=True)
        raise
    return aside


def rescue_file(file: Path) -> Path:
    """The name of a sound file that is about to take the place of `file`; a start finishes what was broken off."""
    return file.with_name(f"{file.stem}-rescued{file.suffix}")


def parts(file: Path) -> tuple[Path, ...]:
    """The file, and those that SQLite makes beside it."""
    return tuple(file.with_name(file.name + ending) for ending in ("-journal", "-wal", "-shm", ""))


def _named(file: Path, why: str) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
    return file.with_name(f"{file.stem}-{why}-{stamp}{file.suffix}")
