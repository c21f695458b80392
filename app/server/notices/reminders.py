"""Who is invited for tomorrow is reminded the day before, once a day, at the site's time."""

from __future__ import annotations

from datetime import datetime, time

from pydantic_core import from_json
from sqlalchemy import Connection, delete, insert, select

from app.models.moments import ONE_DAY
from app.models.notices.kinds import NoticeKind
from app.models.notices.notice_plan import NoticePlan
from app.server.bodies.wire import Document, day_span
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.of_meetings import TICKS, is_told, knows_of_it, last_heard, of_visitor
from app.server.notices.queue import Queued
from app.server.occurrences import TIMES
from app.server.storage.tables.meetings import meetings
from app.server.storage.tables.site import facts

_FACT = "reminded"
"""Its value is the last day of whose meetings somebody was reminded."""


def queue_reminders(context: ServerContext, plan: NoticePlan) -> None:
    """Queues them when it is time and nobody did so today. Raises the database's errors and Busy."""
    now = context.now().astimezone(context.zone)
    if plan.reminder_at is None or now.time() < plan.reminder_at:
        return
    day = (now.date() + ONE_DAY).isoformat()
    with context.database.reading() as connection:
        if _is_done(connection, day):
            return
    with context.database.writing() as connection:
        if not _is_done(connection, day):  # no other server was faster
            connection.execute(delete(facts).where(facts.c.name == _FACT))
            connection.execute(insert(facts).values(name=_FACT, value=day))
            queue.put(connection, int(now.timestamp()), _of_tomorrow(connection, context, now))


def _is_done(connection: Connection, day: str) -> bool:
    return (connection.scalar(select(facts.c.value).where(facts.c.name == _FACT)) or "") >= day


def _of_tomorrow(connection: Connection, context: ServerContext, now: datetime) -> list[Queued]:
    """Those who were invited today know of it."""
    tomorrow = now.date() + ONE_DAY
    starts, ends = day_span(tomorrow, context.zone)
    midnight = datetime.combine(now.date(), time(), context.zone).timestamp()
    begins = select(meetings.c.document).join(TIMES, TIMES.c.meeting == meetings.c.id)
    rows = connection.execute(begins.where(TIMES.c.starts_at >= starts), {"starts": starts, "ends": ends})
    return [
        Queued(
            kind=NoticeKind.REMINDER, way=way, meeting=meeting["id"], visitor=visitor["id"], day=tomorrow.isoformat()
        )
        for meeting in map(from_json, dict.fromkeys(document for (document,) in rows))  # twice that day is one reminder
        for visitor in meeting["visitors"]
        for way in TICKS
        if is_told(visitor, way) and _was_invited(connection, meeting, visitor["id"], way, midnight)
    ]


def _was_invited(connection: Connection, meeting: Document, visitor: str, way: str, before: float) -> bool:
    notices = of_visitor(connection, meeting["id"], visitor, way)
    return knows_of_it(notices) and last_heard(notices).made_at < before
