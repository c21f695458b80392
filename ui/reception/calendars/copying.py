"""*Copy as .ics*: a meeting on the clipboard, for a mail or another calendar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QStandardItemModel

from app.models.visit_row import VisitRow
from ui.reception.calendars.calendar_drop import CALENDAR
from ui.tasks import Tasks

if TYPE_CHECKING:
    from app.services.calendars.copies import CalendarCopies

COPY_AS_ICS = "Copy as .ics"


class CalendarCopying(QObject):
    """`done` tells in words what was copied, and None, because there is nothing to take back. `copies` is asked for
    when the first meeting is copied."""

    done = Signal(str, object)

    def __init__(self, *, copies: Callable[[], CalendarCopies], tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._copies = copies
        self._tasks = tasks

    def copy(self, visit: VisitRow) -> None:
        """Puts the row's meeting on the clipboard, as a calendar and as its text."""
        self._tasks.start(self._copy(visit))

    async def _copy(self, visit: VisitRow) -> None:
        text = await self._copies().text_of(visit)
        if text is None:
            self.done.emit(f"“{visit.title}” is gone from this desk's lists, so it was not copied.", None)
            return
        QGuiApplication.clipboard().setMimeData(_data(text))
        self.done.emit(f"“{visit.title}” was copied as .ics. Paste it into a mail or a calendar.", None)


def _data(text: str) -> QMimeData:
    """One that Qt made. The clipboard frees its data after Python is gone, and of an object that Python made that ends
    the process with a segmentation fault."""
    model = QStandardItemModel(1, 1)
    data = model.mimeData([model.index(0, 0)])
    for kind in data.formats():
        data.removeFormat(kind)
    data.setData(CALENDAR, text.encode())
    data.setText(text)
    return data
