"""The *Edit meeting* page: a meeting's form over one that the server has.

Only what differs from what was there is marked, and only that is asked for. What is written is kept while it is
written; saved changes are kept at this desk until they were sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.errors import FoyerError, OnItsWay, StillOnSite
from app.models.drafts import Body, MeetingDraft
from app.models.meetings.changes import EditedMeeting, Scope
from app.services.calendars.imports import ImportedEvent
from app.services.calendars.later_version import later_version
from app.services.meetings.changes import MeetingChanges
from ui.pages.new_meeting.edit.begun import BegunEdit, draft_name, gone_on
from ui.pages.new_meeting.edit.differences import wanted, was_words
from ui.pages.new_meeting.form_page import FormSources, MeetingFormPage
from ui.pages.new_meeting.imported import Imported
from ui.reception.changes.scope_choice import ScopeChoice
from ui.reception.changes.wish import Wish
from ui.shell import screens
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields.field import Field
from ui.wording.change_words import (
    back_words,
    no_way_back_words,
    not_saved_words,
    nothing_to_come_words,
    saved_words,
    still_here_words,
)
from ui.wording.messages import unsent_words


class EditMeetingPage(MeetingFormPage):
    """`path` gives the call that changes a meeting, as it is shown, by the meeting's id. `saved_on` tells the day to
    look at, and the meeting, once changes were saved."""

    entry = screens.EDIT_MEETING

    saved_on = Signal(object, str)

    def __init__(
        self,
        sources: FormSources,
        *,
        changes: MeetingChanges,
        path: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        self._scope = ScopeChoice(theme=sources.theme)
        self._scope_field = Field("What the change is for", self._scope, theme=sources.theme)
        super().__init__(
            sources,
            kept_as="meeting-change",
            new="Edit meeting",
            finish="Save changes",
            clear="Discard changes",
            is_for_new_ones=False,
            path="",
            above=self._scope_field,
            parent=parent,
        )
        self._changes = changes
        self._contacts = sources.contacts
        self._path = path
        self._begun: BegunEdit | None = None
        self._opened: MeetingDraft | None = None
        """What the form made of the meeting when it opened, before anybody touched it."""
        self._people: Mapping[str, str] = {}
        self._saving = False
        self._is_named = True
        self._nothing = EmptyState(theme=sources.theme)
        self._nothing.say("No meeting is being edited", "Choose a visitor on Today and press Ctrl+E.")
        self._views = QStackedWidget()
        self._views.addWidget(self._nothing)
        self._views.addWidget(self._form)
        self._column.addWidget(self._views)
        self._connect()
        self._drafts.restore()

    def edit(self, edited: EditedMeeting, wish: Wish) -> None:
        """Opens the form with what the meeting has, and what was written of it before."""
        self._drafts.take(name := draft_name(edited), self._drafts.begun(name) or BegunEdit.of(edited).state())
        assert self._begun is not None
        if self._begun.edited != edited:
            self._go_on(edited)
        if wish.day is not None:
            self._form.move_to(wish.day)
        if wish.event is not None:
            self._propose(self._begun, wish.event)
        self._form.go_to(wish.field)

    def _propose(self, begun: BegunEdit, event: ImportedEvent) -> None:
        """Shows what a later version of the meeting's event wants of it, in the place of what was written before."""
        later = later_version(begun.edited.draft, event)
        scope = Scope.ONE if event.is_of_one_time else Scope.ALL
        self._open(replace(begun, scope=scope), later.draft)
        self._imported = Imported.of(event.origin, later.doubts, self._form.state())
        self._form.refresh()
        if self._is_untouched():
            self._say("The new version of the event changes nothing of this meeting.")

    def take_focus(self) -> None:
        """The field that was asked for has it."""
        focused = self.focusWidget()
        if focused is None or not focused.isVisible():
            self._form.go_to("title")

    def ready(self) -> bool:
        return not self._saving and self._is_named

    def _connect(self) -> None:
        self._form.changed.connect(self._on_changed)
        self._form.finish_requested.connect(self._on_save)
        self._form.visitors.stays.connect(self._on_stays)
        self._scope.changed.connect(self._on_scope)
        self._footer.clear_requested.connect(self._on_discard)
        self._site.on_change(self._on_site_changed)

    # What is in the form

    def _state(self) -> Body:
        """What is in the controls; nothing while it is what the meeting has."""
        if self._begun is None or self._is_untouched():
            return {}
        return self._begun.state() | self._form.state() | self._imported.state()

    def _is_untouched(self) -> bool:
        assert self._begun is not None
        return self._form.draft() == self._opened and not self._form.meeting.half_typed()

    def _show_state(self, state: Body) -> None:
        self._begun = BegunEdit.in_state(state, self._site) if state else None
        self._imported = Imported.from_state(state)
        self._views.setCurrentWidget(self._form if self._begun else self._nothing)
        if self._begun is None:
            return
        self._open(self._begun, self._begun.edited.draft)
        if "title" in state:
            self._form.put_in(state)
        self._is_named = False
        self._tasks.start(self._named(self._begun.edited))

    def _open(self, begun: BegunEdit, draft: MeetingDraft) -> None:
        """Shows `draft`, compared with what the edit was begun with."""
        self._begun = begun
        edited = begun.edited
        self._scope_field.setVisible(edited.is_scope_open)
        self._scope.show_scope(begun.scope, partial(self._changes.dates, edited))
        self._form.meeting.allow_repeats(not begun.is_of_one_time)
        self._show_call(begun)
        self._form.visitors.compare_with(edited.draft.visitors, edited.stays(begun.scope))
        self._opened = None
        self._form.put_in(self._form.state_of(edited.draft))
        if draft != edited.draft:
            self._form.put_in(self._form.state_of(draft))
        else:
            self._form.refresh()

    def _show_call(self, begun: BegunEdit) -> None:
        path = self._path(begun.edited.meeting)
        self._form.request.show_path(f"{path}, and a new meeting beside it" if begun.makes_another else path)

    def _go_on(self, fresh: EditedMeeting) -> None:
        assert self._begun is not None
        self._open(*gone_on(self._begun, self._wanted(), fresh, self._site))

    async def _named(self, edited: EditedMeeting) -> None:
        """Those whom the meeting names by id are called by name where it is said what was there."""
        await self._contacts.learn()
        named = await self._contacts.named_in(edited.draft.body())
        self._people = {identity: person.name for identity, person in named.users.items()}
        self._form.meeting.look_up_people()
        self._form.refresh()
        self._is_named = True

    def _wanted(self) -> MeetingDraft:
        assert self._begun is not None
        return self._asked_for(self._begun, self._form.draft())

    def _asked_for(self, begun: BegunEdit, draft: MeetingDraft) -> MeetingDraft:
        """What is asked for when `draft` stands in the form."""
        return wanted(begun.edited.draft, self._opened or draft, draft)

    def _on_changed(self, draft: MeetingDraft, to_fix: str) -> None:
        if self._begun is None:
            return
        self._opened = self._opened or draft
        was = was_words(self._opened, draft, self._people)
        if self._begun.is_of_one_time:
            was.pop("recurrence", None)
        self._form.meeting.mark_changed(was)
        self._say_what_to_mend(draft, to_fix)

    def _on_scope(self) -> None:
        if self._begun is not None:
            self._begun = replace(self._begun, scope=self._scope.scope)
            self._form.meeting.allow_repeats(not self._begun.is_of_one_time)
            self._form.visitors.let_stay(self._begun.edited.stays(self._scope.scope))
            self._show_call(self._begun)
            self._form.refresh()

    def _on_site_changed(self) -> None:
        """What nobody touched is shown in the other zone; what a person chose stays the same on the clock."""
        if self._begun is not None and self._is_untouched():
            self._open(self._begun, self._begun.edited.draft)
        else:
            self._form.refresh()

    def _on_stays(self, names: list[str]) -> None:
        self._say(still_here_words(names))

    # What is done with it

    def _on_save(self) -> None:
        if self._saving or self._begun is None:
            return
        self._notices.forget()
        if self._is_untouched():
            self._say("Nothing was changed, so there is nothing to save.")
        elif not self._changes.dates(self._begun.edited, self._begun.scope):
            self._say(nothing_to_come_words())
        elif self._form.try_all():
            self._saving = True
            self._tasks.start(self._save(self._begun, self._form.draft(), self._drafts.in_hand))

    async def _save(self, begun: BegunEdit, written: MeetingDraft, name: str) -> None:
        """The draft is on the disk before the change is, so that after a crash in between it is the same operation."""
        edited = begun.edited
        try:
            settled = await self._form.settled(written)
            if settled is None:
                return
            draft = self._asked_for(begun, settled)
            operation = self._drafts.operation({"edit": begun.name, "wanted": draft.body()})
            await self._drafts.put_down()
            await self._changes.save(edited, draft, begun.scope, operation)
            if (origin := self._imported.origin) and not begun.is_of_one_time:
                await self._calendar_imports.remember(edited.meeting, origin, draft)
        except StillOnSite as error:
            self._say(not_saved_words(error.names, written, makes_another=begun.makes_another), written)
            return
        except FoyerError as error:
            self._say(unsent_words(error), written)
            return
        finally:
            self._saving = False
        if self._drafts.in_hand == name and self._form.draft() == written:
            self._begun = None
            self._drafts.drop()
            self._show_state({})
        self._tell_saved(begun, draft, operation)

    def _tell_saved(self, begun: BegunEdit, draft: MeetingDraft, operation: str) -> None:
        """What makes another meeting has no way back once it was sent, which may be in a moment."""
        undo = None if begun.makes_another else lambda: self._tasks.start(self._undone(operation, draft.title))
        self.done.emit(saved_words(draft.title, makes_another=begun.makes_another), undo)
        assert draft.start_at is not None
        self.saved_on.emit(self._site.local(draft.start_at).date(), begun.edited.meeting)

    async def _undone(self, operation: str, title: str) -> None:
        what = f"“{title}”"
        try:
            await self._changes.undo(operation)
        except (OnItsWay, StillOnSite) as error:
            self.done.emit(no_way_back_words(what, error), None)
            return
        self.done.emit(back_words(what), None)

    def _on_discard(self) -> None:
        if self._saving or self._begun is None:
            return
        begun = self._begun
        if not self._is_untouched():
            self._offer_undo("Your changes were discarded.")
        self._drafts.take(draft_name(begun.edited), BegunEdit.of(begun.edited).state())
