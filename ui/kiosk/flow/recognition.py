"""What is answered to whoever says who they are: their visit, one more question, or what is wrong."""

from __future__ import annotations

from datetime import date, datetime

from app.services.kiosk.claim import Claim, OwnVisit
from app.services.kiosk.own_visits import OwnVisits
from app.services.site import Site
from ui.kiosk.flow.tries import Tries
from ui.kiosk.flow.visitor_session import Errand, Step, VisitorSession
from ui.kiosk.kit.i18n import LocalDay, Words

NARROWER = {Step.LAST_NAME: Step.FIRST_NAME, Step.FIRST_NAME: Step.WHICH_COMPANY}
"""What is asked next when several people are called so, or when one answer is too little."""

NOT_FOUND = Words("We can’t find that. Check how it is spelled, or ask at the front desk.")
ALREADY_IN = Words("You are checked in already. Please take a seat.")


class Recognition:
    """With `proves`, a last name alone tells nothing of a visit: a first name or a company has to fit as well."""

    def __init__(self, *, own_visits: OwnVisits, site: Site, tries: Tries, proves: bool) -> None:
        self._own_visits = own_visits
        self._site = site
        self._tries = tries
        self._proves = proves

    async def of(self, session: VisitorSession, step: Step) -> OwnVisit | Step | Words:
        """Whose visit it is, else the step that goes on, else what is said of the answer. Raises what `OwnVisits`
        does."""
        claim, leaving = session.claim(), session.errand is Errand.LEAVING
        people = await (self._own_visits.inside(claim) if leaving else self._own_visits.to_come(claim))
        if len(people) == 1 and self._is_enough(people[0], claim):
            return people[0]
        if people:
            return NARROWER.get(step, Step.SORRY)
        too_often = self._tries.miss()
        known = None if leaving else await self._is_known_otherwise(claim, step)
        if known is not None and not (too_often and isinstance(known, Step)):
            return known
        return Step.SORRY if too_often else NOT_FOUND

    async def invited(self, session: VisitorSession) -> OwnVisit | None:
        """The visit of today that a walk-in is invited for after all; None when none fits, or several do."""
        people = await self._own_visits.to_come(session.claim())
        return people[0] if len(people) == 1 else None

    async def _is_known_otherwise(self, claim: Claim, step: Step) -> Step | Words | None:
        """Of somebody who can't check in by that claim: they are in, nothing was heard of today, they come another day,
        or their names stand in each other's place."""
        if inside := await self._own_visits.inside(claim):
            enough = any(self._is_enough(one, claim) for one in inside)
            return ALREADY_IN if enough else NARROWER.get(step, NOT_FOUND)
        if not await self._own_visits.are_known():
            return Step.SORRY
        if others := await self._own_visits.other_days(claim):
            if claim.company:
                return day_words(others[0].at, self._site.today()) if len(others) == 1 else None
            return Step.WHICH_COMPANY if others[0].is_proven(claim) else NARROWER.get(step)
        swapped = step is Step.LAST_NAME and await self._own_visits.is_first_name(claim)
        return Step.FIRST_NAME if swapped else None

    def _is_enough(self, own: OwnVisit, claim: Claim) -> bool:
        return not self._proves or own.is_proven(claim)


def day_words(at: datetime, today: date) -> Words:
    """When somebody is expected who isn't today; `at` is in the site's zone."""
    if (at.date() - today).days == 1:
        return Words("Your visit is tomorrow at {time}.", time=f"{at:%H:%M}")
    return Words("Your visit is on {day} at {time}.", day=LocalDay(at.date()), time=f"{at:%H:%M}")
