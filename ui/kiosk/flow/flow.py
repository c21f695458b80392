"""One visitor's way through the kiosk: which step comes next, and what is done at its end. No widget is known here."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from app.errors import FoyerError
from app.models.contacts import KnownPerson
from app.models.terms import Signed
from app.services.kiosk.claim import OwnVisit
from app.services.kiosk.hosts import Hosts
from app.services.kiosk.own_visits import OwnVisits
from app.services.site import Site
from app.settings import values
from ui.kiosk.flow.answers import EMPTY, complaint_of
from ui.kiosk.flow.badges import PrintBadge, are_printed
from ui.kiosk.flow.companions import is_refused, is_signed_by_all, steps_to_companions, tick
from ui.kiosk.flow.completion import Completion
from ui.kiosk.flow.host_tries import is_one_too_many
from ui.kiosk.flow.recognition import NOT_FOUND, Recognition
from ui.kiosk.flow.site_questions import Turn, is_taken, turn
from ui.kiosk.flow.tries import Tries
from ui.kiosk.flow.visitor_session import CLAIMS, ENDS, RECOGNISED, TYPED, Errand, Step, VisitorSession, still_to_ask
from ui.kiosk.kit.i18n import Words
from ui.tasks import Tasks

log = logging.getLogger(__name__)

UNKNOWN_CODE = Words("We don’t know this code. Please type your last name.")

NAMES_A_WALK_IN = (Step.FIRST_NAME, Step.COMPANY)
"""After these, who was not invited may turn out to be invited."""


class KioskFlow(QObject):
    """`stepped` tells the step to be shown, `recognised` whose visit it seems to be, `complained` what is wrong with
    the last answer, `badge_ended` whether the badge is printed, `ended` that nobody is here any more."""

    stepped = Signal(object)
    recognised = Signal(object)
    complained = Signal(object)
    badge_ended = Signal(bool)
    ended = Signal()

    def __init__(
        self,
        *,
        own_visits: OwnVisits,
        hosts: Hosts,
        completion: Completion,
        site: Site,
        country: Callable[[], str],
        asks: tuple[str, ...],
        site_steps: tuple[Step, ...],
        print_badge: PrintBadge | None,
        tasks: Tasks,
    ) -> None:
        """`country` gives the site's two-letter code, "" while nobody knows it. `site_steps` are those for which the
        site has something. `print_badge` is None where no badges are printed; it raises PrinterFailed."""
        super().__init__()
        self._own_visits = own_visits
        self._hosts = hosts
        self._completion = completion
        self._site = site
        self._country = country
        self._asks = asks
        self._site_steps = site_steps
        self._print_badge = print_badge
        self._tasks = tasks
        self._trail: list[Step] = []
        self._tries = Tries(site)
        self._recognition = Recognition(
            own_visits=own_visits, site=site, tries=self._tries, proves=values.IDENTITY in asks
        )
        self._searching: asyncio.Task[None] | None = None
        self._finishing: VisitorSession | None = None
        self.session: VisitorSession | None = None

    @property
    def step(self) -> Step | None:
        """None while nobody is here."""
        return self._trail[-1] if self._trail else None

    @property
    def _busy(self) -> bool:
        """Whether what this visitor said is just being kept; that of one before may still be."""
        return self._finishing is not None and self._finishing is self.session

    @property
    def prints(self) -> bool:
        return self._print_badge is not None

    def begin(self, errand: Errand) -> None:
        self.forget()
        self.session = VisitorSession(errand)
        self._go_to(Step.HOST if errand is Errand.DELIVERY else Step.LAST_NAME)

    def back(self) -> None:
        """To the step before; from the first one, away. After the end there is no way back."""
        if self._busy or self.step in ENDS:
            return
        if len(self._trail) < 2:
            self.forget()
            return
        self._trail.pop()
        if self.session:
            del self.session.signed[max(self._trail.count(Step.TERMS) - 1, 0) :]
            if self.step in CLAIMS:
                self.session.own = None
        self.stepped.emit(self.step)

    def forget(self) -> None:
        """Whoever was here is gone, and all that they said."""
        if self.session is not None:
            self._clear()
            self.ended.emit()

    def answer(self, text: str) -> None:
        """What was typed at the step that is shown. A touch more, while the next one is still on its way, is none."""
        if self._busy or self.session is None or self.step not in TYPED:
            return
        step, session = self.step, self.session
        session.take(step, text)
        if complaint := complaint_of(session, step, self._country()):
            self.complained.emit(complaint)
        elif step is Step.OTHERS_TOO and is_refused(session):
            self._on_refused()
        elif step in CLAIMS and session.errand is not Errand.WALK_IN:
            self._tasks.start(self._searched(session, step), on_error=partial(self._on_failed, session))
        else:
            self._go_on(step)
            if session.errand is Errand.WALK_IN and step in NAMES_A_WALK_IN and not session.denied:
                self._searching = self._tasks.start(
                    self._walked_in(session), on_error=partial(self._on_failed, session)
                )

    def scanned(self, code: str) -> None:
        """A badge or an invitation was read: that says who it is, unless somebody else is in the middle of it."""
        if not self._busy and self.step in (None, *CLAIMS, Step.FOUND):
            self._tasks.start(self._read(code), on_error=partial(self._on_failed, self.session))

    def confirm(self) -> None:
        """Yes, that's me."""
        if self.session and self.session.own and not self._busy and self.step in RECOGNISED:
            if self.session.errand is Errand.WALK_IN:
                self.session.errand = Errand.MEETING
            self._go_on(self.step)

    def reopen(self) -> None:
        """The answer is being typed anew: it may mean another visit than the one that was shown."""
        if self.session and not self._busy and self.step in CLAIMS:
            self.session.own = None

    def deny(self) -> None:
        """Not me: nothing of the one who was found stays."""
        if self.session is None or self._busy or self.step not in RECOGNISED:
            return
        self.session.own = None
        if self._tries.miss():
            self._go_to(Step.SORRY)
        elif self.session.errand is Errand.WALK_IN:
            self.session.denied = True
            self.back()
        elif self.step is Step.FOUND:
            self.forget()
        else:
            self.complained.emit(NOT_FOUND)

    def tick(self, rows: Collection[str]) -> None:
        """Those of the rows with these keys came too."""
        if self.session and not self._busy and self.step is Step.COMPANIONS:
            tick(self.session, rows)

    def go_on_together(self) -> None:
        """Who came is ticked."""
        if self.session and not self._busy and self.step is Step.COMPANIONS:
            self._go_on(Step.COMPANIONS)

    async def find_hosts(self, typed: str, limit: int) -> Sequence[KnownPerson]:
        """At most `limit` hosts whom it may mean. Raises StoreFailed."""
        if self.session is not None and is_one_too_many(self.session, typed, self._tries):
            self.cannot_go_on()
            return ()
        return await self._hosts.find(typed, limit)

    def choose_host(self, host: KnownPerson) -> None:
        if self.session and not self._busy and self.step is Step.HOST:
            self.session.host = host
            if self.session.errand is Errand.DELIVERY:
                self._finish(self.session, self._completion.deliver(self.session, host, ""))
            else:
                self._go_on(Step.HOST)

    def call_reception(self, host: str) -> None:
        """Nobody of that name is known: somebody from a desk helps, who reads what was typed."""
        if self.session and not self._busy and self.step is Step.HOST:
            self._finish(self.session, self._completion.call(self.session, host))

    def leave_at_desk(self, typed: str) -> None:
        """Something was brought for nobody who is known here, or for nobody in particular."""
        if self.session and not self._busy and self.step is Step.HOST:
            self._finish(self.session, self._completion.deliver(self.session, None, typed))

    @property
    def turn(self) -> Turn | None:
        """The site's question that is asked, and whom; None while it isn't known, and at any other step."""
        asked = self._trail.count(Step.SITE_QUESTION)
        return turn(self.session, asked - 1) if self.session and self.step is Step.SITE_QUESTION else None

    def reply(self, text: str) -> None:
        """The answer to the site's question, "" for none."""
        session, this = self.session, self.turn
        if session is None or this is None or self._busy:
            return
        if not is_taken(session, this, text):
            self.complained.emit(EMPTY)
        elif turn(session, self._trail.count(Step.SITE_QUESTION)):
            self._go_to(Step.SITE_QUESTION)
        else:
            self._go_on(Step.SITE_QUESTION)

    def sign(self, signed: Signed) -> None:
        if self.session is None or self._busy or self.step is not Step.TERMS:
            return
        if is_signed_by_all(self.session, signed):
            self._finish(self.session, self._completion.reach(self.session))
        else:
            self._go_to(Step.TERMS)

    def cannot_go_on(self) -> None:
        """What is needed for the step can't be had."""
        if self.session is not None and self.step not in ENDS:
            self._go_to(Step.SORRY)

    async def _searched(self, session: VisitorSession, step: Step) -> None:
        session.own = None
        answer = await self._recognition.of(session, step)
        if session is not self.session or step is not self.step:
            return
        match answer:
            case OwnVisit():
                session.own = answer
                self.recognised.emit(answer)
            case Step():
                self._go_to(answer)
            case Words():
                self.complained.emit(answer)

    async def _walked_in(self, session: VisitorSession) -> None:
        """Who is invited after all is asked whether that is so, and then checked in as invited."""
        step, own = self.step, await self._recognition.invited(session)
        if own is not None and session is self.session and step is self.step and not self._busy:
            session.own = own
            self._go_to(Step.FOUND)

    async def _read(self, code: str) -> None:
        before, step = self.session, self.step
        own = await self._own_visits.of_code(code)
        if self.session is not before or self.step is not step or self._busy:
            return
        if own is None:
            self._on_unknown_code(step)
            return
        self._clear()  # whoever holds the code goes on in the language that was chosen
        self.session = VisitorSession(Errand.LEAVING if own.present else Errand.MEETING, own=own)
        self._go_to(Step.FOUND)

    def _on_refused(self) -> None:
        """A first name that isn't the owner's: nobody goes through names to see who else is expected."""
        if self._tries.miss():
            self._go_to(Step.SORRY)
        else:
            self.complained.emit(NOT_FOUND)

    def _on_unknown_code(self, step: Step | None) -> None:
        too_often = self._tries.miss()
        if step is not Step.LAST_NAME or too_often:  # the words ask for the last name
            self._clear()
            self.session = VisitorSession(Errand.MEETING)
            self._go_to(Step.SORRY if too_often else Step.LAST_NAME)
        if not too_often:
            self.complained.emit(UNKNOWN_CODE)

    def _clear(self) -> None:
        """Also what is still being searched for goes: it knows who was here."""
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None
        self.session = None
        self._trail.clear()

    def _go_on(self, step: Step) -> None:
        """To the step after this one, or to the end."""
        assert self.session is not None
        if step is Step.LAST_NAME and self.session.errand is Errand.WALK_IN:
            self._go_to(Step.FIRST_NAME)
            return
        asked = still_to_ask(self.session, self._asks, site=self._site_steps)
        ahead = (*steps_to_companions(self.session), *asked)
        following = ahead[ahead.index(step) + 1] if step in ahead else ahead[0]
        if following in ENDS:
            self._finish(self.session, self._completion.reach(self.session))
        else:
            self._go_to(following)

    def _go_to(self, step: Step) -> None:
        self._trail.append(step)
        self.stepped.emit(step)

    def _finish(self, session: VisitorSession, ending: Awaitable[Step]) -> None:
        self._finishing = session
        self._tasks.start(self._finished(session, ending), on_error=partial(self._on_failed, session))

    async def _finished(self, session: VisitorSession, ending: Awaitable[Step]) -> None:
        """What was said is on the disk before the visitor is told so, even when they have walked away."""
        try:
            last = await ending
        finally:
            if self._finishing is session:
                self._finishing = None
        if last in (Step.DONE, Step.GOODBYE):
            self._tries.forget()
        if session is self.session:
            self._go_to(last)
        if session.arrived and self._print_badge:
            printing = self._badges_printed(session, self._print_badge)
            self._tasks.start(printing, on_error=partial(self._on_failed, session))

    async def _badges_printed(self, session: VisitorSession, print_badge: PrintBadge) -> None:
        session.printed = await are_printed(print_badge, session.arrived)
        if session is self.session:
            self.badge_ended.emit(session.printed)

    def _on_failed(self, session: VisitorSession | None, error: FoyerError) -> None:
        """A visitor is told nothing technical: the log and the staff's sign have it. Who came after them isn't told."""
        log.error("A visitor could not go on: %s: %s", type(error).__name__, error)
        if session is self.session:
            self.cannot_go_on()
