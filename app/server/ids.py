"""Ids as the API makes them: M-TF325, V-ELJ230, T-LX167, US-KP935.

Each kind is counted in the database, and each count is turned into one id, so that neighbours don't look alike. Ids are
therefore unique, and two servers over one database never make the same one.
"""

from __future__ import annotations

import string
import uuid

from sqlalchemy import Connection, insert, select, update

from app.server.storage.tables.site import counters

_LETTERS = {"M": 2, "T": 2, "US": 2, "SU": 2, "V": 3}
_STEP = 1_000_003
"""Shuffles a count without repeating one, because it shares no factor with any 26^letters * 1000."""


def reserve(connection: Connection, kind: str, count: int = 1) -> list[str]:
    """`count` new ids of a kind, one of M, T, US, SU and V."""
    last = connection.scalar(select(counters.c.last).where(counters.c.kind == kind))
    if last is None:
        last = 0
        connection.execute(insert(counters).values(kind=kind, last=count))
    else:
        connection.execute(update(counters).where(counters.c.kind == kind).values(last=last + count))
    return [_nth(kind, last + index) for index in range(count)]


def _nth(kind: str, number: int) -> str:
    letters = _LETTERS[kind]
    while number >= 26**letters * 1000:
        number -= 26**letters * 1000
        letters += 1
    block, digits = divmod((number + 1) * _STEP % (26**letters * 1000), 1000)
    word = ""
    for _ in range(letters):
        block, letter = divmod(block, 26)
        word = string.ascii_uppercase[letter] + word
    return f"{kind}-{word}{digits:03}"


def uid() -> str:
    """A meeting's uid in the page's own grouping: 8A604C12-94A0-4B20-A7FCECC3EB7EF4DF."""
    digits = uuid.uuid4().hex.upper()
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:]}"
