"""Notices as desks see them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from app.models.notices.kinds import IF_NEED_BE, NoticeKind
from app.models.notices.states import FAILED, TO_SEND, State
from app.server.bodies.queries import NoticeListQuery
from app.server.bodies.wire import Document, utc, written
from app.server.notices.queue import NO_MAIL
from app.server.notices.subjects import Subjects
from app.server.storage.tables.notices import notices as table

_TROUBLED_FOR = timedelta(days=14)
"""How long one that wasn't sent is told of."""

_LISTED_FOR = timedelta(days=3)
"""How long after its day that is told of a list of tomorrow's visitors, unless the next one was queued before."""


def listed(connection: Connection, query: NoticeListQuery, now: datetime) -> list[bytes]:
    """The JSON of the notices that are asked for, the newest first. Of those that aren't sent, first
    those that won't be. What goes on other ways alone, because there is no mail server, is listed as these."""
    rows = select(table).where(table.c.kind.not_in([kind.value for kind in IF_NEED_BE]) | (table.c.tries > 0))
    rows = rows.where((table.c.state != State.OVERTAKEN.value) | (table.c.said != NO_MAIL)).limit(query.limit)
    for name in ("meeting", "visitor", "ticket", "kind"):
        if wanted := getattr(query, name):
            rows = rows.where(table.c[name] == wanted)
    if query.unsent:
        waits = table.c.state.in_([state.value for state in TO_SEND])
        failed = table.c.state.in_([state.value for state in FAILED])
        recent = table.c.settled_at > int((now - _TROUBLED_FOR).timestamp())
        rows = rows.where(waits | (failed & recent), _is_latest(now))
        rows = rows.order_by(failed.desc())  # of thousands that wait, these are to be seen
    found = connection.execute(rows.order_by(table.c.number.desc())).all()
    about = Subjects(connection, found, int(now.timestamp()))
    return [_as_json(row, about) for row in found]


def _is_latest(now: datetime) -> ColumnElement[bool]:
    """Of lists of tomorrow's visitors, whether it is the last one for its address, and there is none of a later day."""
    of_lists = table.c.kind == NoticeKind.TOMORROW_LIST.value
    recent = table.c.day >= (now - _LISTED_FOR).date().isoformat()
    last_day = select(func.max(table.c.day)).where(of_lists, recent).scalar_subquery()
    last = select(func.max(table.c.number)).where(of_lists, table.c.day == last_day).group_by(table.c.address)
    return ~of_lists | table.c.number.in_(last)


def _as_json(row: Row[Any], about: Subjects) -> bytes:
    """`at` is when the state came about, of one that still waits when it was queued; `nextAt` when that is tried again.
    `said` is why it wasn't sent, "" when it was. `title` is that of the meeting or the ticket, `startsAt` when the
    meeting is next, or was last."""
    waits, starts = State(row.state) in TO_SEND, about.starts_at(row)
    document: Document = {
        "object": "notice",
        "id": row.id,
        "kind": row.kind,
        "way": row.way,
        "state": row.state,
        "at": _stamp(row.made_at if waits else row.settled_at),
        "nextAt": _stamp(row.next_at) if waits else None,
        "said": row.said,
        "name": row.name or about.whom(row),
        "address": row.address,
        "meeting": row.meeting,
        "visitor": row.visitor,
        "ticket": row.ticket,
        "day": row.day,
        "title": about.title(row),
        "startsAt": None if starts is None else _stamp(starts),
        "subject": row.subject,
        "text": row.text,
    }
    return written(document)


def _stamp(seconds: int) -> str:
    return utc(datetime.fromtimestamp(seconds, UTC))
