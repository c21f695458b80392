"""What the site adds to what people are told, and when they are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from app.models.contacts import KnownPerson
from app.models.notices.mail import Mail
from app.models.notices.tomorrow_list import TomorrowList


def nobody_listed(id_or_name: str, name: str) -> KnownPerson | None:
    """Where the site has no such list."""
    return None


class NoticeTaker(Protocol):
    async def take(self, mail: Mail, kind: str) -> None:
        """Returns when it was taken; `kind` is the server's word for what it tells. Raises as MailTaker does."""
        ...


class NoticeWay(Struct, frozen=True):
    """A way of the site's own. It is told of `kinds`, the server's words for them, for `users`, ids or names; () are
    all users. With `sms` it is the gateway by which visitors are told by SMS instead."""

    name: str
    taker: NoticeTaker
    kinds: frozenset[str] = frozenset()
    users: frozenset[str] = frozenset()
    sms: bool = False


class NoticePlan(Struct, frozen=True, kw_only=True):
    """Texts are the site's own, "" for none. `reminder_at` is a time of day on the site's clock, at which those are
    reminded who are invited for the next day; None reminds nobody. `texts` is the folder of the site's own message
    texts, `listed_host` finds somebody in the site's list of hosts, by an id or else a name, and `listed_supplier` in
    that of suppliers.

    So many minutes after a host was told of an arrival the next one is, unless somebody reached the host meanwhile:
    `reached_minutes`; and so many after the end of the meeting the host is told that the visitor is still here:
    `overdue_minutes`. 0 is never. `front_desk` are the addresses that are told where no host could be.
    `tomorrow_list` says who gets the list of the next day's visitors; with None nobody does."""

    directions: str = ""
    bring: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    reminder_at: time | None = None
    texts: Path | None = None
    listed_host: Callable[[str, str], KnownPerson | None] = nobody_listed
    listed_supplier: Callable[[str, str], KnownPerson | None] = nobody_listed
    ways: tuple[NoticeWay, ...] = ()
    reached_minutes: int = 0
    overdue_minutes: int = 0
    front_desk: tuple[str, ...] = ()
    tomorrow_list: TomorrowList | None = None
