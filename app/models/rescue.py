"""What became of a desk's file that was damaged, emptied, or put in its place from elsewhere."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from msgspec import Struct


class Cause(Enum):
    """What had happened to the file."""

    DAMAGED = "damaged"
    EMPTY = "empty"
    """It was cut to nothing, or is gone, and nothing could be read of it."""
    LOG_ADDED = "log added"
    """It was put over the one before, whose log lay beside it and goes with it: what that holds is in it again."""
    LOG_LEFT_OUT = "log left out"
    """The same, and the log is of another file."""


class Rescue(Struct, frozen=True):
    """Where the file as it was found lies now, and how many unsent changes and drafts were carried over: 0 where none
    had to be, as a log was only added or left out."""

    set_aside: Path
    changes: int = 0
    drafts: int = 0
    cause: Cause = Cause.DAMAGED
