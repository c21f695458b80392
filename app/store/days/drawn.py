"""A meeting as it stands on a day: what the server lists of it, with what was changed here on top.

A change that waits shows what is wanted, marked as waiting. What was taken back, here or elsewhere, is crossed out:
also where the server doesn't list it any more, because a change that was sent says whom it was about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from app.models.contacts import KnownPerson
from app.models.drafts import Body
from app.models.meeting_rows import host_asked_for
from app.models.meetings.changes import MeetingChange
from app.models.objects.summaries import MeetingSummary, PersonSummary, invited
from app.models.operations import Operation, State
from app.models.visit_row import Cancelled, Waits

Host = Callable[[str], KnownPerson | None]
"""Whom an id names, None when this desk doesn't know them."""

Called = Callable[[str], str]
"""How a visitor, meeting/visitor, is called by now."""


class Drawn(Struct, frozen=True):
    """One time of a meeting. `names` are those of its visitors' visits, without the day: meeting/visitor, or
    operation/number for somebody whom the server doesn't know yet. `crossed_out` are visitors who don't come any more,
    as of when and by whom; `cancelled` says it of the whole."""

    meeting: MeetingSummary
    names: tuple[str, ...]
    waits: Waits | None = None
    cancelled: Cancelled | None = None
    crossed_out: tuple[tuple[PersonSummary, Cancelled], ...] = ()


def drawn(listed: Iterable[Drawn], changes: Iterable[Operation], *, host: Host, called: Called) -> list[Drawn]:
    """The times of one meeting: those that the server lists on a day, after those of its changes that were sent or
    still wait, the oldest first. They may be on other days."""
    times = [*listed]
    asked = [(row, MeetingChange.of(row.body)) for row in changes]
    for number, (row, change) in enumerate(asked):
        if row.state is not State.SENT:
            times = list(_waiting(times, row, change, host, called))
        elif not any(later.restores for _, later in asked[number + 1 :]):
            times = list(_sent(times, row, change, host, called))
    return times


def visitors_of(meeting: MeetingSummary) -> tuple[str, ...]:
    """How their visits are called, without the day."""
    return tuple(f"{meeting.id}/{one.id or number}" for number, one in enumerate(meeting.visitors))


def as_listed(meeting: MeetingSummary) -> Drawn:
    """As the server lists it."""
    return Drawn(meeting, visitors_of(meeting), None, meeting.cancelled, meeting.cancelled_visitors)


def _waiting(times: list[Drawn], row: Operation, change: MeetingChange, host: Host, called: Called) -> Iterator[Drawn]:
    waits, gone = Waits.of(row.id, row.state, row.status, row.words), Cancelled(row.entered_at, change.by)
    changed = [one for one in times if change.is_of(one.meeting.starts)]
    yield from (one for one in times if one not in changed)
    if change.wanted is None:
        for one in changed:
            yield replace(one, waits=waits, cancelled=one.cancelled or gone)
        return
    for starts, ends in change.shows:
        meeting = _asked_for(change, change.wanted, starts, ends, host)
        like = next((one for one in changed if _is_like(one.meeting, meeting)), None)
        if like is not None:
            was = like.meeting
            meeting = replace(meeting, occurrence=was.occurrence, codes=was.codes, walk_in=was.walk_in)
        visitors, names = [], []
        for number, (person, sent) in enumerate(zip(meeting.visitors, change.wanted["visitors"], strict=True)):
            name = called(_name(row, change, number, sent))
            there = name.partition("/")[2] if name.startswith(f"{change.meeting}/") else ""
            visitors.append(replace(person, id=there))
            names.append(name)
        left = [(one, gone) for one in _removed(change, called)]
        before = [one for one in (like.crossed_out if like else ()) if one[0].id not in {one.id for one in visitors}]
        meeting = replace(meeting, visitors=tuple(visitors))
        yield Drawn(meeting, tuple(names), waits, crossed_out=(*before, *left))


def _sent(times: list[Drawn], row: Operation, change: MeetingChange, host: Host, called: Called) -> Iterator[Drawn]:
    """The server has it: what it lists counts, and what it doesn't list any more is still crossed out."""
    gone = Cancelled(row.entered_at, change.by)
    for one in times:
        there = {person.id for person in (*one.meeting.visitors, *(person for person, _ in one.crossed_out))}
        left = [(person, gone) for person in _removed(change, called) if person.id not in there]
        is_there = left and not change.occurrence and one.cancelled is None
        yield replace(one, crossed_out=(*one.crossed_out, *left)) if is_there else one
    if change.wanted is None and change.base:
        known = {one.meeting.starts for one in times}
        for starts, ends in change.shows:
            meeting = _asked_for(change, change.base, starts, ends, host)
            if meeting.starts not in known:
                yield Drawn(meeting, visitors_of(meeting), cancelled=gone)


def _removed(change: MeetingChange, called: Called) -> Iterator[PersonSummary]:
    """The visitors whom a change takes out, but for those whom the server never had."""
    for sent in change.removed():
        person = invited(sent)
        if "/" in person.id:
            name = called(person.id)
            if not name.startswith(f"{change.meeting}/"):
                continue
            person = replace(person, id=name.partition("/")[2])
        yield person


def _asked_for(change: MeetingChange, body: Body, starts: str, ends: str, host: Host) -> MeetingSummary:
    sent = str(body["hostId"])
    return MeetingSummary(
        id=change.meeting,
        occurrence="",
        title=str(body["title"]),
        starts=datetime.fromisoformat(starts),
        ends=datetime.fromisoformat(ends),
        host=host_asked_for(sent, host(sent)),
        visitors=tuple(map(invited, body["visitors"])),
    )


def _is_like(listed: MeetingSummary, wanted: MeetingSummary) -> bool:
    """Whether the row of one is to become that of the other: the time of a series on the same day."""
    return not listed.occurrence or listed.starts.date() == wanted.starts.astimezone(listed.starts.tzinfo).date()


def _name(row: Operation, change: MeetingChange, number: int, sent: Body) -> str:
    """Somebody whom the server has keeps their name, unless they are invited to a meeting of its own."""
    identity = str(sent.get("id", ""))
    if change.creates or not identity:
        return f"{row.id}/{number}"
    return identity if "/" in identity else f"{change.meeting}/{identity}"
