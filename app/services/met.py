"""Everybody of one kind whom the desk met: the latest word about each, how they are found, what the store lacks."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from app.models.drafts import Body
from app.services.finding import Entry, Index
from app.store.people import Row


class Somebody(Protocol):
    """What is known of one: as JSON, and how to find them."""

    def told(self) -> Body: ...

    def entry(self: One) -> Entry[One]: ...


One = TypeVar("One", bound=Somebody)


@dataclass(frozen=True, slots=True)
class Met(Generic[One]):
    """`at` is the latest moment that they were met."""

    one: One
    entry: Entry[One]
    at: datetime


class MetKind(Generic[One]):
    """By key. `index` finds those who were known when it was last settled. One thread at a time may learn."""

    def __init__(self, name: str, from_told: Callable[[Body], One]) -> None:
        self.name = name
        self.index: Index[One] = Index(())
        self._from_told = from_told
        self._met: dict[str, Met[One]] = {}
        self._new: dict[str, Met[One]] = {}
        self._settled = True

    def one(self, key: str) -> One | None:
        met = self._met.get(key)
        return met.one if met else None

    def meet(self, key: str, one: One, at: datetime) -> None:
        known = self._met.get(key)
        if known is None or known.one != one:
            met = Met(one, one.entry(), max(at, known.at) if known else at)
            self._settled = False
        elif at > known.at:
            met = Met(known.one, known.entry, at)
        else:
            return
        self._met[key] = self._new[key] = met

    def remember(self, row: Row) -> None:
        """What an earlier run kept. Whoever was met since this one began is known better."""
        try:
            one = self._from_told(json.loads(row.told))
            met = Met(one, one.entry(), row.met_at)
        except (ValueError, TypeError, KeyError, AttributeError):  # damaged: other JSON than was written
            return
        known = self._met.get(row.key)
        if known is None:
            self._met[row.key] = met
            self._settled = False
        elif known.one == one and known.at <= row.met_at:
            self._met[row.key] = met
            self._new.pop(row.key, None)

    def news(self) -> list[Row]:
        """Whom no earlier run knows so, or not of so late."""
        return [self._row(key, met) for key, met in self._new.items()]

    def was_kept(self, row: Row) -> None:
        met = self._new.get(row.key)
        if met and self._row(row.key, met) == row:
            del self._new[row.key]

    def drop(self, gone: Callable[[Met[One]], bool]) -> None:
        for key in [key for key, met in self._met.items() if gone(met)]:
            del self._met[key]
            self._new.pop(key, None)
            self._settled = False

    def settle(self) -> None:
        """Makes the index anew where it has to be: it is made of thousands, so once for many who were met."""
        if not self._settled:
            self.index = Index(met.entry for met in self._met.values())
            self._settled = True

    def _row(self, key: str, met: Met[One]) -> Row:
        return Row(self.name, key, json.dumps(met.one.told(), ensure_ascii=False), met.at)
