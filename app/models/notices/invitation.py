"""What a visitor is told of their meeting."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from app.models.notices.kinds import NoticeKind

MOST_TIMES = 8
"""Of a meeting that repeats, that a letter tells in words."""


class Invitation(Struct, frozen=True, kw_only=True):
    """One message to one visitor; of everything but `to`, `name`, `site` and the times "" is none.

    `language` is a code such as "nl" or "nl-BE"; of one that has no texts they are English. `to` is the address of
    `name`, the visitor's whole name. `starts` and `ends` are aware of the site's zone: of the next time, where the
    meeting repeats, whose very first time `first` is, None where that is the same; `next_times` are its starts from
    then on, the whole series or as many as fit a letter and one more. `note` is the meeting's description, `directions`
    and `bring` are the site's own texts. `code` is what the visit's QR says, as of app/models/scans/code.py.
    `recurrence` is a rule of RFC 5545 in the site's zone, `left_out` are its times at which the meeting doesn't take
    place, `further` others at which it does, all aware of their zone. `uid` and `sequence` are the meeting's in
    calendars: a later message has a higher `sequence`. `id` becomes the mail's; `at`, aware of its zone, is when it is
    written.
    """

    kind: NoticeKind
    id: str
    at: datetime
    to: str
    name: str
    site: str
    starts: datetime
    ends: datetime
    uid: str
    first: tuple[datetime, datetime] | None = None
    next_times: tuple[datetime, ...] = ()
    sequence: int = 0
    first_name: str = ""
    language: str = "en"
    host: str = ""
    host_email: str = ""
    host_phone: str = ""
    title: str = ""
    note: str = ""
    directions: str = ""
    bring: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    code: str = ""
    recurrence: str = ""
    left_out: tuple[datetime, ...] = ()
    further: tuple[datetime, ...] = ()

    @property
    def repeats(self) -> bool:
        return bool(self.recurrence or self.further)
