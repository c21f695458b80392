"""Checking people in and out, from whichever screen: what was done is said, and can be taken back for ten seconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QObject, Signal

from app.models.scans.code import TEST_CODE
from app.models.scans.reading import read_scan
from app.models.visit_row import Present, Status, VisitRow
from app.services.site import Site
from app.services.visits.arrivals import Arrivals, Recorded
from app.services.visits.day import Day
from app.services.visits.host_notices import HostNotices
from ui.tasks import Tasks
from ui.wording.arrival_words import (
    check_ins_taken_back_words,
    checked_in_words,
    checked_out_words,
    host_called_words,
    left_words,
    no_mail_to_host_words,
    not_checked_in_words,
    scanner_garbles_words,
    scanner_works_words,
    telling_again_words,
    undone_words,
    unknown_badge_words,
)

READ_TWICE = timedelta(seconds=2)
"""A scanner may read one badge twice: the second reading means nothing."""


class CheckInActions(QObject):
    """`done` carries words and what takes it back, None where nothing can be; `visit_requested` a visit to be shown."""

    done = Signal(str, object)
    visit_requested = Signal(object)

    def __init__(
        self,
        *,
        arrivals: Arrivals,
        day: Day,
        host_notices: HostNotices,
        site: Site,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._arrivals = arrivals
        self._day = day
        self._host_notices = host_notices
        self._site = site
        self._tasks = tasks
        self._read = ("", site.moment())

    def check_in(self, visits: Sequence[VisitRow]) -> None:
        """Those of today who weren't cancelled, all in one step; of the others it is said why not. Somebody who is
        already in is not checked in twice."""
        today = self._site.today()
        coming = [visit for visit in visits if visit.day == today and visit.cancelled is None]
        others = [visit for visit in visits if visit.day != today or visit.cancelled is not None]
        if coming:
            self._tasks.start(self._checked_in(coming, others))
        elif others:
            self.done.emit(not_checked_in_words(others, self._site), None)

    def check_out(self, visits: Sequence[VisitRow]) -> None:
        self._tasks.start(self._checked_out(visits))

    def go_on(self, visit: VisitRow) -> None:
        """The next thing to do: in, or out. Who left stays out until somebody says otherwise."""
        match visit.status(self._site.now()):
            case Status.ON_SITE:
                self.check_out([visit])
            case Status.LEFT:
                self.done.emit(left_words(visit, self._site), None)
            case _:
                self.check_in([visit])

    def scanned(self, code: str) -> None:
        """A badge or an invitation was read."""
        reading = read_scan(code)
        if reading and TEST_CODE in reading.names:
            self.done.emit(scanner_works_words(), None)
            return
        (before, at), self._read = self._read, (code, self._site.moment())
        if before == code and self._site.moment() - at < READ_TWICE:
            return
        self._tasks.start(self._show_scanned(code))

    def scanned_garbled(self, typed: str) -> None:
        """A scanner typed something that can't be read."""
        self.done.emit(scanner_garbles_words(), None)

    def host_called(self, visits: Sequence[VisitRow], note: str = "") -> None:
        """Somebody called the host of visitors who are in, and may have noted something."""
        self._tasks.start(self._host_called(visits, note))

    def tell_host_again(self, visit: VisitRow) -> None:
        self._tasks.start(self._mail_to_host(visit))

    def check_out_all(self, present: Sequence[Present]) -> None:
        self._tasks.start(self._all_checked_out(present))

    def may_take_back(self, visit: VisitRow) -> bool:
        """Whether the check-in can be taken back by which the visitor is in, at whichever desk it was said."""
        return self._arrivals.may_take_back(visit)

    def take_back_check_in(self, visits: Sequence[VisitRow]) -> None:
        """Also long after it was done."""
        self._tasks.start(self._check_ins_taken_back(visits))

    def take_back(self, recorded: Recorded) -> None:
        self._tasks.start(self._taken_back(recorded))

    async def _checked_in(self, visits: Sequence[VisitRow], others: Sequence[VisitRow]) -> None:
        recorded = await self._arrivals.check_in(visits)
        words = (checked_in_words(recorded, self._site), not_checked_in_words(others, self._site))
        self._tell(" ".join(filter(None, words)), recorded)

    async def _checked_out(self, visits: Sequence[VisitRow]) -> None:
        recorded = await self._arrivals.check_out(visits)
        self._tell(checked_out_words(recorded, self._site), recorded)

    async def _all_checked_out(self, present: Sequence[Present]) -> None:
        """Whose meeting is known here leaves as if checked out one by one: those who want to know of it are told."""
        visits = [(one, await self._day.find(one.visit)) for one in present]
        recorded = await self._arrivals.check_out([visit for _, visit in visits if visit])
        others = [one for one, visit in visits if visit is None]
        entries = (*await self._arrivals.check_out_all(others), *recorded.entries) if others else recorded.entries
        recorded = Recorded(entries, further=recorded.further)
        self._tell(checked_out_words(recorded, self._site), recorded)

    async def _host_called(self, visits: Sequence[VisitRow], note: str) -> None:
        if known := await self._host_notices.called(visits, note):
            self.done.emit(host_called_words(known), None)

    async def _mail_to_host(self, visit: VisitRow) -> None:
        sent = await self._host_notices.tell_again(visit)
        self.done.emit(telling_again_words(visit) if sent else no_mail_to_host_words(visit), None)

    async def _taken_back(self, recorded: Recorded) -> None:
        await self._arrivals.undo(recorded.entries)
        self.done.emit(undone_words([person.name for person in recorded.people]), None)

    async def _check_ins_taken_back(self, visits: Sequence[VisitRow]) -> None:
        self.done.emit(check_ins_taken_back_words(await self._arrivals.take_back_check_ins(visits), self._site), None)

    async def _show_scanned(self, code: str) -> None:
        visit = await self._day.find_scanned(code)
        if visit is None:
            self.done.emit(unknown_badge_words(), None)
            return
        self.visit_requested.emit(visit)
        self.go_on(visit)

    def _tell(self, words: str, recorded: Recorded) -> None:
        if words:  # nothing came of it where somebody is known by no more than that they left
            self.done.emit(words, (lambda: self.take_back(recorded)) if recorded.entries else None)


def may_come(visit: VisitRow) -> bool:
    """Whether its visitor can be checked in on the day of the visit: also once more, after they left."""
    return visit.invited and visit.cancelled is None and not visit.arrival.on_site


def may_have_badge(visit: VisitRow) -> bool:
    return visit.invited and (visit.cancelled is None or visit.arrival.on_site)
