"""What can be changed of a ticket: read from the JSON of an answer, under the names of a request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any

from app.models.drafts import Body
from app.models.merging.people import by_id
from app.models.values.json_fields import Fields, flag_of, list_under, object_under, text_in
from app.models.values.time_stamps import moment_in

TEXTS = ("title", "description", "reference")
FLAGS = ("favorite", "archived", "sendRequesterSolved", "sendRequesterCopy")
NUMBERED: Mapping[str, str] = {"statusId": "status", "categoryId": "category", "priorityId": "priority"}
USERS: Mapping[str, str] = {"agentId": "agent", "notifierId": "notifier"}
SUPPLIER, DUE, RATING, CUSTOM, RECURRENCE = "supplierId", "dueDate", "rating", "customFields", "recurrence"

ONE_ONLY = ("comments", "log", "attachments", "related", "visit", RECURRENCE, "seriesRecurrence")
"""Attributes that our server tells of a single ticket and not in a list."""

Values = Body
"""By the names of a request: texts, ids as texts, a day as 2026-03-12, each "" for none; flags; a rating from 1 to 5 or
None; custom fields as a list; by which rules it repeats as an object, {} for none."""


def values_in(ticket: Fields, zone: tzinfo) -> Values:
    """Every value of the ticket that an answer tells: whether it repeats, of a single one alone. `zone` is the site's:
    the due day is of its calendar."""
    due = moment_in(ticket.get("dueAt"), zone)
    ids = {name: text_in(object_under(ticket, attribute), "id") for name, attribute in _OBJECTS.items()}
    return {
        **{name: text_in(ticket, name) for name in TEXTS},
        **ids,
        DUE: due.astimezone(zone).date().isoformat() if due else "",
        **{name: flag_of(ticket.get(name)) for name in FLAGS},
        RATING: _rating(ticket.get(RATING)),
        CUSTOM: list_under(ticket, CUSTOM),
        **({RECURRENCE: dict(object_under(ticket, RECURRENCE))} if RECURRENCE in ticket else {}),
    }


def people_in(ticket: Fields) -> Mapping[str, str]:
    """The names of those whom an answer names, by id."""
    several = [object_under(ticket, attribute) for attribute in (*USERS.values(), "supplier")]
    return {text_in(one, "id"): _name(one) for one in several if text_in(one, "id") and _name(one)}


def identified(values: Values, people: Mapping[str, str]) -> Values:
    """With the ids of `people` in the place of their names."""
    known = by_id(people)
    return values | {name: known(values[name]) for name in (*USERS, SUPPLIER) if name in values}


def plain(values: Mapping[str, Any]) -> Values:
    """The same as `values_in` would give it: an id may come as a number, and what is empty as None."""
    return {name: _plain(name, value) for name, value in values.items()}


def sendable(values: Values) -> Body:
    """As the call takes it: what is empty is null, and the numbers of words are numbers."""
    return {name: _sendable(name, value) for name, value in values.items()}


_OBJECTS = {**NUMBERED, **USERS, SUPPLIER: "supplier"}

ATTRIBUTES: Mapping[str, str] = {**_OBJECTS, "creatorId": "creator", DUE: "dueAt"}
"""What an answer calls those values that it names otherwise than a request."""


def _name(one: Fields) -> str:
    return f"{text_in(one, 'firstname')} {text_in(one, 'lastname')}".strip() or text_in(one, "name")


def _plain(name: str, value: Any) -> Any:
    if name in FLAGS:
        return flag_of(value)
    if name == RATING:
        return _rating(value)
    if name == CUSTOM:
        return list(value or ())
    if name == RECURRENCE:
        return dict(value or {})
    return "" if value is None else str(value)


def _sendable(name: str, value: Any) -> Any:
    if name in NUMBERED and str(value).isdecimal():
        return int(value)
    return None if value in ("", [], {}) else value


def _rating(value: Any) -> int | None:
    return int(value) if str(value) in {"1", "2", "3", "4", "5"} else None
