"""Who is told of what, see notices/queue.py."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from app.server.storage.tables.metadata import tables

notices = Table(
    "notices",
    tables,
    Column("number", Integer, primary_key=True),  # the order in which they were queued
    Column("id", String, unique=True, nullable=False),
    Column("kind", String, nullable=False),  # a word of notices.NoticeKind
    Column("way", String, nullable=False, server_default="mail"),  # MAIL or SMS, or one that the site has set up
    Column("meeting", String),
    Column("visitor", String),  # of the meeting: whom it is for, or of whom it tells
    Column("day", String),  # in the site's calendar: of the visit that is told or reminded of, or that is listed
    Column("event", String),  # of that visit: the arrival or departure; of a ticket: the first comment that is told
    Column("ticket", String),
    Column("to_id", String, nullable=False, server_default=""),  # a user's or a supplier's, "" for anybody else
    Column("urgency", Integer, nullable=False),  # the lowest goes first
    Column("made_at", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),  # not before then it is sent, or tried again
    Column("state", String, nullable=False),  # a word of notices.State
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("doubts", Integer, nullable=False, server_default="0"),  # how often nobody knew whether it was taken
    Column("message", String, nullable=False, server_default=""),  # the id of the notice with which it was sent
    Column("settled_at", BigInteger),  # when its state came about
    Column("said", Text, nullable=False, server_default=""),  # why it wasn't sent; "" when it was
    Column("name", String, nullable=False, server_default=""),  # whose address it is
    Column("address", String, nullable=False, server_default=""),  # that it went to, or is to go to
    Column("told", String, nullable=False, server_default=""),  # a digest of the facts that it tells
    Column("subject", Text, nullable=False, server_default=""),
    Column("text", Text, nullable=False, server_default=""),  # as it was sent; "" once that is forgotten
    Index("notices_to_send", "state", "next_at"),
    Index("notices_in_turn", "state", "urgency", "tries", "number"),
    Index("notices_of_a_meeting", "meeting", "visitor"),
    Index("notices_of_a_ticket", "ticket"),
    Index("notices_of_a_message", "message"),
    Index("notices_by_day", "kind", "day"),
    Index("notices_to_an_address", "address", "settled_at"),
)
