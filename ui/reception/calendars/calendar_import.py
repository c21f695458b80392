"""A page that takes calendar files: chosen, dropped onto it or pasted into it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.services.site import Site
from ui.reception.calendars.calendar_drop import CalendarDrop
from ui.tasks import Tasks
from ui.theme import Theme

if TYPE_CHECKING:
    from app.services.calendars.imports import CalendarImports
    from ui.reception.calendars.import_window import ImportCalendar


class CalendarImport(QObject):
    """`chosen` and `cancel_requested` are those of the window. `imports` is asked for, and what reads calendars is
    imported, when the first one comes; `takes_file` is that of CalendarDrop.

    It has to be made when all the fields of the page are there.
    """

    chosen = Signal(object)
    cancel_requested = Signal(object)

    def __init__(
        self,
        page: QWidget,
        *,
        imports: Callable[[], CalendarImports],
        takes_file: Callable[[Path], bool],
        site: Site,
        tasks: Tasks,
        theme: Theme,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._imports = imports
        self._site = site
        self._tasks = tasks
        self._theme = theme
        CalendarDrop(page, takes_file=takes_file).taken.connect(lambda source: self._window().take(source))

    def choose(self) -> None:
        """Asks for a file."""
        self._window().choose()

    def _window(self) -> ImportCalendar:
        """It isn't shown yet."""
        from ui.reception.calendars.import_window import ImportCalendar

        window = ImportCalendar(
            imports=self._imports(), site=self._site, tasks=self._tasks, theme=self._theme, parent=self._page
        )
        window.chosen.connect(self.chosen)
        window.cancel_requested.connect(self.cancel_requested)
        return window
