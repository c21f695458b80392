"""Visits: the list of the API's later pages, and our own calls, for a search, those that a figure
counts, one visit and what is said of it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.concurrency import run_in_threadpool

from app.server.bodies.fields import CalendarDay, Text
from app.server.bodies.queries import PeriodVisitsQuery, VisitListQuery, VisitorQuery, VisitSearchQuery
from app.server.bodies.refusal import Refusal
from app.server.bodies.requests import EventRequest, ForgetRequest, read
from app.server.calls.json_answers import array, json_answer
from app.server.calls.request_parts import Body, Key, OwnDesk
from app.server.statistics import listed
from app.server.visits import events, listing, search
from app.server.visits.earlier import MOST, Person, earlier_visits
from app.server.visits.forgetting import forget_told
from app.server.visits.single import known_visit
from app.server.visits.visit import VisitId, as_json

calls = APIRouter()


@calls.get("/vm/visits/{date}")
async def list_visits(context: OwnDesk, date: CalendarDay, query: Annotated[VisitListQuery, Query()]) -> Response:
    listed = listing.page_at_once(context, date, query)
    if listed is None:
        listed = await run_in_threadpool(listing.page, context, date, query)
    return _answer(*listed, query.page_size)


@calls.get("/vm/visits")
def search_visits(context: OwnDesk, query: Annotated[VisitSearchQuery, Query()]) -> Response:
    """Our own call: whom what was typed leads to, on whatever day, the nearest first."""
    visits = search.found(context, query)
    return _answer(len(visits), visits, query.page_size)


@calls.get("/vm/statistics/visits")
def counted_visits(context: OwnDesk, query: Annotated[PeriodVisitsQuery, Query()]) -> Response:
    """Our own call: those of a period that a figure counts, a page of them."""
    with context.database.reading() as connection:
        total, visits = listed.page(connection, context, query)
    return _answer(total, visits, query.page_size)


@calls.get("/vm/visits/{date}/{meetingId}/{visitorId}")
def one_visit(context: OwnDesk, date: CalendarDay, meetingId: Text, visitorId: Text) -> Response:
    """Our own call: one visit as it is listed."""
    with context.database.reading() as connection:
        visit = known_visit(connection, context.zone, VisitId(date, meetingId, visitorId))
    if visit is None:
        raise Refusal(404, f"No visitor {visitorId} is expected on {date} for a meeting {meetingId}")
    return json_answer(as_json(visit, context.zone))


@calls.post("/vm/visits/{date}/{meetingId}/{visitorId}/events")
def say_of_visit(
    context: OwnDesk, date: CalendarDay, meetingId: Text, visitorId: Text, body: Body, key: Key = ""
) -> Response:
    request = read(EventRequest, body)
    with context.database.writing() as connection:
        return json_answer(events.say(connection, context, VisitId(date, meetingId, visitorId), request, key))


@calls.post("/vm/visitors/forgotten")
def forget_visitor(context: OwnDesk, body: Body) -> Response:
    """Our own call: takes a visitor out of what people were told, for good. Twice is as good as once."""
    forget_told(context, read(ForgetRequest, body))
    return Response(status_code=204)


@calls.get("/vm/visitors/visits")
def visits_of_visitor(context: OwnDesk, query: Annotated[VisitorQuery, Query()]) -> Response:
    """Our own call: the visits that somebody came to."""
    with context.database.reading() as connection:
        found = earlier_visits(connection, context.zone, Person(query.name, query.company, query.email))
    return _answer(*found, MOST)


def _answer(total: int, visits: list[bytes], limit: int) -> Response:
    return json_answer(b'{"total":%d,"limit":%d,"visits":%b}' % (total, limit, array(visits)))
