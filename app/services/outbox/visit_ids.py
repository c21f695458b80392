"""Who the visitors of a meeting that waited are in what it became, by edit or on the server."""

from __future__ import annotations

from collections.abc import Container

from app.models.drafts import Body
from app.models.meetings.changes import Call, MeetingChange, PlannedCall
from app.models.objects.summaries import meeting_summary
from app.models.operations import Operation
from app.models.text.plain import plain_caseless


def made_visitors(body: Body, operation: str, piece: bytes) -> dict[str, str]:
    """From operation/number of each visitor of `body` to meeting/visitor in `piece`, the meeting's JSON as the server
    made it. Raises ValueError when that can't be read."""
    meeting = meeting_summary(piece)
    made = [(visitor.name, f"{meeting.id}/{visitor.id or number}") for number, visitor in enumerate(meeting.visitors)]
    return _paired(body, operation, made)


def same_visitors(before: Body, operation: str, after: Body, instead: str) -> dict[str, str]:
    """From operation/number of each visitor of `before`, a meeting that was edited, to that of the same visitor of
    `after`, which takes its place under the operation `instead`."""
    made = [(_name(visitor), f"{instead}/{number}") for number, visitor in enumerate(after.get("visitors", ()))]
    return _paired(before, operation, made)


def names_of(body: Body, operation: str, visitors: Container[str]) -> tuple[str, ...]:
    """What those `visitors` are called, operation/number, of a meeting that waits to be created of `body`."""
    numbered = enumerate(body["visitors"])
    return tuple(_name(visitor) for number, visitor in numbered if f"{operation}/{number}" in visitors)


def changed_visitors(row: Operation, call: PlannedCall, piece: bytes) -> dict[str, str]:
    """From operation/number of the visitors whom a change adds to meeting/visitor in `piece`, what the server made of
    that call: of a meeting that it created of all of them. Raises ValueError when that can't be read."""
    change = MeetingChange.of(row.body)
    if change.wanted is None or call.call not in (Call.CREATE, Call.UPDATE):
        return {}
    if call.call is Call.CREATE:
        return made_visitors(change.wanted, row.id, piece)
    meeting, known = meeting_summary(piece), {one.get("id") for one in change.base["visitors"]}
    left = [one for one in meeting.visitors if one.id not in known]
    pairs: dict[str, str] = {}
    for visitor in change.wanted["visitors"]:
        identity, name = visitor.get("id", ""), plain_caseless(_name(visitor))
        same = next((one for one in left if plain_caseless(one.name) == name), None)
        if identity.startswith(f"{row.id}/") and same is not None:
            left.remove(same)
            pairs[identity] = f"{meeting.id}/{same.id}"
    return pairs


def _paired(body: Body, operation: str, made: list[tuple[str, str]]) -> dict[str, str]:
    """By name, namesakes in their order. When nobody was added or left out, those who are called otherwise now were
    renamed, by a server or because a name was misspelt: they are paired in their order."""
    asked = {f"{operation}/{number}": plain_caseless(_name(one)) for number, one in enumerate(body.get("visitors", ()))}
    left = [(plain_caseless(name), identity) for name, identity in made]
    pairs: dict[str, str] = {}
    for visitor, name in asked.items():
        same = next((one for one in left if one[0] == name), None)
        if same is not None:
            left.remove(same)
            pairs[visitor] = same[1]
    if len(asked) == len(made):
        renamed = (visitor for visitor in asked if visitor not in pairs)
        pairs.update(zip(renamed, (identity for _, identity in left), strict=True))
    return pairs


def _name(visitor: Body) -> str:
    return f"{visitor['firstName']} {visitor['lastName']}"
