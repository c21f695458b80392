"""Changing meetings and taking them back, from whichever screen: what was done is said, and can be undone for ten
seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.models.meetings.changes import EditedMeeting, MeetingChange
from app.models.merging.conflict import Conflict
from app.models.notices.ways import Ways
from app.models.operations import Operation, day_of
from app.models.visit_row import VisitRow
from app.services.meetings.changes import MeetingChanges
from app.services.meetings.invitations import Invitations
from app.services.site import Site
from ui.reception.calendars.copying import COPY_AS_ICS, CalendarCopying
from ui.reception.changes.cancel_question import CANCEL_MEETING, CANCEL_VISITOR
from ui.reception.changes.cancelling import Cancelling
from ui.reception.changes.conflict_sheet import ConflictSheet
from ui.reception.changes.wish import PLAIN, Wish
from ui.tasks import Tasks
from ui.theme import Theme
from ui.wording.change_words import (
    chosen_words,
    conflict_words,
    gone_here_words,
    settled_words,
    value_words,
)

if TYPE_CHECKING:
    from app.services.calendars.imports import ImportedEvent


class Entry(Struct, frozen=True):
    """Something that can be done with a row's meeting: the word of its button, its key, "" for none, and the doing."""

    word: str
    keys: str
    do: Callable[[VisitRow], object]


class MeetingActions(QObject):
    """`done` carries words and what takes it back, None where nothing can be; `form_requested` a meeting to be edited
    and the wish; `creation_requested` the operation of one that the server doesn't have yet, and the
    wish; `as_new_requested` the
    draft of one that it doesn't have any more, and the operation that it takes the place of."""

    done = Signal(str, object)
    form_requested = Signal(object, object)
    creation_requested = Signal(str, object)
    as_new_requested = Signal(object, str)

    def __init__(
        self,
        *,
        changes: MeetingChanges,
        invitations: Invitations,
        site: Site,
        ways: Callable[[], Ways],
        copying: CalendarCopying,
        tasks: Tasks,
        theme: Theme,
        window: Callable[[], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes = changes
        self._site = site
        self._copying = copying
        copying.done.connect(self.done)
        self._tasks = tasks
        self._theme = theme
        self._window = window
        self._cancelling = Cancelling(
            changes=changes,
            invitations=invitations,
            ways=ways,
            tasks=tasks,
            theme=theme,
            window=window,
            parent=self,
        )
        self._cancelling.done.connect(self.done)

    def entries(self, visit: VisitRow) -> Iterator[Entry]:
        """All of it, in the order in which it is offered."""
        yield Entry("Edit meeting", "Ctrl+E", self.edit)
        yield Entry("Move meeting", "Ctrl+M", self.move)
        yield Entry("Change host", "", self.change_host)
        yield Entry("Add visitor", "", self.add_visitor)
        if visit.invited:
            yield Entry(CANCEL_VISITOR, "", self.cancel_visitor)
        yield Entry(CANCEL_MEETING, "", self.cancel_meeting)
        yield Entry(COPY_AS_ICS, "", self._copying.copy)

    def edit(self, visit: VisitRow) -> None:
        self._start(visit, partial(self._show_form, PLAIN))

    def move(self, visit: VisitRow, day: date | None = None) -> None:
        """`day` is the one onto which the meeting was dragged, None to type one."""
        self._start(visit, partial(self._show_form, Wish("start_at", day)))

    def change_host(self, visit: VisitRow) -> None:
        self._start(visit, partial(self._show_form, Wish("host_id")))

    def add_visitor(self, visit: VisitRow) -> None:
        self._start(visit, partial(self._show_form, Wish("visitors")))

    def take_later_version(self, visit: VisitRow, event: ImportedEvent) -> None:
        """The meeting came from a calendar file, and a later one changes it."""
        self._start(visit, partial(self._show_form, Wish(event=event)))

    def cancel_meeting(self, visit: VisitRow) -> None:
        self._start(visit, partial(self._cancelling.ask_about_meeting, visit))

    def cancel_visitor(self, visit: VisitRow) -> None:
        self._start(visit, partial(self._cancelling.ask_about_visitor, visit))

    def say_gone(self) -> None:
        """What was to be changed isn't in this desk's lists any more."""
        self.done.emit(gone_here_words(), None)

    def edit_change(self, operation: Operation) -> None:
        """Opens the form of a change that waits or was refused, with its words in it."""
        change = MeetingChange.of(operation.body)
        self._tasks.start(self._opened(change.meeting, day_of(change.base), None, partial(self._show_form, PLAIN)))

    def decide(self, operation: Operation) -> None:
        """Shows what somebody else changed too, or offers to make the meeting anew that is gone."""
        self._tasks.start(self._decided(operation))

    def _start(self, visit: VisitRow, then: Callable[[EditedMeeting], None]) -> None:
        self._tasks.start(self._opened(visit.meeting, visit.day, visit.starts, then))

    async def _opened(
        self, meeting: str, day: date, starts: datetime | None, then: Callable[[EditedMeeting], None]
    ) -> None:
        edited = await self._changes.opened(meeting, day, starts)
        if edited is None:
            self.say_gone()
        else:
            then(edited)

    def _show_form(self, wish: Wish, edited: EditedMeeting) -> None:
        if edited.create:
            self.creation_requested.emit(edited.create, wish)
        else:
            self.form_requested.emit(edited, wish)

    async def _decided(self, operation: Operation) -> None:
        conflict = await self._changes.conflict(operation.id)
        if conflict is None:
            self.done.emit(settled_words(str(operation.body.get("title", ""))), None)
        elif conflict.gone:
            if draft := await self._changes.as_new(operation.id):
                self.as_new_requested.emit(draft, operation.id)
        else:
            self._show_conflict(operation, conflict)

    def _show_conflict(self, operation: Operation, conflict: Conflict) -> None:
        sheet = ConflictSheet(
            conflict,
            label_words=conflict_words,
            value_words=lambda one, value: value_words(one.label, value, conflict.people, self._site),
            theme=self._theme,
            parent=self._window(),
        )
        sheet.resolved.connect(lambda choices: self._tasks.start(self._resolved(operation, choices)))
        sheet.open()

    async def _resolved(self, operation: Operation, choices: Mapping[str, str]) -> None:
        await self._changes.resolve(operation.id, choices)
        self.done.emit(chosen_words(str(operation.body.get("title", ""))), None)


def may_be_changed(visit: VisitRow) -> bool:
    """Whether its meeting can be edited, moved or taken back: not once it, or its visitor, was taken back."""
    return visit.cancelled is None
