"""The desk server's tables.

Meetings and tickets are kept as the JSON bytes that are sent, without company and revision, beside the few columns that
they are searched by. Moments in columns are whole seconds since 1970, UTC.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text, false

tables = MetaData()

alembic_version = Table("alembic_version", tables, Column("version_num", String(32), primary_key=True))
"""The last revision, in a row that Alembic writes."""

facts = Table("facts", tables, Column("name", String, primary_key=True), Column("value", Text, nullable=False))

counters = Table("counters", tables, Column("kind", String, primary_key=True), Column("last", Integer, nullable=False))

meetings = Table(
    "meetings",
    tables,
    Column("id", String, primary_key=True),
    Column("repeats", Boolean, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("revision", BigInteger, nullable=False, server_default="1"),  # of its last change
    Column("cancelled", Boolean, nullable=False, server_default=false()),
    Column("cancelled_visitors", LargeBinary),  # a JSON array of those who were taken out of it; null for none
)

occurrences = Table(
    "occurrences",
    tables,
    Column("reach", Integer, primary_key=True, autoincrement=False),  # one of occurrences.REACHES
    Column("starts_at", BigInteger, primary_key=True, autoincrement=False),
    Column("meeting", String, primary_key=True),
    Column("ends_at", BigInteger, nullable=False),
    Index("occurrences_of_a_meeting", "meeting"),
    sqlite_with_rowid=False,
)
"""When each meeting takes place: once, or for each time that it repeats. No rule is followed to list a day."""

former_occurrences = Table(
    "former_occurrences",
    tables,
    Column("meeting", String, primary_key=True),
    Column("starts_at", BigInteger, primary_key=True, autoincrement=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("gone_at", BigInteger, nullable=False),
    Column("cancelled_by", String),  # the desk's name, "" for one that says none; null when it is at another time now
    Index("former_occurrences_in_time", "ends_at", "starts_at"),
)
"""When meetings were to take place before they were cancelled, or moved."""

changes = Table(
    "changes",
    tables,
    Column("revision", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String, nullable=False),  # a word of changes.Kind
    Column("object", String, nullable=False),  # its id
    Column("starts_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("days", Text),  # of the site's calendar, with spaces between them; null for any
)
"""What each write changed, and which time it has to do with: the last ones, see changes.py."""

tickets = Table(
    "tickets",
    tables,
    Column("number", Integer, primary_key=True),  # the order in which they were made
    Column("id", String, unique=True, nullable=False),
    Column("title", Text, nullable=False),  # folded, to sort by
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
    Index("tickets_by_creation", "created_at"),
    Index("tickets_by_solution", "solved_at", "created_at", "category", "agent_id"),
    Index("tickets_by_activity", "archived", "modified_at", "number"),
    Index("tickets_by_status", "archived", "status", "modified_at", "number"),
    Index("tickets_by_due", "archived", "due_at", "number"),
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

notices = Table(
    "notices",
    tables,
    Column("number", Integer, primary_key=True),  # the order in which they were queued
    Column("id", String, unique=True, nullable=False),  # of the mail too, however often it is sent
    Column("kind", String, nullable=False),  # a word of notices.NoticeKind
    Column("way", String, nullable=False, server_default="mail"),  # MAIL or SMS, or one that the site has set up
    Column("meeting", String),
    Column("visitor", String),  # of the meeting: whom it is for
    Column("ticket", String),
    Column("to_id", String, nullable=False, server_default=""),  # a user's or a supplier's, "" for a visitor
    Column("urgency", Integer, nullable=False),  # the lowest goes first
    Column("made_at", BigInteger, nullable=False),
    Column("next_at", BigInteger, nullable=False),  # not before then it is sent, or tried again
    Column("state", String, nullable=False),  # a word of notices.State
    Column("tries", Integer, nullable=False, server_default="0"),
    Column("doubts", Integer, nullable=False, server_default="0"),  # how often nobody knew whether it was taken
    Column("settled_at", BigInteger),  # when its state came about
    Column("said", Text, nullable=False, server_default=""),  # why it wasn't sent; "" when it was
    Column("name", String, nullable=False, server_default=""),  # whose address it is
    Column("address", String, nullable=False, server_default=""),  # that it went to
    Column("told", String, nullable=False, server_default=""),  # a digest of the facts that it tells
    Column("subject", Text, nullable=False, server_default=""),
    Column("text", Text, nullable=False, server_default=""),  # as it was sent; "" once that is forgotten
    Index("notices_to_send", "state", "next_at"),
    Index("notices_of_a_meeting", "meeting", "visitor"),
    Index("notices_of_a_ticket", "ticket"),
    Index("notices_to_an_address", "address", "settled_at"),
)
"""Who is told of what, see notices/queue.py."""

events = Table(
    "events",
    tables,
    Column("id", String, primary_key=True),
    Column("day", String, nullable=False),  # 2026-03-12, in the site's calendar as it was then
    Column("meeting", String, nullable=False),
    Column("visitor", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("happened_at", BigInteger, nullable=False),  # microseconds since 1970: two desks may speak within a second
    Column("undoes", String, nullable=False),
    Column("desk", String, nullable=False),
    Column("agrees", Boolean, nullable=False, server_default=false()),  # the visitor signed the site's terms with it
    Column("answers", Text, nullable=False, server_default=""),  # what the visitor answered, as JSON; "" nothing
    Index("events_of_a_visit", "day", "meeting", "visitor"),
    Index("events_of_a_meeting", "meeting"),
)
"""What was said of visits. Rows are added and never changed, so it doesn't matter in which order desks are heard."""

