"""How Foyer's own desk server is known from another vendor's: it says so on every answer, errors too. And what it alone
tells: what changed since a revision."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

DESK_SERVER_HEADER = "Foyer-Desk-Server"
"""The name of the header. Its value is the server's version, such as 0.1.0. Only a server that says it has our own
calls."""

DESK_HEADER = "Foyer-Desk"
"""By which a desk says its name, percent-encoded, to such a server, and to no other."""

RESTORE_HEADER = "Foyer-Restore"
"""With the value 1 it says to such a server that an update brings back what was cancelled."""


class Changed(Struct, frozen=True):
    """One object that changed. `kind` is "meeting", "visit", "ticket", "kiosk", "notice", or what a newer server
    adds. The id of a notice is that of the meeting or the ticket that it is about.

    `days` are those of the site's calendar that it touches, or touched before: of a meeting or a visit. None means that
    it may be any day.
    """

    kind: str
    id: str
    days: tuple[date, ...] | None = ()


class Changes(Struct, frozen=True):
    """`changes` are in order, each object once, at its last. `revision` is the one to ask with the next time.

    Unless it is `complete`, more changed than these: the lists are to be asked anew.
    """

    revision: int
    complete: bool
    changes: tuple[Changed, ...] = ()
