"""A meeting that isn't known to be on the server."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.drafts import Body
from app.models.objects.meeting import Recurrence
from app.models.operations import Operation
from ui.pages.waiting.kinds.kind_words import Fact, KindWords, Lookup, titled
from ui.wording.dates import moment_words
from ui.wording.repeat_words import recurrence_words

_NAMED = 2
"""So many visitors are named in the list, the others are counted."""


def _whom(lookup: Lookup, operation: Operation) -> str:
    return visitors_words(operation.body)


def visitors_words(body: Body) -> str:
    """Whom the body of a meeting invites, in a few words."""
    names = _visitors(body)
    further = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {further} more" if further > 0 else "") or "Nobody invited"


def _facts(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    return meeting_facts(lookup, operation.body)


def meeting_facts(lookup: Lookup, body: Body) -> Iterator[Fact]:
    """What the body of a meeting says, in the words of its form."""
    yield Fact("Title", str(body.get("title", "")))
    yield Fact("Time", _time(lookup, body))
    yield lookup.user("Host", body, "hostId")
    yield Fact("Visitors", "\n".join(_visitors(body)))
    yield Fact("Attendees", "\n".join(lookup.person(one) for one in body.get("userIds", ())))
    repeats = Recurrence(**body["recurrence"]) if "recurrence" in body else None
    yield Fact("Repeats", recurrence_words(repeats, lookup.moment(body.get("startAt"))))
    yield Fact("Description", str(body.get("description", "")))


def _time(lookup: Lookup, body: Body) -> str:
    """ "Fri 13 March, 12:00 to 13:30", with the end's day where it is another one."""
    starts, ends = lookup.moment(body.get("startAt")), lookup.moment(body.get("endAt"))
    if starts is None or ends is None:
        return ""
    today = lookup.site.today()
    until = f"{ends:%H:%M}" if starts.date() == ends.date() else moment_words(ends, today)
    return f"{moment_words(starts, today)} to {until}"


def _visitors(body: Body) -> list[str]:
    return [f"{one.get('firstName', '')} {one.get('lastName', '')}".strip() for one in body.get("visitors", ())]


MEETING = KindWords(
    noun=lambda body: "meeting", title=titled, whom=_whom, facts=_facts, alike="title, host, start and visitors"
)
