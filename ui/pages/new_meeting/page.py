"""The *New meeting* page: a meeting's form, of which a new one is made.

What is written is kept while it is written, and a created meeting is kept at this desk until it was sent.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.errors import FoyerError, Refused, StillOnSite
from app.models.drafts import Body, MeetingDraft
from app.models.operations import Operation, State
from app.services.calendars.imports import ImportedEvent
from app.services.calendars.later_version import later_version
from app.services.meetings.invitations import Invitations
from ui.pages.new_meeting.form_page import FormSources, MeetingFormPage
from ui.pages.new_meeting.imported import Imported
from ui.reception.calendars.calendar_drop import is_called_calendar
from ui.reception.calendars.calendar_import import CalendarImport
from ui.reception.changes.wish import PLAIN, Wish
from ui.shell import screens
from ui.widgets.buttons import Button
from ui.wording.change_words import not_saved_words
from ui.wording.messages import error_words, unsent_words


class NewMeetingPage(MeetingFormPage):
    """`path` is the call that the body goes to, as it is shown. `created` tells the day on which the meeting starts,
    and its operation; `calendar_chosen` the events out of a calendar file that are to be opened, `calendar_cancelled`
    one whose meeting is to be cancelled.

    What stands in the form can be taken with `draft()` and put back with `fill()`.
    """

    entry = screens.NEW_MEETING

    created = Signal(object, str)
    calendar_chosen = Signal(object)
    calendar_cancelled = Signal(object)

    def __init__(
        self, sources: FormSources, *, invitations: Invitations, path: str, parent: QWidget | None = None
    ) -> None:
        self._import = Button("Import calendar file", theme=sources.theme, variant="link", icon="import")
        super().__init__(
            sources,
            kept_as="meeting",
            new="New meeting",
            finish="Create meeting",
            clear="Clear",
            is_for_new_ones=True,
            path=path,
            aside=self._import,
            parent=parent,
        )
        self._invitations = invitations
        self._sending = False
        self._blank: MeetingDraft | None = None
        self._untouched = True
        self._column.addWidget(self._form)
        self._calendar_import = CalendarImport(
            self,
            imports=lambda: sources.calendar_imports,
            takes_file=is_called_calendar,
            site=sources.site,
            tasks=sources.tasks,
            theme=sources.theme,
        )
        self._connect()
        self._start_afresh()
        self._drafts.restore()

    def draft(self) -> MeetingDraft:
        """The meeting as it stands in the form."""
        return self._form.draft()

    def fill(self, draft: MeetingDraft) -> None:
        """Shows `draft` in place of what is in the form, and complains of nothing yet."""
        self._form.put_in(self._form.state_of(draft))

    def edit(self, operation: Operation, wish: Wish = PLAIN) -> None:
        """Opens a meeting that waits or was refused as a draft of its own. What is created from it takes its place."""
        self._drafts.edit(operation.id, self._form.state_of(MeetingDraft.from_body(operation.body)))
        if operation.state is State.REJECTED:
            self._say(error_words(Refused(operation.status, operation.words)))
        if wish.day is not None:
            self._form.move_to(wish.day)
        if wish.event is not None:
            self._propose(MeetingDraft.from_body(operation.body), wish.event)
        self._form.go_to(wish.field)

    def _propose(self, draft: MeetingDraft, event: ImportedEvent) -> None:
        """Shows what a later version of the event wants of a meeting that waits, in the place of what was written."""
        later = later_version(draft, event)
        state = self._form.state_of(later.draft)
        self._show_state(state | Imported.of(event.origin, later.doubts, state).state())

    def make_anew(self, draft: MeetingDraft, operation: str) -> None:
        """Opens the meeting of a change that can't be made any more, because the server's is gone: what is created
        from it takes the place of that operation."""
        self._drafts.edit(operation, self._form.state_of(draft))
        self._form.meeting.go_to("title")

    def take_imported(self, event: ImportedEvent) -> None:
        """Opens an event of a calendar file as a draft of its own; what is in the form is put aside."""
        state = self._form.state_of(event.draft)
        self._drafts.open(state | Imported.of(event.origin, event.doubts, state).state())
        self._form.meeting.go_to("title")

    def open(self) -> None:
        """An untouched form proposes times from now on, not from when it was made."""
        if self._untouched:
            self._start_afresh()

    def take_focus(self) -> None:
        if self._untouched:
            self._form.meeting.go_to("title")
        else:
            super().take_focus()

    def ready(self) -> bool:
        return not self._sending

    def _connect(self) -> None:
        self._form.changed.connect(self._on_changed)
        self._form.finish_requested.connect(self._on_create)
        self._footer.clear_requested.connect(self._on_clear)
        self._import.clicked.connect(self._calendar_import.choose)
        self._calendar_import.chosen.connect(self.calendar_chosen)
        self._calendar_import.cancel_requested.connect(self.calendar_cancelled)
        self._site.on_change(self._on_site_changed)

    def _start_afresh(self) -> None:
        """Empties the form; the times are proposed from now on."""
        self._blank = None
        self._imported = Imported()
        self.fill(MeetingDraft())

    def _state(self) -> Body:
        """What is in the controls; nothing while the form is as it was proposed."""
        return {} if self._untouched else self._form.state() | self._imported.state()

    def _show_state(self, state: Body) -> None:
        if state:
            self._imported = Imported.from_state(state)
            self._form.put_in(self._form.state_of(MeetingDraft()) | state)
        else:
            self._start_afresh()
            self._form.meeting.go_to("title")

    def _on_changed(self, draft: MeetingDraft, to_fix: str) -> None:
        self._blank = self._blank or draft
        self._untouched = draft == self._blank and not self._form.meeting.half_typed()
        self._say_what_to_mend(draft, to_fix)

    def _on_site_changed(self) -> None:
        """In another zone an untouched form proposes other times; what a person chose stays the same on the clock."""
        if self._untouched:
            self._start_afresh()
        else:
            self._form.refresh()

    def _on_create(self) -> None:
        if self._sending:
            return
        draft = self.draft()
        self._notices.forget()
        if self._form.try_all():
            self._sending = True
            self._tasks.start(self._create(draft, self._drafts.in_hand))

    async def _create(self, draft: MeetingDraft, name: str) -> None:
        """The draft is on the disk before the meeting is, so that after a crash in between it is the same operation."""
        try:
            settled = await self._form.settled(draft)
            if settled is None:
                return
            draft = settled
            operation, instead_of = self._drafts.operation(draft.body()), self._drafts.instead_of
            await self._drafts.put_down()
            if origin := self._imported.origin:
                await self._calendar_imports.remember(operation, origin, draft)
            await self._invitations.create(draft, operation, instead_of=instead_of)
        except StillOnSite as error:
            self._say(not_saved_words(error.names, draft, makes_another=False), draft)
            return
        except FoyerError as error:
            self._say(unsent_words(error), draft)
            return
        finally:
            self._sending = False
        self._on_created(draft, name, operation)

    def _on_created(self, draft: MeetingDraft, name: str, operation: str) -> None:
        words = f"Meeting saved: {draft.title}. It is sent by itself."
        if self._drafts.in_hand == name:
            self._drafts.drop()
        if self.draft() == draft:
            self._start_afresh()
            self._form.meeting.go_to("title")
        else:
            words += " What was changed meanwhile is still in the form."
        self.saved.emit(words, operation)
        assert draft.start_at is not None
        self.created.emit(draft.start_at.date(), operation)

    def _on_clear(self) -> None:
        if self._sending:
            return
        if not self._untouched:
            self._offer_undo("The form was cleared.")
        self._drafts.drop()
        self._start_afresh()
        self._form.meeting.go_to("title")
