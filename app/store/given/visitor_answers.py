"""What visitors answered at the kiosk to the site's own questions: each kept with its check-in, and heard of other PCs
with the server's visits."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec
from msgspec.structs import asdict

from app.models.entries import Answered
from app.models.moments import utc
from app.models.text.writable import writable_json
from app.models.visit_events import Answer
from app.store.account import Account
from app.store.database import Database
from app.store.lists.arrivals import known_of
from app.store.lists.names import all_names, called_now

log = logging.getLogger(__name__)

Row = tuple[str, ...]

COLUMNS = ("entry", "visit", "at", "answers")

_decode = msgspec.json.Decoder(tuple[Answer, ...]).decode


class VisitorAnswers:
    """Reads and drops answers. They are added in the transaction of the entry that they belong to: see
    `Outbox.put`."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account

    async def of(self, visit: str) -> tuple[Answer, ...]:
        """What was answered for the visit, whichever PC it was answered at; to each question what was answered last.
        What belongs to a check-in that was taken back is left out. Raises StoreFailed."""
        return await self._database.read(lambda connection: _of(connection, self._account.id, visit))

    async def forget_before(self, moment: datetime) -> int:
        """Drops what was answered here before `moment`, of every account. Gives of how many visitors. Raises DiskFull
        or StoreFailed."""
        return await self._database.write(
            lambda connection: connection.execute("delete from answer where at < ?", (utc(moment),)).rowcount
        )


def add_answers(connection: sqlite3.Connection, account: int, answered: Iterable[Answered]) -> None:
    """Adds answers inside the transaction that adds their journal entries."""
    for one in answered:
        connection.execute(
            "insert or ignore into answer (entry, place, visit, at, answers) values (?, ?, ?, ?, ?)",
            (one.entry, account, one.visit, utc(one.at), writable_json([asdict(each) for each in one.answers])),
        )


def answered_in(row: Row) -> Answered:
    """What the row holds, which are the values of COLUMNS in their order. Raises ValueError or TypeError when a value
    can't be read."""
    entry, visit, at, answers = row
    try:
        read = _decode(answers)
    except msgspec.DecodeError as error:
        raise ValueError("they are no answers") from error
    return Answered(entry, visit, datetime.fromisoformat(at), read)


def _of(connection: sqlite3.Connection, account: int, visit: str) -> tuple[Answer, ...]:
    name = called_now(connection, account, visit)
    known = known_of(connection, account, name)
    given = {event.id: (event.at, event.answers) for event in known.events if event.answers}
    given |= {one.entry: (one.at, one.answers) for one in _kept(connection, account, name)}
    latest: dict[str, Answer] = {}
    for entry, (_, answers) in sorted(given.items(), key=lambda one: one[1][0]):
        if entry not in known.undone:
            latest |= {one.question: one for one in answers}
    return tuple(latest.values())


def _kept(connection: sqlite3.Connection, account: int, visit: str) -> Iterator[Answered]:
    names = all_names(connection, account, visit)
    rows = connection.execute(
        f"select {', '.join(COLUMNS)} from answer where place = ? and visit in ({', '.join('?' * len(names))})",
        (account, *names),
    )
    for row in rows:
        try:
            yield answered_in(row)
        except (TypeError, ValueError) as error:
            log.error("An answer can't be read: %s", type(error).__name__)