visits = Table(
    "visits",
    tables,
    Column("day", String, primary_key=True),  # of the site's calendar
    Column("meeting", String, primary_key=True),
    Column("visitor", String, primary_key=True),
    Column("expected_at", BigInteger, nullable=False),
    Column("hour", Integer, nullable=False),  # of the site's clock, in which they are expected
    Column("host", String, nullable=False),  # the name as it is compared, see counting.name_key
    Column("host_label", String, nullable=False),  # and as it is written
    Column("company", String, nullable=False),
    Column("company_label", String, nullable=False),
    Column("walk_in", Boolean, nullable=False),  # they came, and nobody had invited them
    Column("came_at", BigInteger),
    Column("came_hour", Integer),
    Column("left_at", BigInteger),
    Index("visits_of_a_meeting", "meeting", "visitor"),
    sqlite_with_rowid=False,
)
"""What is counted: a row a visit, see statistics/kept_visits.py. It follows from the tables above."""

sought_visitors = Table(
    "sought_visitors",
    tables,
    Column("meeting", String, primary_key=True),
    Column("visitor", String, primary_key=True),
    Column("words", Text, nullable=False),  # folded
    Column("numbers", Text, nullable=False),  # telephones and the names of the visit, see models/text/sought.py
    sqlite_with_rowid=False,
)
"""What visitors are looked for by, see visits/sought_words.py. It follows from the meetings."""

visit_days = Table(
    "visit_days",
    tables,
    Column("day", String, primary_key=True),
    Column("expected", Integer, nullable=False),
    Column("arrived", Integer, nullable=False),
    Column("walk_ins", Integer, nullable=False),
    Column("departed", Integer, nullable=False),
    Column("delay", BigInteger, nullable=False),  # seconds, of all together
    Column("peak", Integer, nullable=False),
    Column("peak_at", BigInteger),
)

visit_counts = Table(
    "visit_counts",
    tables,
    Column("month", String, primary_key=True),  # 2026-03
    Column("kind", String, primary_key=True),  # a word of visit_counts.Kind
    Column("key", String, primary_key=True),
    Column("label", String, nullable=False),
    Column("expected", Integer, nullable=False),
    Column("arrived", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""The counts of days and months that are over: from them years are counted. They go with any change of a visit of
theirs, and are counted anew when nobody waits."""

kiosks = Table(
    "kiosks",
    tables,
    Column("name", String, primary_key=True),
    Column("troubles", String, nullable=False),  # their words, with spaces between them
    Column("heard_at", BigInteger, nullable=False),
)

reception_calls = Table(
    "reception_calls",
    tables,
    Column("id", String, primary_key=True),
    Column("kiosk", String, nullable=False),
    Column("name", String, nullable=False),
    Column("company", String, nullable=False),
    Column("host", String, nullable=False),
    Column("made_at", BigInteger, nullable=False),
    Column("delivery", Boolean, nullable=False, server_default=false()),
)
"""Visitors who wait at a kiosk for somebody from the reception, and what was brought, as they typed it. A row goes when
a desk answers."""


def _known_by_name(name: str) -> Table:
    return Table(
        name,
        tables,
        Column("id", String, primary_key=True),
        Column("name", String, unique=True),  # without regard to case; null for an id of which no name is known
        Column("document", LargeBinary, nullable=False),
    )


users = _known_by_name("users")
suppliers = _known_by_name("suppliers")

done = Table(
    "done",
    tables,
    Column("key", String, primary_key=True),  # the Idempotency-Key of a write that was done
    Column("digest", String, nullable=False),
    Column("made", String, nullable=False),  # the id of what it made
    Column("done_at", BigInteger, nullable=False, server_default="0"),
    Index("done_in_time", "done_at"),
)

tomorrow_mails = Table(
    "tomorrow_mails",
    tables,
    Column("day", String, primary_key=True),  # whose visitors are listed, in the site's calendar
    Column("address", String, primary_key=True),
    Column("state", String, nullable=False),  # a word of tomorrow.marks.State
    Column("tries", Integer, nullable=False),
    Column("doubts", Integer, nullable=False),  # how often nobody knew whether it was taken
    Column("next_at", BigInteger, nullable=False),  # not before then it is tried again
    Column("said", Text, nullable=False),  # why it wasn't sent; "" when it was
)
"""What became of each mail with the list of tomorrow's visitors."""
