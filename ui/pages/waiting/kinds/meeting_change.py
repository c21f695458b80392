"""A change of a meeting that the server has, or that such a meeting doesn't take place."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.drafts import Body
from app.models.meetings.changes import MeetingChange
from app.models.meetings.merge import LISTS, RULES, TEXTS
from app.models.operations import Operation
from ui.pages.waiting.kinds.kind_words import Fact, KindWords, Lookup
from ui.pages.waiting.kinds.meeting import visitors_words
from ui.wording.change_words import SCOPE_WORDS, label_words, value_words

_WHEN = "when"


def _noun(body: Body) -> str:
    return "cancellation" if MeetingChange.of(body).cancels else "change of a meeting"


def _title(lookup: Lookup, operation: Operation) -> str:
    change = MeetingChange.of(operation.body)
    return f"{change.title or 'Meeting without a title'}{' is cancelled' if change.cancels else ''}"


def _whom(lookup: Lookup, operation: Operation) -> str:
    change = MeetingChange.of(operation.body)
    return visitors_words(change.base if change.wanted is None else change.wanted)


def _facts(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    """Which meeting it is, and what becomes different of it."""
    change = MeetingChange.of(operation.body)
    is_renamed = change.wanted is not None and change.wanted["title"] != change.base["title"]
    yield Fact("Title", "" if is_renamed else change.title)
    yield Fact("Time", value_words(_WHEN, change.base, {}, lookup.site))
    yield Fact("Changed", SCOPE_WORDS[change.scope] if change.occurrence else "")
    if change.wanted is not None:
        yield from _differences(lookup, change.base, change.wanted)
        yield from _of_visitors(change.base["visitors"], change.wanted["visitors"])


def _differences(lookup: Lookup, base: Body, wanted: Body) -> Iterator[Fact]:
    for name in (*TEXTS, _WHEN, *LISTS, *RULES):
        before, after = (_value(lookup, name, body) for body in (base, wanted))
        if before != after:
            yield Fact(label_words(name), f"{after}\nwas {before}")


def _value(lookup: Lookup, name: str, body: Body) -> str:
    source = body.get("recurrence", {}) if name in RULES else body
    value = body if name == _WHEN else source.get(name, [] if name in LISTS else "")
    ids = value if isinstance(value, list) else [body["hostId"]]
    return value_words(name, value, {one: lookup.person(one) for one in ids}, lookup.site)


def _of_visitors(before: list[Body], after: list[Body]) -> Iterator[Fact]:
    had = {one.get("id"): one for one in before}
    left = {one.get("id") for one in after}
    for what, names in (
        ("Added", [_name(one) for one in after if one.get("id") not in had or not one.get("id")]),
        ("Visitors changed", [_name(one) for one in after if had.get(one.get("id"), one) != one]),
        ("Taken out", [_name(one) for one in before if one.get("id") not in left]),
    ):
        yield Fact(what, "\n".join(names))


def _name(visitor: Body) -> str:
    return f"{visitor.get('firstName', '')} {visitor.get('lastName', '')}".strip()


MEETING_CHANGE = KindWords(
    noun=_noun,
    title=_title,
    whom=_whom,
    facts=_facts,
    refused="The meeting stands on the server as it was. What you changed is kept here until you decide.",
    discarded="The meeting stays as the server has it.",
    alike="title, host, start and visitors",
)
