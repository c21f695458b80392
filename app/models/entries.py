"""What happened at this desk, as its journal has it."""

from __future__ import annotations

from datetime import datetime
from enum import Enum

from msgspec import Struct


class EntryKind(Enum):
    CHECK_IN = "check-in"
    CHECK_OUT = "check-out"
    UNDO = "undo"
    BADGE = "badge"
    HOST_TOLD = "host-told"
    ROLL_CALL = "roll-call"
    SAFE = "safe"
    ROLL_CALL_ENDED = "roll-call-ended"
    SIGNED = "signed"  # by somebody who was in already: a check-in has its signature itself


OF_ROLL_CALL = (EntryKind.ROLL_CALL, EntryKind.SAFE, EntryKind.UNDO, EntryKind.ROLL_CALL_ENDED)


class VisitorSnapshot(Struct, frozen=True):
    """Who an entry is about, as known when it was written: it says who is in the building when no list does any more.

    `host_number` is the one to call, `meeting` the title.
    """

    name: str = ""
    company: str = ""
    mobile: str = ""
    host: str = ""
    host_number: str = ""
    meeting: str = ""


class Entry(Struct, frozen=True):
    """`visit` is date/meeting/visitor, or date/operation/number as long as that meeting waited; "" where an entry is
    about no visit. `at` is aware of its zone; `undoes` is the id of the entry that this one takes back."""

    id: str
    kind: EntryKind
    visit: str
    at: datetime
    desk: str
    person: VisitorSnapshot
    undoes: str = ""
