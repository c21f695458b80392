"""How many visitors are on site at once, counted in SQL from when they came and left."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, union_all

from app.models.statistics.figures import Peak, Step
from app.server.statistics.visit_counts import Kind, Shares
from app.server.storage.tables import visit_counts, visits

_V, _KEPT = visits.c, visit_counts.c


def steps(connection: Connection, where: ColumnElement[bool]) -> tuple[Step, ...]:
    """From each moment on at which that changes, how many are there; of the visits for which `where` is true."""
    moves = _moves(where).subquery()
    sums = select(moves.c.at, func.sum(moves.c.move)).group_by(moves.c.at).order_by(moves.c.at)
    present, listed = 0, []
    for at, move in connection.execute(sums):
        if move:
            present += int(move)
            listed.append(Step(_utc(at), present))
    return tuple(listed)


def peak(connection: Connection, parts: Shares) -> Peak | None:
    """The largest of all days, the first one of several."""
    columns = _KEPT.peak, _KEPT.key, _KEPT.peak_at
    kept = select(*columns).where(_KEPT.month.in_(parts.months), _KEPT.kind == Kind.DAY, _KEPT.peak > 0)
    found = [*connection.execute(kept.order_by(_KEPT.peak.desc(), _KEPT.key).limit(1))]
    if parts.rest:
        days = peaks(parts.of_rest).subquery()
        found += connection.execute(
            select(days.c.peak, days.c.day, days.c.at).order_by(days.c.peak.desc(), days.c.day).limit(1)
        )
    largest = min(found, key=lambda row: (-row[0], row[1]), default=None)
    return Peak(int(largest[0]), _utc(largest[2])) if largest else None


def peaks(where: ColumnElement[bool]) -> Select[Any]:
    """Day, peak and its first moment, of each day on which anybody came."""
    moves = _moves(where).subquery()
    sums = select(moves.c.day, moves.c.at, func.sum(moves.c.move).label("move")).group_by(moves.c.day, moves.c.at)
    each = sums.subquery()
    running = func.sum(each.c.move).over(partition_by=each.c.day, order_by=each.c.at)
    present = select(each.c.day, each.c.at, running.label("present")).subquery()
    best = func.row_number().over(partition_by=present.c.day, order_by=(present.c.present.desc(), present.c.at))
    ranked = select(present, best.label("place")).where(present.c.present > 0).subquery()
    return select(ranked.c.day, ranked.c.present.label("peak"), ranked.c.at).where(ranked.c.place == 1)


def _moves(where: ColumnElement[bool]) -> Any:
    came = select(_V.day, _V.came_at.label("at"), literal(1).label("move")).where(where, _V.came_at.is_not(None))
    left = select(_V.day, _V.left_at.label("at"), literal(-1).label("move")).where(where, _V.left_at.is_not(None))
    return union_all(came, left)


def _utc(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
