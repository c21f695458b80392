"""What is said of tomorrow's list where a mail with it didn't go: when, to whom, and why."""

from __future__ import annotations

from collections.abc import Iterable

from app.models.notices.unsent_list import UnsentList
from app.services.site import Site
from ui.wording.dates import day_in_words, time_words


def unsent_words(unsent: Iterable[UnsentList], site: Site) -> str:
    """A few sentences for each address, "" where each mail went."""
    return " ".join(_words(one, site) for one in unsent)


def _words(one: UnsentList, site: Site) -> str:
    today = site.today()
    at = time_words(site.local(one.at), today)
    what = f"the list of {day_in_words(one.day)} to {one.address}"
    if one.state == "refused":
        return f"The mail server refused {what} at {at}: “{one.said}”."
    why = f"{one.said.rstrip('.')}."
    if one.state == "unknown":
        return f"Nobody knows whether {what} was mailed at {at}. {why}"
    again = f" It is tried again at {time_words(site.local(one.again_at), today)}." if one.again_at else ""
    return f"Foyer could not mail {what} at {at}. {why}{again}"
