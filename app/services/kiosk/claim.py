"""Who a visitor at the kiosk says they are, held against who is expected or in the building.

A whole last name, or a whole part of it, is asked for, then, only where that fits several people, the first name and
the company. So nobody gets to know of a visit by browsing. Accents, case and signs between letters don't matter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from app.models.text.folding import fold
from app.models.text.spellings import letters, spellings
from app.models.text.unseen import WITHOUT_UNSEEN
from app.models.visit_row import Present, VisitRow
from app.services.people.full_name import PARTICLES, split_name, untitled


class Claim(Struct, frozen=True):
    """Who somebody says they are, as they typed it; "" is what wasn't asked."""

    last_name: str
    first_name: str = ""
    company: str = ""


class OwnVisit(Struct, frozen=True):
    """Somebody's visit, with as much as its owner needs to recognise it. `present` is None for somebody who isn't in.
    `visit` is None for somebody who is in and of whom this desk knows no more than `present`. `others` are those who
    are expected with somebody, at the same meeting, and not in yet: their names are for nobody who may be guessing.

    `at` is since when they are in, else when they are expected; `OwnVisits` gives it in the site's zone.
    """

    first_name: str
    last_name: str
    company: str
    at: datetime
    visit: VisitRow | None = None
    present: Present | None = None
    others: tuple[VisitRow, ...] = ()

    @property
    def initial(self) -> str:
        """The first letter of the first name, or "" for a name without any letter."""
        return next((sign.upper() for sign in self.first_name if sign.isalpha()), "")

    def fits(self, claim: Claim) -> bool:
        """Whether the claim may be of this visit's owner: by the last name or a whole part of it, by the whole name, or
        with both names in each other's place. A title in front is passed over. What wasn't asked always fits."""
        if not _may_fit(claim, self.last_name):
            return False
        claim = replace(claim, last_name=untitled(claim.last_name), first_name=untitled(claim.first_name))
        names = untitled(self.first_name), self.last_name
        if not claim.first_name:
            fitting = bool(spellings(claim.last_name) & last_names(self.last_name)) or is_whole(claim.last_name, *names)
        else:
            fitting = any(_fit(last, first, *names) for last, first in _both_ways(claim))
        return fitting and (not claim.company or _fits_company(claim.company, self.company))

    def is_proven(self, claim: Claim) -> bool:
        """Whether the claim that fits says more than a last name."""
        more = claim.company or (claim.first_name and self.first_name)
        return bool(more) or is_whole(claim.last_name, self.first_name, self.last_name)

    def may_be_swapped(self, claim: Claim) -> bool:
        """Whether the owner may have typed the first name where the last one was asked, or was invited so."""
        return bool(spellings(claim.last_name) & first_names(self.first_name))

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
    """One for each person whom the claim fits: of several visits the first in the order of the candidates. Who is of
    the very company that is claimed comes before those of a longer name."""
    visits: dict[tuple[str, str, str], OwnVisit] = {}
    for one in candidates:
        if one.fits(claim):
            visits.setdefault(one.whose, one)
    exact = [one for one in visits.values() if spellings(claim.company) & spellings(one.company)]
    return tuple(exact or visits.values())


def last_names(name: str) -> frozenset[str]:
    """The spellings of the name and of each whole part of it: "van der Berg" is also found as "Berg", "García López" as
    "García", "O'Neill" as "Neill". Small words alone, and single letters, are no part."""
    words = name_words(name)
    parts = [
        words[start:end] for start in range(len(words)) for end in range(start + 1, len(words) + 1) if end - start < 5
    ]
    telling = [" ".join(part) for part in parts if any(map(_tells, part))]
    return spellings(name).union(*map(spellings, telling))


def first_names(name: str) -> frozenset[str]:
    """The spellings of all first names together, of the one in front, and of what stands before its hyphen."""
    return spellings(name).union(*(spellings(one) for one in (*name.split()[:1], *name_words(name)[:1])))


def is_whole(typed: str, first: str, last: str) -> bool:
    """Whether `typed` is first and last name, in whichever order and with as many further first names as somebody
    has."""
    firsts, lasts = first_names(first), last_names(last)
    for one in spellings(typed):  # also without a space, as Chinese names are written
        if any(one.startswith(name) and one.removeprefix(name) in lasts for name in firsts):
            return True
        if any(one.endswith(name) and one.removesuffix(name) in lasts for name in firsts):
            return True
    words = typed.replace(",", " ").split()
    halves = [(words[:place], " ".join(words[place:])) for place in range(1, len(words))]
    turned = [(words[place:], " ".join(words[:place])) for place in range(1, len(words))]
    return any(
        spellings(given[0]) & firsts and spellings(family) & lasts for given, family in (*halves, *turned) if given
    )


def _may_fit(claim: Claim, last: str) -> bool:
    """False for nearly all of a day's visitors, in a tenth of the time that it takes to be sure."""
    typed = f"{claim.last_name} {claim.first_name}"
    pieces = {letters(typed), *(one for word in typed.split() for one in spellings(word))} - {""}
    return any(piece in name or name in piece for name in spellings(last) for piece in pieces)


def _fit(claimed_last: str, claimed_first: str, first: str, last: str) -> bool:
    """A last name, or the whole name in its place, and a first one, or more of them than are known. Of who has no first
    name, any is taken."""
    if not (spellings(claimed_last) & last_names(last) or is_whole(claimed_last, first, last)):
        return False
    given = first_names(first)
    initial = letters(first) if len(letters(first)) == 1 else ""
    return (
        not given
        or bool(initial and letters(claimed_first).startswith(initial))  # "J. Ek" says no more of a John
        or bool(spellings(claimed_first) & given)
        or any(spellings(one) & given for one in claimed_first.split()[:1])
    )


def _fits_company(claimed: str, company: str) -> bool:
    """Whether one is the other, or its first whole words: people leave away what stands behind, such as GmbH."""
    if spellings(claimed) & spellings(company):
        return True
    fewer, more = sorted((name_words(claimed), name_words(company)), key=len)
    beginning = more[: len(fewer)]
    tells = any(len(fold(word)) > 2 and fold(word) not in ("the", *PARTICLES) for word in fewer)
    return tells and bool(spellings(" ".join(fewer)) & spellings(" ".join(beginning)))


def _both_ways(claim: Claim) -> tuple[tuple[str, str], ...]:
    return (claim.last_name, claim.first_name), (claim.first_name, claim.last_name)


def name_words(name: str) -> list[str]:
    """Also those between hyphens and behind an apostrophe. Accents that stand alone belong to their letter."""
    return "".join(" " if _separates(sign) else sign for sign in name.translate(WITHOUT_UNSEEN)).split()


def _separates(sign: str) -> bool:
    return fold(sign) == "'" or (not sign.isalnum() and unicodedata.category(sign)[0] in "PSZ")


def _tells(word: str) -> bool:
    """A Latin letter alone is an initial or the O of O'Neill; a Chinese or Korean sign is a name."""
    folded = fold(word)
    return folded not in PARTICLES and (len(folded) > 1 or not word.isascii())
