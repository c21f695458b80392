"""The words of our own desk server: what a ticket can be about, how urgent it is and how far it or a visit has come.

The API has no call that lists these, so a desk on its own server offers them from here. Of other servers' words the
desk knows only those that it met in tickets. The API's page names two: status 1 and priority 2.
"""

from __future__ import annotations

from collections.abc import Mapping

STATUSES = {
    1: "Requested",
    6: "Qualified",
    2: "Assigned",
    3: "In progress",
    4: "On hold",
    5: "Solved",
    7: "Closed",
}
"""In the order in which a ticket goes through them; app/models/tickets/steps.py says which follows which."""

STATUS_ACTIONS = {1: "unqualify", 6: "assign", 2: "start", 3: "solve", 4: "resume", 5: "reopen", 7: "reopen"}
"""The `action` that a status object names beside its word."""

VISIT_STATUSES = {1: "Expected", 2: "Checked-in", 3: "Checked-out"}
"""These three are the API's own, from the vendor's later pages."""

WALK_IN = "Walk-in"
"""The title of a meeting that was made for somebody who came without an invitation."""


def walks_in(meeting: Mapping[str, object]) -> bool:
    """Whether that meeting, as it is sent or told, was made for somebody who came without an invitation: our own server
    says so of each. Where that isn't said, the title alone tells it."""
    said = meeting.get("walkIn")
    return said if isinstance(said, bool) else meeting.get("title") == WALK_IN


PRIORITIES = {1: "Low", 2: "Medium", 3: "High"}

CATEGORIES = {
    1: "Lifts",
    2: "Reception",
    3: "Electrical",
    4: "Audiovisual",
    5: "Access",
    6: "Catering",
    7: "Climate",
    8: "Safety",
    9: "Building",
    10: "Cleaning",
}

LANGUAGE_NAMES = {
    "en": "English",
    "de": "Deutsch",
    "es": "español",
    "fr": "français",
    "it": "italiano",
    "nl": "Nederlands",
    "sk": "slovenčina",
    "sl": "slovenščina",
    "vi": "Tiếng Việt",
    "ko": "한국어",
}
"""The visitor languages that the API takes (the vendor's later page lists them), each in its own words."""
