"""Arrivals and departures: what was said of a visit, at whichever desk, and how the visit stands after all of it.

The API's page has no call for this; the desk server's events call is our own, and this is its meaning.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from enum import Enum

import msgspec
from msgspec import Struct


class EventKind(Enum):
    """What can be said of a visit. The values are the words on the wire. TELL_HOST: the host is to be told of the
    arrival, which is on its way then."""

    CHECK_IN = "check-in"
    CHECK_OUT = "check-out"
    UNDO = "undo"
    TELL_HOST = "tell-host"
    HOST_TOLD = "host-told"
    HOST_NOT_TOLD = "host-not-told"


OF_HOST = (EventKind.TELL_HOST, EventKind.HOST_TOLD, EventKind.HOST_NOT_TOLD)
"""What is said of the host: it changes nothing about who is in."""


CAME = (2, 3)
"""The API's numbers of visits that are checked in or out: of the others there is nothing to hear."""


MOST_ANSWERS = 8
LONGEST_ANSWER = 200
"""Of an event, and in characters of a question as of an answer: what a server takes."""

LONGEST_NOTE = 500
"""Characters of what is noted with an event of the host."""


class Answer(Struct, frozen=True):
    """What a visitor answered at the kiosk, both as the desks read it: what the site words itself is in its own first
    language, whichever the visitor spoke."""

    question: str
    answer: str


class Event(Struct, frozen=True):
    """Said once and never changed. `id` is its own for good, whichever way it came; `at` is when it happened, aware of
    its zone; `undoes` is the id of the event that an undo takes back; `desk` is the name of the desk that said it;
    `agrees` says that the visitor signed the site's terms with it, `answers` are those that they gave.

    Of the host (OF_HOST) the server itself says what becomes of its messages, with "" for a desk; a desk says that
    somebody called. `note` is why the host wasn't told, or what who called noted; "" for nothing."""

    id: str
    kind: EventKind
    at: datetime
    undoes: str = ""
    desk: str = ""
    agrees: bool = False
    answers: tuple[Answer, ...] = ()
    note: str = ""


class Stands(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """How a visit stands. Both None: not come yet. A visitor who left and came back has `left_at` None again. Moments
    are those of the events."""

    arrived_at: datetime | None = None
    left_at: datetime | None = None

    @property
    def on_site(self) -> bool:
        """Whether the visitor is in the building."""
        return self.arrived_at is not None and self.left_at is None

    @property
    def left(self) -> bool:
        return self.left_at is not None


def stands(events: Iterable[Event]) -> Stands:
    """How the visit stands after all events, in whichever order they are given; the same id counts once.

    They are taken in the order in which they happened, without those that were `taken_back`. An arrival of somebody
    who is in changes nothing, nor does a departure of somebody who is out. So desks that were apart agree in the end.
    """
    known = {event.id: event for event in events}
    gone = taken_back(known.values())
    now = Stands()
    for event in sorted(known.values(), key=lambda event: (event.at, event.id)):
        if event.id in gone:
            continue
        if event.kind is EventKind.CHECK_IN and not now.on_site:
            now = Stands(event.at)
        elif event.kind is EventKind.CHECK_OUT and now.on_site:
            now = Stands(now.arrived_at, event.at)
    return now


def taken_back(events: Collection[Event]) -> frozenset[str]:
    """The ids of the events that were undone. A check-in that is undone by somebody who didn't know that the visitor
    had been checked out meanwhile stays: who left was there."""
    undos = [event for event in events if event.kind is EventKind.UNDO]
    if not undos:
        return frozenset()
    named = {undo.undoes for undo in undos}
    left = [event.at for event in events if event.kind is EventKind.CHECK_OUT and event.id not in named]
    came = {event.id: event.at for event in events if event.kind is EventKind.CHECK_IN}
    overtaken = {
        undo.id for undo in undos if undo.undoes in came and any(came[undo.undoes] < at <= undo.at for at in left)
    }
    return frozenset(undo.undoes for undo in undos if undo.id not in overtaken)


def check_ins(events: Collection[Event]) -> tuple[str, ...]:
    """The ids of the check-ins, at whichever desk, by which the visitor is in; () when they aren't."""
    now, gone = stands(events), taken_back(events)
    if not now.on_site or now.arrived_at is None:
        return ()
    came = (event for event in events if event.kind is EventKind.CHECK_IN and event.id not in gone)
    return tuple(dict.fromkeys(event.id for event in came if event.at >= now.arrived_at))


def check_outs(events: Collection[Event]) -> tuple[str, ...]:
    """The ids of the check-outs by which a visitor left who was in, () when none has."""
    now, gone = stands(events), taken_back(events)
    if now.left_at is None:
        return ()
    went = (event for event in events if event.kind is EventKind.CHECK_OUT and event.id not in gone)
    return tuple(dict.fromkeys(event.id for event in went if event.at >= now.left_at))


def of_host(events: Collection[Event]) -> tuple[Event, ...]:
    """What was said of the host since the visitor is in, as it happened, without what was taken back; () when they
    aren't in."""
    now, gone = stands(events), taken_back(events)
    if not now.on_site or now.arrived_at is None:
        return ()
    since = [event for event in events if event.kind in OF_HOST and event.at >= now.arrived_at]
    return tuple(sorted((event for event in since if event.id not in gone), key=lambda event: (event.at, event.id)))


def is_reached(events: Collection[Event]) -> bool:
    """Whether somebody says that they told the host since the visitor is in, and not the server of its message."""
    return any(event.kind is EventKind.HOST_TOLD and event.desk for event in of_host(events))
