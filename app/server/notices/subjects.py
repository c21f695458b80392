"""What notices are about, and to whom they go, where their rows don't tell: for the desks that list them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Column, Connection, Row, Table, select

from app.models.notices.kinds import OF_VISITS
from app.server import people
from app.server.bodies.wire import Document
from app.server.storage.tables.meetings import former_occurrences, meetings, occurrences
from app.server.storage.tables.site import suppliers, users
from app.server.storage.tables.tickets import ticket_documents


class Subjects:
    """Of `rows` of the table of notices; `now` is in seconds since 1970, as all moments are. Of what there isn't any
    more nothing is known: "", or None."""

    def __init__(self, connection: Connection, rows: Sequence[Row[Any]], now: int) -> None:
        self._now = now
        of_meetings = {row.meeting for row in rows if row.meeting}
        self._starts = _starts(connection, of_meetings)
        self._visitors: dict[tuple[str, str], str] = {}
        self._titles: dict[str, str] = {}
        columns = (meetings.c.document, meetings.c.cancelled_visitors)
        for document, gone in connection.execute(select(*columns).where(meetings.c.id.in_(of_meetings))):
            meeting = from_json(document)
            self._titles[meeting["id"]] = meeting["title"]
            for visitor in (*(from_json(gone) if gone else ()), *meeting["visitors"]):
                self._visitors[meeting["id"], visitor["id"]] = people.name_of(visitor)
        for ticket in _documents(connection, ticket_documents, {row.ticket for row in rows if row.ticket}):
            self._titles[ticket["id"]] = ticket["title"]
        others = {row.to_id for row in rows if row.to_id}
        self._people = {one["id"]: people.name_of(one) for one in _documents(connection, users, others)}
        self._people |= {firm["id"]: firm["name"] for firm in _documents(connection, suppliers, others)}

    def title(self, row: Row[Any]) -> str:
        """Of the meeting, or the ticket."""
        return self._titles.get(row.ticket or row.meeting or "", "")

    def whom(self, row: Row[Any]) -> str:
        """The name of whom it is for."""
        if row.to_id:
            return self._people.get(row.to_id, "")
        return "" if row.kind in OF_VISITS else self._visitors.get((row.meeting, row.visitor), "")

    def starts_at(self, row: Row[Any]) -> int | None:
        """When the meeting is next, or was last."""
        starts = self._starts.get(row.meeting, [])
        return min((one for one in starts if one >= self._now), default=max(starts, default=None))


def _documents(connection: Connection, table: Table, ids: Iterable[str]) -> list[Document]:
    rows = connection.scalars(select(table.c.document).where(table.c.id.in_(ids)))
    return [from_json(document) for document in rows]


def _starts(connection: Connection, ids: Iterable[str]) -> dict[str, list[int]]:
    """When these meetings take place; of one that doesn't any more, when it was to."""
    now, before = (
        _by_meeting(connection, table.c.meeting, table.c.starts_at, ids) for table in (occurrences, former_occurrences)
    )
    return {**before, **now}


def _by_meeting(
    connection: Connection, meeting: Column[Any], starts: Column[Any], ids: Iterable[str]
) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for one, at in connection.execute(select(meeting, starts).where(meeting.in_(ids))):
        found[one].append(at)
    return found
