"""What *Waiting changes* says of each change: how it stands with it, and what it means to discard it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from app.errors import FoyerError
from app.models.operations import MAILED, Kind, Operation, State
from app.models.pending import Waiting
from app.services.connection import Connection, ConnectionState
from app.services.outbox.pending_changes import (
    WaitsFor,
    has_form,
    may_be_there,
    sends_by_itself,
    waits_for,
    waits_for_decision,
)
from app.services.site import Site
from ui.pages.waiting.entered import noun_of
from ui.pages.waiting.kinds.kinds import KINDS
from ui.reception.pending_notice import is_gone, is_overtaken, mark_of, needs_choice
from ui.wording.dates import moment_words
from ui.wording.messages import error_words
from ui.wording.people_words import counted

NO_ARRIVALS_THERE = "This server keeps no arrivals: who came and left is known at this desk alone."


def entered_words(operation: Operation, site: Site) -> tuple[str, str]:
    """The time, and the day when it wasn't today."""
    entered = site.local(operation.entered_at)
    day, _, time = moment_words(entered, site.today()).rpartition(", ")
    return time, "" if entered.date() == site.today() else day


def queue_words(waiting: Waiting, server: Connection, trouble: FoyerError | None) -> tuple[str, str]:
    """How many wait, and what is done about them. `trouble` is what keeps mails from being sent."""
    pending = waiting.operations
    count = f"{counted(len(pending), 'change')} not yet at the server"
    deciding = sum(not sends_by_itself(operation) for operation in pending)
    if deciding + sum(waits_for_decision(operation, waiting) for operation in pending) == len(pending):
        return count, "Nothing more is sent by itself: a decision is needed."
    match server.state:
        case ConnectionState.OFFLINE:
            why = server.fault or "The server doesn't answer."
            done = f"{why} All of it is safe on this desk and will be sent by itself."
        case ConnectionState.SIGN_IN_NEEDED:
            done = "The server asks for sign-in. Nothing is dropped: sign in in Settings."
        case _:
            done = "They are sent by themselves, in the order in which they were entered."
    mails = [one for one in pending if one.kind in MAILED and sends_by_itself(one)]
    if mails and trouble:
        done = ("" if len(mails) == len(pending) - deciding else f"{done} ") + f"Mails wait: {error_words(trouble)}"
    needed = f" {deciding} of them need{'s' if deciding == 1 else ''} a decision." if deciding else ""
    return count, done + needed


def headline(operation: Operation) -> str:
    noun = noun_of(operation)
    if is_overtaken(operation):
        return f"{mark_of(operation).word}: “{operation.body.get('title', '')}”"
    match operation.state:
        case State.REJECTED:
            return f"The {'mail ' if operation.kind in MAILED else ''}server refused this {noun}"
        case State.SENDING:
            return f"This {noun} is being sent"
        case State.UNKNOWN | State.UNCLEAR if operation.kind in MAILED:
            return f"Nobody knows whether the mail server took this {noun}"
        case State.UNKNOWN if operation.accepted:
            return f"The server says that it has this {noun}"
        case State.UNKNOWN:
            return f"It isn't known yet whether the server has this {noun}"
        case State.UNCLEAR if operation.candidates:
            return f"{'Several' if len(operation.candidates) > 1 else 'One'} on the server may be this one"
        case State.UNCLEAR if operation.accepted:
            return f"The server says that it has this {noun}, and doesn't list it"
        case State.UNCLEAR:
            return f"Nobody knows whether the server has this {noun}"
        case _:
            return f"This {noun} waits to be sent"


def state_words(operation: Operation, why: str) -> str:
    """How it stands with it, in a sentence or two. `why` says what it waits for."""
    if is_overtaken(operation):
        return mark_of(operation).says
    match operation.state:
        case State.REJECTED:
            return KINDS[operation.kind].refused
        case State.SENDING:
            return "It is on its way. What you entered is kept here until the server has it."
        case State.UNKNOWN if operation.kind in MAILED:
            return "Foyer sends it once more, as the same mail: whoever gets it twice sees one."
        case State.UNCLEAR if operation.kind in MAILED:
            return "It was sent twice, as the same mail. Tell them yourself, or send it again."
        case State.UNKNOWN if operation.accepted:
            return f"It did not say as what, so Foyer looks for it there, and doesn't send it again.{why}"
        case State.UNKNOWN if not has_form(operation):
            return "It did not say whether it has this. Foyer sends it again: twice is the same as once."
        case State.UNKNOWN:
            return f"The server did not say whether it has this. Foyer looks before sending again.{why}"
        case State.UNCLEAR if operation.candidates:
            return "The server did not say whether it has this, and only a person can tell."
        case State.UNCLEAR if operation.accepted:
            return "Look there yourself: discard this when you find it there, and send it again when you don't."
        case State.UNCLEAR:
            return (
                "The server did not say whether it has this, and Foyer could not find out."
                " Look there yourself before you send it again."
            )
        case _:
            return f"It is safe on this desk. {why}"


