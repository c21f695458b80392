"""A visitor's earlier visits here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from app.models.text.identity import Identity


class EarlierVisit(Struct, frozen=True):
    """One that somebody came to, `who` by what is known of them. `visit` is its id; moments are aware of their zone,
    and `left_at` is None of a visit that nobody ended. `host` is a name, `meeting` a title; "" is what nobody told."""

    visit: str
    arrived_at: datetime
    left_at: datetime | None
    host: str
    meeting: str
    who: Identity


class History(Struct, frozen=True):
    """`visits` come the latest first. `by_name` says that nothing but name and company says of some of them that it is
    the same person; `namesakes` counts visits of others of that name, whose company or email address is another: none
    of those is among the visits. `whole` says that our own server was asked, so that there are no more."""

    visits: tuple[EarlierVisit, ...] = ()
    by_name: bool = False
    namesakes: int = 0
    whole: bool = False

    @classmethod
    def of(cls, who: Identity, may_be: Iterable[EarlierVisit], *, whole: bool = False) -> History:
        """Out of visits of people who may be that one. Of two with one id the first counts."""
        known: dict[str, EarlierVisit] = {}
        for one in may_be:
            known.setdefault(one.visit, one)
        visits = sorted(
            (one for one in known.values() if one.who.is_same(who)), key=lambda one: one.arrived_at, reverse=True
        )
        return cls(
            visits=tuple(visits),
            by_name=not all(one.who.email and who.email for one in visits),
            namesakes=sum(one.who.name == who.name and not one.who.is_same(who) for one in known.values()),
            whole=whole,
        )
