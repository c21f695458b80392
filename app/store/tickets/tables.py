"""The tables of the desk's file that are about tickets alone."""

from __future__ import annotations

SAVED_VIEWS = """
    -- What somebody looks for in the tickets again and again.
    create table saved_view (
        place integer not null references place (id),
        name text not null,
        body text not null,                       -- a TicketQuery, as JSON
        unique (place, name)
    );
    """
