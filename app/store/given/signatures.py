"""What visitors signed when they came: what they drew, and the text that they read. It goes when its time is over."""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from app.models.moments import utc
from app.models.terms import Signature, Signed, Strokes, Text
from app.store.account import Account
from app.store.database import Database

log = logging.getLogger(__name__)

Row = tuple[str, ...]

COLUMNS = ("entry", "visit", "signed_at", "language", "version", "strokes")
TEXT_COLUMNS = ("version", "language", "title", "body")


class Signatures:
    """Reads and drops signatures. They are added in the transaction of the entry that they belong to: see
    `Outbox.put`."""

    def __init__(self, database: Database, account: Account) -> None:
        self._database = database
        self._account = account

    async def of(self, visit: str) -> tuple[Signature, ...]:
        """Those of the visit, the earliest first; also those that were made while it had an earlier id. One that can't
        be read any more is left out. Raises StoreFailed."""
        return await self._database.read(lambda connection: tuple(_of(connection, self._account.id, visit)))

    async def forget_before(self, moment: datetime) -> int:
        """Drops what was signed before `moment`, of every account, and texts of which no signature is left. Gives how
        many signatures. Raises DiskFull or StoreFailed."""

        def drop(connection: sqlite3.Connection) -> int:
            gone = connection.execute("delete from signature where signed_at < ?", (utc(moment),)).rowcount
            connection.execute(
                "delete from terms_text where (place, version, language) not in"
                " (select place, version, language from signature)"
            )
            return gone

        return await self._database.write(drop)


def add_signatures(connection: sqlite3.Connection, account: int, signatures: Iterable[Signature]) -> None:
    """Adds signatures and the texts that were signed, inside the transaction that adds their journal entries."""
    for signature in signatures:
        text, strokes = signature.signed.text, json.dumps(signature.signed.strokes, separators=(",", ":"))
        connection.execute(
            "insert or ignore into terms_text (place, version, language, title, body) values (?, ?, ?, ?, ?)",
            (account, text.version, text.language, text.title, text.body),
        )
        connection.execute(
            "insert or ignore into signature (entry, place, visit, signed_at, language, version, strokes)"
            " values (?, ?, ?, ?, ?, ?, ?)",
            (signature.entry, account, signature.visit, utc(signature.at), text.language, text.version, strokes),
        )


def signature_in(row: Row, title: str = "", body: str = "") -> Signature:
    """The signature of a row, which are the values of COLUMNS in their order; `title` and `body` are of the text that
    was signed, "" when it is gone. Raises ValueError or TypeError when a value can't be read."""
    entry, visit, at, language, version, strokes = row
    signed = Signed(Text(language, title, body, version), _strokes(strokes))
    return Signature(entry, visit, datetime.fromisoformat(at), signed)


def text_in(row: Row) -> Text:
    """The text of a row, which are the values of TEXT_COLUMNS in their order. Raises ValueError when it isn't the text
    of its version."""
    version, language, title, body = row
    text = Text.read(language, f"{title}\n{body}")
    if text.version != version:
        raise ValueError("another text than that of its version")
    return text


def _of(connection: sqlite3.Connection, account: int, visit: str) -> Iterable[Signature]:
    """While its meeting waited, a visit had another name, under which its signature stands. Values are read as blobs:
    as text, a single one that is no UTF-8 any more would end the reading of all others."""
    day, _, visitor = visit.partition("/")
    columns = (*(f"s.{name}" for name in COLUMNS), "coalesce(title, '')", "coalesce(body, '')")
    rows = connection.execute(
        "with recursive called (name) as (values (?) union"
        " select visitor from became join called on id = name where place = ?)"
        f" select {', '.join(f'cast({name} as blob)' for name in columns)}"
        " from signature s left join terms_text using (place, version, language)"
        " where s.place = ? and visit in (select ? || '/' || name from called) order by signed_at",
        (visitor, account, account, day),
    )
    for row in rows:
        try:
            *values, title, body = map(bytes.decode, row)
            yield signature_in(tuple(values), title, body)
        except (TypeError, ValueError) as error:
            log.error("A signature can't be read: %s", type(error).__name__)


def _strokes(text: str) -> Strokes:
    return tuple(tuple((int(x), int(y), int(t)) for x, y, t in stroke) for stroke in json.loads(text))
