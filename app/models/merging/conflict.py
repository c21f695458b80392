"""What is told to a person who has to choose between two changes of one thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

CHANGED = 412
"""The status of an operation that somebody else's came before."""

GONE = (404, 410)
"""The statuses of one whose meeting or ticket the server doesn't have any more."""


class FieldConflict(Struct, frozen=True):
    """One thing that both changed, each otherwise. `key` names it in a choice, `label` says which attribute it is.

    Of a ticket both are the attribute of a request ("agentId"), and the values are what stands there. Of a meeting the
    key is an attribute of the body ("title"), "when" for beginning and end together, "visitors/<id>/<attribute>",
    "visitors/<id>" where one took somebody out whom the other changed, and "meeting" where one took the whole back.
    `label` is the attribute alone, "visitor" and "meeting" for the last two; `who` is the visitor's name. The three
    values are texts, lists of ids, {"startAt", "endAt"}, a visitor's body or a meeting's; None where there is none any
    more.
    """

    key: str
    label: str
    base: Any
    theirs: Any
    yours: Any
    who: str = ""


class Conflict(Struct, frozen=True):
    """Why a change needs a person. `gone`: the server doesn't have the meeting or the ticket any more; then there are
    no fields. `people` names those whom the values name by id."""

    title: str
    fields: tuple[FieldConflict, ...]
    gone: bool = False
    people: Mapping[str, str] = field(default_factory=dict)
