"""Whose rows: one server and one company. Everything in the store is asked for through its account.
The tables call it `place`."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from msgspec import Struct

from app.models.objects.summaries import CompanySummary, company_summary
from app.models.text.writable import writable_json
from app.store.database import Database


class Account(Struct, frozen=True):
    """`id` stands in every row of this server and company; `company` is what the server last told of the site, None
    when it never did; `desk_server` says whether it was our own desk server when it last answered, `mails` whether that
    could mail then, None where it never said so, `sms` whether it could tell people by SMS."""

    id: int
    company: CompanySummary | None
    desk_server: bool = False
    mails: bool | None = None
    sms: bool = False


def account_of(database: Database, server: str, company_id: str) -> Account:
    """Finds the account, or makes it. Waits for the disk: this happens once, before the first window. Raises DiskFull
    or StoreFailed."""

    def find(connection: sqlite3.Connection) -> Account:
        connection.execute("insert or ignore into place (server, company) values (?, ?)", (server, company_id))
        number, words = connection.execute(
            "select id, told from place where server = ? and company = ?", (server, company_id)
        ).fetchone()
        known = json.loads(words)
        desk_server, mails = bool(known.pop("deskServer", False)), known.pop("mails", None)
        sms = bool(known.pop("sms", False))
        return Account(number, company_summary(known) if known else None, desk_server, mails, sms)

    return database.write_now(find)


async def keep_company(database: Database, account: Account, name: str, timezone: str, country_code: str) -> None:
    """Remembers the company, so that the next start knows the site's name and zone before any server answers. Raises
    DiskFull or StoreFailed.

    `timezone` is an IANA name, `country_code` has two letters; "" is what the server didn't tell.
    """
    await _keep(database, account, {"name": name, "timezone": timezone, "countryCode": country_code})


async def keep_desk_server(database: Database, account: Account, desk_server: bool) -> None:
    """Remembers whether it is our own desk server, so that the next start knows that before any server answers. Raises
    DiskFull or StoreFailed."""
    await _keep(database, account, {"deskServer": desk_server})


async def keep_ways(database: Database, account: Account, *, mails: bool, sms: bool) -> None:
    """Remembers by which ways our own desk server can tell people, so that a form says it before the server answers.
    Raises DiskFull or StoreFailed."""
    await _keep(database, account, {"mails": mails, "sms": sms})


def server_tells(connection: sqlite3.Connection, account: int) -> bool:
    """Whether the server can mail, as it said last: then it tells hosts of arrivals."""
    told = "select json_extract(told, '$.mails') from place where id = ?"
    (mails,) = connection.execute(told, (account,)).fetchone()
    return bool(mails)


async def _keep(database: Database, account: Account, words: dict[str, Any]) -> None:
    patch = writable_json(words)
    await database.write(
        lambda connection: connection.execute(
            "update place set told = json_patch(told, ?) where id = ?", (patch, account.id)
        )
    )
