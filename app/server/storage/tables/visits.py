"""What was said of visits, and what follows for them: what is counted, and what they are looked for by."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text, false

from app.server.storage.tables.metadata import tables

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
    Column("note", Text, nullable=False, server_default=""),  # with what is said of the host
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
"""The counts of days that are over and of their months: from them years are counted. They go with any change of a visit
of theirs, and are counted anew when nobody waits."""
