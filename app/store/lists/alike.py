"""What stands in the lists that looks like the outcome of an operation."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from app.models.lists import meetings_list
from app.models.moments import utc
from app.models.objects.summaries import meeting_summary, ticket_summary
from app.models.operations import Kind, Operation, day_of
from app.models.text.likeness import is_that_meeting, is_that_ticket, longest_plain_word


def alike_in_lists(connection: sqlite3.Connection, account: int, operation: Operation) -> set[str]:
    """The ids of what this desk knows to be on the server and that says the same."""
    match operation.kind:
        case Kind.MEETING:
            found = connection.execute(
                "select id from list where place = ? and name = ?", (account, meetings_list(day_of(operation.body)))
            ).fetchone()
            return alike_meetings(connection, found[0], operation) if found else set()
        case Kind.TICKET:
            return _alike_tickets(connection, account, operation)
        case Kind.ARRIVAL | Kind.MAIL:
            return set()


def alike_meetings(connection: sqlite3.Connection, number: int, operation: Operation) -> set[str]:
    """Those of the list of that number, by id."""
    starts = utc(datetime.fromisoformat(operation.body["startAt"]))
    rows = connection.execute(
        "select id, body from item indexed by item_starts where list = ? and starts = ? and fault = ''",
        (number, starts),
    )
    return {meeting for meeting, body in rows if is_that_meeting(meeting_summary(body), operation.body)}


def _alike_tickets(connection: sqlite3.Connection, account: int, operation: Operation) -> set[str]:
    """A word of the title finds the few that may hold it."""
    word = longest_plain_word(operation.body["title"]).lower()
    rows = connection.execute(
        "select item.id, body from item join list on list.id = list where place = ? and name >= 'tickets'"
        " and name < 'ticketz' and fault = '' and instr(lower(cast(body as text)), ?)",
        (account, word),
    )
    return {ticket for ticket, body in rows if is_that_ticket(ticket_summary(body), operation.body)}
