"""When a meeting takes place after it was changed. What no longer takes place is kept apart, with when that was decided
and, where it was cancelled and not moved, at which desk."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, delete, func, insert, select

from app.server import occurrences
from app.server.occurrences import Span
from app.server.storage.tables.meetings import former_occurrences as former
from app.server.storage.tables.meetings import occurrences as table


class Gone(NamedTuple):
    """What is done with what no longer takes place: when, in seconds since 1970, at which desk, and the starts of what
    is cancelled; None cancels all. The rest is at another time now."""

    at: int
    desk: str
    starts: frozenset[int] | None = None

    def cancelled_by(self, span: Span) -> str | None:
        return self.desk if self.starts is None or span.starts in self.starts else None


def cancelled(connection: Connection, meeting: str, since: int = 0) -> list[Span]:
    """When the meeting of this id was to take place before that was cancelled, at `since` or later."""
    gone = (former.c.meeting == meeting) & former.c.cancelled_by.is_not(None) & (former.c.gone_at >= since)
    rows = connection.execute(select(former.c.starts_at, former.c.ends_at).where(gone).order_by(former.c.starts_at))
    return [Span(*row) for row in rows]


def lost_last(connection: Connection, meeting: str, since: int = 0) -> list[Span]:
    """When the meeting of this id was to take place before its times were changed last, and doesn't any more; [] when
    that was earlier than `since`."""
    last = select(func.max(former.c.gone_at)).where(former.c.meeting == meeting).scalar_subquery()
    gone = (former.c.meeting == meeting) & (former.c.gone_at == last) & (former.c.gone_at >= since)
    rows = connection.execute(select(former.c.starts_at, former.c.ends_at).where(gone).order_by(former.c.starts_at))
    return [Span(*row) for row in rows]


def ever(connection: Connection, meeting: str) -> list[Span]:
    """When the meeting of this id takes place, and when it was to: who came then is still listed there."""
    rows = select(former.c.starts_at, former.c.ends_at).where(former.c.meeting == meeting)
    return [*occurrences.of(connection, meeting), *(Span(*row) for row in connection.execute(rows))]


def replace(connection: Connection, meeting: str, before: list[Span], after: list[Span], gone: Gone) -> None:
    """Has the meeting of this id, which took place at `before`, take place at `after`."""
    if before == after:
        return
    starts = {span.starts for span in after}
    lost = [span for span in before if span.starts not in starts]
    known = (former.c.meeting == meeting) & former.c.starts_at.in_([*starts, *(span.starts for span in lost)])
    connection.execute(delete(former).where(known))
    connection.execute(delete(table).where(table.c.meeting == meeting))
    if after:
        occurrences.add(connection, meeting, after)
    rows = [
        {
            "meeting": meeting,
            "starts_at": span.starts,
            "ends_at": span.ends,
            "gone_at": gone.at,
            "cancelled_by": gone.cancelled_by(span),
        }
        for span in lost
    ]
    if rows:
        connection.execute(insert(former), rows)
