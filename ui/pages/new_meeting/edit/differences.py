"""What differs between a meeting as it was and as it stands in the form."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from app.models.drafts import MeetingDraft, VisitorDraft
from ui.wording.dates import moment_in_field
from ui.wording.people_words import names_words
from ui.wording.repeat_words import rule_words

_PEOPLE = ("user_ids", "checkin_notification_users", "checkout_notification_users")
FIELDS = ("title", "description", "host_id", "start_at", "end_at", "recurrence", *_PEOPLE)
"""The attributes that have a field of their own; `exdate` shares that of `recurrence`."""


def wanted(before: MeetingDraft, opened: MeetingDraft, now: MeetingDraft) -> MeetingDraft:
    """The meeting that is asked for: `before` with what a person changed. `opened` is what the form made of it when it
    opened, before anybody touched it: a form may write the same otherwise."""
    changed = {name: getattr(now, name) for name in (*FIELDS, "exdate") if getattr(now, name) != getattr(opened, name)}
    was, shown = _by_id(before), _by_id(opened)
    visitors = tuple(was[one.id] if one.id in was and one == shown.get(one.id) else one for one in now.visitors)
    return replace(before, **changed, visitors=visitors)


def was_words(opened: MeetingDraft, now: MeetingDraft, people: Mapping[str, str]) -> dict[str, str]:
    """By the attribute whose field differs, what it held. `people` names those whom the drafts have by id."""
    differing = [name for name in FIELDS if getattr(now, name) != getattr(opened, name)]
    if now.exdate != opened.exdate and "recurrence" not in differing:
        differing.append("recurrence")
    return {name: _words(opened, name, people) for name in differing}


def _words(draft: MeetingDraft, name: str, people: Mapping[str, str]) -> str:
    value = getattr(draft, name)
    if name in _PEOPLE:
        return names_words([people.get(one, one) for one in value])
    if name in ("start_at", "end_at"):
        return moment_in_field(value)
    if name == "recurrence":
        return rule_words(value, draft.exdate, draft.start_at) if value and draft.start_at else ""
    return people.get(value, value)


def _by_id(draft: MeetingDraft) -> dict[str, VisitorDraft]:
    return {one.id: one for one in draft.visitors if one.id}
