"""What happened at this desk, as its journal has it."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from msgspec import Struct

from app.models.visit_events import Answer


class EntryKind(Enum):
    """What happened. The values are the words in the journal; those of EventKind are also those on the wire."""

    CHECK_IN = "check-in"
    CHECK_OUT = "check-out"
    UNDO = "undo"
    BADGE = "badge"
    HOST_TOLD = "host-told"
    TELL_HOST = "tell-host"
    ROLL_CALL = "roll-call"
    SAFE = "safe"
    ROLL_CALL_ENDED = "roll-call-ended"
    SIGNED = "signed"  # or answered, by somebody who was in already: a check-in has that itself


OF_ROLL_CALL = (EntryKind.ROLL_CALL, EntryKind.SAFE, EntryKind.UNDO, EntryKind.ROLL_CALL_ENDED)
"""What a roll call is put together from. An undo may be one of an arrival or of a mark."""


class VisitorSnapshot(Struct, frozen=True):
    """Who an entry is about, as known when it was written. So the journal can tell who is in the building even when no
    list tells of them any more. `host_number` is the one to call, `meeting` the title; "" is what nobody told.
    """

    name: str = ""
    company: str = ""
    mobile: str = ""
    host: str = ""
    host_number: str = ""
    meeting: str = ""


class Entry(Struct, frozen=True):
    """One thing that happened. `visit` is date/meeting/visitor, or date/operation/number when that meeting still waited
    to be sent; "" for an entry about no visit. `at` is aware of its zone, `desk` is the desk's name; `undoes` is the id
    of the entry that this one takes back, or ""."""

    id: str
    kind: EntryKind
    visit: str
    at: datetime
    desk: str
    person: VisitorSnapshot
    undoes: str = ""


class Answered(Struct, frozen=True):
    """What was answered at the kiosk, at a check-in or later: `entry` is the id of the entry of it, `visit` the visit
    as it was called then. `at` is aware of its zone."""

    entry: str
    visit: str
    at: datetime
    answers: tuple[Answer, ...]
