"""What was said of a visit and isn't known to be on the server: a check-in, a check-out, an undo, or a word of the
host."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.drafts import Body
from app.models.operations import Operation
from ui.pages.waiting.kinds.kind_words import Fact, KindWords, Lookup

_NOUNS = {
    "check-in": "arrival",
    "check-out": "departure",
    "undo": "undo",
    "tell-host": "message to the host",
    "host-told": "call to the host",
}
_DID = {
    "check-in": " has arrived",
    "check-out": " has left",
    "undo": ": what was said is taken back",
    "tell-host": ": the host is to be told again",
    "host-told": ": somebody called the host",
}


def _noun(body: Body) -> str:
    return _NOUNS[str(body["kind"])]


def _title(lookup: Lookup, operation: Operation) -> str:
    return f"{lookup.visitor(operation).name or 'A visitor'}{_DID[operation.body['kind']]}"


def _facts(lookup: Lookup, operation: Operation) -> Iterator[Fact]:
    visitor = lookup.visitor(operation)
    yield Fact("Visitor", visitor.name)
    yield Fact("Company", visitor.company)
    yield Fact("Host", visitor.host)
    yield Fact("Meeting", visitor.meeting)
    yield Fact("Note", str(operation.body.get("note", "")))
    yield Fact("Time", lookup.when(operation.body.get("at")))


ARRIVAL = KindWords(
    noun=_noun,
    title=_title,
    whom=lambda lookup, operation: lookup.visitor(operation).host,
    facts=_facts,
    refused="It stands at this desk all the same, and the server's own list doesn't have it.",
    discarded="It stays as it is at this desk; the server and the other desks won't hear of it.",
)
