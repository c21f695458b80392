"""The visits that somebody came to before, as far as this desk's file tells of them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from datetime import date

import msgspec
from msgspec import Struct

from app.models.lists import meetings_list
from app.models.objects.summaries import meeting_summary
from app.models.text.folding import fold
from app.models.text.identity import Identity
from app.models.visits.history import EarlierVisit, History
from app.store.account import Account
from app.store.database import Database
from app.store.journal import person_in
from app.store.lists.day_rows import decode_arrival


class _Named(Struct):
    """Of a person's JSON, of whom only the name is compared with thousands of others."""

    name: str = ""


_named = msgspec.json.Decoder(_Named).decode


class EarlierVisits:
    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account.id

    async def of(self, who: Identity, visit: str) -> History:
        """Those of that person, but for the `visit` itself. Raises StoreFailed."""
        return await self._database.read(lambda connection: _history(connection, self._account, who, visit))


def _history(connection: sqlite3.Connection, account: int, who: Identity, visit: str) -> History:
    return History.of(who, (one for one in _namesakes(connection, account, who) if one.visit != visit))


def _namesakes(connection: sqlite3.Connection, account: int, who: Identity) -> Iterator[EarlierVisit]:
    """Every visit that somebody came to who has a word of the name: an email address may tell that "a. lovelace" is the
    same person."""
    words = {*who.name.split()}
    rows = connection.execute("select id, person, body from visit where place = ?", (account,))
    for visit, text, body in rows.fetchall():
        if words.isdisjoint(fold(_named(text).name).split()):
            continue
        person, arrival = person_in(json.loads(text)), decode_arrival(body)
        if arrival.arrived_at is not None:
            whom = Identity.of(person.name, person.company, _email(connection, account, visit))
            yield EarlierVisit(visit, arrival.arrived_at, arrival.left_at, person.host, person.meeting, whom)


def _email(connection: sqlite3.Connection, account: int, visit: str) -> str:
    """That of the visitor, "" where no list that is kept tells it, or the visit has no name of the usual kind."""
    day, _, named = visit.partition("/")
    meeting, _, visitor = named.rpartition("/")
    try:
        row = connection.execute(
            "select body from list cross join item indexed by item_id on list.id = list"
            " where place = ? and name = ? and item.id = ? and fault = '' limit 1",
            (account, meetings_list(date.fromisoformat(day)), meeting),
        ).fetchone()
        visitors = meeting_summary(row[0]).visitors if row else ()
    except ValueError:
        return ""
    return next((one.email for one in visitors if one.id == visitor), "")
