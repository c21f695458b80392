"""Lets a page take a calendar that is dropped onto it or pasted into it, in whichever of its fields."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QTableView, QWidget

from app.services.calendars.recognition import is_calendar_text

CALENDAR_ENDINGS = frozenset((".ics", ".ical", ".icalendar", ".ifb", ".vcs", ".eml", ".msg"))
"""Those of files that are meant as calendars, whether or not they can be read."""

CALENDAR = "text/calendar"
"""How a calendar is called on the clipboard."""


def is_called_calendar(path: Path) -> bool:
    return path.suffix.lower() in CALENDAR_ENDINGS


class CalendarDrop(QObject):
    """`taken` tells a file's path, or a text. `takes_file` says which files the page takes as calendars; another text
    or file goes where it would have gone.

    A field would take what is dropped or pasted as its own words, and a table a list of visitors: so those that are in
    the page when this is made are watched with it.
    """

    taken = Signal(object)

    def __init__(self, page: QWidget, *, takes_file: Callable[[Path], bool]) -> None:
        super().__init__(page)
        self._takes_file = takes_file
        page.setAcceptDrops(True)
        page.installEventFilter(self)
        for widget in page.findChildren(QWidget):
            if widget.acceptDrops() or isinstance(widget, QLineEdit | QTableView):
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDropEvent) and event.type() in (
            QEvent.Type.DragEnter,
            QEvent.Type.DragMove,
            QEvent.Type.Drop,
        ):
            return self._on_dragged(event)
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            return self._on_paste(event)
        return super().eventFilter(watched, event)

    def _on_dragged(self, event: QDropEvent) -> bool:
        source = self._source(event.mimeData())
        if source is None:
            return False
        event.acceptProposedAction()
        if event.type() is QEvent.Type.Drop:
            self.taken.emit(source)
        return True

    def _on_paste(self, event: QKeyEvent) -> bool:
        """A shortcut of its own would take every paste from the fields."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        text = calendar_text(QGuiApplication.clipboard().mimeData())
        if not text:
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self.taken.emit(text)
        return True

    def _source(self, data: QMimeData) -> Path | str | None:
        urls = data.urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            path = Path(urls[0].toLocalFile())
            return path if self._takes_file(path) else None
        return calendar_text(data) or None


def calendar_text(data: QMimeData) -> str:
    """The calendar that was dropped or copied as such or as plain text, "" where it is something else."""
    if data.hasFormat(CALENDAR) and (text := bytes(data.data(CALENDAR).data()).decode(errors="replace")).strip():
        return text
    text = data.text() if data.hasText() and not data.hasUrls() else ""
    return text if is_calendar_text(text) else ""
