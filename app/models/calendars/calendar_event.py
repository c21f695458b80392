"""An event as a calendar file tells of it, and what of it is in doubt."""

from __future__ import annotations

from datetime import datetime
from enum import Enum, auto

from msgspec import Struct


class Unclear(Enum):
    """What a person should look at before a meeting is made of an event."""

    WHOLE_DAY = auto()
    NO_ZONE = auto()
    UNKNOWN_ZONE = auto()
    NO_END = auto()
    UNREADABLE_END = auto()
    UNREADABLE_RULE = auto()
    OTHER_CLOCK = auto()
    AND_FOLLOWING = auto()
    NO_ORGANISER = auto()
    UNKNOWN_ORGANISER = auto()
    DECLINED = auto()
    LISTS_OF_PEOPLE = auto()
    GUESSED_NAMES = auto()
    NO_GUESTS_ANY_MORE = auto()


class Doubt(Struct, frozen=True):
    """`field` is an attribute of MeetingDraft. `detail` are names, a zone, a day or a rule, as they are to be read, ""
    where there is nothing to name."""

    field: str
    unclear: Unclear
    detail: str = ""


class Mailbox(Struct, frozen=True):
    """Somebody as a calendar names them; both may be ""."""

    name: str = ""
    address: str = ""

    @property
    def words(self) -> str:
        """What they are called by."""
        return self.name or self.address


class Guest(Struct, frozen=True):
    """An attendee. `is_group` is a list of people, `declined` says that they won't come."""

    mailbox: Mailbox
    is_group: bool = False
    declined: bool = False


class CalendarEvent(Struct, frozen=True):
    """`starts` and `ends` are aware of the event's own zone, in which `rule` is read; of an event of whole days they
    are midnights in the site's. `rule` is one of RFC 5545 whose UNTIL is in UTC, "" for none; `left_out` are moments in
    UTC. `further` are moments beside those of the rule; they are written, and not read.

    `uid` is "" where the file tells none; `occurrence` is the moment in UTC of the one time of a series that the event
    takes the place of, as 20261130T090000Z, else "". A higher `sequence` is a later version; of the same the later
    `written`, a stamp in UTC or "". `cancelled` says that it doesn't take place any more. `location` is written, and
    not read.
    """

    uid: str
    title: str
    description: str
    starts: datetime
    ends: datetime
    occurrence: str = ""
    sequence: int = 0
    written: str = ""
    rule: str = ""
    left_out: tuple[datetime, ...] = ()
    further: tuple[datetime, ...] = ()
    organiser: Mailbox | None = None
    guests: tuple[Guest, ...] = ()
    cancelled: bool = False
    location: str = ""
    doubts: tuple[Doubt, ...] = ()


class CalendarFile(Struct, frozen=True):
    """The events of a file in the order of their beginnings. `unreadable` counts those that can't be read."""

    events: tuple[CalendarEvent, ...]
    unreadable: int = 0
