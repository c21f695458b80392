"""A meeting is updated: by a whole body, in which a visitor with an id stays who they are."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from pydantic_core import from_json, to_json
from sqlalchemy import Connection

from app.models.scans.code import new_code
from app.server import ids, meetings, occurrences, recurrence
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import MeetingUpdate
from app.server.bodies.wire import Document, seconds, utc
from app.server.context import ServerContext
from app.server.if_match import refuse_stale
from app.server.meeting_changes import times
from app.server.meeting_changes.cancellation import told, write
from app.server.meeting_changes.preconditions import Expected, refuse_losing
from app.server.meeting_changes.times import Gone
from app.server.meetings import MeetingRow
from app.server.occurrences import Span

_SERVERS_OWN = ("pictureUrl", "mobileStatus", "attachmentCount", "customFields")
"""Attributes of a visitor that no body names."""


class Guests(NamedTuple):
    """Visitors of a meeting, those who were taken out of it, with their codes, and the codes of the others."""

    visitors: list[Document]
    cancelled: list[Document]
    codes: Document


def update(
    connection: Connection,
    context: ServerContext,
    identity: str,
    request: MeetingUpdate,
    planned: list[Span],
    *,
    tags: str,
    desk: str,
    restore: bool,
) -> str:
    """Makes the meeting what is asked for at the desk of that name, and gives its id. A series that has begun keeps
    what began before now, but for what is left out by its date; the rest takes place as it is `planned`. `tags` is the
    value of If-Match. With `restore` a meeting that was cancelled takes place again. The meeting's `changes` say, the
    oldest first, at which desk which of its revisions was changed.

    Raises Refusal 404, 410 when it was cancelled, 412 when it was changed since, 409 when it would lose a visitor who
    is on site, 400 for a person that is none and a visitor who was never in it.
    """
    row = meetings.one(connection, identity) if restore else meetings.standing(connection, identity)
    refuse_stale(row, tags, context)
    meeting = from_json(row.document)
    guests = _guests(connection, context, meeting, row, request, desk)
    now = int(context.now().timestamp())
    left_out = _left_out(request, context)
    before = _spans_before(connection, meeting, row)
    after = _spans_after(connection, meeting, before, planned, left_out, now)
    was = Expected(frozenset(visitor["id"] for visitor in meeting["visitors"]), before)
    refuse_losing(connection, context, meeting, was, Expected(frozenset(guests.codes), after))

    times.replace(connection, identity, before, after, Gone(now, desk, left_out))
    changed = _changed(connection, context, meeting, request, guests, after)
    changed["changes"] = told(meeting, row.revision, desk)
    write(
        connection,
        context,
        changed,
        repeats=changed["recurrence"] is not None or after != planned,
        cancelled=False,
        cancelled_visitors=to_json(guests.cancelled) if guests.cancelled else None,
    )
    return identity


def _changed(
    connection: Connection,
    context: ServerContext,
    meeting: Document,
    request: MeetingUpdate,
    guests: Guests,
    spans: list[Span],
) -> Document:
    """The meeting as it is asked for; people who are new are written."""
    changed = meeting | meetings.asked(connection, context, request) | meetings.notified(connection, context, request)
    changed |= {"visitors": guests.visitors, "visitorCodes": guests.codes, "lastModifiedAt": utc(context.now())}
    for name in ("cancelledAt", "cancelledBy"):
        changed.pop(name, None)
    if "closedAt" in changed and spans[-1].starts > seconds(changed["closedAt"]):
        del changed["closedAt"]
    return changed


def _left_out(request: MeetingUpdate, context: ServerContext) -> frozenset[int]:
    """The starts that are left out by their dates, in seconds since 1970."""
    if request.recurrence is None:
        return frozenset()
    first = request.start_at.astimezone(context.zone).replace(tzinfo=None)
    return recurrence.left_out(request.recurrence.exdate, first, context.zone)


def _spans_before(connection: Connection, meeting: Document, row: MeetingRow) -> list[Span]:
    """When the meeting takes place, or did until it was cancelled as a whole: that is brought back first."""
    if not row.cancelled:
        return occurrences.of(connection, row.id)
    spans = times.cancelled(connection, row.id, since=seconds(meeting["cancelledAt"]))
    times.replace(connection, row.id, [], spans, Gone(0, ""))
    return spans


def _spans_after(
    connection: Connection, meeting: Document, before: list[Span], planned: list[Span], out: frozenset[int], now: int
) -> list[Span]:
    if meeting["recurrence"] is None or not before or before[0].starts > now:
        return planned
    back = {span.starts for span in times.cancelled(connection, meeting["id"])}
    begun = {span for span in before if span.starts <= now and span.starts not in out}
    rest = {span for span in planned if span.starts > now or span.starts in back}
    starts = {span.starts for span in begun}
    after = sorted(begun | {span for span in rest if span.starts not in starts})
    if not after:
        raise Refusal(400, occurrences.NO_DAY)
    return after


def _guests(
    connection: Connection,
    context: ServerContext,
    meeting: Document,
    row: MeetingRow,
    request: MeetingUpdate,
    desk: str,
) -> Guests:
    known = {visitor["id"]: visitor for visitor in meeting["visitors"]}
    cancelled = {visitor["id"]: visitor for visitor in from_json(row.cancelled_visitors or b"[]")}
    codes = meeting["visitorCodes"] | {identity: visitor["code"] for identity, visitor in cancelled.items()}
    _refuse_strangers([visitor.id for visitor in request.visitors], known.keys() | cancelled.keys())
    fresh = iter(ids.reserve(connection, "V", sum(not visitor.id for visitor in request.visitors)))
    visitors = []
    for asked in request.visitors:
        visitor = meetings.visitor(asked.id or next(fresh), asked)
        before = known.get(asked.id) or cancelled.pop(asked.id, {})
        visitors.append(visitor | {name: before[name] for name in _SERVERS_OWN if name in before})
    stay = {visitor["id"]: codes.get(visitor["id"]) or new_code() for visitor in visitors}
    stamps = {"cancelledAt": utc(context.now()), "cancelledBy": desk}
    for identity in known:
        if identity not in stay:
            cancelled[identity] = known[identity] | stamps | {"code": codes.get(identity) or new_code()}
    return Guests(visitors, list(cancelled.values()), stay)


def _refuse_strangers(named: list[str], known: Set[str]) -> None:
    for number, identity in enumerate(named, 1):
        if identity and identity not in known:
            raise Refusal(400, f"id of visitor {number} is of no visitor of this meeting")
        if identity and identity in named[: number - 1]:
            raise Refusal(400, f"id of visitor {number} is that of another visitor too")
