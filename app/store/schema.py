"""The tables, as the steps that make them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from app.store.given.tables import ANSWERS, SIGNATURES
from app.store.rescue.older_files import fold_people, index_people, key_items, name_visits
from app.store.tickets.tables import SAVED_VIEWS

Step = str | Callable[[sqlite3.Connection], None]
"""A script of SQL, or what changes the rows."""

STEPS: tuple[Step, ...] = (
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
    SIGNATURES,
    """
    -- Every transaction that changes a list counts on. It begins with the time in milliseconds: a file that takes the
    -- place of another goes on after it.
    create table revision (value integer not null);
    insert into revision (value) values (cast((julianday('now') - 2440587.5) * 86400000 as integer));
    alter table place add column zone text not null default '';        -- of the site: its days and hours are of it
    alter table place add column late integer not null default 15;     -- minutes after which a visitor is late
    alter table place add column basis text not null default '';       -- what the visits below were made with
    alter table list add column asked integer not null default 0;      -- the revision at which the question left
    alter table list add column digest blob not null default x'';      -- of the answer as it came
    alter table list add column page_size integer not null default 0;  -- the server's, of a list that comes in pages
    alter table item rename to item_without_key;
    create table item (
        list integer not null references list (id) on delete cascade,
        key text not null,                        -- tells it from the others of the list
        id text not null,                         -- the server's; of several items where a meeting repeats
        position integer not null,
        met integer not null default 0,           -- whether this desk knows whom it names
        body blob not null,                       -- the server's JSON, untouched
        starts text not null default '',          -- of a meeting
        fault text not null default '',           -- why it can't be read
        sent integer not null default 0,          -- the revision at which an outcome of ours put it here, 0: an answer
        primary key (list, key)
    ) without rowid;
    create index item_id on item (list, id);
    create index item_starts on item (list, starts);
    create index item_fault on item (list) where fault != '';
    create index item_sent on item (list) where sent;
    create index item_unmet on item (list, position) where met = 0;
    -- What somebody is found by, see name_index.py.
    alter table person add column line text not null default '';
    alter table person add column whole text not null default '';
    create index person_line on person (place, kind, line, whole);
    create index person_whole on person (place, kind, whole);
    -- Which visits an arrival or a mail of the outbox is about, by the names that they had then.
    create table concerns (
        operation text not null,
        visit text not null,
        primary key (visit, operation)
    ) without rowid;
    create index concerns_operation on concerns (operation);
    create index became_id on became (place, id);
    create index outbox_made on outbox (place, made);
    create index journal_kind on journal (place, kind);
    -- What follows from all of the above, written with it. It can be made anew at any time.
    create table visit (
        place integer not null,
        id text not null,                         -- date/meeting/visitor, as it is called now
        day text not null,
        visitor text not null,                    -- meeting/visitor
        on_site integer not null,
        body blob not null,                       -- an Arrival
        person text not null,                     -- whom it is about, as JSON
        desk text not null,                       -- which checked them in
        primary key (place, id)
    ) without rowid;
    create index visit_visitor on visit (place, visitor, day);
    create index visit_on_site on visit (place) where on_site;
    create table day (
        place integer not null,
        day text not null,
        basis text not null,                      -- what its rows were made with
        revision integer not null,                -- at which one of them changed last
        shape integer not null,                   -- at which one came, went or moved
        primary key (place, day)
    ) without rowid;
    create table visit_row (
        place integer not null,
        day text not null,
        key text not null,
        source text not null,                     -- m/ and the meeting's id, or o/ and the operation that waits
        visitor text not null,                    -- meeting/visitor, '' of a meeting that nobody was invited to
        expected text not null,
        meeting text not null,
        number integer not null,
        body blob not null,                       -- a VisitRow
        arrival blob,                             -- an Arrival, if there is anything to tell
        since text not null default '',           -- the visit of an earlier day that the visitor is in from
        revision integer not null,
        primary key (place, day, key)
    ) without rowid;
    create index visit_row_source on visit_row (place, day, source);
    create index visit_row_visitor on visit_row (place, visitor);
    create index visit_row_revision on visit_row (place, day, revision);
    """,
    key_items,
    name_visits,
    index_people,
    fold_people,
    """
    alter table outbox add column doubts integer not null default 0;     -- sendings of which nobody knows the outcome
    alter table outbox add column accepted integer not null default 0;   -- 1: the server has it, and this desk not yet
    """,
    """
    alter table outbox add column progress text not null default '{}';   -- of a change: how far it came, as JSON
    alter table outbox add column theirs text not null default '';       -- what the server has, where a person chooses
    create index outbox_changed on outbox (place, json_extract(body, '$.meeting')) where kind = 'meeting-change';
    """,
    """
    -- Which meeting was made of which event of a calendar file.
    create table calendar_origin (
        place integer not null references place (id),
        uid text not null,
        occurrence text not null,                 -- the time of a series in whose place it is, in UTC; '' for none
        meeting text not null,                    -- the server's id, the operation's while it waits
        sequence integer not null,                -- of the version that was taken last, and when that was written
        written text not null,
        starts_at text not null,
        over_at text not null,                    -- when the last of its times is over, for the retention
        primary key (place, uid, occurrence)
    ) without rowid;
    create index calendar_origin_meeting on calendar_origin (place, meeting);
    """,
    ANSWERS,
    """
    -- How far this desk followed our own server's changes. A list follows that was asked for, and answered, since.
    alter table list add column answered integer not null default 0;   -- at which its last whole answer was asked for
    alter table place add column follows_from integer not null default 0;   -- of the file; 0: it follows nothing
    alter table place add column tickets_from integer not null default 0;   -- of the file: tickets changed since
    alter table place add column followed_to integer not null default 0;    -- the server's
    alter table place add column followed_at text not null default '';      -- so far, in UTC
    """,
    SAVED_VIEWS,
    """
    -- How people arranged what this desk shows, such as the columns of a table.
    create table view_choice (
        name text primary key,                    -- of what was arranged
        body text not null                        -- as JSON; whoever shows it knows its shape
    ) without rowid;
    """,
    """
    -- A table without row numbers has its key first, in the key's order: SQLite 3.40 takes any other for damaged.
    drop index concerns_operation;
    alter table concerns rename to former;
    create table concerns (
        visit text not null,
        operation text not null,
        primary key (visit, operation)
    ) without rowid;
    insert into concerns (visit, operation) select visit, operation from former;
    drop table former;
    create index concerns_operation on concerns (operation);
    -- Rows that exist nowhere else are numbered, so that those beside a damaged page are found.
    alter table view_choice rename to former;
    create table view_choice (name text primary key, body text not null);
    insert into view_choice (name, body) select name, body from former;
    drop table former;
    drop index calendar_origin_meeting;
    alter table calendar_origin rename to former;
    create table calendar_origin (
        place integer not null references place (id),
        uid text not null,
        occurrence text not null,
        meeting text not null,
        sequence integer not null,
        written text not null,
        starts_at text not null,
        over_at text not null,
        primary key (place, uid, occurrence)
    );
    insert into calendar_origin select * from former;
    drop table former;
    create index calendar_origin_meeting on calendar_origin (place, meeting);
    """,
)
