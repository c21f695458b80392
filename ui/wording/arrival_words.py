"""What is said when somebody came or left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.models.visit_row import Arrival, Telling, VisitRow
from app.services.site import Site
from app.services.visits.arrivals import Recorded, TakenBack
from ui.wording.dates import day_and_month, time_words
from ui.wording.people_words import in_words

_UNLISTED = "are no longer in the server's list"


def checked_in_words(recorded: Recorded, site: Site) -> str:
    """Who was checked in, and kindly who was in before."""
    already = [f"{visit.name} is already in{_since(visit, site)}." for visit in recorded.already]
    return " ".join([*_done(recorded, "checked in"), *_first_of(already)])


def checked_out_words(recorded: Recorded, site: Site) -> str:
    already = [_not_in(visit, site) for visit in recorded.already]
    return " ".join([*_done(recorded, "checked out"), *_first_of(already)])


def undone_words(names: Sequence[str]) -> str:
    return f"Taken back: {_people(names)}."


def check_ins_taken_back_words(back: TakenBack, site: Site) -> str:
    """Also who was told of the arrival, and isn't told of this."""
    said = [f"Check-in taken back: {_people([visit.name for visit in back.taken])}."] if back.taken else []
    told = dict.fromkeys(_host(one) for one in back.taken if one.arrival.telling is Telling.TOLD)
    if told:
        said.append(f"Please tell {in_words([*told])}, who had been told of the arrival.")
    if any(one.arrival.telling is Telling.NOT_SAID for one in back.taken):
        said.append("Another desk had checked in: whom it told of the arrival isn't known here.")
    said += _first_of([f"{_not_in(visit, site)[:-1]}, so nothing was taken back." for visit in back.not_in])
    if back.theirs:
        said.append(f"{in_words([visit.name for visit in back.theirs])}: {cannot_take_back_words()}")
    return " ".join(said)


def cannot_take_back_words() -> str:
    """Of somebody whom another server than our own says to be in."""
    return "the server itself says that they are in, and has no call that takes it back."


def left_words(visit: VisitRow, site: Site) -> str:
    """Somebody who left has their badge scanned once more."""
    return f"{_not_in(visit, site)} Choose Check in if they came back."


def cancelled_visit_words(visit: VisitRow, site: Site) -> str:
    """Of somebody who comes although their visit was taken back: they can still be received as a walk-in."""
    assert visit.cancelled is not None
    if visit.cancelled.unlisted:
        gone = f"The visit of {visit.name} is no longer in the server's list"
        return f"{gone}, since {_time(visit.cancelled.at, site)}. If they are here, receive them as a walk-in."
    by = f" by {visit.cancelled.by}" if visit.cancelled.by else ""
    when = _time(visit.cancelled.at, site)
    return f"The visit of {visit.name} was cancelled{by} at {when}. If they are here, receive them as a walk-in."


def other_day_words(visit: VisitRow) -> str:
    """Also of a day that is over, and of who came on it."""
    return f"The visit of {visit.name} is on {day_and_month(visit.day)}. Only today's visitors are checked in."


def not_checked_in_words(visits: Sequence[VisitRow], site: Site) -> str:
    """Of those who can't be checked in, whose visit was taken back or is on another day: why. "" for none."""
    gone = [visit for visit in visits if visit.cancelled is not None]
    away = [visit for visit in visits if visit.cancelled is None]
    said = []
    if len(gone) == 1:
        said.append(cancelled_visit_words(gone[0], site))
    elif gone:
        unlisted = {visit.cancelled.unlisted for visit in gone if visit.cancelled}
        whys = [why for is_so, why in ((False, "were cancelled"), (True, _UNLISTED)) if is_so in unlisted]
        whose = in_words([visit.name for visit in gone])
        said.append(f"The visits of {whose} {' or '.join(whys)}. If they are here, receive them as walk-ins.")
    if len(away) == 1:
        said.append(other_day_words(away[0]))
    elif away:
        days = {visit.day for visit in away}
        on = f"on {day_and_month(days.pop())}" if len(days) == 1 else "on other days"
        names = in_words([visit.name for visit in away])
        said.append(f"The visits of {names} are {on}. Only today's visitors are checked in.")
    return " ".join(said)


def badges_printed_words(names: Sequence[str]) -> str:
    return f"{'Badge' if len(names) == 1 else 'Badges'} printed: {in_words(names)}."


def no_badge_of_words(visits: Sequence[VisitRow]) -> str:
    """Of those whose visits were taken back."""
    return f"No badge is printed for {in_words([visit.name for visit in visits])}: nobody expects them any more."


def expected_words(visit: VisitRow, site: Site) -> str:
    """Of somebody who walks in and is expected; their name stands above it."""
    host = f" by {visit.host}" if visit.host else ""
    at = f"{site.local(visit.expected):%H:%M}"
    return f"Expected at {at}{host}: check in that visit?"


def still_here_words(count: int) -> str:
    """At the hour at which the building empties."""
    return "1 visitor is still checked in." if count == 1 else f"{count} visitors are still checked in."


def overnight_words(count: int) -> str:
    """In the morning, of those who came on an earlier day."""
    if count == 1:
        return "1 visitor from before today was never checked out."
    return f"{count} visitors from before today were never checked out."


def unknown_badge_words() -> str:
    return "This badge's visit isn't known at this desk."


def scanner_works_words() -> str:
    return "This scanner works: its code was read as it stands there."


def scanner_garbles_words() -> str:
    return (
        "What was scanned can't be read: this scanner types another keyboard's letters, or the code is damaged."
        " Settings has a code to try the scanner out."
    )


def _done(recorded: Recorded, what: str) -> list[str]:
    names = [person.name for person in recorded.people]
    return [f"{_people(names)} {what}."] if names else []


def _people(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{len(names)} visitors"


def _first_of(sentences: list[str], *, most: int = 3) -> list[str]:
    more = len(sentences) - most
    return sentences if more < 1 else [*sentences[:most], f"The same goes for {more} more."]


def _since(visit: VisitRow, site: Site) -> str:
    arrived = visit.arrival.arrived_at
    return f", since {_time(arrived, site)}" if arrived else ""


def _not_in(visit: VisitRow, site: Site) -> str:
    left = visit.arrival.left_at
    return f"{visit.name} left at {_time(left, site)}." if left else f"{visit.name} has not been checked in."


def host_notice_words(arrival: Arrival, site: Site) -> str:
    """ "Host told 10:02", or that it didn't happen; "" when there is nothing to say of it."""
    match arrival.telling:
        case Telling.TOLD:
            assert arrival.notified_at is not None
            if arrival.called_by:
                return f"Host reached {_time(arrival.notified_at, site)}"
            return f"Host told {_time(arrival.notified_at, site)}"
        case Telling.ON_ITS_WAY:
            return "Telling the host"
        case Telling.NOT_TOLD:
            return "Host not told"
        case Telling.NOT_SAID:
            return ""


def host_called_words(visits: Sequence[VisitRow]) -> str:
    return f"{_host(visits[0])} knows of {_people([visit.name for visit in visits])}."


def telling_again_words(visit: VisitRow) -> str:
    return f"A mail about {visit.name} goes to {_host(visit)}."


def no_mail_to_host_words(visit: VisitRow) -> str:
    return f"No mail can go to {_host(visit)}: no address of theirs is known."


def _host(visit: VisitRow) -> str:
    return visit.host or "the host"


def _time(moment: datetime, site: Site) -> str:
    return time_words(site.local(moment), site.today())
