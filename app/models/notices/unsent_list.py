"""The list of tomorrow's visitors that somebody wants by mail and didn't get."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct


class UnsentList(Struct, frozen=True, rename="camel"):
    """The list of `day` to one address, which was tried at the moment `at`. `state` is "waiting" for one that is tried
    again at `again_at`, "in doubt" for one that is so though it may have gone, "unknown" for one that may have gone and
    isn't tried again, and "refused". `said` is why, in a sentence or in the mail server's words. Moments are in UTC."""

    day: date
    address: str
    state: str
    said: str
    at: datetime
    again_at: datetime | None = None
