"""The list of tomorrow's visitors is queued once a day for each address, at its time on the site's clock or as soon
after it as a server runs."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from app.models.moments import ONE_DAY
from app.models.notices.kinds import NoticeKind
from app.models.notices.tomorrow_list import TomorrowList
from app.server.bodies.refusal import Refusal
from app.server.context import ServerContext
from app.server.notices import queue
from app.server.notices.content.day_list import FOLLOWED
from app.server.notices.content.expected import expected_on
from app.server.notices.queue import Queued
from app.server.storage.tables.notices import notices as table

NOBODY = "Nobody is expected."

_OF_LISTS = table.c.kind == NoticeKind.TOMORROW_LIST.value


def queue_lists(context: ServerContext, plan: TomorrowList | None) -> None:
    """Queues those that are due and weren't yet. Raises the database's errors and Busy."""
    now = context.now().astimezone(context.zone)
    if plan is None or now.time() < plan.at:
        return
    day = now.date() + ONE_DAY
    with context.database.reading() as connection:
        if not _missing(connection, plan, day):
            return
        wanted = plan.when_nobody or _is_somebody_expected(connection, context, day)
    with context.database.writing() as connection:
        seconds = int(now.timestamp())
        missing = _missing(connection, plan, day)  # another server may have been faster
        queue.overtake(connection, seconds, FOLLOWED, _OF_LISTS, table.c.day < day.isoformat())
        queue.put(connection, seconds, [_list(day, address) for address in missing])
        if not wanted:  # whoever comes to be expected later is in no list, so that it is one a day
            these = table.c.address.in_(missing)
            queue.overtake(connection, seconds, NOBODY, _OF_LISTS, table.c.day == day.isoformat(), these)


def _missing(connection: Connection, plan: TomorrowList, day: date) -> list[str]:
    """The addresses for which none of that day was queued."""
    known = set(connection.scalars(select(table.c.address).where(_OF_LISTS, table.c.day == day.isoformat())))
    return [address for address in dict.fromkeys(plan.to) if address not in known]


def _list(day: date, address: str) -> Queued:
    return Queued(kind=NoticeKind.TOMORROW_LIST, day=day.isoformat(), address=address)


def _is_somebody_expected(connection: Connection, context: ServerContext, day: date) -> bool:
    try:
        return bool(expected_on(connection, context, day).tables[0].rows)
    except Refusal:  # the day is too large for an answer
        return True
