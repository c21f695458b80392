"""Each request has an id: in its answer, and in every line that is logged because of it."""

from __future__ import annotations

import secrets
from contextvars import ContextVar

REQUEST_HEADER = "Foyer-Request"

_request: ContextVar[str] = ContextVar("request", default="")


def begin_request() -> str:
    """Gives what follows in this task, and in the threads that it asks, a new id."""
    identity = secrets.token_hex(4)
    _request.set(identity)
    return identity


def current_request() -> str:
    """The id of the request that is being answered, "" beside one."""
    return _request.get()
