"""What *Waiting changes* says of each change: what it is, how it stands, and what it means to discard it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.models.meeting import Recurrence
from app.services.directory import Directory
from app.services.site import Site
from app.services.tickets import Words
from app.services.waiting import Kind, Operation, Server, State, WaitsFor, may_be_there, sends_by_itself
from ui.dates import moment_words
from ui.repeat_words import recurrence_words

NOUNS = {Kind.MEETING: "meeting", Kind.TICKET: "ticket"}
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that was entered, several names below each other. `sent` is the id that stands for it."""

    name: str
    value: str
    sent: str = ""


def title_of(operation: Operation) -> str:
    return str(operation.body.get("title", "")) or f"{NOUNS[operation.kind].capitalize()} without a title"


def for_whom(operation: Operation, directory: Directory) -> str:
    """A meeting is for its visitors, a ticket for who reported it."""
    if operation.kind is Kind.TICKET:
        return _person(operation.body.get("notifierId", ""), directory)
    names = _visitors(operation.body)
    further = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {further} more" if further > 0 else "") or "Nobody invited"


def when_words(operation: Operation, site: Site) -> str:
    """When the meeting is; nothing for a ticket."""
    starts = _moment(operation.body.get("startAt"), site)
    return moment_words(starts, site.today()) if starts else ""


def entered_words(operation: Operation, site: Site) -> tuple[str, str]:
    """The time, and the day when it wasn't today."""
    entered = site.local(operation.entered_at)
    day, _, time = moment_words(entered, site.today()).rpartition(", ")
    return time, "" if entered.date() == site.today() else day


def facts_of(operation: Operation, *, site: Site, directory: Directory, words: Words) -> Iterator[Fact]:
    """What was entered, in the words of the form; empty values too."""
    body = operation.body

    def person(name: str, key: str) -> Fact:
        sent = str(body.get(key, ""))
        return Fact(name, _person(sent, directory), sent)

    def people(name: str, key: str) -> Fact:
        return Fact(name, "\n".join(_person(one, directory) for one in body.get(key, ())))

    def word(name: str, key: str, known: dict[str, str]) -> Fact:
        sent = str(body.get(key, ""))
        return Fact(name, known.get(sent, sent), sent)

    yield Fact("Title", str(body.get("title", "")))
    if operation.kind is Kind.MEETING:
        yield Fact("Time", _time(body, site))
        yield person("Host", "hostId")
        yield Fact("Visitors", "\n".join(_visitors(body)))
        yield people("Attendees", "userIds")
        repeats = Recurrence(**body["recurrence"]) if "recurrence" in body else None
        yield Fact("Repeats", recurrence_words(repeats, _moment(body.get("startAt"), site)))
    else:
        yield person("Notifier", "notifierId")
        yield person("Creator", "creatorId")
        yield person("Agent", "agentId")
        supplier = str(body.get("supplierId", ""))
        yield Fact("Supplier", directory.supplier(supplier)["name"] if supplier else "", supplier)
        yield word("Category", "categoryId", words.categories)
        yield word("Priority", "priorityId", words.priorities)
        yield Fact("Due date", str(body.get("dueDate", "")))
        yield Fact("Reference", str(body.get("reference", "")))
    yield Fact("Description", str(body.get("description", "")))


def queue_words(pending: Sequence[Operation], server: Server) -> tuple[str, str]:
    """How many wait, and what is done about them."""
    count = f"{len(pending)} change{'' if len(pending) == 1 else 's'} not yet at the server"
    deciding = sum(not sends_by_itself(operation) for operation in pending)
    if deciding == len(pending):
        return count, "Nothing more is sent by itself: a decision is needed."
    match server:
        case Server.OFFLINE:
            done = "The server doesn't answer. All of it is safe on this desk and will be sent by itself."
        case Server.SIGN_IN_NEEDED:
            done = "The server asks for sign-in. Nothing is dropped: enter the access token in Settings."
        case _:
            done = "They are sent by themselves, in the order in which they were entered."
    needed = f" {deciding} of them need{'s' if deciding == 1 else ''} a decision." if deciding else ""
    return count, done + needed


def headline(operation: Operation) -> str:
    noun = NOUNS[operation.kind]
    match operation.state:
        case State.REJECTED:
            return f"The server refused this {noun}"
        case State.SENDING:
            return f"This {noun} is being sent"
        case State.UNKNOWN:
            return f"It isn't known yet whether the server has this {noun}"
        case State.UNCLEAR if operation.found:
            return f"{'Several' if len(operation.found) > 1 else 'One'} on the server may be this one"
        case State.UNCLEAR:
            return f"Nobody knows whether the server has this {noun}"
        case _:
            return f"This {noun} waits to be sent"


