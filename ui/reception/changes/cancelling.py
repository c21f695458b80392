"""A meeting, or a visitor of it, is taken back: asked once, said, and undone for ten seconds."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from uuid import uuid4

from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import OnItsWay, StillOnSite
from app.models.drafts import VisitorDraft
from app.models.meetings.changes import EditedMeeting, Scope
from app.models.notices.ways import Ways
from app.models.visit_row import VisitRow
from app.services.meetings.changes import MeetingChanges
from app.services.meetings.invitations import Invitations
from ui.reception.changes.cancel_question import CANCEL_MEETING, CANCEL_VISITOR, ask_to_cancel
from ui.tasks import Tasks
from ui.theme import Theme
from ui.wording.change_words import (
    back_words,
    came_in_words,
    cancelled_words,
    no_way_back_words,
    nothing_to_come_words,
    still_here_words,
    told_words,
)


class TakenBack(Struct, frozen=True):
    """What is to be taken back: in words, of which meeting, whether that is the whole meeting, and what does it."""

    what: str
    edited: EditedMeeting
    whole: bool
    do: Callable[[Scope, str], Coroutine[None, None, None]]


class Cancelling(QObject):
    """`done` carries words and what takes it back, None where nothing can."""

    done = Signal(str, object)

    def __init__(
        self,
        *,
        changes: MeetingChanges,
        invitations: Invitations,
        ways: Callable[[], Ways],
        tasks: Tasks,
        theme: Theme,
        window: Callable[[], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._changes = changes
        self._invitations = invitations
        self._ways = ways
        self._tasks = tasks
        self._theme = theme
        self._window = window

    def ask_about_meeting(self, visit: VisitRow, edited: EditedMeeting) -> None:
        """The meeting of that row, or times of the series."""
        names = [one.name for one in edited.draft.visitors]
        here = [edited.stays(scope) for scope in _scopes(edited)]
        if all(here):
            staying = [one.name for number, one in enumerate(edited.draft.visitors) if _id(one, number) in here[0]]
            self.done.emit(still_here_words(staying or [visit.name]), None)
            return
        meeting = self._meeting(edited)
        self._ask(CANCEL_MEETING, f"Cancel {meeting.what}?", names, visit, lambda also: meeting, edited)

    def ask_about_visitor(self, visit: VisitRow, edited: EditedMeeting) -> None:
        """The visitor of that row; with the last one the meeting may go, too."""
        place = _place_of(visit, edited)
        who = _id(edited.draft.visitors[place], place)
        if all(who in edited.stays(scope) for scope in _scopes(edited)):
            self.done.emit(still_here_words([visit.name]), None)
            return
        left = tuple(one for number, one in enumerate(edited.draft.visitors) if number != place)
        save = partial(self._changes.save, edited, replace(edited.draft, visitors=left))
        visitor, meeting = TakenBack(f"The visit of {visit.name}", edited, False, save), self._meeting(edited)
        question = f"Cancel the visit of {visit.name}?"
        self._ask(
            CANCEL_VISITOR,
            question,
            [visit.name],
            visit,
            lambda also: meeting if also else visitor,
            edited,
            also="" if left else "Cancel the meeting too: nobody else is invited",
        )

    def _meeting(self, edited: EditedMeeting) -> TakenBack:
        return TakenBack(f"“{edited.draft.title}”", edited, True, partial(self._changes.cancel, edited))

    def _ask(
        self,
        way: str,
        question: str,
        names: list[str],
        visit: VisitRow,
        what: Callable[[bool], TakenBack],
        edited: EditedMeeting,
        also: str = "",
    ) -> None:
        ask_to_cancel(
            self._window(),
            question,
            (told_words(edited, names, visit.host, self._ways()),),
            way=way,
            dates=partial(self._changes.dates, edited) if edited.is_scope_open else None,
            also=also,
            theme=self._theme,
            cancel=lambda scope, also: self._tasks.start(self._cancelled(what(also), scope)),
        )

    async def _cancelled(self, cancelled: TakenBack, scope: Scope) -> None:
        if not self._changes.dates(cancelled.edited, scope):
            self.done.emit(nothing_to_come_words(), None)
            return
        operation = uuid4().hex
        try:
            await cancelled.do(scope, operation)
        except StillOnSite as error:
            words = still_here_words(error.names) if error.names else came_in_words(cancelled.what)
            self.done.emit(words, None)
            return
        self.done.emit(cancelled_words(cancelled.what), lambda: self._tasks.start(self._undone(operation, cancelled)))

    async def _undone(self, operation: str, cancelled: TakenBack) -> None:
        """Of a meeting that the server doesn't have yet: the whole is entered once more; a visitor is taken in again by
        what waits to be created in its place."""
        what, edited = cancelled.what, cancelled.edited
        try:
            if not edited.create:
                await self._changes.undo(operation)
            elif cancelled.whole:
                await self._invitations.create(edited.draft, uuid4().hex)
            else:
                waiting = replace(edited, create=operation)
                await self._changes.save(waiting, edited.draft, Scope.ALL, uuid4().hex)
        except (OnItsWay, StillOnSite) as error:
            self.done.emit(no_way_back_words(what, error), None)
            return
        self.done.emit(back_words(what), None)


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
