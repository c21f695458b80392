"""Meetings. Those that change one are taken at both spellings that the API's pages have."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.concurrency import run_in_threadpool
from sqlalchemy import Connection

from app.server import meetings, occurrences
from app.server.bodies.fields import Text
from app.server.bodies.queries import LONGEST_RANGE, MeetingListQuery
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import CancelRequest, CloseRequest, KeyedUpdate, MeetingRequest, MeetingUpdate, read
from app.server.bodies.wire import span
from app.server.calls.json_answers import array, json_answer
from app.server.calls.request_parts import Body, DeskName, Key, OwnDesk, Tags
from app.server.context import ServerContext
from app.server.idempotency import once
from app.server.meeting_changes.cancellation import cancel, end_series
from app.server.meeting_changes.replacement import update
from app.server.storage.answers import Question
from app.server.storage.changes import Kind
from app.server.storage.tables.meetings import meetings as table

calls = APIRouter()


@calls.get("/vm/meetings")
async def list_meetings(context: OwnDesk, query: Annotated[MeetingListQuery, Query()]) -> Response:
    """The meetings that touch the days, as they begin."""
    starts, ends = span(query.first, query.last, context.zone)
    if starts is None or ends is None or ends <= starts:
        raise Refusal(400, "to is before from")
    if ends - starts > LONGEST_RANGE.total_seconds():
        raise Refusal(400, f"from and to are more than {LONGEST_RANGE.days} days apart")
    if query.ids:
        return json_answer(await run_in_threadpool(_some, context, query, starts, ends))
    kind = "meetings and cancelled ones" if query.cancelled else "meetings"
    question = Question(kind, starts, ends, (Kind.MEETING,))
    listed = context.answers.at_once(question)
    if listed is None:
        every = meetings.touching_or_cancelled if query.cancelled else meetings.touching
        listed = await run_in_threadpool(
            context.answers.of, question, lambda connection, _: array(every(connection, starts, ends)), len
        )
    return json_answer(listed)


def _some(context: ServerContext, query: MeetingListQuery, starts: int, ends: int) -> bytes:
    every = meetings.touching_or_cancelled if query.cancelled else meetings.touching
    with context.database.reading() as connection:
        return array(every(connection, starts, ends, table.c.id.in_(query.ids)))


@calls.get("/vm/meetings/{meetingId}")
def one_meeting(context: OwnDesk, meetingId: Text) -> Response:
    with context.database.reading() as connection:
        row = meetings.standing(connection, meetingId)
        return json_answer(meetings.as_json(connection, row), revision=row.revision)


@calls.post("/vm/meetings")
def create_meeting(context: OwnDesk, body: Body, key: Key = "") -> Response:
    request = read(MeetingRequest, body)
    spans = occurrences.planned(request, context.zone)  # before others have to wait
    with context.database.writing() as connection:
        identity = once(connection, context, key, request, lambda: meetings.make(connection, context, request, spans))
        return _as_it_is(connection, identity, 201)


@calls.put("/vm/meeting/{meetingId}")
@calls.put("/vm/meetings/{meetingId}")
def update_meeting(
    context: OwnDesk,
    meetingId: Text,
    body: Body,
    desk: DeskName,
    key: Key = "",
    tags: Tags = "",
    restore: Annotated[str, Header(alias="Foyer-Restore")] = "",
) -> Response:
    """With our own header `Foyer-Restore: 1`, a meeting that was cancelled takes place again."""
    request = read(MeetingUpdate, body)
    spans = occurrences.planned(request, context.zone)
    with context.database.writing() as connection:
        identity = once(
            connection,
            context,
            key,
            KeyedUpdate(meeting=meetingId, update=request),
            lambda: update(
                connection, context, meetingId, request, spans, tags=tags, desk=desk, restore=restore == "1"
            ),
        )
        return _as_it_is(connection, identity)


@calls.delete("/vm/meeting/{meetingId}")
@calls.delete("/vm/meetings/{meetingId}")
def cancel_meeting(context: OwnDesk, meetingId: Text, desk: DeskName, key: Key = "", tags: Tags = "") -> Response:
    request = CancelRequest(meeting=meetingId)
    with context.database.writing() as connection:
        once(connection, context, key, request, lambda: cancel(connection, context, meetingId, tags=tags, desk=desk))
    return Response(status_code=204)


@calls.post("/vm/meeting/{meetingId}/close")
@calls.post("/vm/meetings/{meetingId}/close")
def close_meeting(context: OwnDesk, meetingId: Text, desk: DeskName, key: Key = "", tags: Tags = "") -> Response:
    request = CloseRequest(meeting=meetingId)
    with context.database.writing() as connection:
        identity = once(
            connection, context, key, request, lambda: end_series(connection, context, meetingId, tags=tags, desk=desk)
        )
        return _as_it_is(connection, identity)


def _as_it_is(connection: Connection, identity: str, status: int = 200) -> Response:
    """The meeting after a write, cancelled or not: who sends a write again isn't told of what came after it as if it
    had failed."""
    row = meetings.one(connection, identity)
    return json_answer(meetings.as_json(connection, row), status, revision=row.revision)
