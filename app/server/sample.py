"""A lifelike day, to look around in: visitors from everywhere, a group of 12, tickets in every state.

resources/sample_day.json writes moments as "<days from that day> <time>", such as "-2 16:47", and a due date as the
number of days alone. A visitor's `arrivals` are "<days> <came> <left>", without <left> for one whom nobody checked out;
what hasn't happened yet by the clock isn't said.
"""

from __future__ import annotations

import importlib.resources
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from fastapi import FastAPI
from pydantic_core import from_json
from sqlalchemy import Connection, insert

from app.models.tickets.steps import REQUESTED
from app.models.visit_events import EventKind
from app.server import meetings, occurrences, people
from app.server.bodies.requests import EventRequest, MeetingRequest
from app.server.bodies.ticket_requests import TicketRequest
from app.server.bodies.wire import Document, utc
from app.server.context import ServerContext
from app.server.storage.tables.tickets import related_tickets, ticket_comments
from app.server.tickets import creation, log, stored
from app.server.tickets.clock import Clock
from app.server.visits import event_rows
from app.server.visits.visit import VisitId

_DESK = "Desk 1"
_AS_WRITTEN = ("relatedTicketCount", "favorite", "reopened", "rating")


def fill(application: FastAPI, day: date | None = None) -> None:
    """Makes the server that of the sample's company, and writes the sample's day. `day` is the one that is taken for
    today, in the company's calendar; None is the day that it is there now.
    """
    context: ServerContext = application.state.context
    sample = from_json((importlib.resources.files("resources") / "sample_day.json").read_bytes())
    context.settle(sample["company"]["name"], sample["company"]["timeZone"])
    day = day or context.now().astimezone(context.zone).date()
    with context.database.writing() as connection:
        for person in sample["users"]:
            _add_user(connection, context, person)
        for firm in sample["suppliers"]:
            people.add_supplier(connection, people.new_supplier(firm["id"], firm["name"]) | firm)
        for meeting in sample["meetings"]:
            _add_meeting(connection, context, meeting, day)
        for ticket in sample["tickets"]:
            _add_ticket(connection, context, ticket, day)


def _add_user(connection: Connection, context: ServerContext, person: Document) -> None:
    known = {"companyName": context.company["name"], "language": meetings.language(person["language"])}
    people.add_user(connection, people.new_user(person["id"], context.now()) | person | known)


def _add_meeting(connection: Connection, context: ServerContext, meeting: Document, day: date) -> None:
    times = {
        "startAt": _moment(meeting["from"], day, context.zone).isoformat(),
        "endAt": _moment(meeting["until"], day, context.zone).isoformat(),
    }
    made = _past(meeting["made"], day, context)
    request = MeetingRequest.model_validate(meeting | times)
    document = meetings.new(connection, context, request)
    spans = occurrences.planned(request, context.zone)
    meetings.add(connection, context, document | {"createdAt": made, "lastModifiedAt": made}, spans)
    for guest, visitor in zip(document["visitors"], meeting.get("visitors", ()), strict=True):
        for arrival in visitor.get("arrivals", ()):
            _arrive(connection, context, (document["id"], guest["id"]), arrival, day)


def _arrive(connection: Connection, context: ServerContext, guest: tuple[str, str], arrival: str, day: date) -> None:
    days, *clocks = arrival.split()
    visit = VisitId(day + timedelta(int(days)), *guest)
    for kind, clock in zip((EventKind.CHECK_IN, EventKind.CHECK_OUT), clocks, strict=False):
        at = _moment(f"{days} {clock}", day, context.zone)
        if at <= context.now():
            body = {"kind": kind.value, "at": at.isoformat(), "desk": _DESK}
            event_rows.add(connection, context.zone, visit, EventRequest.model_validate(body), uuid4().hex)


def _add_ticket(connection: Connection, context: ServerContext, ticket: Document, day: date) -> None:
    due = {"dueDate": _due(ticket["dueDate"], day, context.zone)} if "dueDate" in ticket else {}
    document = creation.new(connection, context, TicketRequest.model_validate(ticket | due), ticket["id"])
    created: str = ticket["created"]
    changes: dict[str, Any] = {key: ticket[key] for key in _AS_WRITTEN if key in ticket}
    comments = len(ticket.get("comments", ()))
    changes |= {
        "commentCount": comments,
        "logCount": document["logCount"] + comments,
        "status": stored.status(ticket.get("status", REQUESTED)),
        "createdAt": _past(created, day, context),
        "lastStatusChangedAt": _past(ticket.get("statusSince", created), day, context),
        "lastModifiedAt": _past(ticket.get("changed", created), day, context),
    }
    for key, name in (("supplierTold", "supplierLastNotificationSentAt"), ("supplierRead", "supplierLastReadAt")):
        if key in ticket:
            changes[name] = _past(ticket[key], day, context)
    stored.add(connection, document | changes, Clock(due_given=document["dueAt"] is not None))
    _say(connection, context, ticket, day)
    if other := ticket.get("related"):
        pairs = ((ticket["id"], other), (other, ticket["id"]))
        connection.execute(insert(related_tickets), [{"ticket": a, "other": b, "same": False} for a, b in pairs])


def _say(connection: Connection, context: ServerContext, ticket: Document, day: date) -> None:
    """What is written about it: when, by whom, the words, and whether it is internal or from the requester."""
    for when, desk, text, *signs in ticket.get("comments", ()):
        at = int(min(_moment(when, day, context.zone), context.now()).timestamp())
        row = {"ticket": ticket["id"], "text": text, "desk": desk, "at": at}
        signed = {"internal": "internal" in signs, "from_requester": "fromRequester" in signs}
        connection.execute(insert(ticket_comments).values(row | signed))
        log.write(connection, ticket["id"], [log.Entry("comment", None, text)], desk, at)


def _due(written: str, day: date, zone: ZoneInfo) -> str:
    """A due date as a request holds it: a day as a day, a day and a time as a moment."""
    return _moment(written, day, zone).isoformat() if " " in written else (day + timedelta(int(written))).isoformat()


def _past(written: str, day: date, context: ServerContext) -> str:
    """When something was done, as a stamp in UTC: now where that would be later, however early somebody looks."""
    return utc(min(_moment(written, day, context.zone), context.now()))


def _moment(written: str, day: date, zone: ZoneInfo) -> datetime:
    days, clock = written.split()
    return datetime.combine(day + timedelta(int(days)), time.fromisoformat(clock), zone)
