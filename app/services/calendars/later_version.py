"""A meeting as a later version of its event wants it: what a person added here stays."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct
from msgspec.structs import replace

from app.models.calendars.calendar_event import Doubt, Unclear
from app.models.drafts import MeetingDraft, VisitorDraft
from app.models.text.folding import fold
from app.services.calendars.imports import ImportedEvent
from app.services.meetings.repeats import next_dates

_FOLLOWED = 400


class LaterVersion(Struct, frozen=True):
    """What is proposed in the place of the meeting, and what of it a person should look at."""

    draft: MeetingDraft
    doubts: tuple[Doubt, ...]


def later_version(draft: MeetingDraft, event: ImportedEvent) -> LaterVersion:
    """`draft` is the meeting as it is now, of a series one of its times. Words and times are the event's; a host whom
    nobody knows doesn't replace the one that there is. Whoever isn't among the guests any more stays, and is named."""
    new = event.draft
    starts, ends = _times(draft, new)
    visitors, gone = _visitors(draft.visitors, new.visitors)
    known_host = all(doubt.field != "host_id" for doubt in event.doubts)
    doubts = tuple(doubt for doubt in event.doubts if doubt.field != "host_id" or not draft.host_id)
    if gone:
        doubts += (Doubt("visitors", Unclear.NO_GUESTS_ANY_MORE, ", ".join(gone)),)
    wanted = replace(
        draft,
        title=new.title or draft.title,
        description=new.description,
        host_id=new.host_id if known_host or not draft.host_id else draft.host_id,
        start_at=starts,
        end_at=ends,
        user_ids=tuple(dict.fromkeys((*draft.user_ids, *new.user_ids))),
        recurrence=new.recurrence,
        exdate=_exdate(draft, new),
        visitors=visitors,
    )
    return LaterVersion(wanted, doubts)


def _times(draft: MeetingDraft, new: MeetingDraft) -> tuple[datetime | None, datetime | None]:
    """Of a series those of its time that is nearest to the one at hand."""
    if not (new.recurrence and draft.recurrence and draft.start_at and new.start_at and new.end_at):
        return new.start_at, new.end_at
    now = draft.start_at.astimezone(UTC)
    try:
        times = next_dates(new.recurrence, "", new.start_at, _FOLLOWED)
    except ValueError:
        return new.start_at, new.end_at
    starts = min(times, key=lambda one: abs(one.astimezone(UTC) - now))
    length = new.end_at.astimezone(UTC) - new.start_at.astimezone(UTC)
    return starts, (starts.astimezone(UTC) + length).astimezone(starts.tzinfo)


def _exdate(draft: MeetingDraft, new: MeetingDraft) -> str:
    """In the meeting's own order where both leave the same days out."""
    same = set(draft.exdate.split(",")) == set(new.exdate.split(","))
    return draft.exdate if same and new.recurrence else new.exdate


def _visitors(
    before: tuple[VisitorDraft, ...], guests: tuple[VisitorDraft, ...]
) -> tuple[tuple[VisitorDraft, ...], list[str]]:
    """Those of before as they are, whom the event has no more among them, and behind them the new ones; and the names
    of the former."""
    invited = {_key(one) for one in guests} | {fold(one.name) for one in guests if one.name}
    there = {_key(one) for one in before} | {fold(one.name) for one in before if one.name}
    gone = [one.name or one.email for one in before if not {_key(one), fold(one.name)} & invited]
    new = [one for one in guests if _key(one) not in there and (not one.name or fold(one.name) not in there)]
    return (*before, *new), gone


def _key(visitor: VisitorDraft) -> str:
    return fold(visitor.email.strip()) or fold(visitor.name)
