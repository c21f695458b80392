"""The tables, and how an older file becomes a newer one. `PRAGMA user_version` counts the steps taken."""

from __future__ import annotations

import sqlite3

from app.errors import StoreFailed

STEPS = (
    """
    -- Rows belong to a place: one server and one company. Switching the connection never mixes or drops them.
    create table place (
        id integer primary key,
        server text not null,
        company text not null,
        told text not null default '{}',          -- what the server told of the company, as JSON
        unique (server, company)
    );
    create table list (
        id integer primary key,
        place integer not null references place (id),
        name text not null,                       -- meetings/2026-03-12, or tickets and a query
        day text not null default '',             -- the calendar day it is about, for the retention
        heard_at text not null,
        total integer not null default 0,
        unique (place, name)
    );
    create table item (
        list integer not null references list (id) on delete cascade,
        position integer not null,
        body blob not null,                       -- the server's JSON, untouched
        primary key (list, position)
    ) without rowid;
    create table outbox (
        position integer primary key autoincrement,
        operation text not null unique,
        place integer not null references place (id),
        kind text not null,                       -- meeting, ticket
        body text not null,                       -- the exact JSON to send
        state text not null,                      -- waiting, sending, unknown, rejected, unclear, sent
        entered_at text not null,
        changed_at text not null,
        attempts integer not null default 0,
        looked integer not null default 0,        -- how often the server was searched for it in vain
        status integer not null default 0,        -- the HTTP status that rejected it
        words text not null default '',           -- the server's words with it
        known text not null default '[]',         -- ids of equal ones that were there before it was sent, as JSON
        found text not null default '[]',         -- ids of several that it may be, as JSON
        made text not null default ''             -- the id that the server gave it
    );
    create index outbox_state on outbox (place, state);
    create table draft (
        place integer not null references place (id),
        form text not null,                       -- meeting, ticket
        name text not null,                       -- tells several drafts of one form apart
        body text not null,
        changed_at text not null,
        primary key (place, form, name)
    );
    """,
    """
    -- What happened at this desk: rows are added, and go when their time is over. None is ever changed.
    create table journal (
        position integer primary key autoincrement,
        entry text not null unique,               -- its own id, and its Idempotency-Key where it is sent
        place integer not null references place (id),
        kind text not null,                       -- check-in, check-out, undo, badge, host-told, safe, roll-call, …
        visit text not null,                      -- date/meeting/visitor; date/operation/number while that waits
        at text not null,
        desk text not null,
        person text not null,                     -- who it is about, as known then, as JSON
        undoes text not null default ''           -- the entry that this one takes back
    );
    create index journal_visit on journal (place, visit);
    create index journal_time on journal (at);
    -- A visitor of a meeting that waited, operation/number, is this one on the server: meeting/visitor.
    create table became (
        place integer not null references place (id),
        visitor text not null,
        id text not null,
        primary key (place, visitor)
    );
    -- People met in meetings and tickets: the API has no call that lists them.
    create table person (
        place integer not null references place (id),
        kind text not null,                       -- user, host, supplier, visitor
        key text not null,                        -- an id; of a visitor what tells them from others
        told text not null,                       -- as the server told of them, as JSON
        met_at text not null,                     -- the latest moment that they were met, for the retention
        primary key (place, kind, key)
    );
    -- Visitors who were forgotten on request: what was before that moment teaches nobody of them again.
    create table forgotten (
        place integer not null references place (id),
        digest text not null,                     -- SHA-256 of the key: the name itself is gone
        at text not null,
        primary key (place, digest)
    );
    """,
    """
    -- What visitors signed at the kiosk, with the check-in that it belongs to, and the text as it was then.
    create table signature (
        entry text not null unique,               -- the journal's entry of that check-in
        place integer not null references place (id),
        visit text not null,                      -- as in that entry
        signed_at text not null,
        language text not null,
        version text not null,                    -- which text it was, in which language
        strokes text not null                     -- [[[x, y, t], …], …] as JSON; [] where a button was pressed
    );
    create index signature_visit on signature (visit);
    create index signature_time on signature (signed_at);
    create table terms_text (
        place integer not null references place (id),
        version text not null,                    -- of the SHA-256 of title and body
        language text not null,
        title text not null,
        body text not null,
        primary key (place, version, language)
    );
    """,
)


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Takes the steps that this file hasn't taken, each in a transaction of its own.

    Raises StoreFailed for a file of a later Foyer: that one is whole, and isn't touched.
    """
    (taken,) = connection.execute("pragma user_version").fetchone()
    if taken > len(STEPS):
        raise StoreFailed("the desk's file was written by a newer Foyer; please update this one")
    for number, step in enumerate(STEPS[taken:], taken + 1):
        connection.executescript(f"begin immediate; {step} pragma user_version = {number}; commit;")
