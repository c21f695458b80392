"""The API's six calls, the list of visits of its later pages, and our own calls: what is said of a visit, and how the
kiosks are. Below every prefix that the API has had: /app, /v1/app and /v1/companies.

Whatever waits for the database does so on a worker thread, so the server may share an event loop with a window.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated, cast

from fastapi import APIRouter, Depends, FastAPI, Header, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.types import ASGIApp

from app.errors import BadSetting
from app.server import meetings, occurrences, tickets, visits
from app.server.bodies.fields import CalendarDay, CallId, KioskName, Text
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import (
    LONGEST_RANGE,
    EventRequest,
    KioskRequest,
    MeetingRange,
    MeetingRequest,
    ReceptionCallRequest,
    TicketListQuery,
    TicketRequest,
    VisitListQuery,
    read,
)
from app.server.bodies.wire import span
from app.server.context import ServerContext
from app.server.door.envelope import LARGEST_BODY, Envelope
from app.server.door.failures import answer_failures
from app.server.idempotency import once
from app.server.lobby import kiosks, reception_calls
from app.server.storage.answers import Question, Topic
from app.server.storage.database import ServerDatabase

PREFIXES = ("/app/{companyId}", "/v1/app/{companyId}", "/v1/companies/{companyId}")

calls = APIRouter()
"""The calls below each prefix. `Idempotency-Key` is optional: without one, a write that comes twice is done twice."""


class DeskServer(FastAPI):
    """FastAPI, with all that it answers in the server's envelope."""

    def build_middleware_stack(self) -> ASGIApp:
        return Envelope(super().build_middleware_stack())


