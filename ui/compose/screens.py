"""The screens of one connection. All but the first are imported and built when they are first gone to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING

from app.models.drafts import MeetingDraft
from app.models.meetings.changes import EditedMeeting
from app.models.notices.notice import Notice
from app.models.operations import Kind, Operation
from app.models.visit_row import VisitRow
from app.services.setup import Setup
from app.settings import Settings
from app.system.staff_pin import StaffPin
from ui.compose.calendar_files import CalendarFiles
from ui.compose.connect import TransportMaker, open_server
from ui.compose.front_desk import FrontDesk
from ui.compose.lazy import calendar_imports
from ui.compose.profile import Profile
from ui.compose.services import Services
from ui.compose.visit_problems import VisitProblems
from ui.pages.today.page import TodayPage
from ui.reception.changes.wish import Wish
from ui.shell import screens
from ui.shell.page import Page
from ui.shell.screens import Screen
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.pages.new_meeting.form_page import FormSources
    from ui.pages.new_meeting.page import NewMeetingPage
    from ui.pages.tickets.page import TicketsPage

FORMS: Mapping[Kind, Screen] = {Kind.MEETING: screens.NEW_MEETING, Kind.TICKET: screens.TICKETS}
"""The screens whose forms a write comes from."""


class Screens:
    """Builds the pages, and leads from one to another: pages don't know each other."""

    def __init__(
        self,
        *,
        profile: Profile,
        services: Services,
        tasks: Tasks,
        theme: Theme,
        make_transport: TransportMaker,
        front_desk: FrontDesk,
        go_to: Callable[[str], None],
        change_settings: Callable[[Settings, str], None],
        show_sample: Callable[[], None],
    ) -> None:
        """`go_to` shows a screen; `change_settings` puts the desk together anew with other ones, and has the new window
        say something; `show_sample` puts a sample day in its place."""
        self._profile = profile
        self._services = services
        self._tasks = tasks
        self._theme = theme
        self._make_transport = make_transport
        self._go_to = go_to
        self._change_settings = change_settings
        self._show_sample = show_sample
        self._pages: dict[Screen, Page] = {}
        self._front_desk = front_desk
        actions = front_desk.meeting_actions
        self._calendar_files = CalendarFiles(
            services=services, meeting_actions=actions, new_meeting=self._on_new_meeting, tasks=tasks, theme=theme
        )
        self.problems = VisitProblems(
            services=services,
            desk=profile.settings.desk_name,
            form=self._on_tickets,
            show_visit=self.show_visit,
            tasks=tasks,
        )
        actions.form_requested.connect(self._edit_on_form)
        actions.creation_requested.connect(self._on_creation_requested)  # a lambda would hold all of this for good
        actions.as_new_requested.connect(self._make_anew)

    def page(self, screen: Screen) -> Page:
        """The page of that screen, the same one each time: built when it is first gone to."""
        if screen not in self._pages:
            makers: Mapping[Screen, Callable[[], Page]] = {
                screens.TODAY: self._today,
                screens.NEW_MEETING: self._new_meeting,
                screens.EDIT_MEETING: self._edit_meeting,
                screens.ON_SITE: self._on_site,
                screens.TICKETS: self._tickets,
                screens.OVERVIEW: self._overview,
                screens.SETTINGS: self._settings,
                screens.WAITING: self._waiting,
            }
            self._pages[screen] = makers[screen]()
        return self._pages[screen]

    def _today(self) -> TodayPage:
        page = TodayPage(
            day=self._services.day,
            other_days=self._services.other_days,
            period_visits=self._services.period_visits,
            check_in_actions=self._front_desk.check_in_actions,
            meeting_actions=self._front_desk.meeting_actions,
            signatures_of=self._services.signatures.of,
            answers_of=self._services.visitor_answers.of,
            history=self._services.visitor_history,
            notices=self._services.notices,
            site=self._services.site,
            tasks=self._tasks.part(),
            theme=self._theme,
            mails=self._profile.mails,
            first_start=self._profile.settings.embedded and not self._profile.sample,
        )
        page.sample_requested.connect(self._show_sample)
        page.edit_requested.connect(self._edit)
        page.walk_in_requested.connect(self._front_desk.receive)
        page.badges_requested.connect(self._front_desk.show_badges)
        page.badges_at_once_requested.connect(self._front_desk.print_badges)
        page.forget_requested.connect(self._front_desk.forget)
        page.problem_requested.connect(self.problems.report)
        self._calendar_files.take_from(page)
        return page

    def show_visit(self, visit: VisitRow) -> None:
        """On *Today*."""
        self._on_today().show_visit(visit)

    def _on_today(self) -> TodayPage:
        """Goes to *Today*."""
        page = self.page(screens.TODAY)
        assert isinstance(page, TodayPage)
        self._go_to(page.name)
        return page

    def _new_meeting(self) -> Page:
        from ui.pages.new_meeting.page import NewMeetingPage

        page = NewMeetingPage(self._form_sources(), invitations=self._services.invitations, path=f"POST {self._path()}")
        page.created.connect(self._show_meeting)
        page.calendar_chosen.connect(self._calendar_files.open)
        page.calendar_cancelled.connect(self._calendar_files.cancel)
        return page

    def _on_new_meeting(self) -> NewMeetingPage:
        """Goes to the form of a new meeting."""
        from ui.pages.new_meeting.page import NewMeetingPage

        page = self.page(screens.NEW_MEETING)
        assert isinstance(page, NewMeetingPage)
        self._go_to(page.name)
        return page

    def _edit_meeting(self) -> Page:
        from ui.pages.new_meeting.edit.page import EditMeetingPage

        page = EditMeetingPage(
            self._form_sources(),
            changes=self._services.meeting_changes,
            path=lambda meeting: f"PUT {self._path()}/{meeting}",
        )
        page.saved_on.connect(self._show_meeting)
        return page

    def _form_sources(self) -> FormSources:
        """Of each meeting's form."""
        from ui.pages.new_meeting.form_page import FormSources

        return FormSources(
            calendar_imports=calendar_imports(self._services),
            drafts=self._services.drafts,
            site=self._services.site,
            contacts=self._services.contacts,
            tasks=self._tasks.part(),
            theme=self._theme,
            names_as_ids=self._services.takes_names,
            ways=self._services.notices.ways,
        )

    def _path(self) -> str:
        """Of the server's meetings, as it is shown."""
        settings = self._profile.settings
        return f"{settings.prefix.replace('{companyId}', settings.company_id)}/vm/meetings"

    def _on_site(self) -> Page:
        from app.services.visits.roll_call import RollCall
        from ui.pages.on_site.page import OnSitePage

        services = self._services
        page = OnSitePage(
            roll_call=RollCall(arrivals=services.arrivals),
            arrivals=services.arrivals,
            calls=services.calls,
            day=services.day,
            check_in_actions=self._front_desk.check_in_actions,
            site=services.site,
            tasks=self._tasks.part(),
            theme=self._theme,
        )
        page.problem_requested.connect(self.problems.report)
        return page

    def _tickets(self) -> Page:
        from ui.pages.tickets.page import TicketsPage

        page = TicketsPage(
            tickets=self._services.tickets,
            views=self._services.ticket_views,
            drafts=self._services.drafts,
            site=self._services.site,
            contacts=self._services.contacts,
            tasks=self._tasks.part(),
            theme=self._theme,
            actions=self._front_desk.ticket_actions,
            names_as_ids=self._services.takes_names,
            ways=self._services.notices.ways,
            notices=self._services.notices,
        )
        page.edit_requested.connect(self._edit)
        page.visit_requested.connect(self.problems.show_visit)
        return page

    def _on_tickets(self) -> TicketsPage:
        """Goes to *Tickets*."""
        from ui.pages.tickets.page import TicketsPage

        page = self.page(screens.TICKETS)
        assert isinstance(page, TicketsPage)
        self._go_to(page.name)
        return page

    def _overview(self) -> Page:
        from ui.compose.overview import overview

        return overview(
            services=self._services,
            today=self._on_today,
            tickets=self._on_tickets,
            tasks=self._tasks.part(),
            theme=self._theme,
        )

    async def keep_setting(self, name: str, value: str) -> None:
        """One that was said elsewhere than in *Settings*, which shows it from now on. Raises BadSetting."""
        await self._setup.keep_one(name, value)
        page = self._pages.get(screens.SETTINGS)
        if page is not None:
            from ui.pages.settings.page import SettingsPage

            assert isinstance(page, SettingsPage)
            page.show_setting(name)

    @cached_property
    def _setup(self) -> Setup:
        return Setup(
            settings=self._profile.settings,
            file=self._profile.settings_file,
            system_file=self._profile.system_settings,
            credentials=self._profile.credentials,
            staff_pin=StaffPin(self._profile.data_folder, self._services.site.now),
            opener=partial(open_server, make_transport=self._make_transport),
            site=self._services.site,
        )

    def _settings(self) -> Page:
        from ui.compose.message_texts import sample_letters
        from ui.pages.settings.page import SettingsPage
        from ui.printing import printers

        page = SettingsPage(
            setup=self._setup,
            printers=printers.printers,
            letters=sample_letters,
            unsent_lists=self._front_desk.unsent_lists,
            site=self._services.site,
            tasks=self._tasks.part(),
            theme=self._theme,
        )
        page.changed.connect(self._change_settings)
        return page

    def _waiting(self) -> Page:
        from ui.pages.waiting.page import WaitingPage

        page = WaitingPage(
            changes=self._services.pending_changes,
            mailing=self._services.mailing,
            connection=self._services.connection,
            calls=self._services.calls,
            site=self._services.site,
            words=self._services.tickets.words,
            notices=self._services.notices,
            tasks=self._tasks.part(),
            theme=self._theme,
        )
        page.subject_requested.connect(self._show_subject)
        page.edit_requested.connect(self._edit)
        page.decision_requested.connect(self._front_desk.decide)
        return page

    def _show_subject(self, notice: Notice) -> None:
        """The ticket, the visit or the day that a notice is about."""
        if notice.ticket:
            self._on_tickets().show_ticket(notice.ticket)
        elif notice.meeting and notice.starts_at:
            day = self._services.site.local(notice.starts_at).date()
            self._tasks.start(self._visit_shown(day, notice.meeting, notice.visitor or ""))
        elif notice.day and not notice.meeting:
            self._on_today().show_day(notice.day)

    async def _visit_shown(self, day: date, meeting: str, visitor: str) -> None:
        """Of a day that this desk doesn't have yet, the meeting as soon as its list came."""
        row = await self._services.day.find(f"{day}/{meeting}/{visitor}")
        if row is not None:
            self.show_visit(row)
        else:
            self._show_meeting(day, meeting)

    def _show_meeting(self, starts: date, meeting: str) -> None:
        today = self.page(screens.TODAY)
        assert isinstance(today, TodayPage)
        today.show_meeting(starts, meeting)
        self._go_to(screens.TODAY.name)

    def _edit_on_form(self, edited: EditedMeeting, wish: Wish) -> None:
        from ui.pages.new_meeting.edit.page import EditMeetingPage

        page = self.page(screens.EDIT_MEETING)
        assert isinstance(page, EditMeetingPage)
        self._go_to(page.name)
        page.edit(edited, wish)

    def _on_creation_requested(self, operation: str, wish: Wish) -> None:
        self._tasks.start(self._edit_creation(operation, wish))

    async def _edit_creation(self, operation: str, wish: Wish) -> None:
        """One that the server doesn't have yet is edited as what is to be created."""
        waiting = await self._services.pending_changes.get(operation)
        if waiting is not None:
            self._on_new_meeting().edit(waiting, wish)

    def _make_anew(self, draft: MeetingDraft, operation: str) -> None:
        """A meeting that is gone on the server, as a new one: what is created takes the place of the change."""
        self._on_new_meeting().make_anew(draft, operation)

    def _edit(self, operation: Operation) -> None:
        """Opens the form that an operation came from, with its words in it."""
        if operation.kind is Kind.MEETING_CHANGE:
            self._front_desk.meeting_actions.edit_change(operation)
            return
        from ui.pages.new_meeting.page import NewMeetingPage
        from ui.pages.tickets.page import TicketsPage

        screen = FORMS[operation.kind]
        page = self.page(screen)
        self._go_to(screen.name)
        assert isinstance(page, NewMeetingPage | TicketsPage)
        page.edit(operation)
