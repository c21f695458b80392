"""Whom a visitor may want to see: found at the kiosk by the beginnings of the words of a name, and by nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from app.models.contacts import KnownPerson
from app.models.text.spellings import letters, spellings
from app.services.kiosk.claim import name_words
from app.services.meetings.checks import IDENTIFIER
from app.services.people.contacts import MOST, Contacts
from app.services.people.full_name import untitled


class Hosts:
    def __init__(self, contacts: Contacts) -> None:
        self._contacts = contacts

    async def find(self, typed: str, limit: int) -> tuple[KnownPerson, ...]:
        """At most `limit` hosts in whose name each typed word begins one, in whichever order and spelling. Neither ids
        nor addresses nor the middle of a word lead to anybody, and whoever has no name but an id is left out. Raises
        StoreFailed."""
        known = {one.id: one for query in _queries(typed) for one in await self._contacts.hosts(query, MOST)}
        fitting = (one for one in known.values() if not _is_nameless(one) and begins(one.name, typed))
        return tuple(fitting)[:limit]


def _is_nameless(host: KnownPerson) -> bool:
    """Whether nobody knows more than the id. Of the site's list, whoever has no id has the name in its place."""
    return host.name == host.id and bool(IDENTIFIER.fullmatch(host.id))


def begins(name: str, typed: str) -> bool:
    """Whether each typed word begins a word of the name, or all of them together the name or its end. A title in front
    is passed over."""
    typed = untitled(typed)
    starts = {one for word in name_words(name) for one in spellings(word)}
    words = [spellings(word) for word in name_words(typed)]
    if words and all(any(start.startswith(tuple(word)) for start in starts) for word in words):
        return True
    whole = tuple(spellings(typed))
    parts = name.split()
    return bool(whole) and any(
        one.startswith(whole) for place in range(len(parts)) for one in spellings(" ".join(parts[place:]))
    )


def _queries(typed: str) -> Iterator[str]:
    """What is asked of the contacts: as it was typed, and each of its words, since they look for words between
    spaces."""
    yield typed
    words = name_words(typed)
    if len(words) != 1 or letters(words[0]) != letters(typed):
        yield from words
