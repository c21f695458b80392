"""A check-in, a check-out, or an undo of one: said of a visit, and heard back as that visit."""

from __future__ import annotations

from datetime import date

from app.models.lists import visits_list
from app.models.operations import Operation, visits_in
from app.store.database import StoreConnection
from app.store.lists.answers import put_item
from app.store.lists.arrivals import follow_visits
from app.store.lists.names import meeting_of
from app.store.writes.stored_kind import StoredKind


def follow_its_visits(connection: StoreConnection, account: int, row: Operation, gone: bool) -> None:
    """Of what is about visits, an arrival or a mail."""
    follow_visits(connection, account, visits_in(row.body))


def _keep(connection: StoreConnection, account: int, row: Operation, identity: str, piece: bytes) -> None:
    day = date.fromisoformat(row.body["visit"].partition("/")[0])
    put_item(connection, account, visits_list(day), piece, identity, day)


ARRIVAL = StoredKind(follow=follow_its_visits, keep=_keep, after=meeting_of)
