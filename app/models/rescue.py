"""What became of a desk's file that was damaged."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class Rescue(Struct, frozen=True):
    """What became of a damaged file: where it lies now, and how many unsent changes and drafts were carried over."""

    set_aside: Path
    changes: int
    drafts: int
