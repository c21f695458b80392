"""Changing meetings and taking them back, from whichever screen: what was done is said, and can be undone for ten
seconds."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import OnItsWay, StillOnSite
from app.models.drafts import VisitorDraft
from app.models.meetings.changes import EditedMeeting, MeetingChange, Scope
from app.models.merging.conflict import Conflict
from app.models.operations import Operation, day_of
from app.models.visit_row import VisitRow
from app.services.meetings.changes import MeetingChanges
from app.services.meetings.invitations import Invitations
from app.services.site import Site
from ui.reception.calendars.copying import COPY_AS_ICS, CalendarCopying
from ui.reception.changes.cancel_question import CANCEL_MEETING, CANCEL_VISITOR, ask_to_cancel
from ui.reception.changes.conflict_sheet import ConflictSheet
from ui.reception.changes.wish import PLAIN, Wish
from ui.tasks import Tasks
from ui.theme import Theme
from ui.wording.change_words import (
    back_words,
    came_in_words,
    cancelled_words,
    chosen_words,
    gone_here_words,
    no_way_back_words,
    settled_words,
    still_here_words,
    told_words,
)

if TYPE_CHECKING:
    from app.services.calendars.imports import ImportedEvent


class Entry(Struct, frozen=True):
    """Something that can be done with a row's meeting: the word of its button, its key, "" for none, and the doing."""

    word: str
    keys: str
    do: Callable[[VisitRow], object]


class Cancelling(Struct, frozen=True):
    """What is to be taken back: in words, the question, who is told, the word of the button, and what does it."""

    what: str
    question: str
    told: str
    way: str
    do: Callable[[Scope, str], Coroutine[None, None, None]]


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
        server_sends: Callable[[], bool],
        copying: CalendarCopying,
        tasks: Tasks,
        theme: Theme,
        window: Callable[[], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes = changes
        self._invitations = invitations
        self._site = site
        self._server_sends = server_sends
        self._copying = copying
        copying.done.connect(self.done)
        self._tasks = tasks
        self._theme = theme
        self._window = window

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
        self._start(visit, partial(self._ask_about_meeting, visit))

    def cancel_visitor(self, visit: VisitRow) -> None:
        self._start(visit, partial(self._ask_about_visitor, visit))

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

    def _ask_about_meeting(self, visit: VisitRow, edited: EditedMeeting) -> None:
        names = [one.name for one in edited.draft.visitors]
        here = [edited.stays(scope) for scope in _scopes(edited)]
        if all(here):
            staying = [one.name for number, one in enumerate(edited.draft.visitors) if _id(one, number) in here[0]]
            self.done.emit(still_here_words(staying or [visit.name]), None)
            return
        title = f"“{edited.draft.title}”"
        cancelling = Cancelling(
            what=title,
            question=f"Cancel {title}?",
            told=self._told(edited, names, visit.host),
            way=CANCEL_MEETING,
            do=partial(self._changes.cancel, edited),
        )
        self._ask(cancelling, edited)

    def _ask_about_visitor(self, visit: VisitRow, edited: EditedMeeting) -> None:
        place = _place_of(visit, edited)
        who = _id(edited.draft.visitors[place], place)
        if all(who in edited.stays(scope) for scope in _scopes(edited)):
            self.done.emit(still_here_words([visit.name]), None)
            return
        left = tuple(one for number, one in enumerate(edited.draft.visitors) if number != place)
        cancelling = Cancelling(
            what=f"The visit of {visit.name}",
            question=f"Cancel the visit of {visit.name}?",
            told=self._told(edited, [visit.name], visit.host),
            way=CANCEL_VISITOR,
            do=partial(self._changes.save, edited, replace(edited.draft, visitors=left)),
        )
        self._ask(cancelling, edited)

    def _told(self, edited: EditedMeeting, names: list[str], host: str) -> str:
        return told_words(edited, names, host, server_sends=self._server_sends())

    def _ask(self, cancelling: Cancelling, edited: EditedMeeting) -> None:
        ask_to_cancel(
            self._window(),
            cancelling.question,
            (cancelling.told,),
            way=cancelling.way,
            dates=partial(self._changes.dates, edited) if edited.is_scope_open else None,
            theme=self._theme,
            cancel=lambda scope: self._tasks.start(self._cancelled(cancelling, edited, scope)),
        )

    async def _cancelled(self, cancelling: Cancelling, edited: EditedMeeting, scope: Scope) -> None:
        operation = uuid4().hex
        try:
            await cancelling.do(scope, operation)
        except StillOnSite as error:
            words = still_here_words(error.names) if error.names else came_in_words(cancelling.what)
            self.done.emit(words, None)
            return
        self.done.emit(
            cancelled_words(cancelling.what), lambda: self._tasks.start(self._undone(operation, cancelling, edited))
        )

    async def _undone(self, operation: str, cancelling: Cancelling, edited: EditedMeeting) -> None:
        """Of a meeting that the server doesn't have yet: the whole is entered once more; a visitor is taken in again by
        what waits to be created in its place."""
        what = cancelling.what
        try:
            if not edited.create:
                await self._changes.undo(operation)
            elif cancelling.way == CANCEL_MEETING:
                await self._invitations.create(edited.draft, uuid4().hex)
            else:
                waiting = replace(edited, create=operation)
                await self._changes.save(waiting, edited.draft, Scope.ALL, uuid4().hex)
        except (OnItsWay, StillOnSite) as error:
            self.done.emit(no_way_back_words(what, error), None)
            return
        self.done.emit(back_words(what), None)

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
        sheet = ConflictSheet(conflict, site=self._site, theme=self._theme, parent=self._window())
        sheet.resolved.connect(lambda choices: self._tasks.start(self._resolved(operation, choices)))
        sheet.open()

    async def _resolved(self, operation: Operation, choices: Mapping[str, str]) -> None:
        await self._changes.resolve(operation.id, choices)
        self.done.emit(chosen_words(str(operation.body.get("title", ""))), None)


def may_be_changed(visit: VisitRow) -> bool:
    """Whether its meeting can be edited, moved or taken back: not once it, or its visitor, was taken back."""
    return visit.cancelled is None


def _scopes(edited: EditedMeeting) -> tuple[Scope, ...]:
    """Those among which a person chooses, in the order in which they stand."""
    return tuple(Scope) if edited.is_scope_open else (Scope.ALL,)


def _id(visitor: VisitorDraft, number: int) -> str:
    """As `EditedMeeting.staying` names them."""
    return visitor.id or str(number)


def _place_of(visit: VisitRow, edited: EditedMeeting) -> int:
    """The number of the row's visitor in the draft: by their id, which of one whom the server doesn't have is
    operation/number; else by the row's own number."""
    _, meeting, visitor = visit.id.split("/", 2)
    names = (visitor, f"{meeting}/{visitor}")
    ids = [one.id for one in edited.draft.visitors]
    return next((ids.index(name) for name in names if name in ids), visit.number)
