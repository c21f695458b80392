"""What a badge shows."""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Badge(Struct, frozen=True):
    """`visit_id` is the whole of the code on it, the visit's own code or else its id, so that a scanner gives the
    visit and no personal data; a badge without one has no code. What is empty leaves its place to the rest."""

    first_name: str
    last_name: str
    company: str
    host: str
    day: date
    site: str
    visit_id: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
