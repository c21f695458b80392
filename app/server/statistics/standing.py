"""How it stands with a visit at a moment, as conditions in SQL: what figures count and what lists pick are the same."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, true

from app.models.visits.visit_filter import Which
from app.server.storage.tables.visits import visits

_V = visits.c

_CAME, _NOT_COME = _V.came_at.is_not(None), _V.came_at.is_(None)

ALWAYS: dict[Which, ColumnElement[bool]] = {
    Which.ALL: true(),
    Which.EXPECTED: ~_V.walk_in,
    Which.ARRIVED: _CAME,
    Which.CHECKED_IN: and_(_CAME, ~_V.walk_in),
    Which.WALK_INS: _V.walk_in,
    Which.LEFT: _V.left_at.is_not(None),
}
"""Those that follow from the visit alone."""


class Present(NamedTuple):
    """`today` is the site's day, `seconds` the moment since 1970; a visitor is late after `grace`, in seconds too."""

    today: date
    seconds: int
    grace: int


def standing(which: Which, now: Present) -> ColumnElement[bool]:
    """Whether a visit is one of those. Which hosts weren't told no server counts: KeyError."""
    today, in_time = now.today.isoformat(), _V.expected_at > now.seconds - now.grace
    match which:
        case Which.ON_SITE:
            return and_(_V.day == today, _CAME, _V.left_at.is_(None))
        case Which.LATE:
            return and_(_V.day == today, _NOT_COME, ~in_time)
        case Which.TO_COME:
            return and_(_NOT_COME, (_V.day > today) | ((_V.day == today) & in_time))
        case Which.NO_SHOWS:
            return and_(_V.day < today, _NOT_COME)
    return ALWAYS[which]
