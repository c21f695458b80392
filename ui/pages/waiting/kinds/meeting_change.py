"""A change of a meeting that the server has, or that such a meeting doesn't take place."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.drafts import Body
from app.models.meetings.changes import MeetingChange, Scope
from app.models.operations import Operation
from ui.pages.waiting.kinds.kind_words import Fact, KindWords, Lookup
from ui.pages.waiting.kinds.meeting import meeting_facts, visitors_words

_SCOPES = {Scope.ONE: "This one", Scope.FOLLOWING: "This and following", Scope.ALL: "All of the series"}


def _noun(body: Body) -> str:
    return "cancellation" if MeetingChange.of(body).cancels else "change of a meeting"


def _title(lookup: Lookup, operation: Operation) -> str:
    change = MeetingChange.of(operation.body)
    return f"{change.title or 'Meeting without a title'}{' is cancelled' if change.cancels else ''}"


def _whom(lookup: Lookup, operation: Operation) -> str:
    return visitors_words(_body(MeetingChange.of(operation.body)))


def _facts(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    """All that the meeting says then, as its form does: "" what it says of it no more."""
    change = MeetingChange.of(operation.body)
    yield from meeting_facts(lookup, _body(change))
    yield Fact("Changed", _SCOPES[change.scope] if change.occurrence else "")


def _body(change: MeetingChange) -> Body:
    return change.base if change.wanted is None else change.wanted


MEETING_CHANGE = KindWords(
    noun=_noun,
    title=_title,
    whom=_whom,
    facts=_facts,
    refused="The meeting stands on the server as it was. What you changed is kept here until you decide.",
    discarded="The meeting stays as the server has it.",
    alike="title, host, start and visitors",
)
