"""People whom a change names by a typed name, which our own desk server takes in the place of an id."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def by_id(people: Mapping[str, str]) -> Callable[[str], str]:
    """What gives the id of everybody whom it is asked for by a name that one of `people` has alone. `people` are names
    by id. What is anything else comes back as it is."""
    by_name: dict[str, list[str]] = {}
    for identity, name in people.items():
        by_name.setdefault(_plain(name), []).append(identity)

    def known(sent: str) -> str:
        same = by_name.get(_plain(sent), [])
        return same[0] if sent not in people and len(same) == 1 else sent

    return known


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
