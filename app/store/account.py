"""Whose rows: one server and one company. Everything in the store is asked for through its place."""

from __future__ import annotations

import json
import sqlite3

from msgspec import Struct

from app.models.objects.summaries import CompanySummary, company_summary
from app.models.text.writable import writable_json
from app.store.database import Database


class Account(Struct, frozen=True):
    """`id` stands in every row of this server and company; `company` is what the server last told of the site, None
    when it never did."""

    id: int
    company: CompanySummary | None


def account_of(database: Database, server: str, company_id: str) -> Account:
    """Finds the place, or makes it. Waits for the disk: this happens once, before the first window. Raises DiskFull or
    StoreFailed."""

    def find(connection: sqlite3.Connection) -> Account:
        connection.execute("insert or ignore into place (server, company) values (?, ?)", (server, company_id))
        number, company = connection.execute(
            "select id, told from place where server = ? and company = ?", (server, company_id)
        ).fetchone()
        known = json.loads(company)
        return Account(number, company_summary(known) if known else None)

    return database.write_now(find)


async def keep_company(database: Database, account: Account, name: str, timezone: str, country_code: str) -> None:
    """Remembers the company, so that the next start knows the site's name and zone before any server answers. Raises
    DiskFull or StoreFailed.

    `timezone` is an IANA name, `country_code` has two letters; "" is what the server didn't tell.
    """
    company = writable_json({"name": name, "timezone": timezone, "countryCode": country_code})
    await database.write(
        lambda connection: connection.execute("update place set told = ? where id = ?", (company, account.id))
    )