def create(
    database: str,
    *,
    company_id: str = "CO-DESK",
    company_name: str | None = "",
    time_zone: str | None = "",
    token: str = "",
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> FastAPI:
    """A desk server over `database`, SQLAlchemy's URL: sqlite:///path, sqlite:// for one in memory, or PostgreSQL.

    `time_zone` is an IANA name; "" is this PC's own, None too, which then has to be that of an older database. With
    None for its name the company keeps the one that it has. With `token` "" everybody is let in. `now` tells the
    present moment, aware of its zone. A SQLite file belongs to one server at a time: `close` lets go of it. Raises
    BadSetting when the database or the zone can't be used, or belong to another site.

    Every answer says whose it is and which request it answers. Every refusal is answered as {"error": words}: 400,
    401, 404, 405, 410, 413 or 422; 503 when the database fails or is busy, 500 for any other failure.
    """
    application = DeskServer(title="Foyer desk server", openapi_url=None, docs_url=None, redoc_url=None)
    opened = ServerDatabase(database)
    try:
        application.state.context = ServerContext(
            opened, company_id=company_id, company_name=company_name, time_zone=time_zone, now=now
        )
    except BadSetting:
        opened.close()
        raise
    application.state.token = token
    for prefix in PREFIXES:
        application.include_router(calls, prefix=prefix, include_in_schema=prefix == PREFIXES[0])
    answer_failures(application, calls, PREFIXES)
    return application


def close(application: FastAPI) -> None:
    """Lets go of the database. No call may be under way."""
    application.state.context.database.close()


async def own_desk(request: Request, companyId: str) -> ServerContext:
    """The desk that is asked. Raises Refusal 401 without the right token, 404 for another company."""
    token: str = request.app.state.token
    authorization = request.headers.get("Authorization", "").encode("latin-1")  # the bytes as they came
    if token and not secrets.compare_digest(authorization, f"Bearer {token}".encode()):
        raise Refusal(401, "The access token is missing or wrong")
    context = cast(ServerContext, request.app.state.context)
    if companyId != context.company_id:
        raise Refusal(404, f"This is the desk of {context.company_id}, not of {companyId}")
    return context


async def small_body(request: Request) -> bytes:
    """The request's body. Raises Refusal 413 when it is larger than LARGEST_BODY."""
    body = bytearray()
    async for piece in request.stream():  # raises ClientDisconnect
        body += piece
        if len(body) > LARGEST_BODY:
            raise Refusal(413, "The body is larger than 1 MB")
    return bytes(body)


OwnDesk = Annotated[ServerContext, Depends(own_desk)]
Body = Annotated[bytes, Depends(small_body)]
Key = Annotated[str, Header(alias="Idempotency-Key", max_length=200)]


@calls.get("/vm/meetings")
async def list_meetings(context: OwnDesk, days: Annotated[MeetingRange, Query()]) -> Response:
    """The meetings that touch the days, as they begin."""
    starts, ends = span(days.first, days.last, context.zone)
    if starts is None or ends is None or ends <= starts:
        raise Refusal(400, "to is before from")
    if ends - starts > LONGEST_RANGE.total_seconds():
        raise Refusal(400, f"from and to are more than {LONGEST_RANGE.days} days apart")
    question = Question("meetings", starts, ends, (Topic.MEETINGS,))
    listed = context.answers.at_once(question)
    if listed is None:
        listed = await run_in_threadpool(
            context.answers.of, question, lambda connection, _: _array(meetings.touching(connection, starts, ends)), len
        )
    return _json(listed)


@calls.get("/vm/meetings/{meetingId}")
def one_meeting(context: OwnDesk, meetingId: Text) -> Response:
    with context.database.reading() as connection:
        return _json(meetings.one(connection, meetingId))


@calls.post("/vm/meetings")
def create_meeting(context: OwnDesk, body: Body, key: Key = "") -> Response:
    request = read(MeetingRequest, body)
    spans = occurrences.planned(request, context.zone)  # before others have to wait
    with context.database.writing() as connection:
        identity = once(connection, key, request, lambda: meetings.make(connection, context, request, spans))
        return _json(meetings.one(connection, identity), 201)


@calls.get("/sd/tickets")
def list_tickets(context: OwnDesk, query: Annotated[TicketListQuery, Query()]) -> Response:
    with context.database.reading() as connection:
        total, page = tickets.page(connection, context, query)
    return _json(b'{"total":%d,"limit":%d,"tickets":%b}' % (total, query.page_size, _array(page)))


@calls.get("/sd/tickets/{ticketId}")
def one_ticket(context: OwnDesk, ticketId: Text) -> Response:
    with context.database.reading() as connection:
        return _json(tickets.one(connection, ticketId))


@calls.post("/sd/tickets")
def create_ticket(context: OwnDesk, body: Body, key: Key = "") -> Response:
    request = read(TicketRequest, body)
    with context.database.writing() as connection:
        identity = once(connection, key, request, lambda: tickets.make(connection, context, request))
        return _json(tickets.one(connection, identity), 201)


@calls.get("/vm/visits/{date}")
async def list_visits(context: OwnDesk, date: CalendarDay, query: Annotated[VisitListQuery, Query()]) -> Response:
    listed = visits.page_at_once(context, date, query)
    if listed is None:
        listed = await run_in_threadpool(visits.page, context, date, query)
    total, page = listed
    return _json(b'{"total":%d,"limit":%d,"visits":%b}' % (total, query.page_size, _array(page)))


@calls.post("/vm/visits/{date}/{meetingId}/{visitorId}/events")
def say_of_visit(
    context: OwnDesk, date: CalendarDay, meetingId: Text, visitorId: Text, body: Body, key: Key = ""
) -> Response:
    request = read(EventRequest, body)
    with context.database.writing() as connection:
        return _json(visits.say(connection, context, visits.VisitId(date, meetingId, visitorId), request, key))


@calls.get("/vm/kiosks")
def list_kiosks(context: OwnDesk) -> Response:
    """Our own call: what is wrong at each kiosk, for the desks at this server."""
    with context.database.reading() as connection:
        return _json(kiosks.listed(connection, context))


@calls.put("/vm/kiosks/{name:path}")
def hear_kiosk(context: OwnDesk, name: KioskName, body: Body) -> Response:
    """Our own call: a kiosk says what is wrong with it, each minute and also when nothing is. Its name may hold a
    slash."""
    request = read(KioskRequest, body)
    with context.database.writing() as connection:
        return _json(kiosks.hear(connection, context, name, request))


@calls.delete("/vm/kiosks/{name:path}")
def forget_kiosk(context: OwnDesk, name: KioskName) -> Response:
    """Our own call: staff turned this kiosk off, so its silence means nothing."""
    with context.database.writing() as connection:
        kiosks.forget(connection, name)
    return Response(status_code=204)


@calls.put("/vm/calls/{call}")
def call_reception(context: OwnDesk, call: CallId, body: Body) -> Response:
    """Our own call: a visitor at a kiosk waits for somebody from the reception. Desks read it with the kiosks."""
    request = read(ReceptionCallRequest, body)
    with context.database.writing() as connection:
        reception_calls.call(connection, context, call, request)
    return Response(status_code=204)


@calls.delete("/vm/calls/{call}")
def answer_call(context: OwnDesk, call: CallId) -> Response:
    """Our own call: somebody from a desk goes there."""
    with context.database.writing() as connection:
        reception_calls.answer(connection, call)
    return Response(status_code=204)


def _array(documents: list[bytes]) -> bytes:
    """A JSON array of the documents. The brackets go onto the first and the last of them, so that the megabytes of a
    day are copied only once."""
    if not documents:
        return b"[]"
    documents[0] = b"[" + documents[0]
    documents[-1] += b"]"
    return b",".join(documents)


def _json(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="application/json")
