"""What is said of a meeting that is changed, moved or taken back, and of two changes that meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from app.errors import FoyerError, StillOnSite
from app.models.drafts import MeetingDraft
from app.models.meetings.changes import EditedMeeting, Scope
from app.models.merging.conflict import FieldConflict
from app.models.notices.ways import Ways
from app.models.objects.desk_vocabulary import LANGUAGE_NAMES
from app.services.site import Site
from ui.wording.dates import day_and_month, moment_in_field
from ui.wording.people_words import counted, names_words

SCOPE_WORDS = {Scope.ONE: "This one", Scope.FOLLOWING: "This and following", Scope.ALL: "All of the series"}

_FIRST_DATES = 4
"""So many dates that a change touches are named, the others counted."""


def touched_words(days: Sequence[date]) -> str:
    """ "Touches 7 dates: Tue 1 Dec, Tue 8 Dec, Tue 15 Dec, Tue 22 Dec and 3 more." """
    if not days:
        return "Touches no date."
    named = ", ".join(map(day_and_month, days[:_FIRST_DATES]))
    further = len(days) - _FIRST_DATES
    return f"Touches {counted(len(days), 'date')}: {named}{f' and {further} more' if further > 0 else ''}."


def still_here_words(names: Sequence[str]) -> str:
    """Why a meeting or a visitor can't be taken back."""
    return _out_first(names, f"nobody can cancel {'this visitor' if len(names) == 1 else 'them'}")


def not_saved_words(names: Sequence[str], draft: MeetingDraft, *, makes_another: bool) -> str:
    """Why a meeting can't become what `draft` says; `makes_another`: times of a series would be another meeting."""
    if makes_another:
        return _out_first(names, "the series stays as it is on that day")
    if {*names} <= {one.name for one in draft.visitors}:
        return _out_first(names, "the meeting stays on its day")
    return still_here_words(names)


def _out_first(names: Sequence[str], until_then: str) -> str:
    are = "is" if len(names) == 1 else "are"
    return f"{names_words(names)} {are} on site: check out first. Until then {until_then}."


def told_words(edited: EditedMeeting, names: Sequence[str], host: str, ways: Ways) -> str:
    """Who learns that it was taken back: `names` are the visitors it is about, `host` receives them."""
    whom = names_words([*names, *([host] if host else [])])
    if not whom:
        return "Nobody is told, because nobody is invited."
    if not ways.ours:
        return f"The server tells {whom}, as far as it writes to them. This desk tells nobody."
    mailed = [one.name for one in edited.draft.visitors if one.mail_reminder and one.name in names and ways.email]
    if not mailed:
        return f"Nobody is told by Foyer: please tell {whom} yourself."
    others = [name for name in (*names, *([host] if host else [])) if name not in mailed]
    told = f"The server tells {names_words(mailed)} by email."
    return f"{told} Please tell {names_words(others)} yourself." if others else told


def saved_words(title: str, *, makes_another: bool) -> str:
    """`makes_another`: times of a series become a meeting of their own, which nothing can undo."""
    words = f"Changes saved: {title}. They are sent by themselves."
    return f"{words} They make a meeting of their own, so there is no undo: edit that one." if makes_another else words


def nothing_to_come_words() -> str:
    """Why a change of that part of a series would do nothing."""
    return "All of these dates have begun, so nothing of them can be changed: choose “This one”."


def cancelled_words(what: str) -> str:
    return f"{what} is cancelled."


def came_in_words(what: str) -> str:
    """Somebody was checked in while the person was asked."""
    return f"{what} was not cancelled: somebody of it is on site by now. Check them out first."


def gone_here_words() -> str:
    return "This meeting isn't in this desk's lists any more."


def no_way_back_words(what: str, error: FoyerError) -> str:
    """Why what was done can't be undone."""
    if isinstance(error, StillOnSite) and error.names:
        return _out_first(error.names, f"{what} stays as it is now")
    return f"{what} could not be brought back: it was sent, and others may have gone on from it. Edit it instead."


def settled_words(title: str) -> str:
    return f"“{title}” needs no choice any more."


def chosen_words(title: str) -> str:
    return f"Your choice for “{title}” is saved. It is sent by itself."


def back_words(what: str) -> str:
    return f"{what} is as it was before."


_LABELS = {
    "title": "Title",
    "description": "Description",
    "hostId": "Host",
    "when": "Starts and ends",
    "userIds": "Attendees",
    "checkinNotificationUsers": "Notify on check-in",
    "checkoutNotificationUsers": "Notify on check-out",
    "rrule": "Repeats",
    "exrule": "Repeats, except by rule",
    "rdate": "Repeats, further dates",
    "exdate": "Repeats, dates left out",
    "firstName": "First name",
    "lastName": "Last name",
    "email": "Email",
    "phone": "Phone",
    "mobile": "Mobile",
    "companyName": "Visitor company",
    "function": "Function",
    "language": "Language",
    "licensePlate": "Licence plate",
    "about": "About",
    "smsReminder": "Invite by SMS",
    "mailReminder": "Invite by email",
    "visitor": "Visitor",
    "meeting": "The meeting itself",
}
"""What each attribute of a body is called on the form."""

_NOTHING = "nothing"


def label_words(attribute: str, who: str = "") -> str:
    """ "Title", "Mobile of Ana Lima"."""
    label = _LABELS.get(attribute, attribute)
    return f"{label} of {who}" if who else label


def value_words(attribute: str, value: Any, people: Mapping[str, str], site: Site) -> str:
    """One value of a field, as the form would show it. `people` names those whom it has by id."""
    match attribute:
        case "when":
            return _time_words(value, site) if value else "cancelled"
        case "visitor" | "meeting":
            return _standing_words(attribute, value)
        case "smsReminder" | "mailReminder":
            return "yes" if value else "no"
        case "language":
            return LANGUAGE_NAMES.get(value, value) or _NOTHING
        case _ if isinstance(value, list):
            return names_words([people.get(one, one) for one in value]) or "nobody"
        case _:
            return people.get(value, value) or _NOTHING


def conflict_words(conflict: FieldConflict) -> str:
    return label_words(conflict.label, conflict.who)


def merged_words(title: str, adopted: Iterable[str], desks: Sequence[str]) -> str:
    """ "Somebody else also changed the host of “Audit”: both are kept." Or "Garage also changed …", by the desks'
    names; () where nobody tells them."""
    names = sorted({label_words(_attribute(key)).lower() for key in adopted})
    what = names_words([f"the {name}" for name in names]) or "something else"
    return f"{names_words(desks) or 'Somebody else'} also changed {what} of “{title}”: both are kept."


def _attribute(key: str) -> str:
    """ "mobile" of "visitors/V-1/mobile", "visitor" of "visitors/V-1"."""
    parts = key.split("/")
    return parts[2] if len(parts) > 2 else "visitor" if len(parts) > 1 else key


def _time_words(value: Mapping[str, str], site: Site) -> str:
    starts, ends = (site.local(datetime.fromisoformat(value[name])) for name in ("startAt", "endAt"))
    last = f"{ends:%H:%M}" if starts.date() == ends.date() else moment_in_field(ends)
    return f"{moment_in_field(starts)} to {last}"


def _standing_words(attribute: str, value: Any) -> str:
    if value is None:
        return "cancelled"
    if attribute == "meeting":
        return f"takes place: {value.get('title', '')}"
    return f"comes: {value.get('firstName', '')} {value.get('lastName', '')}".strip()
