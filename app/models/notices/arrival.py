"""What a host is told of their visitors."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from app.models.notices.kinds import NoticeKind


class Arrived(Struct, frozen=True):
    """One of the visitors; `company` and `phone` are "" where nobody knows them."""

    name: str
    company: str = ""
    phone: str = ""


class ArrivalNotice(Struct, frozen=True, kw_only=True):
    """One message about all `visitors`, at least one, of whom the same is to be told at once.

    `language`, `to`, `name`, `id` and `at` are as of Invitation; `host` is whom they visit. `happened` is when they
    came or left, and when the meeting was to end of those who are still here; like `starts` it is aware of the site's
    zone. `desk` is where that was entered, `waits` where they wait; "" for none of these, and for no `title`.
    """

    kind: NoticeKind
    id: str
    at: datetime
    to: str
    name: str
    site: str
    host: str
    visitors: tuple[Arrived, ...]
    happened: datetime
    starts: datetime
    language: str = "en"
    desk: str = ""
    waits: str = ""
    title: str = ""
