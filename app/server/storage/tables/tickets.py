"""Tickets, and what belongs to them."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, false

from app.server.storage.tables.metadata import tables

IN_ORDER = Text().with_variant(Text(collation="C"), "postgresql")
"""A text that is sorted as SQLite does it, whatever the database's locale."""

tickets = Table(
    "tickets",
    tables,
    Column("number", Integer, primary_key=True),  # the order in which they were made
    Column("id", String, unique=True, nullable=False),
    Column("title", IN_ORDER, nullable=False),  # the beginning of it, folded, to sort by
    Column("words", Text, nullable=False),  # title, id and description, folded, to search in
    Column("status", Integer, nullable=False),
    Column("priority", Integer, nullable=False),
    Column("category", Integer),
    Column("agent_id", String),
    Column("supplier_id", String),
    Column("creator_id", String, nullable=False),
    Column("due_at", BigInteger),
    Column("created_at", BigInteger, nullable=False),
    Column("modified_at", BigInteger, nullable=False),
    Column("revision", BigInteger, nullable=False, server_default="1"),  # of its last change
    Column("archived", Boolean, nullable=False, server_default=false()),
    Column("clock_allowed", Integer),  # seconds; see tickets/clock.py
    Column("clock_used", Integer, nullable=False, server_default="0"),
    Column("clock_since", BigInteger),
    Column("due_given", Boolean, nullable=False, server_default=false()),
    Column("solved_at", BigInteger),  # null while it is open
    Column("favorite", Boolean, nullable=False, server_default=false()),
    Index("tickets_by_creation", "created_at"),
    Index("tickets_by_solution", "solved_at", "created_at", "category", "agent_id"),
    Index("tickets_by_activity", "archived", "modified_at", "number"),
    Index("tickets_by_status", "archived", "status", "modified_at", "number"),
    Index("tickets_by_due", "archived", "due_at", "number"),
    Index("favorite_tickets", "archived", "favorite", "modified_at", "number"),
    Index("tickets_by_title", "archived", "title", "number"),
    Index("tickets_of_an_agent", "archived", "agent_id", "modified_at", "number"),
)
"""What tickets are searched and listed by. It is narrow, as a search looks through the whole of it."""

ticket_documents = Table(
    "ticket_documents",
    tables,
    Column("id", String, primary_key=True),
    Column("document", LargeBinary, nullable=False),
)

ticket_log = Table(
    "ticket_log",
    tables,
    Column("number", Integer, primary_key=True),
    Column("ticket", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("desk", String, nullable=False),  # at which it was done, "" for one that says no name
    Column("what", String, nullable=False),  # the wire name of what became different
    Column("before", Text),  # in words for people; null for nothing
    Column("after", Text),
    Index("log_of_a_ticket", "ticket"),
)
"""Who did what with a ticket. Rows are added and never changed."""

ticket_comments = Table(
    "ticket_comments",
    tables,
    Column("number", Integer, primary_key=True),
    Column("ticket", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("internal", Boolean, nullable=False),
    Column("from_requester", Boolean, nullable=False),
    Column("desk", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("comments_of_a_ticket", "ticket"),
)

related_tickets = Table(
    "related_tickets",
    tables,
    Column("ticket", String, primary_key=True),
    Column("other", String, primary_key=True),
    Column("same", Boolean, nullable=False),
)
"""Each relation twice, once from either side."""

attachment_files = Table(
    "attachment_files",
    tables,
    Column("digest", String, primary_key=True),  # SHA-256 of the content, in hexadecimal digits
    Column("size", Integer, nullable=False),
    Column("received", Integer, nullable=False),  # bytes from the first one on
    Column("type", String, nullable=False),  # by its content, once it is whole
    Column("heard_at", BigInteger, nullable=False),  # when the last piece came
)

attached = Table(
    "attached",
    tables,
    Column("number", Integer, primary_key=True),
    Column("ticket", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("name", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("at", BigInteger, nullable=False),
    Index("attached_to_a_ticket", "ticket", "digest", unique=True),
)

recurring_tickets = Table(
    "recurring_tickets",
    tables,
    Column("ticket", String, primary_key=True),  # the id of the first one
    Column("request", Text, nullable=False),  # what it was made from, as JSON
    Column("rules", Text, nullable=False),  # JSON
    Column("first", String, nullable=False),  # when it was made, as the site's clock showed it
    Column("next_at", BigInteger),  # null when there is no further one
)

ticket_visits = Table(
    "ticket_visits",
    tables,
    Column("ticket", String, primary_key=True),
    Column("day", String, nullable=False),
    Column("meeting", String, nullable=False),
    Column("visitor", String, nullable=False),
    Column("name", String, nullable=False),
)
