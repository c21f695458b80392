"""A server's whole answer about a day, with what it doesn't list any more."""

from __future__ import annotations

from app.store.database import StoreConnection
from app.store.days.basis import basis_of
from app.store.days.unlisted import note_unlisted, pieces_of
from app.store.lists.answers import Answer, apply_answer, kind_of
from app.store.lists.day_rows import follow_meetings, is_made


def apply_to_day(connection: StoreConnection, account: int, answer: Answer) -> tuple[bytes, ...]:
    """As `apply_answer`. What today shows and the server doesn't list any more stays, as that; of our own server, which
    says what was taken back, what isn't listed is elsewhere now."""
    day = answer.day
    is_today = kind_of(answer.name) == "meetings" and day == answer.heard_at.date()
    if day is None or answer.says_cancelled or not is_today or not is_made(connection, account, day):
        return apply_answer(connection, account, answer)
    before = pieces_of(connection, account, answer.name)
    fresh = apply_answer(connection, account, answer)
    zone = basis_of(connection, account).zone
    follow_meetings(connection, account, day, note_unlisted(connection, account, day, before, zone, answer.heard_at))
    return fresh
