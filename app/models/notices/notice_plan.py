"""What the site adds to what people are told, and when they are told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from pathlib import Path

from msgspec import Struct

from app.models.contacts import KnownPerson


def nobody_listed(id_or_name: str, name: str) -> KnownPerson | None:
    """Where the site has no list of hosts."""
    return None


class NoticePlan(Struct, frozen=True, kw_only=True):
    """Texts are the site's own, "" for none. `reminder_at` is a time of day on the site's clock, at which those are
    reminded who are invited for the next day; None reminds nobody. `texts` is the folder of the site's own message
    texts, `listed_host` finds somebody in the site's list of hosts, by an id or else a name."""

    directions: str = ""
    bring: str = ""
    wifi_name: str = ""
    wifi_password: str = ""
    reminder_at: time | None = None
    texts: Path | None = None
    listed_host: Callable[[str, str], KnownPerson | None] = nobody_listed
