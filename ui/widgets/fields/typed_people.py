"""Several people as somebody types them into one line: "Sofia Marchetti; US-G606", and "Lindqvist, Åsa", who is one."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import pairwise

_BETWEEN_PEOPLE = re.compile(r"[;；\n]")
_COMMA = re.compile(r"[,，、]")
_SEPARATED = re.compile(r"[,，、;；\n]")


def typed_people(text: str, known: Container[str] = ()) -> list[str]:
    """Each person, by name or id, in their order. `known` are names that are somebody's as they are typed.

    A comma stands between two people, or turns a name around when a single word stands on one side of it: then the
    name comes with the first name in front, as it is known.
    """
    return [person for group in _groups(text) for person in _of_group(group, known)]


def possible_people(text: str) -> list[str]:
    """All that may turn out to be known: what stands between the commas, and each two of it turned around."""
    groups = _groups(text)
    turned = [f"{after} {before}" for group in groups for before, after in pairwise(group)]
    return list(dict.fromkeys([*(part for group in groups for part in group), *turned]))


def is_complete(text: str, known: Container[str]) -> bool:
    """Whether what was just typed ends a person: a semicolon does, a comma only behind an id or somebody known."""
    parts = _SEPARATED.split(text.rstrip())
    return bool(_BETWEEN_PEOPLE.search(text)) or (
        len(parts) > 1 and not parts[-1] and all(_is_one(part.strip(), known) for part in parts[:-1])
    )


def _groups(text: str) -> list[list[str]]:
    groups = ([part.strip() for part in _COMMA.split(group) if part.strip()] for group in _BETWEEN_PEOPLE.split(text))
    return [group for group in groups if group]


def _of_group(parts: list[str], known: Container[str]) -> list[str]:
    people: list[str] = []
    while parts:
        part, *parts = parts
        if parts and _is_turned(part, parts[0], known):
            first_name, *parts = parts
            people.append(f"{first_name} {part}")
        else:
            people.append(part)
    return people


def _is_turned(last_name: str, first_name: str, known: Container[str]) -> bool:
    if f"{first_name} {last_name}" in known:
        return True
    if _is_one(last_name, known) or _is_one(first_name, known):
        return False
    return 1 in (len(last_name.split()), len(first_name.split()))


def _is_one(part: str, known: Container[str]) -> bool:
    """Ids have figures in them, and addresses an @; names have neither."""
    return part in known or "@" in part or any(map(str.isdigit, part))
