"""What is said of tomorrow's list where a mail with it didn't go: to whom, when, and why."""

from __future__ import annotations

from collections.abc import Iterable

from app.models.notices.notice import Notice
from app.models.notices.states import State
from app.services.site import Site
from ui.wording.dates import day_in_words, time_words
from ui.wording.notices.notice_words import notice_words


def unsent_words(unsent: Iterable[Notice], site: Site) -> str:
    """A few sentences for each, "" where each mail went."""
    return " ".join(_words(one, site) for one in unsent)


def _words(one: Notice, site: Site) -> str:
    day = day_in_words(one.day) if one.day else "tomorrow"
    what = f"the list of {day} {{}} to {one.address}"
    at, why = time_words(site.local(one.at), site.today()), notice_words(one, site).why
    match one.state:
        case State.REFUSED:
            said = f"{what.format('was not sent')} at {at}."
        case State.UNKNOWN:
            said = f"nobody knows whether {what.format('was sent')} at {at}."
        case _:
            said = f"{what.format('is not sent yet')}."
    return f"{said[0].upper()}{said[1:]} {why}".strip()
