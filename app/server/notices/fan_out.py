"""What goes to a site's own ways beside the mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from pydantic_core import from_json
from sqlalchemy import Connection, Row, select

from app.models.notices.notice_plan import NoticeWay
from app.models.text.plain import plain_caseless
from app.server import people
from app.server.notices import queue
from app.server.storage.tables.site import suppliers, users


def fan_out(connection: Connection, now: int, row: Row[Any], ways: Iterable[NoticeWay]) -> bool:
    """Queues in a writing transaction, for each of `ways` that is told of such, what `row` tells by mail, and gives
    whether there is any. `now` is in seconds since 1970."""
    wanted = [way for way in ways if not way.sms and row.kind in way.kinds and _is_for(connection, way, row)]
    queue.put(connection, now, [queue.like(row, way=way.name) for way in wanted])
    return bool(wanted)


def _is_for(connection: Connection, way: NoticeWay, row: Row[Any]) -> bool:
    if not way.users:
        return True
    wanted = set(map(plain_caseless, way.users))
    return not wanted.isdisjoint(map(plain_caseless, _names(connection, row.to_id)))


def _names(connection: Connection, identity: str) -> Iterator[str]:
    """What a user, or a supplier, of that id is called; nothing where it is ""."""
    if identity:
        yield identity
    for table, name_of in ((users, people.name_of), (suppliers, itemgetter("name"))):
        document = connection.scalar(select(table.c.document).where(table.c.id == identity))
        if document and (name := name_of(from_json(document))):
            yield name
