"""A notice that is put together, or why it isn't sent now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row

from app.models.notices.mail import Mail
from app.server.context import ServerContext


class Overtaken(Exception):
    """What was to be told isn't so any more; says what is."""


class NoAddress(Exception):
    """There is nowhere to send it to; says of whom."""


class TooLate(Exception):
    """Nobody has any more use for it; says why."""


class TooEarly(Exception):
    """It isn't to be told before `at`, in seconds since 1970. `address` is where it would go, where that is known."""

    def __init__(self, at: int, address: str = "") -> None:
        super().__init__()
        self.at = at
        self.address = address


class Composed(Struct, frozen=True):
    """A mail to the address `to`, that of `name`. It is put into words by `letter`, which takes too long for a
    transaction. `told` is a digest of the facts that it tells, "" where nobody compares them."""

    to: str
    name: str
    letter: Callable[[], Mail]
    told: str = ""


Composer = Callable[[Connection, ServerContext, Row[Any]], Composed]
"""Reads what a row of the table tells, and those with it in its message, from what is true now. Raises Overtaken,
NoAddress, TooLate and TooEarly."""
