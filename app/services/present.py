"""Somebody who is in the building."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.services.arrival import Arrival
from app.store.journal import Person


@dataclass(frozen=True, slots=True)
class Present:
    """`visit` is the visit's id; `since` is in the site's zone; `desk` is where they were checked in."""

    visit: str
    person: Person
    since: datetime
    arrival: Arrival
    desk: str
