"""What is said of a ticket that is changed, and of two changes that meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from app.models.objects.desk_vocabulary import STATUSES
from app.models.tickets.steps import ASSIGNED
from app.services.site import Site
from app.services.tickets.tickets import TicketRow
from app.services.tickets.words import TicketWords
from ui.wording.dates import day_and_month
from ui.wording.people_words import names_words
from ui.wording.repeat_words import brief_rule_words, rule_words

LABELS: Mapping[str, str] = {
    "title": "Title",
    "description": "Description",
    "reference": "Reference",
    "statusId": "Status",
    "categoryId": "Category",
    "priorityId": "Priority",
    "agentId": "Agent",
    "notifierId": "Notifier",
    "supplierId": "Supplier",
    "dueDate": "Due date",
    "favorite": "Favourite",
    "archived": "Archived",
    "sendRequesterSolved": "Tell the requester when solved",
    "sendRequesterCopy": "Copy to the requester",
    "rating": "Rating",
    "customFields": "Custom fields",
    "recurrence": "Repeats",
}
"""What each attribute of a request is called in the pane."""

_NOTHING = "nothing"

_LONGEST_VALUE = 120
"""Signs of a value that are told beside what takes its place."""


def ticket_value_words(name: str, value: Any, people: Mapping[str, str], words: TicketWords, site: Site) -> str:
    """One value of a ticket, as the pane shows it. `people` names those whom it has by id."""
    numbered = {"statusId": words.statuses, "categoryId": words.categories, "priorityId": words.priorities}
    match name:
        case "customFields":
            from app.services.tickets.custom_fields import written  # it stands on what the first window doesn't need

            return written(value or ()) or _NOTHING
        case "dueDate" if value:
            return day_and_month(date.fromisoformat(value))
        case "recurrence":
            return brief_rule_words(value.get("rrule", ""), site.now()) or _NOTHING
        case "rating" if value:
            return f"{value} of 5"
        case _ if isinstance(value, bool):
            return "yes" if value else "no"
        case _ if name in numbered:
            return numbered[name].get(value, value) or _NOTHING
        case _:
            return people.get(value, value) or _NOTHING


def ticket_merged_words(title: str, adopted: Iterable[str], desks: Sequence[str]) -> str:
    """ "Garage also changed the agent of “Water under lift B”: both are kept.", by the desks' names; () where nobody
    tells them."""
    names = sorted(f"the {LABELS.get(name, name).lower()}" for name in adopted)
    return f"{names_words(desks) or 'Somebody else'} also changed {names_words(names)} of “{title}”: both are kept."


def meanwhile_words(value: str) -> str:
    """What somebody began to change is `value` by now, "" for nothing, by somebody else's doing."""
    if not value:
        return "Somebody else emptied it meanwhile."
    shown = value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"
    return f"Somebody else changed it meanwhile, to “{shown}”."


def left_words(left: int) -> str:
    """By when a ticket on hold is due that has `left` seconds of work left: "5 h 30 min of work after it goes on"."""
    minutes = left // 60
    if minutes <= 0:
        return "At once when it goes on"
    parts = (f"{minutes // 60} h" if minutes >= 60 else "", f"{minutes % 60} min" if minutes % 60 else "")
    return f"{' '.join(filter(None, parts))} of work after it goes on"


def size_words(size: int) -> str:
    """ "3.4 MB", "812 kB", "40 bytes"."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{size // 1000} kB" if size >= 1000 else f"{size} byte{'' if size == 1 else 's'}"


def done_words(rows: Sequence[TicketRow], participle: str) -> str:
    """ "“Water under lift B” is solved." or "3 tickets are solved." """
    if len(rows) == 1:
        return f"“{rows[0].ticket.title or rows[0].ticket.id}” is {participle}."
    return f"{len(rows)} tickets are {participle}."


def no_step_words(row: TicketRow, word: str) -> str:
    """Why a ticket can't get the status that is called `word`."""
    now = row.ticket.status.value.lower() if row.ticket.status else "requested"
    title = row.ticket.title or row.ticket.id
    if word == STATUSES[ASSIGNED] and row.ticket.agent is None:
        return f"“{title}” has no agent yet: give it one, and it is assigned."
    return f"“{title}” is {now}: it can't go from there to “{word}”."


def no_way_back_words() -> str:
    """Why what was done can't be undone."""
    return "It could not be taken back: it was sent, and nothing takes it back. The ticket log tells of it."


_LOGGED: Mapping[str, str] = {
    "status": "Status",
    "category": "Category",
    "priority": "Priority",
    "agent": "Agent",
    "notifier": "Notifier",
    "supplier": "Supplier",
    "dueAt": "Due",
    "comment": "Comment",
    "attachment": "File",
    "related": "Related ticket",
    "created": "Created",
}


def log_words(what: str, before: str, after: str, start: datetime) -> str:
    """ "Status: Requested → In progress", "Agent: Mei-Ling Chen", "File: leak.jpg". `start` is when a ticket that
    repeats began, aware of the site's zone."""
    if what == "recurrence":
        if not after:
            return "Does not repeat any more"
        before, after = (rule_words(rule, "", start) if rule else "" for rule in (before, after))
    word = _LOGGED.get(what) or LABELS.get(what, what)
    if before and after:
        return f"{word}: {before} → {after}"
    if before:
        return f"{word}: {before} → {_NOTHING}"
    return f"{word}: {after}" if after else word
