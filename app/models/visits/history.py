"""A visitor's earlier visits here."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class EarlierVisit(Struct, frozen=True):
    """One that somebody came to. Moments are aware of their zone; `left_at` is None of a visit that nobody ended.
    `visit` is its id, `host` a name, `meeting` a title; "" is what nobody told."""

    visit: str
    day: date
    arrived_at: datetime
    left_at: datetime | None = None
    host: str = ""
    meeting: str = ""


class History(Struct, frozen=True):
    """`visits` come the latest first. `by_name` says that nothing but name and company says of some of them that it is
    the same person; `namesakes` counts visits of others of that name, whose company or email address is another: none
    of those is among the visits. `whole` says that our own server was asked, so that there are no more."""

    visits: tuple[EarlierVisit, ...] = ()
    by_name: bool = False
    namesakes: int = 0
    whole: bool = False
