"""Which event of a calendar file a meeting came from."""

from __future__ import annotations

from msgspec import Struct


class CalendarOrigin(Struct, frozen=True):
    """`uid`, `occurrence`, `sequence` and `written` as in a CalendarEvent; `uid` isn't ""."""

    uid: str
    occurrence: str = ""
    sequence: int = 0
    written: str = ""

    def is_older_than(self, other: CalendarOrigin) -> bool:
        """Whether `other` is a later version of the same event."""
        return (self.sequence, self.written) < (other.sequence, other.written)

    def is_outdated_by(self, other: CalendarOrigin) -> bool:
        """Whether `other` is surely a later version: one that doesn't tell when it was written may be either."""
        return self.is_older_than(other) and (self.sequence < other.sequence or bool(self.written))


class OriginatedMeeting(Struct, frozen=True):
    """`meeting` is the server's id, the operation's while it waits to be sent; `starts` is when the meeting began as it
    was imported, in UTC as moments are kept."""

    meeting: str
    origin: CalendarOrigin
    starts: str
