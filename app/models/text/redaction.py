"""A visitor left out of what is told of meetings: out of lists, bodies, drafts and mails, as plain JSON."""

from __future__ import annotations

import re
from typing import Any

from app.models.text.identity import Identity

FORGOTTEN = "Forgotten visitor"
"""Stands in titles and texts in the place of the name or the email address."""

_OF_A_PERSON = frozenset({"firstname", "firstName", "lastname", "lastName"})


def without(value: Any, who: Identity, words: re.Pattern[str]) -> Any:
    """A copy of `told`, any JSON value, without that visitor; None where it was about them alone. `words` finds their
    name in texts; FORGOTTEN takes its place.

    Objects of other people stay as they are, also that of a host of the same name.
    """
    if isinstance(value, str):
        return words.sub(FORGOTTEN, value)
    if isinstance(value, list):
        return [without(one, who, words) for one in value]
    if not isinstance(value, dict) or _OF_A_PERSON & value.keys():
        return value
    visitors = [one for one in (value.get("visitor"), *_listed(value.get("visitors"))) if isinstance(one, dict)]
    gone = [one for one in visitors if Identity.read(one).is_same(who)]
    if gone and len(gone) == len(visitors):
        return None
    left = {key: without(value, who, words) for key, value in value.items()}
    if gone:
        left["visitors"] = [one for one in _listed(value["visitors"]) if one not in gone]
    return left


def naming(*names: str) -> re.Pattern[str]:
    """A pattern that finds those names as whole words, however cased and spaced. A name of "" is found nowhere."""
    spaced = (r"\s+".join(map(re.escape, name.split())) for name in names if name.split())
    return re.compile("|".join(rf"(?<!\w){one}(?!\w)" for one in spaced) or r"(?!)", re.IGNORECASE)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