def state_words(operation: Operation, why: WaitsFor) -> str:
    """How it stands with it, in a sentence or two."""
    match operation.state:
        case State.REJECTED:
            return "It was not created. What you entered is kept here until you decide."
        case State.SENDING:
            return "It is on its way. What you entered is kept here until the server has it."
        case State.UNKNOWN:
            return f"The server did not say whether it has this. Foyer looks before sending again.{_UNKNOWN[why]}"
        case State.UNCLEAR if operation.found:
            return "The server did not say whether it has this, and only a person can tell."
        case State.UNCLEAR:
            return (
                "The server did not say whether it has this, and Foyer could not find out."
                " Look there yourself before you send it again."
            )
        case _:
            return f"It is safe on this desk. {_WAITING[why]}"


_WAITING = {
    WaitsFor.SERVER: "The server doesn't answer: it will be sent by itself when it does.",
    WaitsFor.SIGN_IN: "The server asks for sign-in: enter the access token in Settings, and it will be sent.",
    WaitsFor.TURN: "It will be sent after those that were entered before it.",
    WaitsFor.NEXT_TRY: "The server was busy or did not answer: Foyer tries again by itself.",
    WaitsFor.NOTHING: "It will be sent by itself in a moment.",
}

_UNKNOWN = {
    WaitsFor.SERVER: " It will look when the server answers.",
    WaitsFor.SIGN_IN: " For that it has to be signed in: enter the access token in Settings.",
    WaitsFor.TURN: "",
    WaitsFor.NEXT_TRY: "",
    WaitsFor.NOTHING: "",
}


def edit_words(operation: Operation) -> str:
    """What is to be known before editing, or why it isn't offered."""
    match operation.state:
        case State.REJECTED:
            return ""
        case State.WAITING:
            return "If it is sent while you edit it, Foyer says so: nothing is sent twice."
        case State.SENDING:
            return "It is on its way, so it can be neither edited nor discarded now."
        case State.UNCLEAR:
            return "It may be on the server already, so say first what became of it. Only then can it be edited."
        case _:
            return "It may be on the server already: edited and sent again, there could be two."


def discard_words(operation: Operation) -> str:
    """What discarding means, as far as this desk can know."""
    if may_be_there(operation):
        return "Foyer can't know whether the server has it. If it does, it stays there; this desk only forgets it."
    return "The server doesn't have it, so nothing of it will be left."


def candidates_words(operation: Operation) -> str:
    """What is known of those that the server lists: all that they were recognised by."""
    same = {
        Kind.MEETING: "title, host, start and visitors",
        Kind.TICKET: "title, notifier and reference",
    }[operation.kind]
    return f"With the same {same}, the server lists:"


def history(operation: Operation, site: Site) -> Iterator[tuple[str, str]]:
    """When, and what happened: as much as the desk keeps of it."""
    today = site.today()
    yield _stamp(site.local(operation.entered_at), today), "Entered at this desk"
    times = "once" if operation.attempts == 1 else f"{operation.attempts} times"
    changed = _stamp(site.local(operation.changed_at), today)
    match operation.state:
        case State.REJECTED:
            yield changed, f"Sent {times}, answered {operation.status}"
            yield changed, "The queue went on: later changes don't wait for this one"
        case State.SENDING:
            yield changed, "Being sent" if operation.attempts == 1 else f"Being sent, try {operation.attempts}"
        case State.UNKNOWN:
            yield changed, "Looked for on the server, not found yet" if operation.looked else "Sent, no clear answer"
        case State.UNCLEAR if operation.found:
            yield changed, f"Looked for on the server, {len(operation.found)} found"
        case State.UNCLEAR:
            yield changed, "Looked for on the server in vain"
        case _ if operation.attempts:
            yield changed, f"Tried {times}, the server doesn't have it"


def _stamp(moment: datetime, today: date) -> str:
    return f"{moment:%H:%M}" if moment.date() == today else moment_words(moment, today)


def _person(sent: str, directory: Directory) -> str:
    return (directory.person(sent)["firstname"] or sent) if sent else ""


def _visitors(body: dict[str, Any]) -> list[str]:
    return [f"{one.get('firstName', '')} {one.get('lastName', '')}".strip() for one in body.get("visitors", ())]


def _time(body: dict[str, Any], site: Site) -> str:
    """ "Fri 13 March, 12:00 to 13:30", with the end's day where it is another one."""
    starts, ends = _moment(body.get("startAt"), site), _moment(body.get("endAt"), site)
    if starts is None or ends is None:
        return ""
    until = f"{ends:%H:%M}" if starts.date() == ends.date() else moment_words(ends, site.today())
    return f"{moment_words(starts, site.today())} to {until}"


def _moment(stamp: str | None, site: Site) -> datetime | None:
    return site.local(datetime.fromisoformat(stamp)) if stamp else None
