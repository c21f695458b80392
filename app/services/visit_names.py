"""How a visit is named: date/meeting/visitor, as on the wire. While its meeting waits to be sent nobody has given it an
id yet, so until then the operation stands in the place of the meeting, and the visitor's number in that of the visitor.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from app.models.drafts import Body
from app.models.meeting import Meeting
from app.models.person import Visitor
from app.models.reading import Reader
from app.store.outbox import Kind, Operation


def visit_id(day: date, meeting: Meeting, visitor: Visitor, number: int) -> str:
    """`number` is the visitor's place in the invitation, for a server that gives visitors no id."""
    return f"{day.isoformat()}/{meeting.id}/{visitor.id or number}"


def now_called(visit: str, became: Mapping[str, str]) -> str:
    """The visit's name after its meeting was edited and sent, as far as that has happened."""
    day, _, visitor = visit.partition("/")
    if visitor not in became:
        return visit
    while visitor in became:
        visitor = became[visitor]
    return f"{day}/{visitor}"


def waits_for_meeting(visit: str, became: Mapping[str, str], pending: Iterable[Operation]) -> bool:
    """Whether the server can't know the visit yet, because its meeting is still to be sent."""
    _, _, visitor = now_called(visit, became).partition("/")
    meeting = visitor.rpartition("/")[0]
    return any(row.id == meeting for row in pending if row.kind is Kind.MEETING)


def made_visitors(body: Body, operation: str, piece: bytes) -> dict[str, str]:
    """Who the visitors of a meeting that waited are in what the server made of it."""
    meeting = Reader(Meeting, "meeting").read_one(piece)
    made = [(visitor.name, f"{meeting.id}/{visitor.id or number}") for number, visitor in enumerate(meeting.visitors)]
    return _paired(body, operation, made)


def same_visitors(before: Body, operation: str, after: Body, instead: str) -> dict[str, str]:
    """Who the visitors of a meeting that was edited are in what takes its place."""
    made = [(_name(visitor), f"{instead}/{number}") for number, visitor in enumerate(after.get("visitors", ()))]
    return _paired(before, operation, made)


def _paired(body: Body, operation: str, made: list[tuple[str, str]]) -> dict[str, str]:
    """By name, namesakes in their order. When nobody was added or left out, those who are called otherwise now were
    renamed, by a server or because a name was misspelt: they are paired in their order."""
    asked = {f"{operation}/{number}": _plain(_name(one)) for number, one in enumerate(body.get("visitors", ()))}
    left = [(_plain(name), identity) for name, identity in made]
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


def _plain(name: str) -> str:
    """Servers trim and fold white space, and compose accents."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()
