"""Where events of calendar files go: to the form of a new meeting, to the meeting that they change or take back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.compose.lazy import calendar_imports
from ui.compose.services import Services
from ui.reception.calendars.calendar_import import CalendarImport
from ui.reception.changes.meeting_actions import MeetingActions
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from app.services.calendars.imports import ImportedEvent
    from ui.pages.new_meeting.page import NewMeetingPage


class CalendarFiles:
    """`new_meeting` goes to the form of a new meeting and gives its page."""

    def __init__(
        self,
        *,
        services: Services,
        meeting_actions: MeetingActions,
        new_meeting: Callable[[], NewMeetingPage],
        tasks: Tasks,
        theme: Theme,
    ) -> None:
        self._services = services
        self._meeting_actions = meeting_actions
        self._new_meeting = new_meeting
        self._tasks = tasks
        self._theme = theme

    def take_from(self, page: QWidget) -> None:
        """Files and texts that are dropped onto the page or pasted into it, whatever they are called."""
        taking = CalendarImport(
            page,
            imports=lambda: calendar_imports(self._services),
            takes_file=_any,
            site=self._services.site,
            tasks=self._tasks,
            theme=self._theme,
        )
        taking.chosen.connect(self.open)
        taking.cancel_requested.connect(self.cancel)

    def open(self, events: list[ImportedEvent]) -> None:
        """Each new one as a draft of its own in the form of a new meeting, the first one in hand; a later version of
        one that is here in the form of that meeting."""
        new = [event for event in events if not event.meeting]
        page = self._new_meeting() if new else None
        for event in reversed(new):
            assert page
            page.take_imported(event)
        for event in events:
            if event.meeting:
                self._tasks.start(self._change(event))

    def cancel(self, event: ImportedEvent) -> None:
        """Asks whether the meeting is to be cancelled."""
        self._tasks.start(self._cancel(event))

    async def _change(self, event: ImportedEvent) -> None:
        """A meeting that is on no day any more is opened as a new one."""
        row = await calendar_imports(self._services).row_of(event)
        if row is None:
            self._new_meeting().take_imported(event.as_new)
        else:
            self._meeting_actions.take_later_version(row, event)

    async def _cancel(self, event: ImportedEvent) -> None:
        row = await calendar_imports(self._services).row_of(event)
        if row is None:
            self._meeting_actions.say_gone()
        else:
            self._meeting_actions.cancel_meeting(row)


def _any(path: Path) -> bool:
    return True