def answer_words(operation: Operation) -> str:
    """What came back when it was sent last, and settled nothing; "" where nothing did."""
    words = operation.words.rstrip(".")
    if is_overtaken(operation):
        return ""
    match operation.state:
        case State.UNKNOWN | State.UNCLEAR if operation.status:
            return f"It answered {operation.status}: {words}." if words else f"It answered {operation.status}."
        case State.UNKNOWN | State.UNCLEAR if words and operation.accepted:
            return f"It answered: {words}."
        case State.UNKNOWN | State.UNCLEAR if words and operation.kind not in MAILED:
            return f"{words[0].upper()}{words[1:]}."
        case State.UNKNOWN | State.UNCLEAR:
            return operation.words
        case _:
            return ""


def why_words(operation: Operation, waiting: Waiting, server: ConnectionState, trouble: FoyerError | None) -> str:
    """What it waits for. `trouble` is what keeps mails from being sent."""
    why = waits_for(operation, waiting, server)
    if operation.state is State.UNKNOWN:
        return _UNKNOWN[why]
    if operation.kind in MAILED and trouble:
        return f"{error_words(trouble)} Until it is sent, nobody is told by it."
    return _WAITING[why]


_WAITING = {
    WaitsFor.SERVER: "The server doesn't answer: it will be sent by itself when it does.",
    WaitsFor.SIGN_IN: "The server asks for sign-in: sign in in Settings, and it will be sent.",
    WaitsFor.DECISION: "What it belongs to isn't at the server: decide about that first, then this is sent by itself.",
    WaitsFor.TURN: "It will be sent after those that were entered before it.",
    WaitsFor.NEXT_TRY: "The server was busy or did not answer: Foyer tries again by itself.",
    WaitsFor.NOTHING: "It will be sent by itself in a moment.",
}

_UNKNOWN = {
    WaitsFor.SERVER: " It will look when the server answers.",
    WaitsFor.SIGN_IN: " For that somebody has to sign in in Settings.",
    WaitsFor.DECISION: "",
    WaitsFor.TURN: "",
    WaitsFor.NEXT_TRY: "",
    WaitsFor.NOTHING: "",
}


def edit_words(operation: Operation) -> str:
    """What is to be known before editing, or why it isn't offered."""
    if not has_form(operation) or needs_choice(operation):
        return ""
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
    if is_gone(operation):
        return f"The server doesn't have the {_what(operation)} any more, so nothing of it will be left."
    if may_be_there(operation) and operation.kind in MAILED:
        return "Foyer can't know whether the mail server took it. If it did, it arrives all the same."
    if always := KINDS[operation.kind].discarded:
        return always
    if may_be_there(operation):
        return "Foyer can't know whether the server has it. If it does, it stays there; this desk only forgets it."
    return "The server doesn't have it, so nothing of it will be left."


def candidates_words(operation: Operation) -> str:
    """What is known of those that the server lists: all that they were recognised by."""
    same = KINDS[operation.kind].alike
    return f"With the same {same}, or all but one of them, the server lists:"


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
        case State.UNKNOWN if operation.accepted:
            yield changed, "Sent, and taken by the server"
        case State.UNKNOWN:
            yield changed, "Looked for on the server, not found yet" if operation.searches else "Sent, no clear answer"
        case State.UNCLEAR if is_overtaken(operation):
            gone = f"The server doesn't have this {_what(operation)} any more"
            yield changed, "Somebody else had changed the same" if operation.theirs else gone
        case State.UNCLEAR if operation.candidates:
            yield changed, f"Looked for on the server, {len(operation.candidates)} found"
        case State.UNCLEAR if operation.kind in MAILED:
            yield changed, f"Sent {times}, no clear answer"
        case State.UNCLEAR:
            yield changed, f"Sent {times}, looked for on the server in vain"
        case _ if operation.attempts:
            yield changed, f"Tried {times}, the server doesn't have it"


def _what(operation: Operation) -> str:
    """What a change is of."""
    return "ticket" if operation.kind is Kind.TICKET_CHANGE else "meeting"


def _stamp(moment: datetime, today: date) -> str:
    return f"{moment:%H:%M}" if moment.date() == today else moment_words(moment, today)
