"""A file that is attached to a ticket: how large, in which pieces, and under which name it is kept and saved."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec.structs import replace

from app.models.operations import Kind, Operation, State
from app.models.text.unseen import WITHOUT_MARKS

LARGEST = 20 * 2**20
"""Bytes of one attachment."""

PIECE = 512 * 2**10
"""Bytes of one request that sends a part of it, at most."""

LONGEST_NAME = 200
"""Characters."""

_NAMELESS = "file"

_LONGEST_ENDING = 20

_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\ud800-\udfff]')
"""What no name of a file has, on one system or another."""

_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever its ending."""


def folder_beside(database: Path) -> Path:
    """Where a desk server over that SQLite file keeps what is attached to its tickets: a file for each content, named
    by its digest."""
    return database.with_name(f"{database.name}.attachments")


def whole_files(folder: Path) -> list[Path]:
    """The files in such a folder that are whole, none when it isn't there."""
    return [file for file in sorted(folder.glob("*")) if is_digest(file.name)]


def is_digest(text: str) -> bool:
    """Whether this is a SHA-256 as it is written here."""
    return re.fullmatch("[0-9a-f]{64}", text, re.ASCII) is not None


def harmless_name(name: str) -> str:
    """`name` as a name and nothing else, in any folder of any system: no path, no device, no sign that hides what
    follows it. Its ending stays. Never empty."""
    last = re.split(r"[/\\]", name.translate(WITHOUT_MARKS))[-1]
    plain = _UNFIT.sub("_", last).strip().rstrip(". ")
    if not plain.strip("._ "):
        plain = _NAMELESS
    if _DEVICE.match(plain):
        plain = f"_{plain}"
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > LONGEST_NAME and stem and len(ending) <= _LONGEST_ENDING:
        return stem[: LONGEST_NAME - len(ending) - 1] + dot + ending
    return plain[:LONGEST_NAME]


def steady(change: Operation) -> Operation:
    """The change but for how far its file is sent, while that goes on."""
    rests = change.state is State.WAITING and not change.attempts
    if change.kind is not Kind.TICKET_ATTACHMENT or "received" not in change.progress:
        return change
    if not rests and change.state is not State.SENDING:
        return change
    begun = {"received": 1}
    return replace(change, state=State.SENDING, attempts=0, changed_at=change.entered_at, progress=begun)
