"""What is done at the desk from whichever screen: people are checked in and out, received, given badges, forgotten."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.errors import FoyerError, PrinterFailed, StillOnSite, StillWaiting, StoreFailed
from app.models.lists import ON_SITE, day_list
from app.models.operations import Kind, Operation
from app.models.visit_row import Present, VisitRow, people_among
from app.services.visits.arrivals import Recorded
from app.services.visits.visit import Visit
from ui.compose.lazy import badges, calendar_copies, walk_ins
from ui.compose.profile import Profile
from ui.compose.services import Services
from ui.reception.calendars.copying import CalendarCopying
from ui.reception.changes.meeting_actions import MeetingActions
from ui.reception.check_in_actions import CheckInActions
from ui.reception.closing_time import ClosingTime
from ui.reception.notices.unsent_lists import UnsentLists
from ui.reception.tickets.own_agent import OwnAgent
from ui.shell.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.banner import Action, Message
from ui.widgets.dialogs.questions import ask_to_forget
from ui.wording.arrival_words import badges_printed_words, checked_in_words, overnight_words, still_here_words
from ui.wording.change_words import merged_words
from ui.wording.messages import error_words, no_badge_words
from ui.wording.tickets.ticket_words import ticket_merged_words

if TYPE_CHECKING:
    from ui.reception.badges import Badges
    from ui.reception.tickets.ticket_actions import TicketActions


class FrontDesk(QObject):
    """`window` gives the window that is on screen; `show_visit` goes to a visit on *Today*.

    A QObject, because Qt would hold anything else that its signals reach for good.
    """

    def __init__(
        self,
        *,
        profile: Profile,
        services: Services,
        tasks: Tasks,
        theme: Theme,
        window: Callable[[], MainWindow],
        show_visit: Callable[[VisitRow], None],
        own_agent: OwnAgent,
    ) -> None:
        super().__init__()
        self._profile = profile
        self._services = services
        self._tasks = tasks
        self._theme = theme
        self._window = window
        self.check_in_actions = CheckInActions(
            arrivals=services.arrivals,
            day=services.day,
            host_notices=services.host_notices,
            site=services.site,
            tasks=tasks.part(),
        )
        self.meeting_actions = MeetingActions(
            changes=services.meeting_changes,
            invitations=services.invitations,
            site=services.site,
            ways=services.notices.ways,
            copying=CalendarCopying(copies=lambda: calendar_copies(services), tasks=tasks.part(), parent=self),
            tasks=tasks.part(),
            theme=theme,
            window=window,
        )
        self.unsent_lists = UnsentLists(notices=services.notices, tasks=tasks.part(), parent=self)
        for actions in (self.check_in_actions, self.meeting_actions):
            actions.done.connect(self._tell)
        self.check_in_actions.visit_requested.connect(self._on_visit_requested)
        services.sync.on_merged(lambda *merged: self._tell(merged_words(*merged), None))
        services.sync.on_ticket_merged(lambda *merged: self._tell(ticket_merged_words(*merged), None))
        self._show_visit = show_visit
        self._own_agent = own_agent
        self._receiving: Callable[[], None] | None = None

    def watch_the_clock(self) -> None:
        """From the set hour on, those are listed who are still checked in."""
        closing = ClosingTime(
            arrivals=self._services.arrivals,
            site=self._services.site,
            at=self._profile.settings.check_out_at,
            tasks=self._tasks,
            parent=self._window(),
        )
        closing.due.connect(self._on_closing_time)
        closing.overnight.connect(self._on_overnight)

    def receive(self) -> None:
        """Opens the form for somebody without an invitation: the same one each time, with what was typed."""
        if self._receiving is None:
            from ui.reception.walk_in import WalkInForm

            form = WalkInForm(
                walk_ins=walk_ins(self._services),
                contacts=self._services.contacts,
                site=self._services.site,
                tasks=self._tasks.part(),
                theme=self._theme,
                parent=self._window(),
            )
            form.received.connect(self._on_received)
            form.check_in_requested.connect(self._on_expected)
            self._receiving = form.start
        self._receiving()

    @cached_property
    def _badges(self) -> Badges:
        """Made when the first badge is wanted: the first window doesn't wait for what draws it."""
        return badges(self._profile, self._services, tasks=self._tasks.part(), theme=self._theme)

    @cached_property
    def ticket_actions(self) -> TicketActions:
        """Made when it is first wanted, as well."""
        from ui.reception.tickets.ticket_actions import TicketActions

        actions = TicketActions(
            changes=self._services.ticket_changes,
            own_agent=self._own_agent,
            contacts=self._services.contacts,
            words=self._services.tickets.words,
            site=self._services.site,
            tasks=self._tasks.part(),
            theme=self._theme,
            window=self._window,
            parent=self,
        )
        actions.done.connect(self._tell)
        return actions

    def decide(self, operation: Operation) -> None:
        """A change met another one's: a person chooses."""
        if operation.kind is Kind.TICKET_CHANGE:
            self.ticket_actions.decide(operation)
        else:
            self.meeting_actions.decide(operation)

    def show_badges(self, visits: Sequence[VisitRow]) -> None:
        self._badges.show(visits, self._window())

    def print_badges(self, visits: Sequence[VisitRow]) -> None:
        """At once, without looking at them before."""
        self._tasks.start(self._badges_printed(visits))

    async def _badges_printed(self, visits: Sequence[VisitRow]) -> None:
        try:
            await self._badges.print(visits)
        except PrinterFailed as error:
            look = Action("Print badge", lambda: self.show_badges(visits))
            self._window().banner.say(error_words(error), actions=(look,))
        else:
            self._tell(badges_printed_words([visit.name for visit in visits]), None)

    def forget(self, visit: Visit) -> None:
        """Asks first."""

        def forget() -> None:
            self._tasks.start(self._forgotten(visit))

        ask_to_forget(self._window(), visit.row.name, theme=self._theme, forget=forget)

    def _tell(self, words: str, undo: Callable[[], None] | None) -> None:
        self._window().notice.tell(words, undo)

    def _on_visit_requested(self, visit: VisitRow) -> None:
        self._show_visit(visit)

    def _on_received(self, visit: VisitRow, recorded: Recorded) -> None:
        words = checked_in_words(recorded, self._services.site)
        self._tell(words, lambda: self.check_in_actions.take_back(recorded))
        self._show_visit(visit)
        self._tasks.start(self._badge_printed(visit))

    def _on_expected(self, visit: VisitRow) -> None:
        """Who walked in was invited: that visit is checked in, with its badge."""
        self._show_visit(visit)
        self.check_in_actions.check_in([visit])
        self._tasks.start(self._badge_printed(visit))

    async def _badge_printed(self, visit: VisitRow) -> None:
        """A dead printer must not look as if the visitor were not checked in."""
        try:
            await self._badges.print([visit])
        except PrinterFailed as error:
            self._say_without_badge(visit, no_badge_words(visit.name, error))

    def _say_without_badge(self, visit: VisitRow, words: str) -> None:
        """Until the badge was printed, or the visitor left."""
        again = Action("Print badge", lambda: self.show_badges([visit]))

        async def say() -> Message | None:
            now = await self._services.arrivals.of(visit.id)
            return Message(words, "error", (again,)) if now.on_site and now.badge_at is None else None

        self._window().sentences.keep(f"badge {visit.id}", say, day_list(visit.day))

    async def _forgotten(self, visit: Visit) -> None:
        assert visit.visitor is not None
        try:
            await self._services.erasure.forget(visit.visitor)
        except (StillOnSite, StillWaiting, StoreFailed):
            raise
        except FoyerError as error:  # of our own server, which has to forget them first
            self._window().banner.say(f"{visit.row.name} was not forgotten. {error_words(error, shown=False)}")
            return
        self._window().page().refresh()
        self._tell("Forgotten at this desk.", None)

    def _on_closing_time(self) -> None:
        self._say_who_is_here(still_here_words, self._everybody)

    def _on_overnight(self) -> None:
        self._say_who_is_here(overnight_words, self._forgotten_ones)

    async def _everybody(self) -> Sequence[Present]:
        return people_among((await self._services.arrivals.on_site()).present)

    async def _forgotten_ones(self) -> Sequence[Present]:
        return people_among(await self._services.arrivals.since_before(self._services.site.today()))

    def _say_who_is_here(self, words: Callable[[int], str], who: Callable[[], Awaitable[Sequence[Present]]]) -> None:
        """The number is that of *On site*, also when somebody comes or leaves."""
        show = Action("Show them", partial(self._start_showing, who))

        async def say() -> Message | None:
            count = len(await who())
            return Message(words(count), "notice", (show,)) if count else None

        self._window().sentences.keep(ON_SITE, say, ON_SITE)

    def _start_showing(self, who: Callable[[], Awaitable[Sequence[Present]]]) -> None:
        self._tasks.start(self._show_still_here(who))

    async def _show_still_here(self, who: Callable[[], Awaitable[Sequence[Present]]]) -> None:
        from ui.reception.checkout_reminder import CheckoutReminder

        dialog = CheckoutReminder(
            present=await who(), site=self._services.site, theme=self._theme, parent=self._window()
        )
        dialog.check_out_requested.connect(self.check_in_actions.check_out_all)
        dialog.open()
