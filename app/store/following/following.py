"""What our own desk server tells of changes, brought into the lists that follow it: of each change the objects alone,
and in one transaction with how far this desk followed, so that a crash loses nothing between the two."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import date, datetime

from msgspec import Struct

from app.models.objects.desk_server import Changed
from app.store.account import Account
from app.store.database import Database, StoreConnection
from app.store.following.heard import FOLLOWS, all_follow, end_tickets, follow_from, followed_to, go_on_to
from app.store.lists.answers import Answer, Part, apply_answer, apply_part

Ids = Mapping[date, frozenset[str]]
"""By days of the site's calendar, the ids of some items of the list of that day."""


class Concerned(Struct, frozen=True):
    """The meetings and visits in lists that follow, of which the server has to be asked. `asked` is the file's revision
    for a question that leaves now."""

    asked: int
    meetings: Ids
    visits: Ids


class Brought(Struct, frozen=True):
    """All that changed up to the server's revision `to`, as of `at`: `parts` of lists and whole `answers`, to questions
    that left when the file had the revision `asked`. `tickets` says that a ticket changed."""

    to: int
    at: datetime
    asked: int = 0
    parts: tuple[Part, ...] = ()
    answers: tuple[Answer, ...] = ()
    tickets: bool = False


class Following:
    """Each method may raise StoreFailed, and one that writes DiskFull too. Moments are aware of their zone."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account.id

    async def begin(self, server_revision: int, at: datetime) -> None:
        """From now on this desk follows from that revision of the server. No list does until it is asked for anew."""
        await self._database.write(lambda connection: follow_from(connection, self._account, server_revision, at))

    async def followed_to(self) -> int | None:
        """The server's revision up to which all is known of the lists that follow; None when this desk follows
        nothing."""
        return await self._database.read(lambda connection: followed_to(connection, self._account))

    async def all_follow(self, names: Iterable[str]) -> bool:
        """Whether each of these lists follows."""
        asked = {*names}
        return await self._database.read(lambda connection: all_follow(connection, self._account, asked))

    async def concerned(self, changes: Iterable[Changed]) -> Concerned:
        """What these changes concern of the lists that follow."""
        return await self._database.read(lambda connection: _concerned(connection, self._account, changes))

    async def bring(self, brought: Brought) -> tuple[bytes, ...] | None:
        """Puts it into the lists, in one transaction, and follows from there on. Gives the JSON of the items that are
        new or changed. When an outcome of this desk's own came into one of the lists since it was asked for, gives
        None; raises Unreadable when a part can't be read; and keeps nothing then."""
        return await self._database.write(lambda connection: _bring(connection, self._account, brought))


def _bring(connection: StoreConnection, account: int, brought: Brought) -> tuple[bytes, ...] | None:
    names = [*(part.name for part in brought.parts), *(answer.name for answer in brought.answers)]
    outdated = connection.execute(
        f"select 1 from list where place = ? and asked > ? and name in ({', '.join('?' * len(names))})",
        (account, brought.asked, *names),
    ).fetchone()
    if outdated:
        return None
    fresh: list[bytes] = []
    for part in brought.parts:
        fresh += apply_part(connection, account, part, brought.asked)
    for answer in brought.answers:
        fresh += apply_answer(connection, account, answer)
    if brought.tickets:
        end_tickets(connection, account)
    go_on_to(connection, account, brought.to, brought.at)
    return tuple(fresh)


def _concerned(connection: StoreConnection, account: int, changes: Iterable[Changed]) -> Concerned:
    meeting_lists, visit_lists = (_that_follow(connection, account, kind) for kind in ("meetings", "visits"))
    meetings: defaultdict[date, set[str]] = defaultdict(set)
    visits: defaultdict[date, set[str]] = defaultdict(set)
    for change in changes:
        days = _touched(change, visit_lists.keys())
        if change.kind == "meeting":
            for day in _touched(change, meeting_lists.keys()):
                meetings[day].add(change.id)
            for day in days:  # a visit names its visitor and its host as the meeting does
                visits[day] |= _visits_of(connection, visit_lists[day], f"{day}/{change.id}")
        elif change.kind == "visit":
            for day in days:
                visits[day].add(change.id)
    return Concerned(connection.revision(), _frozen(meetings), _frozen(visits))


def _that_follow(connection: sqlite3.Connection, account: int, kind: str) -> dict[date, int]:
    """By day, the numbers of the lists of that kind that follow."""
    rows = connection.execute(
        f"select day, list.id from list join place on place.id = list.place where place = ? and {FOLLOWS}"
        " and name = ? || '/' || day",
        (account, kind),
    )
    return {date.fromisoformat(day): number for day, number in rows}


def _touched(change: Changed, days: Set[date]) -> Set[date]:
    return days if change.days is None else days & {*change.days}


def _visits_of(connection: sqlite3.Connection, number: int, meeting: str) -> set[str]:
    """The ids of the list's visits to a meeting, which is given as date/meeting."""
    rows = connection.execute(
        "select id from item indexed by item_id where list = ? and id > ? and id < ?",
        (number, f"{meeting}/", f"{meeting}0"),  # the sign after the stroke is 0
    )
    return {visit for (visit,) in rows}


def _frozen(ids: Mapping[date, Set[str]]) -> Ids:
    return {day: frozenset(some) for day, some in ids.items() if some}
