"""A running kiosk: its window, what works behind it, and how it is put away in order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QByteArray, QLocale, QTimeZone
from PySide6.QtWidgets import QApplication

from app.errors import FoyerError, PrinterFailed
from app.models.objects.kiosk_trouble import Caller
from app.models.visit_row import VisitRow
from app.services.connection import ConnectionState
from app.services.kiosk.hosts import Hosts
from app.services.kiosk.own_visits import OwnVisits
from app.services.kiosk.refusals import Refusals
from app.services.notices.delivery_mails import DeliveryMails
from app.services.site import clock
from app.system.staff_pin import StaffPin
from ui.compose.connect import TransportMaker
from ui.compose.lazy import badges, walk_ins
from ui.compose.profile import Profile
from ui.compose.session import Session, not_now
from ui.kiosk.flow.completion import Completion
from ui.kiosk.flow.flow import KioskFlow
from ui.kiosk.flow.visitor_session import Step
from ui.kiosk.health.health import Health
from ui.kiosk.kiosk import Kiosk
from ui.kiosk.kit.languages import Languages
from ui.kiosk.staff.door import StaffDoor
from ui.kiosk.window import KioskWindow
from ui.printing.printers import check_printer
from ui.reception.scanner import Scanner
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.reception.badges import Badges

log = logging.getLogger(__name__)


def country_of(zone: str) -> str:
    """The two-letter code of the country that a time zone belongs to, "" for UTC and the like."""
    territory = QTimeZone(QByteArray(zone.encode())).territory()
    return QLocale.territoryToCode(territory) if territory is not QLocale.Country.AnyCountry else ""


class KioskApp:
    """`window` is the one on screen, `services` what stands behind it, `visiting` the way of the visitor who is there.

    `failure` is the last error, in words for staff, or "" while all went well.
    """

    def __init__(
        self,
        *,
        application: QApplication,
        profile: Profile,
        theme: Theme,
        now: Callable[[], datetime] = clock,
        make_transport: TransportMaker = lambda: None,
        unlocked: bool = False,
    ) -> None:
        """`unlocked` is for a picture. Raises StoreFailed when the data folder can't be used."""
        self.failure = ""
        self._profile = profile
        self._unlocked = unlocked
        self._theme = theme
        self._next: Profile | None = None
        self._closed = asyncio.Event()
        self._tasks = Tasks(self.report)
        self._session = Session(profile=profile, make_transport=make_transport, now=now, tasks=self._tasks)
        self.services = self._session.services
        self._languages = Languages(application, code=profile.settings.kiosk_language)
        self.window = KioskWindow(unlocked=unlocked)
        self.flow = self._flow()
        self._health = self._self_check()
        self._door = self._staff_door()
        self.kiosk = self._kiosk()
        scanner = Scanner(application, parent=self.window)
        scanner.scanned.connect(self.kiosk.scanned)
        scanner.garbled.connect(self.kiosk.scanned)
        self.window.closed.connect(self._closed.set)
        self._session.start(window=self.window, keep_fresh=self._keep_fresh, on_rescue=lambda rescue: None)
        self._asked = self._keep_fresh()

    @property
    def ready(self) -> bool:
        """Whether today is known by now, with everybody whom it tells of, or can't be."""
        known = self.services.day.rows_now(self.services.site.today()) is not None
        return (known and self._asked.done()) or self.services.connection.state not in (
            ConnectionState.CONNECTING,
            ConnectionState.ONLINE,
        )

    @property
    def site_steps(self) -> tuple[Step, ...]:
        """Those for which this site has something to be answered or signed."""
        settings = self._profile.settings
        own = {Step.SITE_QUESTION: settings.kiosk_questions, Step.TERMS: settings.kiosk_terms}
        return tuple(step for step, path in own.items() if path)

    def show(self) -> None:
        if self._unlocked:
            self.window.show()
        else:
            self.window.fill_the_screen()
            self._door.have_one_chosen()

    def raise_window(self) -> None:
        self.window.raise_()
        self.window.activateWindow()

    def back_up(self, file: Path, answer: Callable[[str], None]) -> None:
        """Somebody asks for a backup from the command line; `answer` gets why it can't be had, "" once it is there."""
        self._session.back_up(file, answer)

    async def closed(self) -> Profile | None:
        """Until staff leave the kiosk. Gives what is to be opened in its place, None for nothing."""
        await self._closed.wait()
        return self._next

    def open_the_desk(self) -> None:
        """This kiosk makes room for the desk, until Foyer is started again."""
        self._next = replace(self._profile, kiosk=False)
        self.leave()

    def report_a_problem(self) -> None:
        """The same, at the form of a ticket about this place."""
        self._next = replace(self._profile, kiosk=False, problem=True)
        self.leave()

    def leave(self) -> None:
        self.window.let_go()
        self.window.close()

    async def close(self) -> None:
        """Puts everything away in order. Nothing may be asked of the kiosk after it."""
        self._health.stop()
        self.flow.forget()
        await self._session.stop()
        self._languages.stop()
        self.window.let_go()
        self.window.close()
        self.window.deleteLater()

    def report(self, error: Exception) -> None:
        """Where errors end that nobody nearer took. A bug may have left the screen as it was, so the visitor is sent to
        the desk; what fails behind it, such as a mail that can't be kept, is nothing to them."""
        if isinstance(error, FoyerError):
            self.failure = f"{type(error).__name__}: {error}"
            log.error("At the kiosk: %s", self.failure)
            return
        self.failure = f"a bug: {error!r}"
        log.error("A bug", exc_info=error)
        self.flow.cannot_go_on()

    def _flow(self) -> KioskFlow:
        services, settings = self.services, self._profile.settings
        return KioskFlow(
            hosts=Hosts(services.contacts),
            own_visits=OwnVisits(day=services.day, arrivals=services.arrivals, site=services.site),
            completion=Completion(
                arrivals=services.arrivals,
                walk_ins=walk_ins(services),
                language=lambda: self._languages.code,
                call_reception=self._call_reception,
                mail_delivery=self._delivery_mails().put,
            ),
            site=services.site,
            country=lambda: services.site.country or country_of(services.site.zone.key),
            asks=settings.asks,
            site_steps=self.site_steps,
            print_badge=self._print_badge if settings.kiosk_prints else None,
            tasks=self._tasks.part(),
        )

    def _delivery_mails(self) -> DeliveryMails:
        services, profile = self.services, self._profile
        return DeliveryMails(
            outbox=services.outbox,
            site=services.site,
            contacts=services.contacts,
            desk=profile.settings.desk_name,
            mails=profile.mails,
        )

    async def _call_reception(self, call: str, caller: Caller) -> bool:
        """Whether the desks hear of it; a server in this process has none."""
        if self._profile.own_server:
            return False
        return await self.services.kiosks.call_reception(call, self._profile.settings.desk_name, caller)

    def _self_check(self) -> Health:
        settings = self._profile.settings
        asks_printer = settings.kiosk_prints and not self._profile.sample
        return Health(
            name=settings.desk_name,
            kiosks=self.services.kiosks,
            connection=self.services.connection,
            folder=self._profile.data_folder,
            check_printer=partial(check_printer, settings.badge_printer) if asks_printer else None,
            refusals=Refusals(self.services.pending_changes),
            listed_hosts=self.services.listed_hosts,
            is_unnoticed=self._is_unnoticed,
            window=self.window,
            tasks=self._tasks.part(),
        )

    def _is_unnoticed(self) -> bool:
        """Whether nobody hears of who checks in: nobody is mailed, and no other desk is told by the server."""
        profile = self._profile
        if profile.mails or profile.sample:
            return False
        return profile.settings.embedded or self.services.calls.exist is False

    def _staff_door(self) -> StaffDoor:
        door = StaffDoor(
            window=self.window,
            pin=StaffPin(self._profile.data_folder, self.services.site.now),
            name=self._profile.settings.desk_name,
            health=self._health,
            site=self.services.site,
            tasks=self._tasks.part(),
        )
        door.problem_requested.connect(self.report_a_problem)
        door.desk_requested.connect(self.open_the_desk)
        door.close_requested.connect(self.leave)
        return door

    def _kiosk(self) -> Kiosk:
        return Kiosk(
            window=self.window,
            flow=self.flow,
            languages=self._languages,
            terms=self.services.terms,
            questions=self.services.site_questions,
            arrivals=self.services.arrivals,
            site=self.services.site,
            settings=self._profile.settings,
            takes_names=self.services.takes_names,
            door=self._door,
            health=self._health,
            is_unnoticed=self._is_unnoticed,
            theme=self._theme,
            tasks=self._tasks.part(),
        )

    @cached_property
    def _badges(self) -> Badges:
        return badges(self._profile, self.services, tasks=self._tasks.part(), theme=self._theme)

    async def _print_badge(self, visit: VisitRow) -> None:
        if self._unlocked:  # for a picture nothing comes out of any printer
            return
        try:
            await self._badges.print([visit])
        except PrinterFailed:
            self._health.printer_failed()
            raise

    def _keep_fresh(self) -> asyncio.Task[None]:
        day = self.services.site.today()
        return self._tasks.start(self._kept_fresh(day), on_error=not_now)

    async def _kept_fresh(self, day: date) -> None:
        await self.services.day.keep_fresh(day)
        self._health.weigh()
