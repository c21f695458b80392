"""Who a visitor at the kiosk says they are, held against who is expected or in the building.

A whole last name is asked for, then, only where that fits several people, the first name and the company. So nobody
gets to know of a visit by browsing. Accents, case and signs between letters don't matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from app.models.text.folding import fold
from app.models.text.spellings import letters, spellings
from app.models.visit_row import Present, VisitRow
from app.services.people.full_name import PARTICLES, split_name


class Claim(Struct, frozen=True):
    """Who somebody says they are, as they typed it; "" is what wasn't asked."""

    last_name: str
    first_name: str = ""
    company: str = ""


class OwnVisit(Struct, frozen=True):
    """Somebody's visit, with as much as its owner needs to recognise it. `present` is None for somebody who isn't in.
    `visit` is None for somebody who is in and of whom this desk knows no more than `present`.

    `at` is since when they are in, else when they are expected; `OwnVisits` gives it in the site's zone.
    """

    first_name: str
    last_name: str
    company: str
    at: datetime
    visit: VisitRow | None = None
    present: Present | None = None

    @property
    def initial(self) -> str:
        """The first letter of the first name, or "" for a name without any letter."""
        return next((sign.upper() for sign in self.first_name if sign.isalpha()), "")

    def fits(self, claim: Claim) -> bool:
        """Whether the claim may be of this visit's owner. What wasn't asked always fits."""
        if not (spellings(claim.last_name) & last_names(self.last_name)):
            return False
        if claim.first_name and not (spellings(claim.first_name) & first_names(self.first_name)):
            return False
        return not claim.company or bool(spellings(claim.company) & spellings(self.company))

    @property
    def whose(self) -> tuple[str, str, str]:
        """Folded first name, last name and company: the same for all visits of one person."""
        return letters(self.first_name), letters(self.last_name), letters(self.company)


def expected(visit: VisitRow) -> OwnVisit:
    """The visit of somebody who isn't in. A name that the server has in one field is split."""
    first, last = visit.first_name, visit.last_name
    if not (first and last):
        first, last = split_name(f"{first} {last}")
    return OwnVisit(first, last, visit.company, visit.expected, visit=visit)


def in_the_building(present: Present, visit: VisitRow | None) -> OwnVisit:
    """The visit of somebody who is in. `visit` is what the day's list tells of it, None when it tells nothing."""
    own = expected(visit) if visit else None
    first, last = (own.first_name, own.last_name) if own else split_name(present.person.name)
    return OwnVisit(first, last, present.person.company, present.since, visit, present)


def whose_visit(candidates: Iterable[OwnVisit], claim: Claim) -> tuple[OwnVisit, ...]:
    """One for each person whom the claim fits: of several visits the first in the order of the candidates."""
    visits: dict[tuple[str, str, str], OwnVisit] = {}
    for one in candidates:
        if one.fits(claim):
            visits.setdefault(one.whose, one)
    return tuple(visits.values())


def last_names(name: str) -> frozenset[str]:
    """The spellings with and without the small words in front: "van der Berg" is also found as "Berg"."""
    words = name.split()
    while len(words) > 1 and fold(words[0]) in PARTICLES:
        words = words[1:]
    return spellings(name) | spellings(" ".join(words))


def first_names(name: str) -> frozenset[str]:
    """The spellings of all first names together, and of the one in front."""
    return spellings(name) | (spellings(name.split()[0]) if name.split() else frozenset())
